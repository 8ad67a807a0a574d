"""Which column of a table plays which role: what a layout or an inference comes to."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.errors import OptionError
from selfcheck.statement.layout.amount_writing import PLAIN, AmountWriting
from selfcheck.statement.layout.date_writing import USUAL, DateWriting


class Columns(Struct, frozen=True):
    """Which column (from 0) plays which role; ``names`` are the header's cells, empty without one."""

    names: tuple[str, ...]
    date: tuple[int, ...]
    """One column; or month and day; or year, month and day."""
    memo: tuple[int, ...]
    withdrawal: int | None = None
    deposit: int | None = None
    transfer: int | None = None
    """A further column of money out, read where the first holds nothing."""
    more_out: tuple[int, ...] = ()
    """Further columns of money out beside ``withdrawal`` (現金支払, 振替支払); what stands in them is added."""
    more_in: tuple[int, ...] = ()
    journal: tuple[int, int] | None = None
    """The account titles of debit and credit, where both amounts stand in every row: a journal."""
    amount: int | None = None
    """Signed (negative is money out), or unsigned with ``direction`` or ``derived``."""
    direction: int | None = None
    balance: int | None = None
    account: int | None = None
    flipped: bool = False
    """True where the money-out column prints its amounts with a minus."""
    spent_positive: bool = False
    """True where a positive ``amount`` went out and a negative one came in."""
    minus_is_deposit: bool = False
    """True where a minus in the money-out column, which is the only one, came in."""
    minus_unclear: bool = False
    """True where some of the money-out amounts have a minus and no balance tells what it means; they are read as money out."""
    unused: tuple[int, ...] = ()
    """Columns that hold amounts and play no role."""
    unread_balance: int | None = None
    """A column called a balance that holds something else, where no other is read as one."""
    currency: int | None = None
    """The column that says in which currency a row is."""
    dates: DateWriting = USUAL
    """How the date column writes its dates."""
    writings: tuple[tuple[int, AmountWriting], ...] = ()
    """How columns of money write their amounts, where it is not the usual way."""
    derived: bool = False
    """True where the direction of ``amount`` is told by the movement of the balance alone."""
    unsure: bool = False
    """True where nothing tells for sure which way the money went; a single amount is then a withdrawal."""
    titled: bool = False
    """True where a title above the list says which way its single amount went."""
    why: Literal["header", "words", "balance", "unsure", "told"] = "header"
    """What the assignment rests on: a known header, words and values, the balance, nothing sure, an option."""
    order: int = 0
    """1 oldest first, -1 newest first, 0 unknown, by the dates of the sample."""

    @property
    def money(self) -> tuple[int, ...]:
        """Columns of amounts and balance."""
        single = (self.withdrawal, self.deposit, self.transfer, self.amount, self.balance)
        return (*(index for index in single if index is not None), *self.more_out, *self.more_in)

    @property
    def amounts(self) -> tuple[int, ...]:
        """Columns of money that moved."""
        return tuple(index for index in self.money if index != self.balance)

    def writing(self, index: int) -> AmountWriting:
        """How a column writes its amounts."""
        return next((writing for column, writing in self.writings if column == index), PLAIN)

    @property
    def is_plain(self) -> bool:
        """Whether every row says for itself, in the usual form, what went out and came in."""
        unusual = self.derived or self.journal or self.more_out or self.more_in or self.writings
        return not (unusual or self.spent_positive or self.minus_is_deposit or self.minus_unclear or self.dates.form == "day")

    @property
    def needed(self) -> int:
        """How many cells a row must have for every column to be there."""
        single = (*self.money, self.direction, self.account)
        return 1 + max((*self.date, *self.memo, *(index for index in single if index is not None)), default=-1)

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Role → header cells, or column numbers from 1 where there is no header."""
        played: dict[str, tuple[int, ...]] = {"date": self.date, "memo": self.memo}
        for role in ("withdrawal", "deposit", "transfer", "amount", "direction", "balance", "account"):
            index = getattr(self, role)
            if index is not None:
                more = {"withdrawal": self.more_out, "deposit": self.more_in}.get(role, ())
                played[role] = (index, *more)
        return {role: tuple(map(self.name, indexes)) for role, indexes in played.items() if indexes}

    def name(self, index: int) -> str:
        """A column's header cell, or its number from 1."""
        return self.names[index] if index < len(self.names) else str(index + 1)


_SEVERAL = ("date", "memo")
_SINGLE = ("withdrawal", "deposit", "transfer", "amount", "direction", "balance", "account")


def columns_as_told(spec: str, names: tuple[str, ...]) -> Columns:
    """Columns from ``date=1,memo=3+4,withdrawal=5``, counted from 1.

    A date and one of withdrawal, deposit and amount are needed; else, or for anything that cannot be
    understood, `OptionError`.
    """
    played = dict(map(_played, spec.split(",")))
    if "date" not in played or not {"withdrawal", "deposit", "amount"} & set(played) or len(played["date"]) > 3:
        raise OptionError("columns-spec", part=spec)
    found = Columns(names, played["date"], played.get("memo", ()), why="told")
    return replace(found, **{role: played[role][0] for role in _SINGLE if role in played})


def _played(part: str) -> tuple[str, tuple[int, ...]]:
    """``memo=3+4`` as a role and its columns from 0; only a date and a memo may have several."""
    match = re.fullmatch(r"\s*(\w+)\s*=\s*([1-9]\d{0,3}(?:\+[1-9]\d{0,3})*)\s*", part)
    if not match or match[1] not in (*_SEVERAL, *_SINGLE) or (match[1] in _SINGLE and "+" in match[2]):
        raise OptionError("columns-spec", part=part.strip())
    return match[1], tuple(int(number) - 1 for number in match[2].split("+"))
