"""Which way amounts went where only the running balance tells it: settled when a section is done."""

from __future__ import annotations

from msgspec.structs import replace

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.rows.reading import Reading


def settle_directions(reading: Reading, start: int, columns: Columns) -> int:
    """Tell deposits from withdrawals, from record ``start`` on, where only the balance tells them.

    A balance that grew says that the amount came in. The oldest record has no balance before it; it stays a
    withdrawal and says so. Returns the number of records settled so far.
    """
    records = reading.records.single
    # `before` is the row above in a file that runs oldest first, the row below in one that runs newest first.
    for index in range(start, len(records)) if columns.derived else ():
        record = records[index]
        before = index - columns.order
        earlier = records[before] if start <= before < len(records) else None
        if earlier is None or record.balance is None or earlier.balance is None:
            reading.problems.append(Problem(record.line, "direction-unclear-line", sentence("direction-unclear-line")))
        elif record.balance > earlier.balance:
            reading.records.change(index, replace(record, withdrawal=None, deposit=record.withdrawal))
    return len(records)
