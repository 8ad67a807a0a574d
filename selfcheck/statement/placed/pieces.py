"""A printed line comes in; its pieces go out: dates, amounts, signs for nothing, and words.

Which of the numbers are amounts of the statement is not decided here: that takes all lines (`columns`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from selfcheck.patterns import regex
from selfcheck.statement.placed.printed import Line
from selfcheck.statement.values import Unread, parse_amount, parse_date


class Kind(Enum):
    """What a piece can be."""

    DATE = "date"
    MONEY = "money"
    NOTHING = "nothing"
    """A dash or star where a bank prints no amount."""
    TEXT = "text"


class Piece(NamedTuple):
    """A part of a line."""

    kind: Kind
    text: str
    left: float
    right: float
    gap: str = ""
    """White space printed before it."""
    is_exact: bool = False
    """For an amount: it is grouped, or carries a yen mark or a sign, and so is no count and no number of something."""


_WEEKDAY = r"(?: ?\([月火水木金土日祝]\))?"
_TIME = r"(?: ?\d{1,2}:\d{2}(?::\d{2})?)?"
_ERA = r"(?:令和|平成|昭和|[RHSrhs]\.?)"
_DATE = regex(
    rf"(?:{_ERA} ?(?:\d{{1,2}}|元) ?[年/.\-] ?\d{{1,2}} ?[月/.\-] ?\d{{1,2}} ?日?"
    r"|(?:\d{4}|\d{1,2}) ?[年/.\-] ?\d{1,2} ?[月/.\-] ?\d{1,2} ?日?"
    r"|(?:19|20)\d{6}"
    rf"|\d{{1,2}} ?[月/] ?\d{{1,2}} ?日?)(?![\d/.,]){_WEEKDAY}{_TIME}(?![\d:/])"
)
_GROUPED = r"\d{1,3}(?:,\d{3})+"
_MONEY = regex(
    r"[-▲△+(]? ?[¥\\]? ?[-▲△]? ?"  # a sign before the yen mark, or behind it
    rf"(?:{_GROUPED}|\d{{1,15}})(?:\.0{{1,2}})?"
    r"\)?(?: ?(?:円|JPY|yen))?[-*※]?(?![^ ])"
)
_GLUED = regex(rf"(?:[-▲△+]?[¥\\]?{_GROUPED}円?|[-▲△+]?[¥\\]?\d{{1,15}}円)(?=$|[ ]|[-▲△+¥\\]?\d|[^\d,.])")
"""An amount that stands right behind a word, or right before the next amount: 3,000470,000 are two."""
_NOTHING = regex(r"[-*─―ー/]{1,9}(?![^ ])")
_INNER_SPACE = 1.3
"""Ems of space within one date or amount: 令和 2年, ￥ 300."""
_MOST_WORDS, _LONGEST = 300, 4000
"""Words and characters of a line that may be a row of a table; whatever is longer is text."""
_YEN = regex(r"[¥\\](?![^ ])")
"""A yen mark by itself, at the left edge of its cell; the number stands at the right edge."""


def pieces_of(line: Line, *, glued: bool = False) -> list[Piece]:
    """The pieces from left to right; ``glued``: what stood between the cells is lost. A line beyond all tables has none."""
    if len(line.words) > _MOST_WORDS or len(line.text) > _LONGEST:
        return []
    text = "".join(map(_folded, line.text))
    found = list(_pieces(text, line, glued=glued))
    return [piece for piece in found if not (piece.kind is Kind.TEXT and _YEN.fullmatch(_folded(piece.text)))]


def _pieces(text: str, line: Line, *, glued: bool) -> Iterator[Piece]:
    printed, edges = line.text, line.edges
    at, gap = 0, 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        starts_word = at == 0 or text[at - 1] == " " or (glued and at == gap)
        kind, end = _at(text, at, starts_word=starts_word, glued=glued)
        if kind in (Kind.DATE, Kind.MONEY) and _is_spread(text, at, end, line):
            # Once more, as if the line ended at the first blank: "- ¥12" over two cells is nothing out, and 12 in.
            kind, end = _at(text[: text.find(" ", at)], at, starts_word=starts_word, glued=glued)
        cell = printed[at:end]
        exact = kind is Kind.MONEY and bool(re.search(r"[,¥\\円▲△+\-]", text[at:end]))
        yield Piece(kind, cell, edges[at][0], edges[end - 1][1], printed[gap:at], exact)
        at = gap = end


def _at(text: str, at: int, *, starts_word: bool, glued: bool) -> tuple[Kind, int]:
    """What stands at a place, and where it ends."""
    if starts_word:
        match = _DATE.match(text, at)
        date = match.group().rstrip() if match else ""
        if date and _ends_there(text, at + len(date), glued=glued) and not isinstance(parse_date(date), Unread):
            return Kind.DATE, at + len(date)
        if (match := _MONEY.match(text, at)) and isinstance(parse_amount(match.group()), int):
            return Kind.MONEY, match.end()
        if match := _NOTHING.match(text, at):
            return Kind.NOTHING, match.end()
    if glued and (match := _GLUED.match(text, at)):
        return Kind.MONEY, match.end()
    return Kind.TEXT, _word_end(text, at, glued=glued)


def _is_spread(text: str, start: int, end: int, line: Line) -> bool:
    """Whether what looks like one value stands in several cells: a dash in the one, ￥12 in the next."""
    inner = [at for at in range(start + 1, end) if text[at] == " " and text[at - 1] != " "]
    return any(line.edges[at][1] - line.edges[at][0] > _INNER_SPACE * line.em for at in inner)


def _word_end(text: str, at: int, *, glued: bool) -> int:
    end = text.find(" ", at)
    end = len(text) if end < 0 else end
    if glued:
        amount = next((match for match in _GLUED.finditer(text, at + 1, end) if not text[match.start() - 1].isdigit()), None)
        # 給与210,000680,000 without its spaces: the word ends where the first amount begins.
        return amount.start() if amount else end
    return end


def _ends_there(text: str, end: int, *, glued: bool) -> bool:
    """Whether a date may end at a place: 2020年9月30日現在 is none of the dates that stand in a column."""
    return glued or end == len(text) or text[end] == " "


def _folded(char: str) -> str:
    """A character in its usual width, as one character."""
    if char.isspace():
        return " "
    if char in "\u2212\u2010\u2013":
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
