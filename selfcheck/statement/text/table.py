"""Text comes in; rows of cells with their physical lines go out.

The delimiter is sniffed. A quoted cell may span lines, but an unbalanced quote must not swallow
what follows: a row is joined over several lines only where that gives the usual number of cells
and none of the joined lines is a whole row by itself, or would be one but for a stray quote of its
own; otherwise the stray quote is taken out, the line is read alone, and a problem is noted on it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Fate, Problem
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import Unread, parse_date

csv.field_size_limit(2**31 - 1)  # what a C long holds on every system; Windows refuses more

_DELIMITERS = (",", "\t", ";")
_SAMPLE = 200
"""Lines, of those in which something stands, that show the delimiter."""
_FIRST = 2000
"""Lines among which that sample is taken, and the width of most rows counted."""
LONGEST_JOIN = 20
"""Lines that one quoted cell may span."""
_NEARLY_ALL = 0.9
"""Share of the rows, as they are quoted, that must have one width."""
_TRIED = 2000
"""Characters of a line among which a stray quote is looked for; each is tried, so a hostile line must not have many."""
_CLOSED = regex(r'((?:[^"]|"")*)"(?!")(.*)', re.DOTALL)
"""A line that begins within quotes: what still stands in them, and what follows."""


class Table(Struct, frozen=True):
    """The rows of a text, each with the physical lines it stands on (from 1, inclusive)."""

    delimiter: str
    rows: Sequence[list[str]]
    first: Sequence[int]
    last: Sequence[int]
    line_count: int
    problems: tuple[Problem, ...] = ()
    aside: Mapping[int, Fate] = field(default_factory=dict)
    """Rows of which the container knows that they are no part of the table: the head and foot of a page, its header again."""
    pages: tuple[int, ...] = ()
    """The line with which each page begins, for a container that has pages."""
    above: tuple[str, ...] = ()
    """Text that stands above the table and is none of its lines: the title of a page, the account, the period."""
    hidden: tuple[tuple[int, str], ...] = ()
    """Line → what stands there and is not shown; it is searched, and is no part of a memo."""

    readings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Line → its texts in every way in which they can be read, where they were read from a picture."""

    def text(self, index: int) -> str:
        """A row's cells with tabs between them: what is searched in lines that are no transactions."""
        return "\t".join(self.rows[index])


def read_table(text: str, names: ColumnNames) -> Table:
    """Cut ``text`` into rows and cells."""
    lines = split_lines(text)
    return cut_lines(lines, _sniff(lines, names))


def cut_lines(lines: Sequence[str], delimiter: str, usual: int | None = None) -> Table:
    """Cut physical lines into rows and cells; ``usual`` is the width of most rows, if it is known."""
    rows = list(csv.reader(lines, delimiter=delimiter))
    if len(rows) == len(lines) and not any(line.count('"') % 2 for line in lines):
        return Table(delimiter, rows, range(1, len(rows) + 1), range(1, len(rows) + 1), len(lines))
    return CarefulRows(lines, delimiter, usual).table()


def _sniff(lines: Sequence[str], names: ColumnNames) -> str:
    """The delimiter that shows most column words in one row; else the one that cuts most evenly."""
    sample = [line for line in lines[:_FIRST] if line.strip()][:_SAMPLE]
    together = "".join(sample)
    present = [delimiter for delimiter in _DELIMITERS if delimiter in together]
    if len(present) < 2:
        return present[0] if present else _DELIMITERS[0]

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1]
        widths = Counter(map(len, rows))
        named = max((names.count_roles(row) for row in rows), default=0)
        even = max((count * min(width, 4) for width, count in widths.items()), default=0)
        # 9/1;ｶﾞｽ;5,000;;1,095,000 is cut as evenly by its commas, but into fewer cells
        most = max((count * width for width, count in widths.items()), default=0)
        return (named if named >= 2 else 0), even, most

    return max(present, key=score)


class CarefulRows:
    """Row by row, for texts in which some quote is left open at the end of its line."""

    def __init__(self, lines: Sequence[str], delimiter: str, usual: int | None = None) -> None:
        """``usual`` is the width of most rows, if it is known."""
        self._lines = lines
        self._delimiter = delimiter
        self._usual = self._usual_width() if usual is None else usual

    @property
    def usual(self) -> int:
        """The width of most rows."""
        return self._usual

    def table(self) -> Table:
        """All rows."""
        rows: list[list[str]] = []
        first: list[int] = []
        last: list[int] = []
        problems: list[Problem] = []
        at = 0
        while at < len(self._lines):
            row, span, stray = self.row(at)
            if stray:
                problems.append(Problem(at + 1, "stray-quote", sentence("stray-quote")))
            rows.append(row)
            first.append(at + 1)
            last.append(at + span)
            at += span
        return Table(self._delimiter, rows, first, last, len(self._lines), tuple(problems))

    def row(self, at: int) -> tuple[list[str], int, bool]:
        """The row that begins with line ``at``, how many lines it spans, and whether a stray quote was taken out.

        ``9/8,"ドコモ`` and ``口座",3000`` are one row of three cells over two lines; ``9/8,ドコモ"口座,3000`` is one with a
        stray quote.
        """
        row, span = self._whole(self._lines[at]), 1
        if row is not None and self._lines[at].count('"') % 2:
            if len(row) != self._usual:
                mended = self._without_one_quote(self._lines[at])  # 9/8"",ガス,5000 would be one cell less
                return (row, 1, False) if mended is None else (mended, 1, True)
            if self._breaks_off(self._lines[at]):
                return self._only_reading(self._lines[at]) or row, 1, True
        if row is None:
            row, span = self._joined(at)
        # `_joined` found no end for the quote: it is one that the bank did not double, and all behind it would be lost.
        return (row, span, False) if row is not None else (self._without_stray_quote(self._lines[at]), 1, True)

    def _parse(self, lines: Sequence[str]) -> list[list[str]]:
        return list(csv.reader(lines, delimiter=self._delimiter))

    def _whole(self, line: str) -> list[str] | None:
        """The cells of ``line`` if its quotes are closed at its end."""
        rows = self._parse([line, ""] if '"' in line else [line])
        return (rows[0] if rows else []) if len(rows) == 2 or '"' not in line else None

    def _usual_width(self) -> int:
        lines = self._lines[:_FIRST]
        rows = self._parse(lines)
        if len(rows) == len(lines) and not any(line.count('"') % 2 for line in lines):  # each line is a row
            return _commonest(rows)
        return self._width_with_breaks() or _commonest(row for line in lines if (row := self._whole(line)))

    def _width_with_breaks(self) -> int:
        """The width of nearly all rows as they are quoted, if that joins lines; 0 if quotes are left open.

        Where every memo has a line break no line is a row by itself.
        """
        lines = self._lines[:_FIRST]
        rows = [row for row in self._parse([line + "\n" for line in lines]) if row]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        longest = max((sum(cell.count("\n") for cell in row) for row in rows), default=0)
        closed = longest < LONGEST_JOIN and len(rows) < len(lines)
        return width if closed and count >= _NEARLY_ALL * len(rows) else 0

    def _joined(self, at: int) -> tuple[list[str] | None, int]:
        """A row that starts at ``at`` and closes its quotes some lines later."""
        # an empty line behind the block: the csv module ends a row there only if all quotes are closed
        for span in range(2, min(LONGEST_JOIN, len(self._lines) - at) + 1):
            block = self._lines[at : at + span]
            rows = self._parse([*(line + "\n" for line in block[:-1]), block[-1], ""])
            if len(rows) == 2:
                fits = len(rows[0]) == self._usual and not self._swallows(block[0], block[-1])
                return (rows[0], span) if fits else (None, 1)
            # 9/8,ドコモ"コウザ,3000 and below it 9/9,ガス,5000: the second is a row, so the quote above was astray.
            if len(self._whole(block[-1]) or ()) == self._usual:
                return None, 1
        return None, 1

    def _swallows(self, opening: str, closing: str) -> bool:
        """Whether the line that closes the quotes of ``opening`` is rather a row with a stray quote of its own.

        The end of a quoted cell has the width of a row by itself only where a delimiter stands in the cell. Then it
        is a row if its quote opens a cell, if a date stands before the quote, or if ``opening`` is a row as well.
        """
        if self._is_row(closing):
            return True
        closed = _CLOSED.fullmatch(closing)
        if not closed or len(self._whole("".join(closed.groups())) or ()) != self._usual:
            return False
        within, behind = closed.groups()
        # Behind a quote that closes a cell stands a delimiter or nothing.
        opens = not behind.startswith(self._delimiter) and bool(behind.strip())
        dated = any(not isinstance(parse_date(cell), Unread) for cell in within.split(self._delimiter)[:-1])
        return opens or dated or self._usual == len(self._without_one_quote(opening) or ())

    def _is_row(self, line: str) -> bool:
        """Whether ``line`` has the usual cells, and each of its quotes opens or closes one: 9/8,ドコモ,"30,000"."""
        if '"' not in line or len(self._whole(line) or ()) != self._usual:
            return False
        return _opens_and_closes(line, self._delimiter)

    def _breaks_off(self, line: str) -> bool:
        """Whether a quoted cell with a delimiter in it goes on behind its closing quote: 9/8,"ガス,"2,000" has as many cells as
        other rows, but not these."""
        mark = re.escape(self._delimiter)
        quoted = re.compile(rf'(?:^|{mark})"((?:[^"]|"")*)"(?!["{mark}\s]|$)')
        return any(self._delimiter in cell[1] for cell in quoted.finditer(line[:_TRIED]))

    def _only_reading(self, line: str) -> list[str] | None:
        """The row of usual width that ``line`` is without one of its quotes so that all others open or close cells; None where
        it is two such rows, or none."""
        rows = [row for without in _with_one_less(line) if (row := self._plain_row(without))]
        return rows[0] if len({tuple(row) for row in rows}) == 1 else None

    def _plain_row(self, line: str) -> list[str] | None:
        row = self._whole(line)
        return row if row is not None and len(row) == self._usual and _opens_and_closes(line, self._delimiter) else None

    def _without_stray_quote(self, line: str) -> list[str]:
        row = self._without_one_quote(line)
        return row if row is not None else [cell.strip('"') for cell in line.split(self._delimiter)]

    def _without_one_quote(self, line: str) -> list[str] | None:
        """The row of usual width that ``line`` is without one of its quotes; best so that all others open or close cells."""
        found: list[str] | None = None
        for without in _with_one_less(line):
            row = self._whole(without)
            if row is not None and len(row) == self._usual:
                if _opens_and_closes(without, self._delimiter):
                    return row
                found = found or row
        return found


def _commonest(rows: Iterable[Sequence[str]]) -> int:
    """The width of most rows; 0 where none has two cells."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _with_one_less(line: str) -> Iterator[str]:
    """A line without each of its quotes in turn."""
    for at, char in enumerate(line[:_TRIED]):
        if char == '"':
            yield line[:at] + line[at + 1 :]


def _opens_and_closes(line: str, delimiter: str) -> bool:
    """Whether each quote opens or closes a cell, or is one of two within a cell."""
    cell = rf'(?:[^"{re.escape(delimiter)}]*|"(?:[^"]|"")*")'
    return re.fullmatch(f"{cell}(?:{re.escape(delimiter)}{cell})*", line) is not None
