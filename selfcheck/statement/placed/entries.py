"""Lines that hold one value each come in (a screen copied cell by cell, a bank's mails); the table of their entries goes out.

An entry begins with its date, or, where several stand under one date, with its next text. What an amount is, is told by
the label before it (出金額：30,000円), by a word of direction beside it, else by the order on paper: the amount, then the
balance. Only the balance can say then which way an amount went; `layout.infer` asks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec import Struct

from selfcheck.knowledge import load
from selfcheck.knowledge.schema import Role
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.placed.entry import Entry, table_of_entries
from selfcheck.statement.placed.grid import Placed
from selfcheck.statement.placed.header import MONEY
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import Unread, parse_amount, parse_date

_LABEL = regex(r"[\s■□◆◇●○・▼【\[(*-]*(?P<label>[^:：\s】\])]{1,16})[\s】\])]*(?:[:：]|\s{1,8})\s*(?P<value>\S.*?)\s*")
_MARKED = regex(r"[,，円¥￥]|^[-+－＋−▲△]")
"""What tells an amount from any other number behind words."""
_FEWEST = 2
"""Entries; a date and an amount by themselves stand in any letter."""


class _Is(Enum):
    BLANK = 0
    DATE = 1
    MONEY = 2
    TEXT = 3


class _Value(Struct, frozen=True):
    """One line: what it holds, and what its label says that is."""

    line: int
    what: _Is
    text: str
    role: Role | None = None


class Entries:
    """What the lines of a text hold, and the table of it."""

    def __init__(self, lines: Sequence[str], names: ColumnNames) -> None:
        self._lines = lines
        self._names = names
        self._directions = Directions(load().columns)
        self._values = list(self._labelled(list(self._read())))

    @property
    def are_there(self) -> bool:
        """Whether the text is of this kind: dates and amounts stand on lines of their own, several times."""
        dates = sum(value.what is _Is.DATE for value in self._values)
        money = sum(value.what is _Is.MONEY for value in self._values)
        filled = sum(value.what is not _Is.BLANK for value in self._values)
        labelled = any(value.role for value in self._values)
        return bool(dates) and money >= _FEWEST and 3 * (dates + money) >= filled and (money >= dates or labelled)

    def tables(self) -> Iterator[Placed]:
        """The readings: with a cell for each line, then by what the lines hold."""
        by_lines = self._cell_by_cell()
        if by_lines:
            yield by_lines
        entries = list(self._entries())
        if entries:
            yield table_of_entries(self._lines, entries)

    def _read(self) -> Iterator[_Value]:
        for number, line in enumerate(self._lines, start=1):
            text = line.strip()
            if not text:
                yield _Value(number, _Is.BLANK, "")
                continue
            match = _LABEL.fullmatch(text)
            named = self._names.role(match["label"]) if match else None
            if match and named and (what := _what(match["value"])) and (what is not _Is.TEXT or named.role == "memo"):
                yield _Value(number, what, match["value"], named.role)
            else:
                yield from self._parts(number, text)

    def _parts(self, number: int, text: str) -> Iterator[_Value]:
        """A line's value; or its words and the amount behind them, which a screen prints at the right edge."""
        what = _what(text)
        words, space, amount = text.rpartition(" ")
        if what is _Is.TEXT and space and _what(amount) is _Is.MONEY and _MARKED.search(amount):
            yield _Value(number, _what(words.strip()), words.strip())
            yield _Value(number, _Is.MONEY, amount)
        else:
            yield _Value(number, what, text)

    def _labelled(self, values: Sequence[_Value]) -> Iterator[_Value]:
        """Labels on lines of their own join the value below them: 残高 and, on the next line, 470,000円."""
        at = 0
        while at < len(values):
            value = values[at]
            if role := self._label_at(values, at):
                below = values[at + 1]
                yield _Value(value.line, _Is.BLANK, "")
                yield _Value(below.line, _Is.MONEY, below.text, role)
                at += 2
            else:
                yield value
                at += 1

    def _label_at(self, values: Sequence[_Value], at: int) -> Role | None:
        """The role (of `MONEY`) that a label gives to the plain amount below it; behind another label it is of a header."""
        role = self._role(values[at])
        if role not in MONEY or at + 1 == len(values):
            return None
        below = values[at + 1]
        if below.what is not _Is.MONEY or below.role:
            return None
        return None if at and self._role(values[at - 1]) else role

    def _role(self, value: _Value) -> Role | None:
        """The role of the column that a text names."""
        return self._names.role_of(value.text) if value.what is _Is.TEXT else None

    def _header(self) -> tuple[int, int] | None:
        """The lines, if there are any, that are a header written cell by cell above the first date."""
        first = next((at for at, value in enumerate(self._values) if value.what is _Is.DATE), len(self._values))
        start = first
        while start and self._values[start - 1].what is _Is.TEXT and self._names.role(self._values[start - 1].text):
            start -= 1
        return (start, first) if first - start > 2 else None

    def _cell_by_cell(self) -> Placed | None:
        """Entries of as many lines as the header has, empty cells being empty lines."""
        header = self._header()
        if header is None:
            return None
        start, end = header
        width = end - start
        if len(self._values) != len(self._lines):
            return None  # some lines hold two values
        rows = [[value.text] for value in self._values[:start]]
        first = list(range(1, start + 1))
        last = list(first)
        rows.append([value.text for value in self._values[start:end]])
        first.append(start + 1)
        last.append(end)
        at = end
        while at < len(self._values):
            size = width if self._values[at].what is _Is.DATE and at + width <= len(self._values) else 1
            rows.append([value.text for value in self._values[at : at + size]])
            first.append(at + 1)
            last.append(at + size)
            at += size
        return Placed(Table(",", rows, first, last, len(self._lines)))

    def _entries(self) -> Iterator[Entry]:
        """The entries by what their lines hold."""
        header = self._header()
        entry: Entry | None = None
        for at, value in enumerate(self._values):
            if value.what is _Is.BLANK or (header and header[0] <= at < header[1]):
                continue
            if value.what is _Is.DATE and (entry is None or entry.has_money or not entry.texts):
                if entry and entry.has_money:
                    yield entry
                entry = Entry(value.line, value.line, value.text, is_labelled=value.role is not None)
                continue
            if entry is None:
                continue
            if self._begins(entry, at):
                yield entry
                entry = Entry(value.line, value.line, entry.date, is_labelled=entry.is_labelled)
            self._put(entry, value)
        if entry and entry.has_money:
            yield entry

    def _begins(self, entry: Entry, at: int) -> bool:
        """Whether a text begins a further entry of the day: amounts stand before it, and more follow before the next date."""
        value = self._values[at]
        if value.what is not _Is.TEXT or not entry.has_money or value.role:
            return False
        for below in self._values[at + 1 :]:
            if below.what is _Is.DATE:
                return False
            if below.what is _Is.MONEY:
                return below.role != "balance"
        return False

    def _put(self, entry: Entry, value: _Value) -> None:
        if value.role or not entry.is_labelled:  # behind the labels of a mail stands what every mail says
            entry.last = value.line
        if value.what is _Is.MONEY:
            if value.role in MONEY and value.role not in entry.amounts:
                entry.amounts[value.role] = value.text
            else:
                entry.plain.append(value.text)
        elif not value.role and not entry.direction and self._directions.is_plain(value.text):
            entry.direction = value.text
        elif value.role or not entry.is_labelled:
            entry.texts.append(value.text)


def _what(text: str) -> _Is:
    if not isinstance(parse_date(text), Unread) and re.search(r"[年月/.\-]|\d{8}", unicodedata.normalize("NFKC", text)):
        return _Is.DATE
    return _Is.MONEY if isinstance(parse_amount(text), int) else _Is.TEXT
