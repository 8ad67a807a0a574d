"""What is printed for somebody to paste into a shell: how this program is started, and names of files."""

from __future__ import annotations

import ntpath
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from selfcheck.patterns import regex

_PLAIN = regex(r"[\w@%+=:,./~-]+")
"""What no shell takes for anything else; Japanese letters are among it."""
_PLAIN_ON_WINDOWS = regex(r"[\w+=:./\\~-]+")
"""A comma makes a list in PowerShell, and @ begins one."""
_ACTS_IN_POWERSHELL = regex('[$`"“”„]')
"""A variable, an escape; and what it takes for the end of the quotation."""
_SINGLE = regex("(['‘’‚‛])")
"""PowerShell's quotation marks in which nothing acts, curly ones too; two stand for one."""


def quoted(word: str, *, windows: bool) -> str:
    """``word`` as a shell takes it for one: sh and its like, or cmd and PowerShell."""
    if (_PLAIN_ON_WINDOWS if windows else _PLAIN).fullmatch(word):
        return word
    if windows:
        return _quoted_on_windows(word)
    return "'" + word.replace("'", "'\"'\"'") + "'"


def _quoted_on_windows(word: str) -> str:
    """In quotation marks that cmd and PowerShell take alike, or where PowerShell would find something in them, in its own.

    Those cmd leaves on, and selfcheck takes them off a path (`cli.paths`). A backslash before the last mark would take it
    along.
    """
    ending = len(word) - len(word.rstrip("\\"))
    whole = word + "\\" * ending
    if _ACTS_IN_POWERSHELL.search(word):
        return "'" + _SINGLE.sub(r"\1\1", whole) + "'"
    return f'"{whole}"'


def program_as_typed(typed: str | None = None, *, windows: bool = os.name == "nt") -> str:
    """What has to be typed to start this program again from here.

    ``selfcheck`` where it is found by that name, the place where it lies where it is not, and ``python -m selfcheck``
    where it was started so.
    """
    typed = sys.argv[0] if typed is None else typed
    place = Path(typed)
    if place.name == "__main__.py":
        return f"{first_word(_python(), windows=windows)} -m selfcheck"
    found_by_shell = place.name == typed and not (windows and place.exists())
    if found_by_shell or _is_same(shutil.which(place.stem), place):
        return quoted(place.stem, windows=windows)
    return first_word(_from_here(place, windows=windows), windows=windows)


def first_word(program: str, *, windows: bool) -> str:
    """The path of a program as the first word. PowerShell takes a first word in quotation marks for a text, so that they begin
    behind the drive there, which cmd understands too."""
    word = quoted(program, windows=windows)
    drive, rest = ntpath.splitdrive(program)
    if windows and word != program and drive.endswith(":"):
        return f"{drive}{rest[:1]}{quoted(rest[1:], windows=True)}"
    return word


def _python() -> str:
    """The interpreter: by its name where that finds it, else where it lies."""
    interpreter = Path(sys.executable)
    for name in ("python", "python3", "py"):
        if _is_same(shutil.which(name), interpreter):
            return name
    return _from_here(interpreter, windows=os.name == "nt")


def _from_here(place: Path, *, windows: bool) -> str:
    """A path below the current folder without the way to it; shells want a mark before a bare name."""
    try:
        below = place.absolute().relative_to(Path.cwd())
    except (OSError, ValueError):
        return str(place)
    here = ".\\" if windows else "./"
    return str(below) if len(below.parts) > 1 else f"{here}{below}"


def _is_same(found: str | None, place: Path) -> bool:
    """Whether what the shell finds is this program; links are not followed, a virtual environment's Python is one."""
    if found is None:
        return False
    places: Sequence[str] = [os.path.normcase(os.path.abspath(path)) for path in (found, place)]
    return places[0].removesuffix(".exe") == places[1].removesuffix(".exe")
