"""The bytes of a PDF come in; its printed lines go out, page by page, read by a process of its own (`pdf_pages`).

The process may be as large and as slow as is said here, and no more; whatever becomes of it is a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.placed.printed import Line, Word

_MOST_PAGES = 2000
"""A year of a busy shop's account takes some two hundred."""
_MOST_GLYPHS = 6_000_000
"""Three thousand on each of these pages, which is a page full of text."""
_MOST_BYTES = 3 * 1024**3
"""Of address space; the glyphs of one page and the document itself take some hundred megabytes at most."""
_MOST_SECONDS = 120
"""Ten times what the largest document within the bounds takes here."""


class PrintedPages(Struct, frozen=True):
    """The text of a document."""

    lines: tuple[Line, ...]
    rules: dict[int, list[float]]
    """Page → places of horizontal rules, from above."""
    pictures: tuple[int, ...] = ()
    """Pages without any text, but with pictures."""
    broken: tuple[int, ...] = ()
    """Pages that cannot be opened."""
    unknown: int = 0
    """Glyphs of which the file does not say what character they are."""

    @property
    def starts(self) -> tuple[int, ...]:
        """The number of the first printed line of every page; a page without lines has that of the next."""
        pages = range(1, 1 + max((line.page for line in self.lines), default=0))
        numbers = [line.page for line in self.lines]
        return tuple(1 + bisect_left(numbers, page) for page in pages)


def printed_pages(data: bytes, password: str = "") -> PrintedPages:
    """What stands on the pages. Raises `UnreadableError` for a document that is locked, broken or beyond the bounds."""
    lines: list[Line] = []
    rules: dict[int, list[float]] = {}
    pictures, broken, unknown = [], [], 0
    for page in _pages(data, password):
        number = page["page"]
        if page.get("broken"):
            broken.append(number)
            continue
        unknown += page["unknown"]
        if page["pictures"]:
            pictures.append(number)
        for base, em, words in page["lines"]:
            lines.append(Line(len(lines) + 1, tuple(Word(*word) for word in words), em, number, base))
        if page["rules"]:
            rules[number] = _across(page["rules"], page["lines"])
    return PrintedPages(tuple(lines), rules, tuple(pictures), tuple(broken), unknown)


def _across(drawn: list[list[float]], lines: list[Any]) -> list[float]:
    """Places at which rules go across at least half of what is printed; a frame may be drawn cell by cell."""
    right = max((words[-1][3] for _, _, words in lines), default=0.0)
    left = min((words[0][2] for _, _, words in lines), default=0.0)
    covered: dict[int, float] = {}
    for place, start, end in drawn:
        covered[round(place)] = covered.get(round(place), 0.0) + end - start
    return sorted(float(place) for place, width in covered.items() if width >= (right - left) / 2)


def _pages(data: bytes, password: str) -> Iterator[dict[str, Any]]:
    """The answers of the process. Raises `UnreadableError`."""
    answers = answer(data, {"password": password, "pages": _MOST_PAGES, "glyphs": _MOST_GLYPHS}).splitlines()
    last = json.loads(answers[-1]) if answers and answers[-1].endswith(b"}") else {}
    if "error" in last:
        raise UnreadableError(last["error"])
    if "end" not in last:
        raise UnreadableError("pdf-broken")
    yield from map(json.loads, answers[:-1])


def answer(data: bytes, asked: dict[str, Any]) -> bytes:
    """What the process says to ``asked`` about a document. Raises `UnreadableError` where it takes too long."""
    command = [sys.executable, "-P", "-m", "selfcheck.statement.containers.pdf_pages"]  # -P: no modules of the present folder
    if getattr(sys, "frozen", False):  # the program without Python starts itself again (packaging/program.py)
        command = [sys.executable, "--read-pdf-pages"]
    try:
        ran = subprocess.run(
            command,
            input=json.dumps(asked | {"bytes": _MOST_BYTES, "seconds": _MOST_SECONDS}).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MOST_SECONDS * 2,
            env=os.environ | {"PYTHONPATH": _search_path()},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError("pdf-too-slow") from None
    return ran.stdout


def _search_path() -> str:
    """Where the process finds the same modules as this one."""
    here = str(Path(__file__).parents[3])
    return os.pathsep.join([here, *(path for path in sys.path if path and path != here)])
