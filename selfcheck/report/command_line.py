"""The next command, as it is to be typed: with the program, the files and the options of this run."""

from __future__ import annotations

import os
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.printing.shell import quoted

_LONGEST = 90
"""Characters of several files beyond which nobody reads them; what stands for a file in the help is said instead."""


class CommandLine(Struct, frozen=True):
    """What was read, and how, in the words of the command line."""

    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """How to read: ``--bank yucho`` and the like, name and value apart."""
    checked: tuple[str, ...] = ()
    """What to look for and leave out: ``--uses paypay`` and the like, which commands that only read do not have."""
    program: str = "selfcheck"
    """As it was typed."""
    spoken: tuple[str, ...] = ()
    """``--lang en``, where the language was asked for."""

    def line(self, command: str, placeholder: str, *more: str, path: str | None = None) -> str:
        """``command`` for the same files, or for ``path`` alone if it can be named (a part of an archive cannot).

        ``placeholder`` stands for files that cannot be named.
        """
        return self._line(command, placeholder, (*self.options, *self.checked), more, path)

    def reading(self, command: str, placeholder: str) -> str:
        """``command`` that reads the same files and checks nothing."""
        return self._line(command, placeholder, self.options)

    def _line(
        self, command: str, placeholder: str, options: Sequence[str], more: Sequence[str] = (), path: str | None = None
    ) -> str:
        paths = (path,) if path and os.path.isfile(path) else self.paths
        files = " ".join(map(_path_as_typed, paths))
        if not files or "-" in paths or (len(paths) > 1 and len(files) > _LONGEST):
            files = placeholder
        return " ".join((self.program, command, files, *map(_as_typed, options), *self.spoken, *more))

    def without_files(self, command: str, *more: str) -> str:
        """``command`` that reads no statement."""
        return " ".join((self.program, command, *more, *self.spoken))


def _path_as_typed(path: str) -> str:
    """A file whose name begins like an option is said to lie in its folder."""
    return _as_typed(f".{os.sep}{path}" if path.startswith("-") else path)


def _as_typed(word: str) -> str:
    """For a shell of this system, since it is pasted here."""
    return quoted(word, windows=os.name == "nt")
