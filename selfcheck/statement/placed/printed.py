"""Glyphs or lines of text come in; printed lines of words, each with its place, go out.

Places are measured in any unit that grows to the right and downwards: points on a page, or half-width columns in a text,
where a full-width character takes two. ``em`` is the width of a full-width character in that unit.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_SAME_LINE = 0.35
"""Part of an em by which baselines of one printed line may differ: cells in two sizes of letters do by a quarter."""
_SPACE = 0.22
"""Part of an em between two glyphs that is seen as a space; a printed space of Latin letters takes 0.25 to 0.33."""
_TWICE = 0.5
"""Part of a glyph's width within which the same glyph again is the same one, drawn twice to look bold."""


class Glyph(NamedTuple):
    """One character as it stands on a page."""

    char: str
    left: float
    right: float
    base: float
    """The baseline, counted downwards."""
    em: float


class Word(NamedTuple):
    """Characters without a space between them."""

    gap: str
    """The white space printed before it; one space where there is only a distance."""
    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """One printed line."""

    number: int
    """From 1, counted over all pages."""
    words: tuple[Word, ...]
    em: float
    page: int = 1
    base: float = 0.0
    """The baseline on its page; in a text, the number of the line."""

    @cached_property
    def text(self) -> str:
        """The line as it reads, white space as printed."""
        return "".join(word.gap + word.text for word in self.words)

    @cached_property
    def edges(self) -> list[tuple[float, float]]:
        """Left and right of every character of `text`, by the share of its word that it takes."""
        found: list[tuple[float, float]] = []
        for word in self.words:
            at = found[-1][1] if found else word.left
            found += [(at, word.left)] * len(word.gap)
            widths = [width_of(char) for char in word.text]
            unit = (word.right - word.left) / (sum(widths) or 1)
            at = word.left
            for width in widths:
                found.append((at, at + width * unit))
                at += width * unit
        return found


def width_of(char: str) -> int:
    """Half-width columns that a character takes; what is drawn over its neighbour takes none."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "FWA" else 1


def lines_of_text(lines: Sequence[str]) -> list[Line]:
    """The physical lines of a text; tabs lead to the next multiple of eight."""
    return [Line(number, tuple(_words_of_text(line)), 2.0, base=float(number)) for number, line in enumerate(lines, start=1)]


def _words_of_text(line: str) -> Iterable[Word]:
    at, left = 0, 0
    gap, text = "", ""
    for char in line:
        width = 8 - at % 8 if char == "\t" else width_of(char)
        if char.isspace():
            if text:
                yield Word(gap, text, left, at)
                gap, text = "", ""
            gap += char
        else:
            left = left if text else at
            text += char
        at += width
    if text:
        yield Word(gap, text, left, at)


def words_on_page(glyphs: Iterable[Glyph]) -> list[tuple[float, float, list[Word]]]:
    """Printed lines from top to bottom: baseline, em and words of each."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.base, one.left)):
        if lines and glyph.base - lines[-1][0].base <= _SAME_LINE * max(glyph.em, lines[-1][0].em):
            lines[-1].append(glyph)
        elif not glyph.char.isspace():
            lines.append([glyph])
    found = []
    for line in lines:
        words = _words(sorted(_once(line), key=lambda one: (one.left, one.right)))
        if words:
            found.append((line[0].base, _em(line), words))
    return found


def _em(line: Sequence[Glyph]) -> float:
    """The width of a full-width character, if there is one; else about that, from the height of the letters."""
    wide = sorted(glyph.right - glyph.left for glyph in line if width_of(glyph.char) == 2)
    return wide[len(wide) // 2] if wide and wide[len(wide) // 2] > 1 else 0.85 * max(glyph.em for glyph in line)


def _words(glyphs: Sequence[Glyph]) -> list[Word]:
    words: list[Word] = []
    gap, text, left, right = "", "", 0.0, -math.inf
    for glyph in glyphs:
        is_space = glyph.char.isspace()
        apart = glyph.left - right > _SPACE * glyph.em
        if text and (is_space or apart):
            words.append(Word(gap, text, left, right))
            gap, text = "", ""
        if is_space:
            gap += glyph.char if glyph.char == "\u3000" else " "
            continue
        if not text:
            gap = gap or (" " if words else "")
            left = glyph.left
        text += glyph.char
        right = glyph.right
    return [*words, Word(gap, text, left, right)] if text else words


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a line without those that are drawn again at (nearly) the same place."""
    found: list[Glyph] = []
    places: dict[str, list[float]] = defaultdict(list)
    for glyph in line:
        near = _TWICE * (glyph.right - glyph.left)
        if not any(abs(glyph.left - left) < near for left in places[glyph.char]):
            found.append(glyph)
        places[glyph.char].append(glyph.left)
    return found
