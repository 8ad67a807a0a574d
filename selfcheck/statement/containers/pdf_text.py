"""The bytes of a PDF come in; its printed lines go out, page by page, read by a process of its own (`pdf_pages`).

Whatever becomes of that process is a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.apart.budget import Budget
from selfcheck.statement.containers.in_child import TIME, ChildLostError, call, limits_for
from selfcheck.statement.placed.printed import Line

if TYPE_CHECKING:
    from selfcheck.statement.containers.pdf_pages import Page

_MOST_PAGES = 2000
"""A year of a busy shop's account takes some two hundred."""
_MOST_GLYPHS = 6_000_000
"""Three thousand on each of these pages, which is a page full of text."""
_SECONDS, _FOR_A_BYTE = 10.0, 4e-5
"""Of the processor: a page takes 6 milliseconds where nothing else runs, 30 on a busy machine, and two packed kilobytes."""


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


def printed_pages(data: bytes, password: str = "", budget: Budget | None = None) -> PrintedPages:
    """What stands on the pages. Raises `UnreadableError` for a document that is locked, broken or beyond the bounds."""
    from selfcheck.statement.containers.pdf_pages import Bounds, Page, pages_of

    lines: list[Line] = []
    rules: dict[int, list[float]] = {}
    pictures, broken, unknown = [], [], 0
    bounds = Bounds(_MOST_PAGES, _MOST_GLYPHS)
    for page in of_document(partial(pages_of, password=password, bounds=bounds), data, list[Page], budget):
        if page.is_broken:
            broken.append(page.number)
            continue
        unknown += page.unknown
        if page.has_pictures:
            pictures.append(page.number)
        for base, em, words in page.lines:
            lines.append(Line(len(lines) + 1, tuple(words), em, page.number, base))
        if page.rules:
            rules[page.number] = _across(page)
    return PrintedPages(tuple(lines), rules, tuple(pictures), tuple(broken), unknown)


def of_document(function: Callable[[bytes], Any], data: bytes, kind: Any, budget: Budget | None) -> Any:
    """What ``function`` finds in a document. Raises `UnreadableError`, where it takes too long or ends its process, too."""
    limits = limits_for(len(data), _SECONDS, _FOR_A_BYTE)
    try:
        return call(function, data, kind, limits=limits, budget=budget, loads="pypdfium2")
    except ChildLostError as lost:
        raise UnreadableError("pdf-too-slow" if lost.why == TIME else "pdf-broken") from None


def _across(page: Page) -> list[float]:
    """Places at which rules go across at least half of what is printed; a frame may be drawn cell by cell."""
    right = max((words[-1].right for _, _, words in page.lines), default=0.0)
    left = min((words[0].left for _, _, words in page.lines), default=0.0)
    covered: dict[int, float] = {}
    for place, start, end in page.rules:
        covered[round(place)] = covered.get(round(place), 0.0) + end - start
    return sorted(float(place) for place, width in covered.items() if width >= (right - left) / 2)
