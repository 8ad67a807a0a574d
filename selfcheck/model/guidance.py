"""What to do and by when, as ids of the knowledge: the values that `guidance` hands to the reports."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class DueLine(Struct, frozen=True):
    """A raised withdrawal under one rule about days."""

    finding: int
    """Number of the finding."""
    date: dt.date
    days_since: int
    last_day: dt.date
    """The day that the rule names for this withdrawal, were nothing else to count. It may have passed; that says
    what the rule's text says and never that a right has lapsed."""

    def days_left(self, today: dt.date) -> int:
        """Days until the last day; negative where it seems to have passed."""
        return (self.last_day - today).days


class Deadline(Struct, frozen=True):
    """One rule about days, set against every raised withdrawal that it may concern; the most urgent first."""

    rule: str
    """Id in guidance.toml."""
    lines: tuple[DueLine, ...]

    @property
    def oldest(self) -> DueLine:
        """The line that lies longest ago."""
        return min(self.lines, key=lambda line: line.date)

    def urgency(self, today: dt.date) -> tuple[int, bool]:
        """Sorts deadlines: the nearest day first, whether it is to come or seems to have just passed."""
        nearest = min((line.days_left(today) for line in self.lines), key=abs)
        return abs(nearest), nearest < 0


class SheetPage(Struct, frozen=True):
    """What one bank account needs on the telephone or at the counter."""

    bank: str | None
    """Id; None where the file does not tell."""
    findings: tuple[int, ...]
    """Numbers of the raised findings, ascending."""
    services: tuple[str, ...]
    """In the order of the findings."""
    desks: tuple[str, ...]
    """The bank's first."""
    lines: tuple[str, ...]
    """Ids of sheet.toml: what to say, to ask, to bring and to write down."""


class Guidance(Struct, frozen=True):
    """What to do: ids of the knowledge in the order in which to act."""

    steps: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    limits: tuple[str, ...] = ()
    """What this check cannot see."""
    warnings: tuple[str, ...] = ()
    pages: tuple[SheetPage, ...] = ()
    """One for every account with raised findings, in their order."""
