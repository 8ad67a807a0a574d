"""The encodings in which Japanese banks, and the programs behind them, write text; and how Python calls them."""

from __future__ import annotations

from selfcheck.patterns import regex

LEGACY = ("cp932", "euc-jp")
"""Before Unicode: Windows and nearly every bank, and Unix."""
CANDIDATES = ("utf-8", *LEGACY)
"""What a text without any mark may be written in."""
_CODECS = dict.fromkeys(("iso-2022-jp", "iso2022_jp"), "iso2022_jp_ext")
"""Python codecs that read more than their namesake (half-width kana in ISO-2022-JP), by our name and by Python's."""
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(I", b"\x1b(J")
"""ISO-2022-JP announces with these: JIS X 0208 of 1983 and of 1978, half-width kana, JIS Roman."""
_NO_CHARACTER = b"\x80\xa0\xfd\xfe\xff"
"""Bytes that stand for nothing in cp932, unless 80 or a0 is the second of two. To look for them takes no time."""
_NO_LETTER = regex("[\x80\uf8f0-\uf8f3]")
"""What Python makes of them: Windows has letters of its own there, and nobody prints those."""


def decode_as(encoding: str, data: bytes) -> str:
    """The text of ``data``, each byte that breaks a character as U+FFFD."""
    text = data.decode(_CODECS.get(encoding, encoding), "replace")
    return _NO_LETTER.sub("\ufffd", text) if encoding == "cp932" else text


def strictly(encoding: str, data: bytes) -> str | None:
    """The text of ``data``; None where some byte breaks a character."""
    try:
        text = data.decode(_CODECS.get(encoding, encoding))
    except UnicodeDecodeError:
        return None
    if encoding == "cp932" and len(data.translate(None, _NO_CHARACTER)) < len(data) and _NO_LETTER.search(text):
        return None
    return text


def has_escapes(data: bytes) -> bool:
    """Whether some escape of ISO-2022-JP stands in ``data``."""
    return any(escape in data for escape in _ESCAPES)
