"""What is said on standard error, so that a report on standard output can be piped on.

``--quiet`` keeps notices back, ``--verbose`` adds some; what went wrong is always said.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from selfcheck.printing.safe import escaped

_quiet = False
_verbose = False


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Whether this run says only what went wrong, or also what went well."""
    global _quiet, _verbose
    _quiet, _verbose = quiet, verbose


def is_quiet() -> bool:
    """Whether this run was asked to be quiet."""
    return _quiet


def complain(text: str) -> None:
    """Say what went wrong; nothing in it can act on the terminal."""
    with suppress(OSError):
        print("\n".join(escaped(line) for line in text.splitlines()), file=sys.stderr)


def notify(text: str) -> None:
    """Say what is good to know."""
    if not _quiet:
        complain(text)


def mention(text: str) -> None:
    """Say what only those want to know who asked for it."""
    if _verbose:
        complain(text)
