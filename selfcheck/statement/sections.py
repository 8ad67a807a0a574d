"""A table comes in; the reading of all its rows goes out, section by section.

A file may hold several accounts, each under a header of its own, and the second header may put its
columns in another order. Every header starts a section with its own layout and its own balance.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.model import Fate, Problem
from selfcheck.statement.account import account_above
from selfcheck.statement.balance import settle_directions
from selfcheck.statement.layout import Layout, Layouts, signature
from selfcheck.statement.ledger import Ledger
from selfcheck.statement.record import Reading, Record, Refused
from selfcheck.statement.rows import RowReader, YearOf
from selfcheck.statement.table import Table
from selfcheck.words import sentence

_SIDES = ("withdrawal", "deposit")
_ABOVE = 20
"""Rows above a further header that may print its account's number."""


@dataclass(frozen=True)
class TableReading:
    """What became of a table, and by which layouts it was read."""

    reading: Reading
    layouts: tuple[Layout, ...]


def read_sections(table: Table, layout: Layout, layouts: Layouts, words: ColumnWords, year_of: YearOf) -> TableReading:
    """Read all rows, the first section by ``layout``."""
    found = [layout]
    reading = Reading(Ledger(table.line_count))
    number = account_above(table.rows[: layout.header or 0], words.account_labels)
    rows = RowReader(table, layout, words, year_of, 1, number)
    readers = [rows]
    header = signature(layout.columns.names)
    settled = 0

    for index in range(len(table.rows)):
        if layout.header is not None and index <= layout.header:
            outcome: Record | Refused = Refused(Fate.HEADER) if index == layout.header else rows.above(index)
        else:
            outcome = rows.read(index)
            if isinstance(outcome, Refused) and outcome.fate in (Fate.FOOTER, Fate.PROBLEM):
                outcome, further = _section_or(outcome, index, table, layouts, header, found[-1])
                if further:
                    settled = settle_directions(reading, settled, found[-1].columns)
                    above = table.rows[max(index - _ABOVE, 0) : index]
                    number = account_above(above, words.account_labels) or (number if further is found[-1] else f"#{index}")
                    found.append(further)
                    rows = RowReader(table, further, words, year_of, len(found), number)
                    readers.append(rows)
                    header = signature(further.columns.names)
            if isinstance(outcome, Refused) and outcome.fate is Fate.FOOTER and not reading.records:
                outcome = Refused(Fate.PREAMBLE)
        reading.enter(table.first[index], table.last[index], outcome, table.text(index))
        if isinstance(outcome, Refused) and any(outcome.total):
            _compare(outcome.total, reading, table.first[index])
    settle_directions(reading, settled, found[-1].columns)
    if any(one.years_inferred for one in readers):
        reading.problems.append(Problem(0, "year-inferred", sentence("year-inferred")))
    if any(one.columns.unsure for one in found):
        reading.problems.append(Problem(0, "direction-unclear", sentence("direction-unclear")))
    return TableReading(reading, tuple(found))


def _section_or(
    outcome: Refused, index: int, table: Table, layouts: Layouts, header: tuple[str, ...], current: Layout
) -> tuple[Refused, Layout | None]:
    """A header row and the section that it starts; else the outcome as it was."""
    if header and signature(table.rows[index]) == header:
        return Refused(Fate.HEADER), current
    further = layouts.starting_at(index)
    return (Refused(Fate.HEADER), further) if further else (outcome, None)


def _compare(total: tuple[int | None, int | None], reading: Reading, line: int) -> None:
    """Note a total that is neither that of the file so far nor that of the last section."""
    section = [one for one in reading.records if one.account == reading.records[-1].account] if reading.records else []
    out, into = ([sum(getattr(r, name) or 0 for r in rows) for rows in (reading.records, section)] for name in _SIDES)
    for declared, found in zip(total, (out, into), strict=True):
        if declared is not None and declared not in found:
            said = sentence("total-differs", declared=declared, found=found[-1])
            reading.problems.append(Problem(line, "total-differs", said))
