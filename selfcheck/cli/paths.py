"""Paths as people give them: typed, pasted with their quotation marks, dropped on the window."""

from __future__ import annotations

import glob
import ntpath
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from selfcheck.cli.notices import notify
from selfcheck.errors import InputError
from selfcheck.language.sentences import Lang, say, sentence
from selfcheck.patterns import regex

_QUOTES = "\"'“”‘’「」＂＇"
"""Windows' "copy as path" puts them around; cmd leaves one behind a folder that ends in a backslash (``"C:\\Users\\"``)."""
_ESCAPED = regex(r"\\(.)")
_DRIVE = regex(r"/(?=[A-Za-z]:)")
"""What stands before the drive in an address: file:///C:/Users/…"""
_LONGEST_ON_WINDOWS = 259
"""Characters of a path that programs of Windows may open as it is; a longer one they may with a mark before it."""
_LIKE = 0.75
"""How much of a file's name must agree; a third of it is often the ending, which all of them have."""
_MOST_FILES = 2_000
"""Files of a folder among which a name that is nearly right is looked for."""


def meant_paths(paths: Sequence[str], lang: Lang) -> list[str]:
    """``paths`` as they are meant; where a terminal is to be typed into, it is said to be waiting."""
    if "-" in paths and sys.stdin and sys.stdin.isatty():
        notify(say("reads-terminal", lang))
    return [meant_path(path) for path in paths]


def require_any(paths: Sequence[str]) -> None:
    """Raise `InputError` where not one of ``paths`` is there, naming files that may have been meant.

    Where some are there, the report says what became of each of the others.
    """
    if paths and not any(map(is_there, paths)):
        if not paths[0]:
            raise InputError("no-name")
        near = near_files(paths[0])
        hint = sentence("near-files", names=near) if near else sentence("no-near-files")
        raise InputError("no-such-file", path=paths[0], near=hint)


def meant_path(path: str) -> str:
    """The path that is there, if ``path`` is not and only its wrapping is in the way."""
    return next((form for form in forms(path) if is_there(form)), path)


def forms(path: str, *, windows: bool = os.name == "nt") -> Iterator[str]:
    """``path`` as it is, then without what terminals and people put around it."""
    yield path
    bare = path.strip().strip(_QUOTES)
    yield bare
    if windows and len(bare) > _LONGEST_ON_WINDOWS and ntpath.isabs(bare):
        yield "\\\\?\\" + ntpath.normpath(bare)
    if not windows and "\\" in bare:  # the terminal of macOS puts one before each blank of what is dropped on it
        yield _ESCAPED.sub(r"\1", bare)
    if bare.startswith("file:"):  # dropped on a terminal of a Linux desktop
        from urllib.parse import unquote, urlsplit

        place = unquote(urlsplit(bare).path)
        yield _DRIVE.sub("", place) if windows else place
    if bare.startswith("~"):  # within quotation marks the shell leaves it alone
        yield os.path.expanduser(bare)


def is_there(path: str) -> bool:
    """Whether something is to be read: standard input, a file, a folder, files that a pattern fits."""
    if path in ("", "-"):
        return path == "-"
    try:
        return Path(path).expanduser().exists() or (glob.has_magic(path) and bool(glob.glob(os.path.expanduser(path))))
    except PermissionError:  # it is there, and the reader will say what is the matter
        return True
    except (OSError, ValueError, RuntimeError):
        return False


def near_files(path: str) -> list[str]:
    """Files in the same folder whose names resemble ``path``."""
    from selfcheck.knowledge.names import nearest

    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST_FILES), strict=False)]
    except (OSError, ValueError):
        return []
    return [os.path.join(folder, near) for near in nearest(name, names, like=_LIKE)]
