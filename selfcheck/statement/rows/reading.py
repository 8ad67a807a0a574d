"""What a row of a statement becomes comes in (a record, or what it is instead); the reading of a whole file goes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.statement import Fate, OtherLine, Problem
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.records import Collected, Record


@dataclass(frozen=True)
class Refused:
    """A row that is no transaction: what it is instead, and why if that is a problem."""

    fate: Fate
    code: str = ""
    sentence: Sentence | None = None
    total: tuple[int | None, int | None] = (None, None)
    """Money out and money in, if the row is a total."""


def refused(code: str, **details: object) -> Refused:
    """A row that should have been a transaction and could not be read as one."""
    return Refused(Fate.PROBLEM, code, sentence(code, **details))


@dataclass
class Reading:
    """What became of a file."""

    ledger: Ledger
    records: Collected = field(default_factory=Collected)
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
