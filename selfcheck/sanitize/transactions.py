"""The cells of a transaction come in; the same cells with invented money and words go out. Its day stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from selfcheck.allowed.text import Span, allowed_text
from selfcheck.knowledge.schema import KnownLayout
from selfcheck.model.statement import Statement
from selfcheck.patterns import regex
from selfcheck.sanitize.amounts import holds_sum, sum_alone, with_sum, yen_of
from selfcheck.sanitize.days import Days, numbers_of
from selfcheck.sanitize.filling import Filling
from selfcheck.sanitize.invented import DIGITS, invented_word
from selfcheck.sanitize.payees import payees_in
from selfcheck.sanitize.sums import Entry
from selfcheck.statement.values import BAD, parse_date

_TIME = regex(r"(?<!\d)\d{1,2}[:時]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?(?!\d)|(?<=[日 T])\d{6}(?!\d)")
_WEEKDAY = regex(r"[(（](?:[月火水木金土日祝・]+|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[)）]", re.IGNORECASE)
_UNITS_OF_DAYS = regex(r"令和|平成|昭和|大正|[年月日号元度曜火水木金土令平昭大RHSTＲＨＳＴrhst]")
_TRIES = 20
"""Lines that are invented before one names over two cells what the old one named."""
_AMOUNTS = ("withdrawal", "deposit", "transfer", "amount")
_DAYS = ("date", "year", "fiscal-year", "month", "day")


class TransactionCells:
    """Rewrites the cells of transactions."""

    def __init__(self, statement: Statement, layout: KnownLayout | None, days: Days, filling: Filling) -> None:
        self._statement = statement
        self._allowed = allowed_text()
        self._days = days
        self._filling = filling
        self._roles = {cell: role for role, names in statement.columns.items() for cell in names}
        codes = (layout.record_is, *layout.void_words, *layout.in_words) if layout else ()
        self._codes = frozenset(codes) - {""}
        """What columns that tell kinds of rows hold."""
        self._made: dict[str, str] = {}

    def of_one(self, contents: Sequence[str], entry: Entry) -> list[str]:
        """A line with one transaction, column by column; a name over two cells stays one, whatever is invented behind it."""
        over = self._over_cells(contents, entry)
        made = self._columns(contents, entry, over)
        for _ in range(_TRIES if over else 0):
            if self._filling.names_alike(contents, made):
                break
            made = self._columns(contents, entry, over)
        return made

    def _columns(self, contents: Sequence[str], entry: Entry, over: Mapping[int, list[Span]]) -> list[str]:
        made = []
        left = entry.amount
        sums = [place for place, content in enumerate(contents) if self.role(place) in _AMOUNTS and holds_sum(content)]
        for place, content in enumerate(contents):
            role = self.role(place)
            if role in _DAYS:
                made.append(self._day(content, entry.row.date))
            elif role == "balance" and DIGITS.search(content):
                made.append(with_sum(content, entry.balance, self._fill, signed=False))
            elif place in sums:  # an amount and its fee together are what was taken
                share = left if place == sums[-1] else left - min(int(invented_word("100")), left // 2)
                made.append(with_sum(content, share, self._fill))
                left -= share
            else:
                made.append(self._other(content, role, [entry], over.get(place, [])))
        return made

    def of_several(self, contents: Sequence[str], entries: Sequence[Entry]) -> list[str]:
        """A line with more than one: what a cell holds tells whose it is."""
        days = [entry.row.date for entry in entries if entry.row.date == self._days.of_row(entry.row.date)]
        return [
            content if any(_is_of_day(content, day) for day in days) else self._other(content, "", entries, [])
            for content in contents
        ]

    def has_sums_of(self, entry: Entry, contents: Sequence[str]) -> bool:
        """Whether the columns of money hold the transaction's."""
        money = [content for place, content in enumerate(contents) if self.role(place) in (*_AMOUNTS, "balance")]
        return all(entry.of(yen_of(content)) is not None for content in money if holds_sum(content))

    def role(self, place: int) -> str:
        """What the column at ``place`` (from 0) is; empty for one that nobody knows."""
        header = self._statement.header
        cell = header[place] if place < len(header) else str(place + 1)
        return self._roles.get(cell, "") if header.count(cell) < 2 else ""

    def _day(self, content: str, day: dt.date) -> str:
        """The day of the transaction stays, with its time; another day, and words beside it, do not."""
        own = self._days.of_row(day)
        if own == day and _is_of_day(content, day):
            return content
        text, kept = self._days.in_text(content, own)
        times = [found.span() for found in _TIME.finditer(text)]
        return self._filling.filled(text, [*kept, *times, *self._allowed.in_cell(text)])

    def _fill(self, text: str, kept: list[Span]) -> str:
        return self._filling.filled(text, [*kept, *self._allowed.in_cell(text)])

    def _other(self, content: str, role: str, entries: Sequence[Entry], kept: list[Span]) -> str:
        """Any other cell: one of the transaction's sums, or a text that names the same services afterwards."""
        if content.strip() in self._codes:
            return content
        if role == "direction":
            return self._filling.filled(content, self._allowed.in_header(content))
        alone = sum_alone(content)
        sums = (yen for entry in entries if alone and (yen := entry.of(alone)) is not None)
        if (yen := next(sums, None)) is not None:
            return with_sum(content, yen, self._fill)
        if not holds_sum(content) and alone is not None:
            return content
        return self._text(content, entries[0], [*kept, *self._harmless(content, entries[0])])

    def _text(self, content: str, entry: Entry, kept: list[Span]) -> str:
        has_days = bool(DIGITS.search(content))
        if content in self._made and not kept and not has_days:
            return self._made[content]
        text, days = self._days.in_text(content, self._days.of_row(entry.row.date))
        made = self._filling.filled_alike(text, [*days, *kept, *self._allowed.in_cell(text)])
        if not kept and not has_days:
            self._made[content] = made
        return made

    def _harmless(self, content: str, entry: Entry) -> list[Span]:
        hit = self._allowed.matcher.unnamed(entry.row.text.searchable, self._statement.bank)
        return payees_in(content) if hit and hit.harmless else []

    def _over_cells(self, contents: Sequence[str], entry: Entry) -> dict[int, list[Span]]:
        """Parts of names that go on in the next cell: place → where they stand."""
        found: dict[int, list[Span]] = {}
        if not self._allowed.matcher.over_cells(entry.row.text.searchable):
            return found
        texts = [place for place, content in enumerate(contents) if any(map(str.isalpha, content))]
        for left, right in pairwise(texts):
            first, second = contents[left].rstrip(), contents[right].lstrip()
            blanks = len(contents[right]) - len(second)
            for start, end in self._allowed.in_cell(first + second):
                if start < len(first) < end:
                    found.setdefault(left, []).append((start, len(first)))
                    found.setdefault(right, []).append((0, blanks + end - len(first)))
        return found


def _is_of_day(content: str, day: dt.date) -> bool:
    """Whether a cell says nothing but (a part of) this day, with or without a time."""
    bare = _WEEKDAY.sub("", _TIME.sub("", content)).strip()
    if not DIGITS.search(bare) or "(" in bare[1:] or not {yen_of(number) for number in DIGITS.findall(bare)} <= numbers_of(day):
        return False
    return parse_date(bare) is not BAD or not any(map(str.isalpha, _UNITS_OF_DAYS.sub("", bare)))
