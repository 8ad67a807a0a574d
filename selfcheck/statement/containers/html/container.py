"""Saved pages: ``.html`` and ``.htm`` in any encoding, and the ``.xls`` of banks that is a page with a table.

What a page says of its encoding is not believed: browsers and banks write it wrongly. Its text, without the markup, is
weighed like that of any other file; what the page says only breaks a tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.html.depth import within_depth
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import Decoded, decode
from selfcheck.statement.text.encodings import strictly
from selfcheck.statement.words import column_words

_HEAD = 1 << 16
"""Bytes in which a page shows that it is one."""
_BEGINS = regex(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|table|div|center|form|font|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROW = regex(rb"<tr\b[^<>]*>\s*<t[dh]\b", re.IGNORECASE)
"""Of a table; text in front of the first tag does not make a page another file."""
_SCRIPT = rb"<(?:script|style)\b.*?</(?:script|style)\s*>|"
_SCRIPT_END = regex(rb"</(?:script|style)\s*>", re.IGNORECASE)
_PLAIN_MARKUP = rb"<[^<>]*>|&#?\w{1,32};"
_MARKUP, _MARKUP_BEHIND = regex(_SCRIPT + _PLAIN_MARKUP, re.IGNORECASE | re.DOTALL), regex(_PLAIN_MARKUP)
"""No byte of it is part of a character in UTF-8, cp932 or EUC-JP."""
_DECLARED = regex(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_NAMES = {
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
}
"""What pages call cp932."""


def is_page(data: bytes) -> bool:
    """Whether these are the bytes of a page, or of its beginning, in whatever encoding."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return b"<" in head and (_BEGINS.match(head) is not None or _ROW.search(head) is not None)


def text_of_page(data: bytes, told: str | None, declared: str = "") -> Decoded:
    """The text of a page, markup and all. What is amiss with its letters is asked of the rows of its tables: the lines of
    its source are none that anybody sees. Raises `UnreadableError`, `OptionError`."""
    from selfcheck.statement.containers.html.tables import MOST_BYTES

    if len(data) > MOST_BYTES:
        raise UnreadableError("html-too-large")
    if told:
        decoded = decode(data, column_words(), told)
        return replace(decoded, text=within_depth(decoded.text), problems=())
    says = _DECLARED.search(data[:4096])
    name = (declared or (says[1].decode("ascii") if says else "")).lower()
    decoded = decode(_without_markup(data), column_words())
    if decoded.rival and decoded.rival == _NAMES.get(name, name):
        decoded = replace(decoded, encoding=decoded.rival, rival="")
    text = strictly(decoded.encoding, data)
    text = text if text is not None else decode(data, column_words(), decoded.encoding).text
    return replace(decoded, text=within_depth(text), problems=())


def _without_markup(data: bytes) -> bytes:
    """The bytes of a page's text. A script that does not end is looked for only where one still may, else a page of them alone
    would take its length squared."""
    end = max((match.end() for match in _SCRIPT_END.finditer(data)), default=0)
    return _MARKUP.sub(b" ", data[:end]) + _MARKUP_BEHIND.sub(b" ", data[end:])


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.html.tables import parts_of

    decoded = text_of_page(source.data, source.encoding)
    yield from parts_of([decoded.text], decoded, source, options)


HTML = Container(
    name="html",
    suffixes=frozenset({".html", ".htm", ".xhtml"}),
    recognises=lambda source: is_page(source.data),
    read=_read,
    is_page=True,
)
