"""The paths that a person gives come in, the files to read go out.

Folders are searched, with all that lies in them, patterns that the shell left alone
(Windows does) are expanded, ``-`` is standard input. A path that cannot be used stays in the list
with the reason.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from selfcheck.errors import InputError
from selfcheck.statement.containers.archive_names import is_nobodys


class Input(Struct, frozen=True):
    """One file to read, or why there is none."""

    path: str
    error: InputError | None = None
    folder: str = ""
    """The folder in which it was found; empty where a person named the file itself."""


def find_inputs(paths: Sequence[str | Path], suffixes: Collection[str] | None = None) -> list[Input]:
    """All files behind ``paths``, each once, in the order given (folders sorted by name).

    In folders, only files whose names end in one of ``suffixes`` are meant; None: all but those that systems leave behind.
    """
    found: dict[str, Input] = {}
    for path in paths:
        for given in _expand(str(path), suffixes):
            found.setdefault(given.path, given)
    return list(found.values())


def _expand(path: str, suffixes: Collection[str] | None) -> Iterator[Input]:
    if path == "-":
        yield Input(path)
        return
    if not path:  # to the system that is the folder in which one is
        yield Input(path, InputError("no-name"))
        return
    try:
        place = Path(path).expanduser()
        what = _what(place)
    except PermissionError:
        yield Input(path, InputError("no-permission", path=path))
        return
    except (OSError, ValueError, RuntimeError):  # a name that is too long, a NUL in it, a ~user that is none
        yield Input(path, InputError("not-found", path=path))
        return
    if what == "folder":
        yield from _folder(place, suffixes)
    elif what == "file":
        yield Input(str(place))
    elif what == "other":
        yield Input(path, InputError("not-a-file", path=path))
    else:
        yield from _matching(path, place, suffixes)


def _what(place: Path) -> Literal["folder", "file", "other", "nothing"]:
    if place.is_dir():
        return "folder"
    if place.is_file():
        return "file"
    return "other" if place.exists() else "nothing"


def _matching(path: str, pattern: Path, suffixes: Collection[str] | None) -> Iterator[Input]:
    """What a pattern stands for where no shell has replaced it (cmd.exe): 明細*.csv."""
    matches = sorted(glob.glob(str(pattern), recursive=True)) if glob.has_magic(path) else []
    if not matches:
        yield Input(path, InputError("not-found", path=path))
    for match in matches:
        # 明細[1].csv, as browsers call a second download, is no pattern again if it has gone meanwhile.
        yield from _expand(glob.escape(match) if glob.has_magic(match) and not Path(match).exists() else match, suffixes)


def _folder(folder: Path, suffixes: Collection[str] | None) -> Iterator[Input]:
    """The files in a folder and in those below it; a folder that cannot be looked into is named."""
    closed: list[str] = []
    try:
        files = sorted(file for file in _files_below(folder, suffixes, closed) if file.is_file() or _is_called_one(file))
    except OSError:
        yield Input(str(folder), InputError("no-permission", path=str(folder)))
        return
    for path in sorted(closed):
        yield Input(path, InputError("no-permission", path=path))
    if not files and not closed:
        yield Input(str(folder), InputError("no-files-in-folder", path=str(folder)))
    for file in files:
        yield Input(str(file), _why_none(file), str(folder))


def _why_none(place: Path) -> InputError | None:
    """Why there is no file in a folder where its name stands; a pipe must not even be opened."""
    if place.is_file():
        return None
    return InputError("not-a-file" if place.exists() else "not-found", path=str(place))


def _is_called_one(place: Path) -> bool:
    """Whether something that is no file (a link to what is gone, a pipe) has the name of a statement, so that it is missed."""
    from selfcheck.statement.containers.registry import suffixes

    return place.suffix.lower() in suffixes()


def _files_below(folder: Path, suffixes: Collection[str] | None, closed: list[str]) -> Iterator[Path]:
    """Files that may be somebody's; folders that cannot be looked into are added to ``closed``."""
    for place, below, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        below[:] = [name for name in below if not is_nobodys(name)]
        yield from (Path(place, name) for name in names if not is_nobodys(name) and _is_meant(name, suffixes))


def _is_meant(name: str, suffixes: Collection[str] | None) -> bool:
    return suffixes is None or Path(name).suffix.lower() in suffixes
