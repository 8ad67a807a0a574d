"""The transactions of one statement, and what the rooms ask of them.

A usual statement keeps its rows as they are (`few`); a large one, of which millions of lines say few different things, keeps
columns (`many`), which need numpy. Both answer the same questions.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

MONEY = ("withdrawal", "deposit", "balance")
NOTHING = -(1 << 63)
"""Stands for an amount where a number is needed and nothing is printed: the least that 64 bits hold."""
Period = tuple[dt.date, dt.date]
"""First and last day."""
MIX = 0x1E3779B97F4A7C15
BITS = (1 << 64) - 1


class LineText(NamedTuple):
    """What a line says in words."""

    memo: str
    """The cells of the memo joined by a space, as printed."""
    searchable: str
    """All cells that hold letters, tab between them; names are searched here."""
    number: str
    """The account's number as the file prints it; empty where it prints none."""
    account: str
    """Which of several accounts in one file; the running balance is that of an account."""


class Row(NamedTuple):
    """One transaction; amounts in yen, None where empty."""

    place: int
    line: int
    date: dt.date
    text: LineText
    withdrawal: int | None
    deposit: int | None
    balance: int | None


class Transactions(ABC):
    """The transactions of one statement, in file order; a transaction's place counts from 0."""

    texts: Sequence[LineText]
    """What the lines say in words, each text once."""
    has_columns: ClassVar[bool]
    """Whether they are a `ManyTransactions`."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def row(self, place: int) -> Row:
        """One transaction; its place may count from the end."""

    def rows(self, places: Iterable[int]) -> list[Row]:
        """Single transactions."""
        return [self.row(place) for place in places]

    def every(self) -> list[Row]:
        """All transactions."""
        return self.rows(range(len(self)))

    @abstractmethod
    def lines(self) -> Sequence[int]:
        """The physical line of each one's start, from 1."""

    @abstractmethod
    def days(self) -> Sequence[int]:
        """The day of each, as an ordinal."""

    @abstractmethod
    def text_number(self, place: int) -> int:
        """Which of ``texts`` it says."""

    @abstractmethod
    def text_numbers(self, places: Sequence[int]) -> Sequence[int]:
        """`text_number` of several."""

    @abstractmethod
    def of_texts(self, numbers: Collection[int]) -> list[int]:
        """Places of all that say one of ``texts`` (by number)."""

    def by_number(self) -> dict[str, Sequence[int]]:
        """Places of the transactions of each account number that the file prints."""
        numbers = dict.fromkeys(text.number for text in self.texts)
        if len(numbers) == 1:
            return dict.fromkeys(numbers, range(len(self))) if len(self) else {}
        places: dict[str, list[int]] = {number: [] for number in numbers}
        for place, text in enumerate(self.text_numbers(range(len(self)))):
            places[self.texts[text].number].append(place)
        return {number: found for number, found in places.items() if found}

    @property
    @abstractmethod
    def period(self) -> Period | None:
        """First and last day on which something is recorded."""

    @abstractmethod
    def bringing(self, amounts: Collection[int]) -> list[int]:
        """Places of those that bring one of these ``amounts`` (yen) in; a negative withdrawal does."""

    @abstractmethod
    def balance_days(self) -> list[int]:
        """The days, as ordinals, on which one carries a balance; each once, the earliest first."""

    @abstractmethod
    def days_with_money(self) -> list[int]:
        """The same of those that carry a balance, or take or bring money."""

    @abstractmethod
    def fingerprints(self) -> tuple[Sequence[int], Sequence[int]]:
        """Places of those that carry a balance, and one number made of the day and amounts of each.

        Equal transactions have equal numbers; different ones may have.
        """

    @abstractmethod
    def without_text_and_balance(self, mask: str, within: tuple[int, int] | None = None) -> Transactions:
        """The same dates and amounts with ``mask`` for every text, and no balances; days that are not ``within`` two (ordinals)
        become the nearer of them."""

    @property
    @abstractmethod
    def frame(self) -> pd.DataFrame:
        """Columns line (int), date (datetime64), memo (str), withdrawal, deposit, balance (Int64 yen, NA where empty)."""
