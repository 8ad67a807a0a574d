"""The text of a statement comes in; the same text goes out with everything in it invented that is not anybody's.

Every character of it lies in a cell, or is a delimiter, a quote or the end of a line: nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from selfcheck.allowed.text import Span, allowed_text
from selfcheck.knowledge import load
from selfcheck.knowledge.schema import KnownLayout
from selfcheck.model.statement import Statement
from selfcheck.patterns import regex
from selfcheck.sanitize.amounts import yen_of
from selfcheck.sanitize.cells import QUOTE, cells, is_open, regrouped_places
from selfcheck.sanitize.days import Days
from selfcheck.sanitize.filling import Filling
from selfcheck.sanitize.invented import DIGITS
from selfcheck.sanitize.sums import Entry, Sums
from selfcheck.sanitize.transactions import TransactionCells
from selfcheck.statement.words import column_names

_ENDS = regex(r"(\r\n|\r|\n)")
_LONGEST_RECORD = 50
"""Lines over which a quoted cell may go on."""
_LEAST_ROLES = 2
"""Words of columns in a line that is a header."""
_WIDE_COMMA = "，"


class Rewriting:
    """Rewrites one text; the same word always becomes the same invented word."""

    def __init__(self, statement: Statement, text: str, *, emptied: bool = False) -> None:
        """``emptied``: see `Sums`."""
        self._statement = statement
        self._allowed = allowed_text()
        self._sums = Sums(statement, emptied=emptied)
        self._days = Days(statement.records.days(), statement.records.days_with_money())
        self._filling = Filling(self._sums, text)
        self._layout = _layout(statement.layout)
        self._transactions = TransactionCells(statement, self._layout, self._days, self._filling)
        self._delimiter = _delimiter(statement, text)

    def text(self, text: str) -> str:
        """Every line by what it is; the lines of a cell with line breaks together."""
        parts, at = _ENDS.split(text), 0
        while at < len(parts):
            end = self._end_of_record(parts, at)
            parts[at] = self._line(at // 2 + 1, "".join(parts[at : end + 1]))
            parts[at + 1 : end + 1] = [""] * (end - at)
            at = end + 2
        return "".join(parts)

    def _end_of_record(self, parts: Sequence[str], at: int) -> int:
        """The last part of the record that begins at ``at``: further lines belong to it while a quote is open, and until the
        next transaction; a quote that never closes is a letter."""
        end = at
        while at // 2 + 1 in self._sums.lines and is_open("".join(parts[at : end + 1]), self._delimiter):
            end += 2
            if end >= len(parts) or end // 2 + 1 in self._sums.lines or end - at > 2 * _LONGEST_RECORD:
                return at
        return end

    def _line(self, number: int, line: str) -> str:
        places = self._places(number, line)
        contents = [line[start:end] for start, end in places]
        if len(places) == 1 and places[0][0] > 0 and self._delimiter in contents[0]:  # a row in one cell, its quotes doubled
            made = [self._line(number, contents[0].replace(QUOTE * 2, QUOTE)).replace(QUOTE, QUOTE * 2)]
        else:
            made = self._cells(number, contents)
        for (start, end), new in zip(reversed(places), reversed(made), strict=True):
            line = line[:start] + new + line[end:]
        return line

    def _places(self, number: int, line: str) -> list[Span]:
        """Where cells stand; thousands whose commas are not quoted are one cell."""
        places, width = cells(line, self._delimiter), len(self._statement.header)
        entries = self._sums.lines.get(number, [])
        if len(entries) != 1 or not 0 < width < len(places):
            return places
        contents = [line[start:end] for start, end in places]
        return regrouped_places(contents, places, width, lambda way: self._transactions.has_sums_of(entries[0], way))

    def _cells(self, number: int, contents: Sequence[str]) -> list[str]:
        entries: Sequence[Entry] = self._sums.lines.get(number, [])
        if len(entries) == 1:
            return self._transactions.of_one(contents, entries[0])
        if entries:
            return self._transactions.of_several(contents, entries)
        is_header = self._is_header(number, [content.strip() for content in contents])
        return [self._header(content) if is_header else self._beside(content) for content in contents]

    def _is_header(self, number: int, stripped: Sequence[str]) -> bool:
        header = self._statement.header
        is_known = number == self._statement.header_line or (bool(header) and stripped[: len(header)] == [*header])
        return is_known or column_names().count_roles(stripped) >= _LEAST_ROLES

    def _header(self, content: str) -> str:
        return self._filling.filled(content, self._allowed.in_header(content))

    def _beside(self, content: str) -> str:
        """A cell above, between or below the transactions: what it is called stays, and the sums that follow from them."""
        text, days = self._days.in_text(content)
        kept = [*days, *self._counts(text), *self._allowed.in_cell(text)]
        return self._filling.filled(text, kept, with_sums=True)

    def _counts(self, text: str) -> list[Span]:
        """The number of transactions, where the bank says it."""
        label = self._layout.count_label if self._layout else ""
        if not label or not text.strip().startswith(label):
            return []
        count = len(self._statement.records)
        return [found.span() for found in DIGITS.finditer(text) if yen_of(found.group()) == count]


def _delimiter(statement: Statement, text: str) -> str:
    """As the text has it; the reader takes a comma in full width for one."""
    delimiter = statement.delimiter or ","
    return delimiter if delimiter in text or _WIDE_COMMA not in text else _WIDE_COMMA


@cache
def _layout(ident: str | None) -> KnownLayout | None:
    knowledge = load()
    banks, shared = knowledge.banks.values(), knowledge.layouts.values()
    every = chain((layout for bank in banks for layout in bank.layouts), (layout for file in shared for layout in file.layouts))
    return next((layout for layout in every if layout.id == ident), None)
