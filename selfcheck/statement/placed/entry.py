"""Entries whose values are known come in; the table with a row for each goes out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from selfcheck.knowledge.schema import Role
from selfcheck.statement.placed.grid import Placed
from selfcheck.statement.placed.header import MONEY
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import parse_amount

_NAMES: dict[Role, str] = {"withdrawal": "出金", "deposit": "入金", "amount": "金額", "balance": "残高"}
"""What the columns of labelled amounts are called; column words of knowledge/columns.toml."""
_PLAIN = ("金額", "残高")
"""Amounts without a label, in the order in which statements print them."""


class Entry(Struct):
    """One transaction as it was printed."""

    first: int
    last: int
    """Its lines, from 1."""
    date: str
    texts: list[str] = field(default_factory=list)
    direction: str = ""
    """The word that says which way the amount went."""
    amounts: dict[Role, str] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)
    """Amounts without a label, in their order."""
    is_labelled: bool = False
    """Whether its values carry labels; what carries none is not of it."""

    @property
    def has_money(self) -> bool:
        """Whether an amount was printed."""
        return bool(self.amounts or self.plain)

    @property
    def is_told(self) -> bool:
        """Whether it says by itself which way its amount went."""
        return bool(self.direction) or not self.plain or self.plain[0][:1] in "-+＋－−▲△" or (parse_sign(self.plain[0]))


def parse_sign(amount: str) -> bool:
    """Whether an amount carries a minus."""
    yen = parse_amount(amount)
    return isinstance(yen, int) and yen < 0


def table_of_entries(lines: Sequence[str], entries: Sequence[Entry]) -> Placed:
    """A row for each entry below a header that the labels give; lines around the entries are rows of their own.

    The header is none of the lines: it is entered on the line of the first entry, which takes the line back.
    """
    roles: list[Role] = [role for role in MONEY if any(role in entry.amounts for entry in entries)]
    plain = max(len(entry.plain) for entry in entries)
    names = ["日付", "摘要", "区分", *(_NAMES[role] for role in roles)]
    # Amounts without a label take the names that no label took; more of them than there are names are numbers of something.
    names += [*(name for name in _PLAIN if name not in names), *("数" for _ in range(plain))][:plain]
    rows: list[list[str]] = []
    spans: list[tuple[int, int]] = []

    def alone(until: int) -> None:
        for number in range(spans[-1][1] + 1 if spans else 1, until):
            rows.append([lines[number - 1]])
            spans.append((number, number))

    alone(entries[0].first)
    rows.append(names)
    spans.append((entries[0].first, entries[0].first))
    for number, entry in enumerate(entries):
        if number:
            alone(entry.first)
        cells = [entry.date, " ".join(entry.texts), entry.direction, *(entry.amounts.get(role, "") for role in roles)]
        rows.append([*cells, *[*entry.plain, *[""] * plain][:plain]])
        spans.append((entry.first, entry.last))
    alone(len(lines) + 1)
    first, last = zip(*spans, strict=True)
    return Placed(Table(",", rows, first, last, len(lines)), is_guess=not all(entry.is_told for entry in entries))
