"""Pages saved with all that belongs to them: ``.mhtml`` of Chrome and Edge (RFC 2557), ``.webarchive`` of Safari.

The page and its frames are read like any page; pictures and scripts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import Decoded

_HEAD = 1 << 16
"""Bytes in which the header of the archive is looked for."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of the file, pictures included."""
_RELATED = regex(rb"^content-type:\s*multipart/(?:related|alternative)\b", re.IGNORECASE | re.MULTILINE)
_SAVED = regex(rb"^(?:from: .?<saved by|snapshot-content-location:|content-location:|x-mimeole:)", re.IGNORECASE | re.MULTILINE)
"""What browsers write into the head, and mail programs do not."""
_WEB_ARCHIVE = b"WebMainResource"
_XML_PLIST = regex(rb"\s*<\?xml[^>]*>\s*<!DOCTYPE plist\b")


def _is_saved_page(source: Source) -> bool:
    head = source.data[:_HEAD]
    return _is_web_archive(source.data) or (_RELATED.search(head) is not None and _SAVED.search(head) is not None)


def _is_web_archive(data: bytes) -> bool:
    is_plist = data.startswith(b"bplist0") or _XML_PLIST.match(data[:1024]) is not None
    return is_plist and _WEB_ARCHIVE in data


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.html.container import text_of_page
    from selfcheck.statement.containers.html.tables import parts_of
    from selfcheck.statement.containers.in_child import ChildLostError, call
    from selfcheck.statement.containers.mhtml_pages import Pages, of_message, of_web_archive

    if len(source.data) > _MOST_BYTES:
        raise UnreadableError("html-too-large")
    kind = of_web_archive if _is_web_archive(source.data) else of_message
    try:
        pages = call(kind, source.data, Pages, budget=source.budget, loads="email.parser")
    except ChildLostError:
        raise UnreadableError("broken-mhtml") from None
    if not pages:
        raise UnreadableError("broken-mhtml")
    texts: list[Decoded] = [text_of_page(data, source.encoding, declared) for data, declared in pages]
    yield from parts_of([decoded.text for decoded in texts], texts[0], source, options)


MHTML = Container(
    name="mhtml",
    suffixes=frozenset({".mhtml", ".mht", ".webarchive"}),
    recognises=_is_saved_page,
    read=_read,
    is_page=True,
)
