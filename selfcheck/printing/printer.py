"""Where a report is printed: what `Writer` needs of it, and a plain one for pipes and files.

A pipe shows no styles, so rich's console, which takes longer to load than most commands take to run, is not loaded
for it.
"""

from __future__ import annotations

import io
import os
import sys
from typing import IO, Any, Protocol

_FALLBACK = 80
_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which people ask for styles even through a pipe."""


class Printer(Protocol):
    """What a `Writer` prints on; rich's Console is one."""

    @property
    def width(self) -> int:
        """Columns."""
        ...

    @property
    def color_system(self) -> str | None:
        """None where no style can be shown."""
        ...

    @property
    def file(self) -> IO[str]:
        """Where letters are written."""
        ...

    def print(self, *objects: Any, soft_wrap: bool | None = None) -> None:
        """Print styled text."""
        ...


class PlainPrinter:
    """Prints letters alone on standard output."""

    color_system: str | None = None

    def __init__(self, width: int | None = None) -> None:
        self.width = width or _columns()

    @property
    def file(self) -> IO[str]:
        """Standard output, as it is at the moment."""
        return sys.stdout

    def print(self, *objects: Any, soft_wrap: bool | None = None) -> None:
        """Print the letters of ``objects``."""
        self.file.write(" ".join(map(str, objects)) + "\n")


class Kept:
    """A `Printer` that keeps the letters."""

    color_system: str | None = None

    def __init__(self, width: int) -> None:
        self.width = width
        self.file = io.StringIO()

    def print(self, *objects: object, soft_wrap: bool | None = None) -> None:
        """Keep the letters of ``objects``."""
        self.file.write(" ".join(map(str, objects)) + "\n")


def shows_styles() -> bool:
    """Whether standard output is a terminal, or is to be treated like one."""
    return sys.stdout.isatty() or any(os.environ.get(name) for name in _FORCING)


def _columns() -> int:
    """The width that is told, else that of the terminal behind any standard stream, else 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told):
        return int(told)
    for stream in (0, 1, 2):
        try:
            return os.get_terminal_size(stream).columns or _FALLBACK
        except (OSError, ValueError):
            continue
    return _FALLBACK
