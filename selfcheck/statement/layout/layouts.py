"""Which row of a table is the header, and which column is what.

Two ways, in this order: a known header that matches exactly (knowledge/banks/ and layouts/), else the
columns are inferred (`infer`) from their words, their values and the balance arithmetic. Unknown
layouts are the normal case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.statement.column_words import ColumnNames, canonical, same_cell
from selfcheck.statement.layout.amount_writing import unit_above
from selfcheck.statement.layout.columns import Columns, columns_as_told
from selfcheck.statement.layout.currency import currency_above, currency_column, foreign_currency
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.header import Header, Headers
from selfcheck.statement.layout.known import columns_of, known_headers, signature
from selfcheck.statement.layout.shape import cell_at, is_like_transaction
from selfcheck.statement.layout.why_not import why_not
from selfcheck.statement.layout.writing import with_writing
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import Unread, one_date, parse_amount

_SEARCHED = 2000
"""Rows among which a header is looked for."""
_LONGEST_NAME = 30
"""Letters of a column's name of such a list."""
_CARD_WORDS = 2
"""Columns of a card's list that a statement of an account does not have by chance."""
_TITLE = 10
"""Rows above the header of a further section that may be its title; what stands further up was looked at before."""


class Layout(Struct, frozen=True):
    """How the rows of a table, from its header on, are to be read."""

    columns: Columns
    header: int | None
    """Index of the header's row; None where the file has none."""
    id: str
    bank: str | None = None
    known: s.KnownLayout | None = None
    """What the knowledge says of it; None for an inferred one."""
    header_first: int | None = None
    """Where a header stands on two rows: the first of them."""
    end: int | None = None
    """Row at which another section begins, where that was looked for."""


class Layouts:
    """Finds layouts in one table."""

    def __init__(
        self, table: Table, names: ColumnNames, knowledge: Knowledge, bank: str | None, encoding: str, today: dt.date
    ) -> None:
        self._table = table
        self._names = names
        self._headers = Headers(table.rows, names, _SEARCHED)
        self._directions = Directions(knowledge.columns)
        self._today = today
        self._knowledge = knowledge
        self._bank = bank
        self._of_cards = frozenset(map(canonical, knowledge.columns.card_headers))
        known = known_headers(bank, encoding)
        self._known, self._starts, self._firsts = known.layouts, known.starts, known.firsts

    def first(self) -> Layout:
        """The layout of the table's first section.

        Raises `UnreadableError` where no dates and amounts can be told, or for a file that is known
        to be no bank statement.
        """
        for index in range(min(len(self._table.rows), _SEARCHED)):
            try:
                layout = self.known_at(index)
            except UnreadableError:  # a list of purchases by card, of which the rows above are none
                if earlier := self._earlier(index, is_sure=False):
                    return earlier
                raise
            if layout:
                return self._earlier(index) or layout
        return self.inferred()

    def inferred(self) -> Layout:
        """The layout that words, values and arithmetic tell, whatever known header the table has.

        Raises `UnreadableError` as `first`.
        """
        header = self._headers.best()
        try:
            layout = self._inferred(header)
            if layout is None:
                raise why_not(header, self._below(header.last if header else None), self._names, self._knowledge.columns)
        except UnreadableError as error:
            if header and (instead := self._instead_of(header, error)):
                return instead
            raise
        return (self._earlier(header.first) if header else None) or layout

    def _instead_of(self, header: Header, error: UnreadableError) -> Layout | None:
        """The layout of what stands above the best header, where that one is not to be read by ``error``."""
        if earlier := self._earlier(header.first, is_sure=False):
            return earlier
        rows = self._table.rows[: header.first]
        if error.sentence.key == "no-transactions" and any(map(is_like_transaction, rows)):  # rows without a header
            with suppress(UnreadableError):
                return self._inferred(None, header.first)
        return None

    def _earlier(self, end: int, *, is_sure: bool = True) -> Layout | None:
        """The layout of transactions that stand above the best header, at row ``end``, under another one: they would be
        taken for preamble.

        Not ``is_sure``: the best header is not of a statement, and above it a day and what is to be paid may stand.
        """
        rows = self._table.rows
        heads = [i for i in range(end) if self._names.count_roles(rows[i]) > 1 and self._headers.may_be(rows[i])]
        for start, until in zip(heads, [*heads[1:], end], strict=True) if heads else ():
            with suppress(UnreadableError):
                earlier = self.known_at(start) or self._inferred(self._headers.at(start), until)
                says_enough = earlier and (is_sure or earlier.columns.balance is not None or earlier.columns.memo)
                if earlier and says_enough and self._reads_some(earlier, start + 1, until):
                    return earlier
        return self._proven_above(end)

    def _reads_some(self, layout: Layout, start: int, end: int | None) -> bool:
        """Whether some row from ``start`` to before ``end`` has a day and an amount where ``layout`` has them."""
        dates, amounts = layout.columns.date, layout.columns.amounts
        for row in self._table.rows[start:end]:
            printed = [cell_at(row, index) for index in dates]
            day = layout.columns.dates.parse(printed[0] if len(printed) == 1 else one_date(printed))
            if not isinstance(day, Unread) and any(isinstance(parse_amount(cell_at(row, index)), int) for index in amounts):
                return True
        return False

    def _proven_above(self, end: int) -> Layout | None:
        """The same for rows under words that name no column, or under none, where their balance proves what is what."""
        rows = self._table.rows
        first = next((index for index in range(end) if is_like_transaction(rows[index])), None)
        return None if first is None else self._proven_by_balance(first - 1, end)

    def _proven_by_balance(self, index: int, end: int | None = None) -> Layout | None:
        """The layout of the rows below row ``index``, whose words name no column, where the running balance alone proves it."""
        with suppress(UnreadableError):
            header = Header(index, index, tuple(self._table.rows[index])) if index >= 0 else None
            layout = self._inferred(header, self._next_section(header) if header and end is None else end)
            return layout if layout and layout.columns.why == "balance" else None
        return None

    def as_told(self, spec: str) -> Layout:
        """The layout that ``--columns`` describes, below the header if there is one.

        Raises `OptionError` for a description that makes no sense.
        """
        header = self._headers.best()
        columns = columns_as_told(spec, header.names if header else ())
        last = header.last if header else None
        return Layout(self._written(columns, last), last, "inferred", self._bank)

    def starting_at(self, index: int, above: Columns | None = None) -> Layout | None:
        """The layout of a further section, if row ``index`` is a header; one that is only like it must be proven.

        ``above`` are the columns of the rows above one that is like a header.
        """
        row = self._table.rows[index]
        known = self.known_at(index)
        if not known and self._is_of_card(row):
            raise UnreadableError("is-card-statement")
        if known or self._names.count_roles(row) < 3 or not self._headers.may_be(row):
            return known or (self._turned_by_balance(index, above) if above else None)
        header = self._headers.at(index)
        return self._inferred(header, self._next_section(header))

    def _turned_by_balance(self, index: int, above: Columns) -> Layout | None:
        """`_proven_by_balance`, unless the columns ``above`` are proven as well: then the row's words change nothing."""
        further = self._proven_by_balance(index)
        return None if further and self._hold(above, index, self._table.rows[index], further.end) else further

    def carry_on(self, index: int, above: Columns) -> bool:
        """Whether the columns ``above`` are proven below row ``index``, too, so that it begins nothing."""
        if above.balance is None:
            return False
        row = self._table.rows[index]
        return self._hold(above, index, None, self._next_section(Header(index, index, tuple(row))))

    def _hold(self, above: Columns, index: int, names: Sequence[str] | None, end: int | None) -> bool:
        """Whether the balance proves the columns ``above`` for the rows between ``index`` and ``end``, below ``names``."""
        from selfcheck.statement.layout.proven import holds
        from selfcheck.statement.layout.sample import sample_of

        rows = self._below(index, end)
        sample = sample_of(names, rows, self._names, self._knowledge.columns, self._today) if rows else None
        return sample is not None and holds(above, sample)

    def _next_section(self, header: Header) -> int:
        """Where another header than this one stands next: a section is inferred from its own rows, or a file of a thousand
        sections would be looked at a thousand times."""
        own = self._table.rows[header.last]
        ends = range(header.last + 1, min(header.last + 1 + _SEARCHED, len(self._table.rows)))
        rows = self._table.rows
        return next((end for end in ends if rows[end] != own and self.may_start(rows[end])), ends.stop)

    def may_start(self, row: Sequence[str]) -> bool:
        """Whether ``row`` may be a header, so that the rows below it must be looked at."""
        is_known = bool(row) and same_cell(row[0]) in self._firsts
        return is_known or (self._names.count_roles(row) > 2 and self._headers.may_be(row)) or self._is_of_card(row)

    def known_at(self, index: int) -> Layout | None:
        """The known layout whose header is row ``index``."""
        row = self._table.rows[index]
        if not row or same_cell(row[0]) not in self._firsts:
            return None
        cells = signature(row)
        found = self._known.get(cells) or self._known.get(self._start_of(cells))
        if found is None:
            return None
        bank, layout = found
        if layout.refuse:
            raise UnreadableError(layout.refuse)
        columns = self._written(columns_of(layout, row), index)
        return Layout(columns, index, layout.id, bank or self._bank, layout)

    def _start_of(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The known cells that a header begins with, where only those are known."""
        return next((start for start in self._starts if cells[: len(start)] == start), ())

    def _inferred(self, header: Header | None, end: int | None = None) -> Layout | None:
        """From the rows below ``header``; of a further section, up to row ``end``."""
        from selfcheck.statement.layout.infer import infer

        last = header.last if header else None
        sample = self._below(last, end)
        if not sample:
            raise UnreadableError("no-transactions")
        names = header.names if header else None
        if header and self._is_of_card(header.names):
            raise UnreadableError("is-card-statement")
        columns = infer(names, sample, self._names, self._knowledge.columns, self._today)
        if columns is None:
            return None
        if header and not header.is_sure and columns.balance is None:
            columns = replace(columns, unsure=True, why="unsure")
        first = header.first if header else None
        return Layout(self._written(columns, last, end), last, "inferred", self._bank, header_first=first, end=end)

    def _is_of_card(self, names: Sequence[str]) -> bool:
        """Whether a header without a balance has several columns that only lists of purchases by card have."""
        count = sum(canonical(name) in self._of_cards for name in names if name and len(name) <= _LONGEST_NAME)
        return count >= _CARD_WORDS and not self._names.named(names).get("balance")

    def _below(self, header: int | None, end: int | None = None) -> list[list[str]]:
        """Rows below a header, up to ``end``, in which something stands."""
        start = 0 if header is None else header + 1
        return [row for row in self._table.rows[start : end or start + _SEARCHED] if any(cell.strip() for cell in row)]

    def _written(self, columns: Columns, header: int | None, end: int | None = None) -> Columns:
        rows = self._below(header, end)
        words = self._knowledge.columns
        title = 0 if end is None else max((header or 0) - _TITLE, 0)
        above = [*self._table.rows[title : header or 0], list(self._table.above)]
        currency = foreign_currency(columns, rows, words) or currency_above(above, words)
        if currency:
            raise UnreadableError("foreign-currency", currency=currency)
        columns = replace(columns, currency=currency_column(columns.names, words))
        return with_writing(columns, rows, self._directions, self._today, unit_above(above))
