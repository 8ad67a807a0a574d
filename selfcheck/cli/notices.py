"""What is said on standard error, so that a report on standard output can be piped on.

``--quiet`` keeps notices back, ``--verbose`` adds some; what went wrong is always said. With ``--share`` a screen is shown to
others as it is: nothing on it repeats a path that was typed, since a path can hold a name.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from selfcheck.language.sentences import program_is_hidden
from selfcheck.printing.safe import escaped

_quiet = False
_verbose = False
_shared = False
MASK = "***"


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Whether this run says only what went wrong, or also what went well."""
    global _quiet, _verbose
    _quiet, _verbose = quiet, verbose


def is_quiet() -> bool:
    """Whether this run was asked to be quiet."""
    return _quiet


def set_shared(arguments: Sequence[str]) -> None:
    """Whether this run is shown to others; then no sentence says where the program lies, either."""
    global _shared
    behind = list(arguments).index("--") if "--" in arguments else len(arguments)
    _shared = "--share" in arguments[:behind]
    if _shared:
        program_is_hidden()


def is_shared() -> bool:
    """Whether this run is shown to others."""
    return _shared


def path_as_shown(path: object) -> str:
    """A path in a notice."""
    return MASK if _shared else str(path)


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
