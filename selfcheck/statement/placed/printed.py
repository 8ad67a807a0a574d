"""Glyphs or lines of text come in; printed lines of words, each with its place, go out.

Places are measured in any unit that grows to the right and downwards: points on a page, or half-width columns in a text,
where a full-width character takes two. ``em`` is the width of a full-width character in that unit.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

_SAME_LINE = 0.35
"""Part of an em by which baselines of one printed line may differ: cells in two sizes of letters do by a quarter."""
_SPACE = 0.16
"""Part of an em between two glyphs that is seen as a space; printed spaces take 0.22 (Noto) to 0.33, and kerning a tenth."""
_MARKS = "ﾞﾟ"
"""Half-width voicing marks. Fonts draw one and its letter as one glyph, whose box is smaller than the room it takes."""
_BACK = 0.25
"""Part of an em by which a glyph may begin before the one before it ends: kerning takes a tenth."""
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


class Line(Struct, frozen=True, dict=True):
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
    """Printed lines from top to bottom: baseline, em and words of each. Glyphs come in the order in which they are drawn."""
    lines: list[list[tuple[int, Glyph]]] = []
    for numbered in sorted(enumerate(glyphs), key=lambda pair: (pair[1].base, pair[1].left)):
        glyph = numbered[1]
        if lines and glyph.base - lines[-1][0][1].base <= _SAME_LINE * max(glyph.em, lines[-1][0][1].em):
            lines[-1].append(numbered)
        elif not glyph.char.isspace():
            lines.append([numbered])
    found = []
    for line in lines:
        drawn = [glyph for _, glyph in sorted(line)]
        em = _em(drawn)
        words = _joined(_words(_once(drawn), em))
        if words:
            found.append((line[0][1].base, em, [word for word, _ in words]))
    return found


def _em(line: Sequence[Glyph]) -> float:
    """The width of a full-width character, if there is one; else about that, from the height of the letters."""
    wide = sorted(glyph.right - glyph.left for glyph in line if width_of(glyph.char) == 2)
    return wide[len(wide) // 2] if wide and wide[len(wide) // 2] > 1 else 0.85 * max(glyph.em for glyph in line)


def _words(glyphs: Sequence[Glyph], wide: float) -> list[tuple[Word, float]]:
    """Words with their em, as they are drawn one after the other; a text may be drawn over another one.

    ``wide`` is the width of a full-width character of the line.
    """
    words: list[tuple[Word, float]] = []
    gap, text, left, right, letter, em, slack = "", "", 0.0, -math.inf, 0.0, 1.0, 0.0
    for glyph in glyphs:
        is_space = glyph.char.isspace()
        before, slack = slack, _slack(glyph, wide)
        # A glyph further to the left begins another text: the text of a page is drawn in any order, often column by column.
        is_next = -_BACK * glyph.em <= glyph.left - right <= _SPACE * glyph.em + before + slack
        if text and (is_space or not is_next):
            words.append((Word(gap, text, left, right), em))
            gap, text = "", ""
        if is_space:
            gap = gap + (glyph.char if glyph.char == "\u3000" else " ") if abs(glyph.left - right) <= glyph.em else ""
            right = glyph.right
            continue
        if not text:
            gap = gap if is_next else ""
            left, em = glyph.left, glyph.em
        # From ﾄ in ﾄﾞ a whole em is counted, since the box of the two ends before the room that they take.
        right = max(glyph.right, letter + wide) if glyph.char in _MARKS and text else glyph.right
        text, letter = text + glyph.char, glyph.left
    return [*words, (Word(gap, text, left, right), em)] if text else words


def _slack(glyph: Glyph, wide: float) -> float:
    """Room on either side of a full-width character whose box is only as wide as its ink.

    So it is for characters that a font shares with a radical (日, 月): pdfium does not find back to their width.
    """
    return max(wide - (glyph.right - glyph.left), 0.0) / 2 if width_of(glyph.char) == 2 else 0.0


def _joined(words: Sequence[tuple[Word, float]]) -> list[tuple[Word, float]]:
    """Words from left to right; what was drawn letter by letter, in whatever order, is joined."""
    found: list[tuple[Word, float]] = []
    for word, em in sorted(words, key=lambda pair: (pair[0].left, pair[0].right)):
        before = found[-1][0] if found else None
        if before and not word.gap and -_BACK * em <= word.left - before.right <= _SPACE * em:
            found[-1] = (before._replace(text=before.text + word.text, right=word.right), em)
        else:
            found.append((word._replace(gap=(word.gap or " ") if found else ""), em))
    return found


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
