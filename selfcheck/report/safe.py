"""Printed text from a file comes in, text that cannot act on a terminal goes out.

Memos and file names may hold anything. Control characters (C0, C1, DEL), direction marks, line
and paragraph separators and lone surrogates are shown as visible escapes; everything else as is.
"""

from __future__ import annotations

import re

_ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def shown(text: str) -> str:
    """``text`` with every character that could act made visible: ``\\x1b``, ``\\u202e``."""
    return _ACTIVE.sub(lambda match: _escape(ord(match.group())), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
