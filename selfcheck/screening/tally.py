"""Rows that were refused come in, one by one or as counts of other pieces; what became of every line goes out, as counts.

A desk must be able to add up: lines in = lines screened + lines refused, and each of those with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct, field

from selfcheck.errors import InputError
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.many import Integers, Marks

_LONGEST_EXAMPLE = 40
"""Letters."""


class Refusal(Struct, frozen=True):
    """Lines of one file that were refused for one reason."""

    path: str
    column: str
    reason: str
    """As in the catalogue, after ``refused-``."""
    count: int
    line: int
    """The first of them."""
    example: str
    """What stands in the column there."""
    naming: int = 0
    """How many of them name a payment service."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal for what is counted together."""
        return self.path, self.column, self.reason

    @property
    def sentence(self) -> Sentence:
        """What was refused, where and why."""
        details = {name: getattr(self, name) for name in ("path", "column", "count", "example")}
        return sentence(f"refused-{self.reason}", line=str(self.line), **details)

    def and_also(self, other: Refusal) -> Refusal:
        """Both together."""
        first = min(self, other, key=lambda refusal: refusal.line)
        count, naming = self.count + other.count, self.naming + other.naming
        return Refusal(self.path, self.column, self.reason, count, first.line, first.example, naming)


class Tally(Struct, frozen=True):
    """What became of the lines of a piece, a file or all files."""

    lines: int = 0
    """Lines that came in."""
    refusals: tuple[Refusal, ...] = ()
    broken: tuple[Refusal, ...] = ()
    """Lines that were screened although characters of their memo are broken."""

    @property
    def refused(self) -> int:
        """Lines that were refused."""
        return sum(refusal.count for refusal in self.refusals)

    @property
    def screened(self) -> int:
        """Lines that were screened."""
        return self.lines - self.refused

    @staticmethod
    def total(tallies: Iterable[Tally]) -> Tally:
        """All of them together, by file, column and reason."""
        every = list(tallies)
        refusals = _together(refusal for tally in every for refusal in tally.refusals)
        broken = _together(refusal for tally in every for refusal in tally.broken)
        return Tally(sum(tally.lines for tally in every), refusals, broken)


def _together(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Those of one file, column and reason as one."""
    found: dict[tuple[str, str, str], Refusal] = {}
    for refusal in refusals:
        found[refusal.key] = found[refusal.key].and_also(refusal) if refusal.key in found else refusal
    return tuple(found[key] for key in sorted(found))


class Refused(Struct):
    """The refused rows of one table; a row is refused once, for the first reason found."""

    table: pd.DataFrame
    where: Integers
    """Where each row stands in its file."""
    _marks: list[tuple[str, str, Marks]] = field(default_factory=list)
    _memo: Any = None

    def add(self, rows: Marks, column: str, reason: str) -> None:
        """Refuse ``rows`` because of what stands, or does not, in ``column``."""
        if rows.any():
            for _, _, before in self._marks:
                rows = rows & ~before
            self._marks.append((column, reason, np.asarray(rows, dtype=bool)))

    def close(self, memo: Any) -> Marks:
        """Which rows are kept; ``memo`` is kept to see which of the others name a service."""
        self._memo = memo
        kept = np.ones(len(self.table), dtype=bool)
        for _, _, rows in self._marks:
            kept &= ~rows
        return kept

    def refusals(self, path: str, names: Callable[[str], bool]) -> list[Refusal]:
        """By column and reason; ``names`` tells whether a memo names a payment service."""
        found = []
        for column, reason, rows in self._marks:
            places = np.flatnonzero(rows)
            if len(places):
                example = str(self.table[column].iloc[int(places[0])])[:_LONGEST_EXAMPLE]
                naming = sum(map(names, self._memo[rows]))
                found.append(Refusal(path, column, reason, len(places), int(self.where[places[0]]), example, naming))
        return found

    def raise_first(self) -> None:
        """Raise `InputError` for what was refused first, if anything was."""
        for refusal in self.refusals("", lambda _: False):
            details = {**refusal.sentence.details, "path": sentence("screen-table")}
            raise InputError(refusal.sentence.key, **details)
