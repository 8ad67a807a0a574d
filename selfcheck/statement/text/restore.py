"""Decoded text (or cells) come in; with garbled letters as they were, and with what is to be said of them, they go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.text.accidents import Chain, recognise, undone
from selfcheck.statement.text.letters import CELL, cells_of, doubtful_cells, is_doubtful, is_implausible, lost_in, may_be_lost
from selfcheck.statement.text.lines import split_lines

_GARBLED_SHARE = 1 / 3
"""Share of the cells with letters that must be implausible where no accident is recognised: names of rare kanji are less."""
_GARBLED_CELLS = 2
_GARBLED_LETTERS = 30
"""Letters that make one cell as sure as two: a file without delimiters is a single one."""
_SIGN = frozenset("?？〓□・\ufffd")
"""What may stand for a lost letter."""
NOT_READABLE = ("letters-garbled", "letters-lost")
"""Problems for which there is no remedy but another download."""
_SHOWN = 20
"""Letters of a cell that a problem quotes."""


class Letters(Struct, frozen=True):
    """What is known of the letters of a file."""

    chain: Chain = ()
    """Accidents that are undone."""
    restored: dict[str, str] | None = None
    """Garbled cell → as it was."""
    garbled: frozenset[str] = frozenset()
    """Cells that cannot be undone."""
    lost: frozenset[str] = frozenset()
    """Cells whose letters were replaced by signs for lost ones."""

    @property
    def are_the_banks(self) -> bool:
        """Whether nothing is amiss."""
        return not (self.chain or self.garbled or self.lost)

    def problems(self, lines: Iterable[tuple[int, Iterable[str]]]) -> list[Problem]:
        """What is to be said of cells, which stand on lines with these numbers."""
        found: list[Problem] = []
        if self.chain:
            said = "letters-restored-partly" if self.garbled or self.lost else "letters-restored"
            accident = sentence(said, written=self.chain[-1].written, read=self.chain[0].read)
            found.append(Problem(0, "letters-restored", accident))
        if self.garbled or self.lost:
            numbered = list(lines)
            for code, cells in zip(NOT_READABLE, (self.garbled, self.lost), strict=True):
                hit = [(number, cell) for number, line in numbered for cell in line if cell in cells]
                if hit:
                    found.append(_problem(code, hit))
        return found


def _problem(code: str, hit: Sequence[tuple[int, str]]) -> Problem:
    """One problem for all lines; about the line itself where there is only one."""
    count, (first, cell) = len({number for number, _ in hit}), hit[0]
    line = first if count == 1 else 0
    return Problem(line, code, sentence(code, count=count, line=first, cell=cell.strip()[:_SHOWN]))


def look_at(text: str) -> Letters:
    """What is known of the letters of ``text``, cell by cell."""
    letters = frozenset(text)
    lost = frozenset() if letters.isdisjoint(_SIGN) and "___" not in text else _lost(text)
    doubtful = doubtful_cells(text, letters)
    if not doubtful:
        return Letters(lost=lost)
    cells = cells_of(text)
    chain = recognise(doubtful, cells)
    restored = {cell: before for cell in cells if (before := undone(cell, chain))} if chain else {}
    left = [cell for cell in cells if cell not in restored and cell not in lost]
    return Letters(chain, restored, _garbled(left, len(cells), recognised=bool(chain)), lost)


def _garbled(cells: Sequence[str], count: int, *, recognised: bool) -> frozenset[str]:
    """Those of ``cells`` that are beyond repair: what an accident left broken, or what no Japanese statement prints."""
    garbled = [cell for cell in cells if is_doubtful(cell) and is_implausible(cell)]
    if recognised:
        return frozenset([*garbled, *(cell for cell in cells if "\ufffd" in cell)])
    many = len(garbled) >= _GARBLED_CELLS or sum(map(len, garbled)) >= _GARBLED_LETTERS
    return frozenset(garbled if many and len(garbled) >= _GARBLED_SHARE * count else ())


def _lost(text: str) -> frozenset[str]:
    cells = set(CELL.findall(text))
    lost = {cell for cell in cells if lost_in(cell)}
    return frozenset(lost | {cell for cell in cells if may_be_lost(cell)} if lost else ())


def restored_text(text: str) -> tuple[str, list[Problem], Letters]:
    """A whole text: its garbled cells as they were, and the problems by line."""
    letters = look_at(text)
    if letters.are_the_banks:
        return text, [], letters
    restored = letters.restored or {}
    problems = letters.problems(enumerate(map(CELL.findall, split_lines(text)), start=1))
    mended = CELL.sub(lambda cell: restored.get(cell[0], cell[0]), text) if restored else text
    return mended.replace("\ufeff", ""), problems, letters


def restored_rows(rows: Sequence[list[str]], first: Sequence[int]) -> tuple[Sequence[list[str]], list[Problem]]:
    """The rows of a sheet or a page, as `restored_text`; ``first`` are their lines."""
    text = "\n".join(cell for row in rows for cell in row)
    letters = look_at(text)
    if letters.are_the_banks:
        return rows, []
    restored = letters.restored or {}

    def whole(cell: str) -> str:
        return CELL.sub(lambda part: restored.get(part[0], part[0]), cell)

    parts = ([part for cell in row for part in CELL.findall(cell)] for row in rows)
    problems = letters.problems(zip(first, parts, strict=True))
    return [[whole(cell) for cell in row] for row in rows], problems


def lost_letters(problems: Iterable[Problem]) -> UnreadableError | None:
    """Why a file whose letters are lost cannot be read: not for want of columns, but of the words that name them."""
    return next(
        (UnreadableError(problem.code, **problem.sentence.details) for problem in problems if problem.code in NOT_READABLE),
        None,
    )
