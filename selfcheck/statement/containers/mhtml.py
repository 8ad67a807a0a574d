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
_MOST_PAGES = 50
"""Frames of one page."""
_RELATED = regex(rb"^content-type:\s*multipart/(?:related|alternative)\b", re.IGNORECASE | re.MULTILINE)
_SAVED = regex(rb"^(?:from: .?<saved by|snapshot-content-location:|content-location:|x-mimeole:)", re.IGNORECASE | re.MULTILINE)
"""What browsers write into the head, and mail programs do not."""
_WEB_ARCHIVE = b"WebMainResource"
_XML_PLIST = regex(rb"\s*<\?xml[^>]*>\s*<!DOCTYPE plist\b")

Page = tuple[bytes, str]
"""A page, and the encoding that its envelope says it has."""


def _is_saved_page(source: Source) -> bool:
    head = source.data[:_HEAD]
    return _is_web_archive(source.data) or (_RELATED.search(head) is not None and _SAVED.search(head) is not None)


def _is_web_archive(data: bytes) -> bool:
    is_plist = data.startswith(b"bplist0") or _XML_PLIST.match(data[:1024]) is not None
    return is_plist and _WEB_ARCHIVE in data


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.html.container import text_of_page
    from selfcheck.statement.containers.html.tables import parts_of

    if len(source.data) > _MOST_BYTES:
        raise UnreadableError("html-too-large")
    pages = _of_web_archive(source.data) if _is_web_archive(source.data) else _of_message(source.data)
    if not pages:
        raise UnreadableError("broken-mhtml")
    texts: list[Decoded] = [text_of_page(data, source.encoding, declared) for data, declared in pages[:_MOST_PAGES]]
    yield from parts_of([decoded.text for decoded in texts], texts[0], source.path, options)


def _of_message(data: bytes) -> list[Page]:
    """The pages of a message, whether their bytes are quoted-printable, base64 or plain."""
    import email
    from email.errors import MessageError

    try:
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        pages = [(part.get_payload(decode=True), str(part.get_param("charset") or "")) for part in parts]
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableError("broken-mhtml") from None
    return [(content, declared) for content, declared in pages if isinstance(content, bytes) and content.strip()]


def _of_web_archive(data: bytes) -> list[Page]:
    """The pages of a property list: the page itself, and its frames."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        archives = [plistlib.loads(data)]
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        raise UnreadableError("broken-mhtml") from None
    pages: list[Page] = []
    while archives and len(pages) < _MOST_PAGES:
        archive = archives.pop(0)
        if not isinstance(archive, dict):
            continue
        main = archive.get("WebMainResource")
        main = main if isinstance(main, dict) else {}
        content = main.get("WebResourceData")
        if isinstance(content, bytes):
            pages.append((content, str(main.get("WebResourceTextEncodingName") or "")))
        frames = archive.get("WebSubframeArchives")
        archives += frames if isinstance(frames, list) else []
    return pages


MHTML = Container(
    name="mhtml",
    suffixes=frozenset({".mhtml", ".mht", ".webarchive"}),
    recognises=_is_saved_page,
    read=_read,
)
