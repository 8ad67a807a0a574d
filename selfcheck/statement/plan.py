"""How the rows of one table are to be read: its layout, its years, its bank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.knowledge import Knowledge, load
from selfcheck.model.statement import Fate, OtherLine, Problem
from selfcheck.statement.balance.check import check_balance
from selfcheck.statement.build import Read, ahead_of, error_cells, miscount, nameless
from selfcheck.statement.layout.beside import one_below_the_other
from selfcheck.statement.layout.filled_down import filled_down
from selfcheck.statement.layout.layouts import Layout, Layouts
from selfcheck.statement.layout.wrappings import unwrapped
from selfcheck.statement.options import Options
from selfcheck.statement.rows.passing_years import let_years_pass
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.sections import Sections
from selfcheck.statement.rows.titles import directed
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names
from selfcheck.statement.years import YearResolver

_BANK_ENDINGS = ("銀行", "信用金庫", "信用組合")


class Plan(Struct, frozen=True):
    """How the rows of one text or sheet are to be read."""

    table: Table
    layouts: Layouts
    layout: Layout
    preamble: Sequence[str]
    """The text above the header, line by line."""
    years: YearResolver
    knowledge: Knowledge

    def is_above(self, index: int) -> bool:
        """Whether row ``index`` is the first header or stands above it."""
        return self.layout.header is not None and index <= self.layout.header

    def sections(self) -> Sections:
        """What reads the rows."""
        return Sections(self.table, self.layout, self.layouts, self.knowledge.columns, self.years.date)

    def read(self) -> Read:
        """All rows; where a known header is followed by rows that it does not fit, words and values are asked instead."""
        read = self._read()
        if self.layout.known is None or not _fits_badly(read):
            return read
        with suppress(UnreadableError):
            other = replace(self, layout=self.layouts.inferred())._read()
            if not _fits_badly(other) and len(other.transactions) >= len(read.transactions):
                return other
        return read

    def _read(self) -> Read:
        sections = self.sections()
        for index in range(len(self.table.rows)):
            sections.read(self.table, index, above=self.is_above(index))
        reading = sections.close()
        if sections.years_inferred and not (sections.years_printed or self.years.is_told):
            let_years_pass(reading.records)
        reading.others += [OtherLine(line, Fate.PROBLEM, text) for line, text in self.table.hidden]
        return self.result(reading, self.table.problems)

    def result(self, reading: Reading, stray: Sequence[Problem]) -> Read:
        """What was read, and what is known of it; ``stray`` are problems that the table had before it was read."""
        layout = self.layout
        transactions = reading.records.close()
        label = layout.known.count_label if layout.known else ""
        return Read(
            reading,
            transactions,
            check_balance(transactions),
            layout.id,
            layout.bank or _named_bank(self.preamble, self.knowledge),
            layout.columns.roles,
            (
                *stray,
                *miscount(label, self.preamble, len(transactions)),
                *nameless(transactions),
                *error_cells(transactions),
                *ahead_of(self.years.today, transactions),
            ),
            header_line=None if layout.header is None else self.table.first[layout.header],
            header=layout.columns.names,
            why=layout.columns.why,
        )


def _fits_badly(read: Read) -> bool:
    """Whether most rows could not be read, or the balance shows that they were read wrongly."""
    unread, count = read.reading.ledger.count(Fate.PROBLEM), len(read.transactions)
    breaks = len(read.balance.breaks)
    return unread > count or (breaks > 0 and 2 * breaks >= read.balance.checked)


def plan_for(table: Table, path: str, encoding: str, options: Options) -> Plan:
    """How to read a table, or a file that begins with it.

    ``path`` may tell the year by its name, ``encoding`` (empty where there was none) the bank. Raises `UnreadableError`
    where no dates and amounts can be told, `OptionError` for columns that make no sense.
    """
    knowledge = load()
    table = one_below_the_other(unwrapped(table, column_names()), column_names())
    layouts = Layouts(table, column_names(), knowledge, options.bank, encoding, options.today)
    layout = layouts.as_told(options.columns) if options.columns else layouts.first()
    table = filled_down(table, layout.columns.date, 0 if layout.header is None else layout.header + 1)
    above = [*([line] for line in table.above), *table.rows[: layout.header or 0]]
    layout = directed(layout, above, knowledge.columns)
    preamble = ["".join(row) for row in above]
    named = [Path(path).name, *(" ".join(row) for row in above), " ".join(layout.columns.names)]
    years = YearResolver(named, options.year, options.today, knowledge.columns)
    return Plan(table, layouts, layout, preamble, years, knowledge)


def _named_bank(preamble: Sequence[str], knowledge: Knowledge) -> str | None:
    """The one bank whose full name stands in the lines above the header."""
    text = unicodedata.normalize("NFKC", " ".join(preamble))
    found = {
        bank.id
        for bank in knowledge.banks.values()
        for name in (bank.name.ja, *bank.aliases)
        if name.endswith(_BANK_ENDINGS) and re.search(rf"(?<![一-鿿ァ-ヶA-Za-z]){re.escape(name)}", text)
    }
    return found.pop() if len(found) == 1 else None
