"""Paths come in, the tables behind them go out: files, folders, patterns; each file once, under whatever names it was given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from selfcheck.atomic import identity_of
from selfcheck.errors import InputError, OptionError
from selfcheck.statement.inputs import find_inputs

_SUFFIXES = {".csv", ".tsv", ".txt", ".parquet", ".pq"}
"""Of tables in folders; a file that is named itself may be called as it likes."""


def find_files(paths: Sequence[str]) -> list[str]:
    """All files, in the order given (folders sorted by name).

    Raises `InputError` for a path that cannot be used, `OptionError` for standard input, which cannot be read twice.
    """
    found: dict[tuple[object, ...], str] = {}
    for given in find_inputs(paths, _SUFFIXES):
        if given.error:
            is_empty = given.error.sentence.key == "no-files-in-folder"
            raise InputError("screen-no-files", **given.error.sentence.details) if is_empty else given.error
        if given.path == "-":
            raise OptionError("screen-no-stdin")
        try:
            place = os.stat(given.path)
        except OSError:
            raise InputError("not-found", path=given.path) from None
        found.setdefault(identity_of(given.path, place), given.path)
    return list(found.values())


def passed_over(paths: Sequence[str]) -> int:
    """How many files in the folders among ``paths`` are no tables by their names; hidden ones do not count."""
    count = 0
    for folder in (path for path in paths if Path(path).expanduser().is_dir()):
        for _, below, names in os.walk(Path(folder).expanduser()):
            below[:] = [name for name in below if not name.startswith(".")]
            count += sum(not name.startswith((".", "_")) and Path(name).suffix.lower() not in _SUFFIXES for name in names)
    return count
