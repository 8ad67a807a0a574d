"""Printed text from a file comes in, text that cannot act on a terminal goes out.

Memos and file names may hold anything. Control and format characters (C0, C1, DEL, direction
marks, tags), line and paragraph separators and lone surrogates are shown as visible escapes;
everything else as is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from selfcheck.patterns import regex

_FORMULA = tuple("=+-@＝＋－＠")
_ACTIVE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNDECODED = regex("[\udc80-\udcff]{2,}")
"""How Python keeps the bytes of a file's name that the locale could not read."""


def is_active(char: str) -> bool:
    """Whether a character could do more than be seen."""
    return not char.isprintable() and unicodedata.category(char) in _ACTIVE


def escaped(text: str) -> str:
    """``text`` with every character that could act made visible: ``\\x1b``, ``\\u202e``."""
    if text.replace("\u3000", "").isprintable():
        return text
    return with_escapes(_UNDECODED.sub(_as_utf8, text), _escape)


def with_escapes(text: str, escape: Callable[[int], str], *, line_breaks: bool = True) -> str:
    """``text`` with ``escape(code)`` for every character that could act; ``line_breaks`` are among them."""
    plain = text.replace("\u3000", "")
    if (plain if line_breaks else plain.replace("\n", "")).isprintable():
        return text
    kept = "" if line_breaks else "\n"
    return "".join(escape(ord(char)) if char != kept and is_active(char) else char for char in text)


def cell_text(text: str) -> str:
    """``escaped``, and defused where a spreadsheet would take it for a formula."""
    plain = escaped(text)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r") else plain


def _as_utf8(undecoded: re.Match[str]) -> str:
    """Names are UTF-8 wherever the locale (C) says nothing of them."""
    try:
        return undecoded[0].encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return undecoded[0]


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
