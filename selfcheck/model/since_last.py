"""What a check of the new lines alone came to: which account was known, since when, and what is missing in between."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from selfcheck.model.findings import Finding

Known = Literal["number", "lines", "balance", "only", "unsure", "new"]
"""How an account was known again: by its printed number, by lines that were met before, by a balance that goes on where the
last one ended, or because it is the only one of its kind; ``unsure`` and ``new`` were not known again, and all of their lines
were checked."""


class Missing(Struct, frozen=True):
    """Days from one checked line to the next, between which lines are missing or may be."""

    first: dt.date
    last: dt.date
    proven: bool
    """Whether the balance shows it, or lines that could not be read; else only the length of the pause tells."""

    @property
    def months(self) -> tuple[str, ...]:
        """Whole months in between, as 2026-07."""
        found = []
        month = _next_month(self.first)
        while _next_month(month) <= self.last.replace(day=1):
            found.append(f"{month:%Y-%m}")
            month = _next_month(month)
        return tuple(found)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


class AccountSince(Struct, frozen=True):
    """One account of a run."""

    id: str
    """Under which it is kept; nothing of the account can be told from it."""
    statements: tuple[int, ...]
    """Indexes into the report's statements."""
    known: Known
    since: dt.date | None
    """The last day that had been checked before; None where nothing had."""
    until: dt.date | None
    """The last day that is checked now."""
    left_out: int
    """Raised findings that were raised before."""
    missing: tuple[Missing, ...]
    partly: bool
    """Whether days were not counted as checked, since lines there could not be read."""


class SinceLast(Struct, frozen=True):
    """All accounts of a run, and the findings that are not new."""

    accounts: tuple[AccountSince, ...]
    left_out: tuple[Finding, ...]
    unreadable: str = ""
    """Why nothing that was kept could be used; everything was checked then."""

    @property
    def missing(self) -> bool:
        """Whether lines are missing somewhere."""
        return any(account.missing for account in self.accounts)
