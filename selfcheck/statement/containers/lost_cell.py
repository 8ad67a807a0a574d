"""A cell of a workbook whose value is lost: it holds an error, or a formula without a result."""

from __future__ import annotations

from msgspec import Struct

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""As the binary kinds of Excel keep them (BErr of MS-XLS and MS-XLSB)."""
_LONGEST = 30


class LostCell(Struct, frozen=True):
    """A cell without a value, by row and column from 1."""

    row: int
    column: int
    name: str
    """As a spreadsheet calls it: C5."""
    text: str
    """The error as it is printed, or the formula with its sign."""

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula without a result."""
        return self.text.startswith("=")


def lost_cell(row: int, column: int, text: str) -> LostCell:
    """The cell at a place, from 1."""
    letters, left = "", column
    while left > 0:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return LostCell(row, column, f"{letters}{row}", text[:_LONGEST])


class Formulas(Struct):
    """The formulas of a workbook: what counts as lost hangs on all of them."""

    empty: list[tuple[int, LostCell]] = []
    """The sheet (from 0) and the cell of each whose result is an empty text."""
    have_results: bool = False

    def lost(self) -> list[tuple[int, LostCell]]:
        """Those whose result was never stored.

        The binary kinds keep an empty text for it, as they do for =IF(C5="","",…) in the rows below a statement. A program that
        does not calculate leaves all of them empty.
        """
        return [] if self.have_results else self.empty
