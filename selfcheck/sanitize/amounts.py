"""A cell with a sum of money comes in; the cell with another sum, written alike, goes out."""

from __future__ import annotations

import re
from collections.abc import Callable

from selfcheck.allowed.text import Span
from selfcheck.patterns import regex
from selfcheck.sanitize.invented import DIGITS, written_alike

_NUMBER = r"[0-9０-９][0-9０-９,，'’]*"
_AMOUNT = regex(
    rf"{_NUMBER}(?:万[0-9０-９,，]*)?(?:[ 　][0-9０-９]{{3}}(?![0-9０-９]))*(?:(?:\.\d+)?[eE]\+\d+)?",
)
"""30,000; 3万; 30 000; 3.0E+04, as workbooks write."""
_NOTHING_BEHIND = regex(r"[.．][0０]*(?![0-9０-９])")
_SIGN = regex(r"[-−－▲△]\s*(?=[¥\\￥]?[0-9０-９])")
_UNIT = regex(r"円|千円|yen|JPY|ＪＰＹ", re.IGNORECASE)
_SIGNS = " ¥￥\\円-+▲△"
_ZEROS = dict.fromkeys(map(ord, "0０"))
Fill = Callable[[str, list[Span]], str]
"""Invents what a text says but for what may stay of it."""


def yen_of(number: str) -> int:
    """The digits of a number as it is written."""
    return int("".join(char for char in number if char.isdecimal()) or "0")


def holds_sum(cell: str) -> bool:
    """Whether a cell holds a sum other than nothing."""
    return bool(DIGITS.search(cell.translate(_ZEROS)))


def sum_alone(cell: str) -> int | None:
    """The sum (yen) of a cell that holds nothing else."""
    found = _AMOUNT.fullmatch(cell.strip(_SIGNS))
    return yen_of(found.group()) if found else None


def with_sum(cell: str, yen: int, fill: Fill, *, signed: bool = True) -> str:
    """``cell`` with ``yen`` for its sum, 0 for one that holds nothing; signs and units stay, the rest is for ``fill``."""
    if not signed:
        cell = _SIGN.sub("", cell)
    found = _AMOUNT.search(cell)
    if not found:
        return fill(cell, [])
    number, before, behind = found.group(), cell[: found.start()], cell[found.end() :]
    nothing = _NOTHING_BEHIND.match(behind)
    point = nothing.group() if nothing else ""
    written = _written(number, yen) if holds_sum(number) else number
    return f"{_beside(before, fill)}{written}{point}{_beside(behind[len(point) :], fill)}"


def _beside(text: str, fill: Fill) -> str:
    return fill(text, [found.span() for found in _UNIT.finditer(text)])


def _written(number: str, yen: int) -> str:
    if yen and "e" in number.casefold():
        digits = str(yen).rstrip("0")
        return f"{digits[0]}.{digits[1:] or 0}E+{len(str(yen)) - 1:02}"
    return written_alike("".join(number.split()).replace("万", ""), yen)
