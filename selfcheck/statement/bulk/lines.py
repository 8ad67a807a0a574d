"""The lines of a large file, read block by block.

Regular lines are taken together (`regular`), the others one by one as in a small file (`sections`). What only a look
at the whole file can settle is not done here: `NotInBulkError` says so, and the file is read whole.
"""

from __future__ import annotations

import codecs
import csv
from functools import partial

import numpy as np

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Fate, Problem
from selfcheck.statement.bulk.blocks import Blocks
from selfcheck.statement.bulk.buffer import Buffer, LoneReturnError
from selfcheck.statement.bulk.head import LONGEST, NotInBulkError, are_too_many
from selfcheck.statement.bulk.large import Tell
from selfcheck.statement.bulk.regular import Decode, Regular, RegularLines
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record_columns import Block
from selfcheck.statement.rows.sections import ABOVE, Sections
from selfcheck.statement.text.encodings import decode_as, strictly
from selfcheck.statement.text.letters import is_broken
from selfcheck.statement.text.table import LONGEST_JOIN, CarefulRows, Table

_AHEAD = LONGEST_JOIN + 2
"""Lines that must be known behind one that is read by itself."""
_MARK = codecs.BOM_UTF8[:1]
"""A byte that legacy encodings hardly ever have, and that is looked for much faster than the whole mark."""
_MOST_SECTIONS = 20
"""Sections in one block from which on a file is read faster whole."""


class BulkLines:
    """Reads the lines below the header of a file's first section."""

    def __init__(self, sections: Sections, delimiter: str, encoding: str, usual: int, *, ascii_only: bool) -> None:
        """``usual`` is the width of most rows; ``ascii_only``: so far nothing has told the encoding."""
        self._sections = sections
        self._delimiter = delimiter
        self._encoding = encoding
        self._usual = usual
        self._ascii_only = ascii_only
        self._strict: Decode = partial(strictly, encoding)
        self._above: list[str] = []
        """Lines just above the present block."""
        self._regular: RegularLines | None = None
        self._of_section = 0
        self._begun = -1
        """Records of the file when the present section began."""

    def read(self, blocks: Blocks, done: int, tell: Tell | None = None) -> Reading:
        """Read all lines but the first ``done``, which have been read. Raises `NotInBulkError`."""
        line = done + 1
        while not blocks.at_end:
            try:
                buffer = Buffer(*blocks.next())
                has_mark = buffer.holds(_MARK) and buffer.holds(codecs.BOM_UTF8)
                if buffer.holds(b"\0") or has_mark or buffer.longest() > LONGEST:
                    raise NotInBulkError
                taken = self._block(buffer, line, at_end=blocks.at_end)
            except LoneReturnError:
                raise NotInBulkError from None
            if taken < len(buffer):
                blocks.back(buffer.rest(taken))
            kept = range(max(taken - ABOVE, 0), taken)
            self._above = [*self._above, *(self._decoded(buffer, index) for index in kept)][-ABOVE:]
            line += taken
            if tell:
                tell(line - 1, blocks.count)
        return self._sections.close()

    def _block(self, buffer: Buffer, line: int, *, at_end: bool) -> int:
        """Read lines of ``buffer``, the first of which is ``line``; how many were read."""
        if self._ascii_only and len(buffer) and int(buffer.bytes.max()) > 127:
            raise NotInBulkError
        taken, most = 0, self._sections.count + _MOST_SECTIONS
        while taken < len(buffer):
            if self._sections.count > most:
                raise NotInBulkError
            before = taken
            taken = self._of_one_section(buffer, line, taken, at_end=at_end)
            if taken == before:  # the lines behind it are in the next block
                break
        return taken

    def _of_one_section(self, buffer: Buffer, line: int, taken: int, *, at_end: bool) -> int:
        """Read on from line ``taken`` of ``buffer`` until a section begins, or all has been read; how far that was."""
        section = self._sections.count
        regular = self._lines().read(buffer)
        if self._sections.rows.cells.years_inferred:
            raise NotInBulkError  # where a year has passed is told by all rows together
        others = np.setdiff1d(np.arange(taken, len(buffer)), regular.lines, assume_unique=True)
        if are_too_many(len(others), len(buffer)):
            raise NotInBulkError
        for index in map(int, others):
            if index < taken:  # it belonged to a row that spans lines
                continue
            self._take(regular, taken, index, line)
            if not at_end and index + _AHEAD > len(buffer):
                return index
            taken = index + self._single(buffer, index, line + index)
            if self._sections.count != section:
                return taken
        self._take(regular, taken, len(buffer), line)
        return len(buffer)

    def _lines(self) -> RegularLines:
        """What reads the regular lines of the present section."""
        if self._regular is None or self._of_section != self._sections.count:
            self._regular = RegularLines(self._sections.rows, self._delimiter, self._strict)
            self._of_section = self._sections.count
            self._begun = len(self._sections.reading.records)
        return self._regular

    def _take(self, regular: Regular, first: int, last: int, line: int) -> None:
        """Add the regular lines from ``first`` to before ``last``, all of which are."""
        if first >= last:
            return
        reading = self._sections.reading
        begin, end = (int(at) for at in np.searchsorted(regular.lines, (first, last)))
        # A text is numbered among those of the file when a line that says it is taken; most of a block's are known already.
        code = regular.code[begin:end]
        used = np.flatnonzero(np.bincount(code, minlength=len(regular.texts)))
        number = np.zeros(len(regular.texts), dtype=np.int32)
        number[used] = [regular.texts[text].number_in(reading.records) for text in used.tolist()]
        lines = regular.lines[begin:end] + line
        money = tuple(column[begin:end] for column in regular.money)
        reading.records.extend(Block(lines, regular.day[begin:end], number[code], money))
        reading.ledger.enter(line + first, line + last - 1, Fate.TRANSACTION)

    def _single(self, buffer: Buffer, index: int, line: int) -> int:
        """Read a line by itself, with those that belong to it; how many they were."""
        # An odd quote may open a cell that goes on below; else the next line is all that a row of text needs to be told by.
        known = _AHEAD if buffer.line(index).count(b'"') % 2 else 2
        ahead = [self._decoded(buffer, at) for at in range(index, min(index + known, len(buffer)))]
        row, span, below = self._cut(ahead, line)
        same_header = self._sections.is_same_header(row)
        if not same_header and self._sections.may_start(row):
            raise NotInBulkError
        reading = self._sections.reading
        broken = [at for at, text in enumerate(ahead[:span]) if "\ufffd" in text]
        if any(not is_broken(ahead[at]) or self._is_in_utf8(buffer.line(index + at)) for at in broken):
            raise NotInBulkError  # letters are lost, or in another encoding
        reading.problems += [Problem(line + at, "broken-character", sentence("broken-character")) for at in broken]
        above = self._lines_above(buffer, index) if same_header else []
        if len(reading.records) > max(self._begun, 0):
            self._sections.rows.last = reading.records.last
        self._sections.read(_excerpt(self._delimiter, above, row, below, line, span), len(above), excerpt=True)
        if self._sections.has_continued:
            raise NotInBulkError  # a row of text belongs to a transaction of a block
        if self._sections.rows.cells.has_headings:
            raise NotInBulkError  # the lines below a heading of a year have been dated already
        return span

    def _is_in_utf8(self, line: bytes) -> bool:
        """Whether a line that is broken in the encoding of the file is whole in UTF-8, as where two files were joined."""
        return self._encoding != "utf-8" and strictly("utf-8", line) is not None

    def _cut(self, ahead: list[str], line: int) -> tuple[list[str], int, list[str] | None]:
        """The row that begins ``ahead``, how many lines it spans, and the row below it, if that is known."""
        problems = self._sections.reading.problems
        is_even = len(ahead) == 1 and ahead[0].count('"') % 2 == 0
        if is_even and not any(problem.code == "stray-quote" for problem in problems):
            return next(csv.reader(ahead, delimiter=self._delimiter), []), 1, None
        careful = CarefulRows(ahead, self._delimiter, self._usual)
        row, span, stray = careful.row(0)
        if stray:
            problems.append(Problem(line, "stray-quote", sentence("stray-quote")))
        return row, span, careful.row(span)[0] if span < len(ahead) else None

    def _lines_above(self, buffer: Buffer, index: int) -> list[list[str]]:
        """The rows above a further header, which may print its account's number."""
        begin = max(index - ABOVE, 0)
        texts = [*self._above, *(self._decoded(buffer, at) for at in range(begin, index))][-ABOVE:]
        return [next(csv.reader([text], delimiter=self._delimiter), []) for text in texts]

    def _decoded(self, buffer: Buffer, index: int) -> str:
        """A line; its end, if it has one, is decoded with it, since a character may be cut off there."""
        end = b"\n" if buffer.data[int(buffer.end[index])] else b""
        return decode_as(self._encoding, buffer.line(index) + end).removesuffix("\n")


def _excerpt(delimiter: str, above: list[list[str]], row: list[str], below: list[str] | None, line: int, span: int) -> Table:
    """A table of a row on ``line``, what stands above it, and the row below it."""
    rows = [*above, row, *([] if below is None else [below])]
    first = [*range(line - len(above), line + 1), line + span][: len(rows)]
    last = [*range(line - len(above), line), line + span - 1, line + span][: len(rows)]
    return Table(delimiter, rows, first, last, line + span)
