"""Which row of a table without a known header names its columns, and what it calls them.

A header may stand on two rows (取引金額 above お支払 and お預り; 円 below each word), may begin with a record mark that
its rows have too, and may have a cell more or less than its rows, because somebody cut a column out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selfcheck.knowledge.schema import Role
from selfcheck.statement.column_words import ColumnNames, canonical
from selfcheck.statement.layout.date_writing import may_be_date
from selfcheck.statement.layout.regroup import regrouped
from selfcheck.statement.layout.shape import cell_at, usual_width
from selfcheck.statement.values import EMPTY, Unread, parse_amount, parse_date, plain_text

_MOST_SHIFTED = 2
"""Cells that a header may have too many or too few."""
_LOOKED_AT = 50
"""Rows below a header that are compared with it."""
_MONEY: frozenset[Role] = frozenset({"withdrawal", "deposit", "amount", "balance"})
_KINDS = frozenset({"現金", "振替", "金額"})
"""Lower words that say nothing of the direction."""
_UNITS = frozenset({"円", "(円)", "千円", "(千円)", "yen", "jpy", "(jpy)", "(yen)"})


@dataclass(frozen=True)
class Header:
    """The names of a table's columns."""

    first: int
    last: int
    """Rows that it stands on."""
    names: tuple[str, ...]


class Headers:
    """Finds headers by the words of ``columns.toml``."""

    def __init__(self, rows: Sequence[Sequence[str]], names: ColumnNames) -> None:
        self._rows = rows
        self._names = names

    def best(self) -> Header | None:
        """Of the rows that may be headers, the one that most dated rows follow; then the one that names most roles."""
        candidates = [i for i, row in enumerate(self._rows) if self._names.count_roles(row) > 1 and self.may_be(row)]
        ends = [*candidates[1:], len(self._rows)][: len(candidates)]
        followed = {start: self._dated_rows(start + 1, end) for start, end in zip(candidates, ends, strict=True)}
        row = max(
            candidates,
            key=lambda index: (min(followed[index], 3), self._names.count_roles(self._rows[index])),
            default=None,
        )
        return None if row is None else self.at(row)

    def may_be(self, row: Sequence[str]) -> bool:
        """A date and something else, or two kinds of money; and no value, which a header does not hold."""
        roles = {named.role for cell in row if (named := self._names.role(cell))}
        money = roles & _MONEY
        names_enough = bool(roles & {"date", "month", "day"} and roles & {*money, "memo"}) or len(money) >= 2
        if not names_enough:
            return False
        behind_marks = row[self._marks(row) :] if len(roles) > 2 else row
        return not any(_is_value(cell) for cell in behind_marks)

    def at(self, index: int) -> Header:
        """The header on row ``index``, with the row above or below it that belongs to it, in the width of the rows below."""
        first, last, names = index, index, list(self._rows[index])
        if index and self._completes(self._rows[index - 1], names):
            first, names = index - 1, _merged(self._rows[index - 1], names)
        elif index + 1 < len(self._rows) and self._completes(names, self._rows[index + 1]):
            last, names = index + 1, _merged(names, self._rows[index + 1])
        return Header(first, last, tuple(self._aligned(names, self._rows[last + 1 : last + 1 + _LOOKED_AT])))

    @staticmethod
    def _marks(row: Sequence[str]) -> int:
        """Leading cells that are a record's mark: 1, 01."""
        return next((i for i, cell in enumerate(row) if not (cell.strip().isdigit() and len(cell.strip()) < 3)), 0)

    def _dated_rows(self, start: int, end: int) -> int:
        rows = self._rows[start:end]
        return sum(len(row) > 2 and any(map(may_be_date, row)) for row in rows)

    def _completes(self, upper: Sequence[str], lower: Sequence[str]) -> bool:
        """Whether two rows are one header: the lower names what the upper leaves open, or holds units."""
        if len(upper) != len(lower) or any(_is_value(cell) for cell in (*upper, *lower)):
            return False
        filled = [cell for cell in map(plain_text, lower) if cell]
        if not filled or any(map(may_be_date, filled)):
            return False
        if all(cell.casefold() in _UNITS for cell in filled):
            return True
        pairs = [(above.strip(), below.strip()) for above, below in zip(upper, lower, strict=True)]
        roles = [(self._role(above), self._role(below)) for above, below in pairs]
        clash = any(above and below and not {above, below} <= _MONEY for above, below in roles)
        unnamed = any(below and not role for (_, below), (_, role) in zip(pairs, roles, strict=True))
        names_money = any(role in _MONEY for _, role in roles)
        complete_each_other = any(bool(above) != bool(below) for above, below in pairs)
        return names_money and complete_each_other and not clash and not unnamed

    def _role(self, cell: str) -> Role | None:
        named = self._names.role(cell)
        return named.role if named else None

    def _aligned(self, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
        """``names`` in the width of the rows, a cell put in or left out where that brings words and values together."""
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        width = usual_width(rows)
        if not width or not 0 < abs(width - len(names)) <= _MOST_SHIFTED:
            return names
        rows = [row for row in rows if len(row) == width]
        if width > len(names) and not any(cell.strip() for row in rows for cell in row[len(names) :]):
            return names
        if any(regrouped(row, len(names)) for row in rows):
            return names
        if all(fit >= 0 for fit in self._fits([*names, *[""] * (width - len(names))][:width], rows)):
            return names
        best = max(_shifted(names, width), key=lambda shifted: sum(self._fits(shifted, rows)))
        return best if all(fit >= 0 for fit in self._fits(best, rows)) else names

    def _fits(self, names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
        """For each named column that is filled: 0.5 if all of its cells hold what the name says, -0.5 if none does."""
        fits: list[float] = []
        for index, name in enumerate(names):
            role = self._role(name)
            cells = [cell for row in rows if parse_amount(cell := cell_at(row, index)) is not EMPTY]
            if role and cells:
                fits.append(sum(_fits(role, cell) for cell in cells) / len(cells) - 0.5)
        return fits


def _fits(role: Role, cell: str) -> bool:
    if role == "date":
        return may_be_date(cell)
    is_amount = isinstance(parse_amount(cell), int)
    return is_amount if role in _MONEY else not is_amount and not may_be_date(cell)


def _shifted(names: Sequence[str], width: int) -> Iterator[list[str]]:
    """``names`` with cells put in, or left out, at each place."""
    more = width - len(names)
    for at in range(len(names) + 1 if more > 0 else width + 1):
        yield [*names[:at], *[""] * more, *names[at:]] if more > 0 else [*names[:at], *names[at - more :]]


def _merged(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """What stands lower is the column's name; an upper word (取引金額, '') covers what is empty behind it."""
    names: list[str] = []
    covering = ""
    for above, below in zip(upper, lower, strict=True):
        covering = above if above.strip() else covering
        names.append(_joined(above, covering, plain_text(below)))
    return names


def _joined(above: str, covering: str, below: str) -> str:
    """The name of a column: 出金 above 千円 is 出金(千円), 入金 above 現金 is 現金入金, 取引金額 above お支払 is お支払."""
    if not below:
        return above
    if below.casefold() in _UNITS:
        return f"{above}({below.strip('()')})"
    return f"{below}{covering}" if canonical(below) in _KINDS and covering.strip() else below


def _is_value(cell: str) -> bool:
    return not isinstance(parse_date(cell), Unread) or isinstance(parse_amount(cell), int)
