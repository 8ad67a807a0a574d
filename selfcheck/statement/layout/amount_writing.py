"""How a column writes its amounts, decided by all of its cells and its header.

A single cell cannot tell 5.000 (five thousand in Europe) from five yen, or whether 30,000- is a minus (an accounting
program) or the end of an amount on Japanese paper; the other cells of its column can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from selfcheck.patterns import regex
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.values import BAD, EMPTY, Amount, parse_amount, plain_text

_DOTS = regex(r"[-+▲△(]?\d{1,3}(?:\.\d{3})+(?:,\d*)?\)?[-+]?")
_SMALL = regex(r"[-+▲△(]?\d{1,3}(?:,\d{1,2})?\)?[-+]?")
_THOUSANDTHS = regex(r"\D*\d{4,}\.000\D*")
_OF_NOTHING = regex(r"\.000(?=\D*$)")
_CENTS = regex(r",0{1,2}(?=\D*$)")
"""20 000,00: a comma before what is no whole yen."""
_USUAL = regex(r"(?:\d{1,3}(?:,\d{3})+|\d+)?", re.ASCII)
"""An amount as nearly every bank prints it, or nothing."""
_EXPONENT = regex(r"([-+]?\d(?:\.\d+)?)e\+?(\d{1,2})", re.IGNORECASE)
"""1.00E+04, which Excel shows and saves for 10000 in a narrow column."""
_DIGIT = regex(r"\d")
_FRACTION = regex(r"-?\d{1,9}\.\d{1,6}")
_UNIT = regex("(千|百万|万|百)円")
_UNIT_ABOVE = regex(r"単位\s*[:=]?\s*\(?((?:千|百万|万|百)円)")
_UNITS = {"百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000}
_BEFORE = regex(r"(?P<word>[^\d¥\\()-]+?)[\s:]*(?P<amount>[¥\\(-]*\d.*)")
_BEHIND = regex(r"(?P<amount>.*\d(?:円|\))?)\s*(?P<word>[^\d円()+-]+)")


class AmountWriting(Struct, frozen=True):
    """The form of a column's amounts; all defaults: as `values.parse_amount` reads a cell by itself."""

    dots: bool = False
    """Dots group by threes, and a comma stands before what is no whole yen."""
    cents: bool = False
    """Every amount ends with ,00."""
    thousandths: bool = False
    """Three digits behind a dot are parts of a yen, since 12345.000 stands in the column."""
    dash_is_minus: bool = False
    """500- is money out, because other cells have no dash, or a plus."""
    factor: int = 1
    """1,000 where the header says 千円."""
    exponents: bool = False
    """Some amounts were rewritten as 1.00E+04: digits may be lost."""
    directions: Directions | None = None
    """Where words beside the amounts tell the direction: 500 Dr, お引出し 500円; money out is negative then."""

    def parse(self, cell: str) -> Amount:
        """The amount in a cell of the column."""
        amount = self._read(cell)
        if self.factor == 1 or amount is EMPTY:
            return amount
        return amount * self.factor if isinstance(amount, int) else self._fraction(cell)

    def _fraction(self, cell: str) -> Amount:
        """7.843 thousand yen are 7,843 yen."""
        plain = plain_text(cell).replace(",", "")
        yen = Decimal(plain) * self.factor if _FRACTION.fullmatch(plain) else Decimal("0.5")
        return int(yen) if yen == int(yen) else BAD

    def _read(self, cell: str) -> Amount:
        plain = plain_text(cell)
        if self.dots or self.cents:
            plain = self._japanese(plain)
        elif self.thousandths:
            plain = _OF_NOTHING.sub("", plain)
        if self.exponents and (found := _EXPONENT.fullmatch(plain)):
            number = float(found[1]) * 10 ** int(found[2])
            return round(number) if abs(number) < 10**15 else BAD
        if self.dash_is_minus and plain.endswith("-") and isinstance(amount := parse_amount(plain[:-1]), int):
            return -amount
        amount = parse_amount(plain)
        return self._directed(plain) if amount is BAD and self.directions else amount

    def _japanese(self, plain: str) -> str:
        """An amount with dots between thousands, or a comma before what is no whole yen, as it is written here."""
        if self.dots and _DOTS.fullmatch(plain):
            plain = plain.replace(".", "").replace(",", ".")
        return _CENTS.sub("", plain) if self.cents else plain

    def _directed(self, plain: str) -> Amount:
        for pattern in (_BEHIND, _BEFORE):
            found = pattern.fullmatch(plain)
            way = self.directions.of(found["word"]) if found and self.directions else "neither"
            amount = parse_amount(found["amount"]) if found and way != "neither" else BAD
            if isinstance(amount, int):
                return -abs(amount) if way == "out" else abs(amount)
        return BAD


PLAIN = AmountWriting()


def unit_above(rows: Iterable[Sequence[str]]) -> str:
    """The unit that a title above the header gives all amounts: （単位：千円）; empty if none does."""
    units = (_UNIT_ABOVE.search(plain_text("".join(row))) for row in rows)
    return next((unit[1] for unit in units if unit), "")


def amount_writing(cells: Iterable[str], header: str, directions: Directions) -> AmountWriting:
    """How a column with these cells under ``header`` writes its amounts."""
    factor = _factor(header)
    printed = set(cells)
    if all(map(_USUAL.fullmatch, printed)):
        return AmountWriting(factor=factor) if factor > 1 else PLAIN
    different = _different(printed)
    unusual = {plain for plain in different if plain[-1] in "-+" or "." in plain or parse_amount(plain) is BAD}
    if not unusual:
        return AmountWriting(factor=factor) if factor > 1 else PLAIN
    return AmountWriting(
        dots=factor == 1 and _grouped_by_dots(different),  # 7.843 under 千円 is a fraction
        cents=all(map(_CENTS.search, different)),
        thousandths=any(map(_THOUSANDTHS.fullmatch, different)),
        dash_is_minus=_dash_is_minus(different),
        factor=factor,
        exponents=any(map(_EXPONENT.fullmatch, unusual)),
        directions=directions if _has_words(unusual, directions) else None,
    )


def _factor(header: str) -> int:
    unit = _UNIT.search(plain_text(header))
    return _UNITS[unit[1]] if unit else 1


def _different(cells: Iterable[str]) -> set[str]:
    """The cells in which something like an amount stands."""
    return {plain for cell in cells if _DIGIT.search(plain := plain_text(cell)) and parse_amount(cell) is not EMPTY}


def _grouped_by_dots(cells: set[str]) -> bool:
    """Three digits behind every dot, and no longer number without one."""
    dotted = [cell for cell in cells if "." in cell]
    return bool(dotted) and all(map(_DOTS.fullmatch, dotted)) and all("." in cell or _SMALL.fullmatch(cell) for cell in cells)


def _dash_is_minus(cells: set[str]) -> bool:
    """Some amounts end with a dash and some do not: on paper all would."""
    amounts = [cell for cell in cells if parse_amount(cell)]
    dashed = sum(cell.endswith("-") for cell in amounts)
    return dashed > 0 and (dashed < len(amounts) or any(cell.endswith("+") for cell in amounts))


def _has_words(cells: set[str], directions: Directions) -> bool:
    trial = AmountWriting(directions=directions)
    return any(parse_amount(cell) is BAD and trial.parse(cell) is not BAD for cell in cells)
