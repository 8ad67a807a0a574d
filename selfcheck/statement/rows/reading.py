"""The reading of a whole file while it grows: the fate of every line, the records, and what is to be said of them."""

from __future__ import annotations

from msgspec import Struct, field

from selfcheck.model.statement import Fate, OtherLine, Problem
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.records import Records
from selfcheck.statement.rows.refused import Refused


class Reading(Struct):
    """What became of a file."""

    ledger: Ledger
    records: Records = field(default_factory=Records)
    problems: list[Problem] = field(default_factory=list)
    others: list[OtherLine] = field(default_factory=list)

    def enter(self, first: int, last: int, outcome: Record | Refused, text: str) -> None:
        """Note what lines ``first`` to ``last`` became; ``text`` is searched if they are no transaction."""
        if isinstance(outcome, Record):
            self.ledger.enter(first, last, Fate.TRANSACTION)
            self.records.append(outcome)
            return
        self.ledger.enter(first, last, outcome.fate)
        if outcome.fate not in (Fate.BLANK, Fate.HEADER):
            self.others.append(OtherLine(first, outcome.fate, text))
        if outcome.sentence:
            self.problems.append(Problem(first, outcome.code, outcome.sentence))
