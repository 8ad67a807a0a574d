"""A header that stands on two rows: 取引金額 above お支払 and お預り, or 円 below each word."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.knowledge.schema import Role
from selfcheck.statement.column_words import ColumnNames, canonical
from selfcheck.statement.layout.date_writing import may_be_date
from selfcheck.statement.values import Unread, parse_amount, parse_date, plain_text

MONEY: frozenset[Role] = frozenset({"withdrawal", "deposit", "amount", "balance"})
_UNITS = frozenset({"円", "(円)", "千円", "(千円)", "yen", "jpy", "(jpy)", "(yen)"})
_KINDS = frozenset({"現金", "振替", "金額"})
"""Lower words that say nothing of the direction."""


class TwoRows:
    """Two rows of equal width, one above the other."""

    def __init__(self, upper: Sequence[str], lower: Sequence[str], names: ColumnNames) -> None:
        self._upper = [cell.strip() for cell in upper]
        self._lower = [cell.strip() for cell in lower]
        self._names = names

    @property
    def are_one_header(self) -> bool:
        """Whether the lower row holds units, or the two complete each other."""
        cells = [*self._upper, *self._lower]
        if len(self._upper) != len(self._lower) or not any(self._lower) or any(map(is_value, cells)):
            return False
        if all(plain_text(cell).casefold() in _UNITS for cell in self._lower if cell):
            return True
        return not any(map(may_be_date, filter(None, self._lower))) and self._complete_each_other()

    def _complete_each_other(self) -> bool:
        """The lower one names money, every cell of it names something, and no column is named twice in different ways."""
        above = [self._names.role_of(cell) for cell in self._upper]
        below = [self._names.role_of(name) if cell else None for name, cell in zip(self.joined(), self._lower, strict=True)]
        # 取引金額 over お支払 are two words for one column; 日付 over お支払 are two columns, so two rows of their own.
        named_twice = any(one and two and not {one, two} <= MONEY for one, two in zip(above, below, strict=True))
        all_named = all(role for role, cell in zip(below, self._lower, strict=True) if cell)
        gaps = any(bool(one) != bool(two) for one, two in self._pairs)
        return gaps and all_named and not named_twice and not MONEY.isdisjoint(below)

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(zip(self._upper, self._lower, strict=True))

    def joined(self) -> list[str]:
        """What stands lower is the column's name; an upper word (取引金額, '') covers what is empty behind it."""
        names: list[str] = []
        covering = ""
        for above, below in self._pairs:
            covering = above or covering
            names.append(_joined(above, covering, plain_text(below)))
        return names


def _joined(above: str, covering: str, below: str) -> str:
    """The name of a column: 出金 above 千円 is 出金(千円), 入金 above 現金 is 現金入金, 取引金額 above お支払 is お支払."""
    if not below:
        return above
    if below.casefold() in _UNITS:
        return f"{above}({below.strip('()')})"
    return f"{below}{covering}" if canonical(below) in _KINDS and covering else below


def is_value(cell: str) -> bool:
    """A date or an amount, which a header does not hold."""
    return not isinstance(parse_date(cell), Unread) or isinstance(parse_amount(cell), int)
