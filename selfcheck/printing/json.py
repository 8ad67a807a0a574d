"""JSON values come in, UTF-8 bytes on standard output go out, whatever the console's encoding.

Characters that could act on a terminal are written as JSON escapes, so that a printed report is safe.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from selfcheck.printing.safe import with_escapes


def as_json(value: dict[str, Any]) -> bytes:
    """One JSON document with a line break at its end."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, from the name of a file
        import json

        text = json.dumps(value, ensure_ascii=False, indent=2)
    return with_escapes(text, _escape, line_breaks=False).encode("utf-8") + b"\n"


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON document."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(value))
    sys.stdout.buffer.flush()


def _escape(code: int) -> str:
    """A JSON escape; a pair of them beyond U+FFFF."""
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
