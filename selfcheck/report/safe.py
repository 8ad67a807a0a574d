"""Printed text from a file comes in, text that cannot act on a terminal goes out.

Memos and file names may hold anything. Control and format characters (C0, C1, DEL, direction
marks, tags), line and paragraph separators and lone surrogates are shown as visible escapes;
everything else as is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_USUAL = " -~\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u4e00-\u9fef\uff01-\uff9f"
"""Characters that statements are full of, none of which is active."""
_UNUSUAL, _UNUSUAL_IN_LINE = re.compile(f"[^{_USUAL}]"), re.compile(f"[^{_USUAL}\n]")
_FORMULA = tuple("=+-@＝＋－＠")
_ACTIVE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def is_active(char: str) -> bool:
    """Whether a character could do more than be seen."""
    return not char.isprintable() and unicodedata.category(char) in _ACTIVE


def shown(text: str) -> str:
    """``text`` with every character that could act made visible: ``\\x1b``, ``\\u202e``."""
    return escaped(text, _escape)


def escaped(text: str, escape: Callable[[int], str], *, line_breaks: bool = True) -> str:
    """``text`` with ``escape(code)`` for every character that could act; ``line_breaks`` are among them."""
    unusual = _UNUSUAL if line_breaks else _UNUSUAL_IN_LINE
    return unusual.sub(lambda found: escape(ord(found[0])) if is_active(found[0]) else found[0], text)


def cell_text(text: str) -> str:
    """``shown``, and defused where a spreadsheet would take it for a formula."""
    plain = shown(text)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r") else plain


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
