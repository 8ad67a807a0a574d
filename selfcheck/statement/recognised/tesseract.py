"""tesseract, a program of its own that reads pictures: whether it is there with Japanese, and what it reads on a sheet.

It is run as a process that gets the picture on its standard input and writes a table of words with places; no shell, no
file, no network. Who asks says how, and within which limits (`Run`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from selfcheck.errors import UnreadableError
from selfcheck.statement.recognised.grey import Grey

Run = Callable[[Sequence[str], bytes, Mapping[str, str]], bytes]
"""What a command answers to bytes on its standard input, in an environment. Raises `UnreadableError`."""

JAPANESE, DIGITS = "jpn", "eng"
"""Its data: those of English read digits better."""
_ON_WINDOWS = "C:/Program Files/Tesseract-OCR"
"""Where its installer puts it, which leaves the search path alone."""
_ONE_BLOCK = "6"
"""How it is to look at a page: one block of lines."""
_SECONDS = 120
"""By the clock; to name its languages takes it a twentieth of a second."""


@cache
def program() -> str | None:
    """Where it is; None where it is not installed.

    What is called so in the folder in which somebody stands came there with the statements, perhaps: it is not run. Windows
    would look there first.
    """
    windows = sys.platform == "win32"
    folders = [Path(folder.strip('"')) for folder in (*os.get_exec_path(), *([_ON_WINDOWS] if windows else []))]
    places = (folder / ("tesseract.exe" if windows else "tesseract") for folder in folders if folder.is_absolute())
    return next((str(place) for place in places if place.is_file() and os.access(place, os.X_OK)), None)


@cache
def languages() -> frozenset[str]:
    """The languages whose data it has."""
    name = program()
    if name is None:
        return frozenset()
    try:
        ran = subprocess.run(
            [name, "--list-langs"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env=_environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset((ran.stdout + ran.stderr).decode("utf-8", "replace").split())


def is_ready() -> bool:
    """Whether it is installed, with Japanese."""
    return JAPANESE in languages()


def words_on(picture: Grey, language: str, run: Run) -> str:
    """What it reads, as a table. Raises `UnreadableError` where it gives none."""
    name = program()
    if name is None:
        raise UnreadableError("ocr-not-installed")
    data = b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes()
    command = [name, "stdin", "stdout", "-l", language, "--psm", _ONE_BLOCK, "tsv"]
    return run(command, data, _environment()).decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """Threads of its own make it slower."""
    return os.environ | {"OMP_THREAD_LIMIT": "1"}
