"""Notices go to standard error, so that a report on standard output can be piped on."""

from __future__ import annotations

import sys
from contextlib import suppress

from selfcheck.printing.safe import escaped


def complain(text: str) -> None:
    """Print a notice to standard error; nothing in it can act on the terminal."""
    with suppress(OSError):
        print("\n".join(escaped(line) for line in text.splitlines()), file=sys.stderr)
