"""Printed lines come in; the `Table` that layout and rows take goes out.

Each header begins a section with columns of its own. The header that is printed again on every page begins none: the
account goes on.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from selfcheck.model.statement import Fate
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames, same_cell
from selfcheck.statement.placed.columns import Alignment, HeaderAt, columns_of, is_anchor
from selfcheck.statement.placed.header import Header, headers
from selfcheck.statement.placed.pieces import pieces_of
from selfcheck.statement.placed.places import Columns
from selfcheck.statement.placed.printed import Line
from selfcheck.statement.placed.rows import Row, RowMaker, Ruled
from selfcheck.statement.placed.split_dates import whole_dates, with_whole_date
from selfcheck.statement.text.table import Table

_DIGITS = regex(r"\d+")
_MOVED = 3.0
"""Units by which the foot of one page may stand higher or lower than that of another."""
_PAGE_NUMBER = regex(
    r"[-\s(\[]*(?:p(?:age)?\.?\s*)?\d{1,4}(?:\s*(?:/|of|ページ|頁)\s*\d{0,4})*\s*(?:ページ|頁)?[-\s)\]]*", re.IGNORECASE
)
_HEADING = regex(r"(?:(?:令和|平成)?\s*(?:\d{1,4}|元)\s*年(?:度)?)?\s*(?:\d{1,2}\s*月)?(?:分|のお取引)?")
"""A line that says of which year or month the rows below it are."""


class Placed(Struct, frozen=True):
    """A table, and how sure it is."""

    table: Table
    memos_unsure: tuple[int, ...] = ()
    """Lines of rows to which a line of text may belong, or may not."""
    is_fallback: bool = False
    """Whether it counts only where no other table is proven: it knows less of where things stand."""
    is_guess: bool = False
    """Whether nothing but the balance tells which way the amounts went, or which of them are amounts."""
    has_cells: bool = False
    """Whether bars tell its cells apart, as commas do: then there is nothing that the balance would have to prove."""


class _Section(Struct, frozen=True):
    """From one header to the next; lines by their indexes."""

    start: int
    end: int
    header: Header | None
    repeated: bool = False


class _Found:
    """The rows of a table, as they are made."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._rows: list[list[str]] = []
        self._spans: list[list[int]] = []
        self._aside: dict[int, Fate] = {}
        self._unsure: list[int] = []
        self._has_header = False
        self._last: tuple[Row, int] | None = None
        """The last row, if nothing but the foot and head of pages stands below it, and its place among the rows."""

    def add_header(self, cells: list[str], header: Header, *, again: bool) -> None:
        """A header; ``again``: it is that of the page before."""
        if again:
            self._aside[len(self._rows)] = Fate.HEADER
        else:
            self._last = None
        self._has_header = True
        self._add(cells, header.first, header.last)

    def add_row(self, row: Row, first: int, last: int) -> None:
        """A row of the table."""
        self._last = row, len(self._rows)
        if row.memo_unsure:
            self._unsure.append(self._lines[first].number)
        self._add(row.cells, first, last)

    def add_aside(self, index: int, text: str) -> None:
        """A line that is no part of the table."""
        if not _HEADING.fullmatch(unicodedata.normalize("NFKC", text).strip()):
            self._aside[len(self._rows)] = Fate.FOOTER if self._has_header or self._last else Fate.PREAMBLE
        self._add([text], index, index)

    def is_next_page(self, index: int) -> bool:
        """Whether a line stands on the page that follows the last row, with nothing of the table between."""
        return self._last is not None and self._lines[index].page == self._lines[self._spans[self._last[1]][0]].page + 1

    def add_rest(self, maker: RowMaker, rest: Row, index: int) -> None:
        """A line that goes on with the last row. The lines between take themselves back, being entered after it."""
        if self._last:
            row, place = self._last
            maker.add_rest(row, rest)
            self._spans[place][1] = index

    def _add(self, cells: list[str], first: int, last: int) -> None:
        self._rows.append(cells)
        self._spans.append([first, last])

    def placed(self) -> Placed:
        """The table."""
        first, last = ([self._lines[span[end]].number for span in self._spans] for end in (0, 1))
        count = self._lines[-1].number if self._lines else 0
        return Placed(Table(",", self._rows, first, last, count, aside=self._aside), tuple(self._unsure))


class Grid:
    """The lines of one file, and the tables that they can be read as."""

    def __init__(
        self,
        lines: Sequence[Line],
        names: ColumnNames,
        *,
        rules: Mapping[int, Sequence[float]] | None = None,
        reach: float = 1.9,
        glued: bool = False,
    ) -> None:
        """``rules``: page → places of horizontal rules; ``reach``: ems from line to line within a row."""
        self._lines = lines
        self._reach = reach
        self._pieces = [pieces_of(line, glued=glued) for line in lines]
        self._rules = rules or {}
        self._headers = headers(lines, self._pieces, names)
        self._make_dates_whole()
        self._outside = self._furniture()
        self._shown = [[] if index in self._outside else pieces for index, pieces in enumerate(self._pieces)]

    @property
    def anchors(self) -> int:
        """Lines with a date and an amount."""
        return sum(map(is_anchor, self._pieces))

    def placed(self, alignment: Alignment, header_at: HeaderAt, *, continued: bool = True) -> Placed | None:
        """The table with its columns told in one of `columns.WAYS`; None where that does not tell them apart.

        ``continued``: a header that is printed again goes on with the same account.
        """
        sections = self._sections()
        found = _Found(self._lines)
        columns: dict[tuple[str, ...], Columns | None] = {}
        key: tuple[str, ...] = ()
        for section in sections:
            before, key = key, section.header.names if section.header else ()
            if key not in columns:
                columns[key] = self._columns(section, sections, alignment, header_at)
            own = columns[key]
            body = range(section.header.last + 1 if section.header else section.start, section.end)
            if section.header:
                again = continued and before == key and section.repeated
                found.add_header(list(key), section.header, again=again)
            if own is not None:
                self._add_rows(found, body, own)
            elif any(is_anchor(self._shown[index]) for index in body):
                return None
            else:
                for index in body:
                    found.add_aside(index, self._lines[index].text)
        return found.placed()

    def _add_rows(self, found: _Found, body: range, columns: Columns) -> None:
        """The rows of one section."""
        maker = RowMaker([self._ruled(index) for index in body], columns, self._reach)
        for row in maker.rows():
            index = body.start + row.lines[0]
            if row.is_row and not (len(row.lines) == 1 and index in self._outside):
                found.add_row(row, index, body.start + row.lines[-1])
            elif row.continued and index not in self._outside and found.is_next_page(index):
                found.add_rest(maker, row.continued, index)
            else:
                found.add_aside(index, row.cells[0] if not row.is_row else self._lines[index].text)

    def _make_dates_whole(self) -> None:
        """Where year, month and day have columns of their own, they become one."""
        for number, (header, end) in enumerate(zip(self._headers, self._starts()[1:], strict=True)):
            whole, count = with_whole_date(header)
            if not count:
                continue
            self._headers[number] = whole
            for index in range(header.last + 1, end):
                self._pieces[index] = whole_dates(self._pieces[index], whole, count, self._lines[index].em)

    def _sections(self) -> list[_Section]:
        """What stands above the first header, and what each header is above."""
        first, *ends = self._starts()
        found = [_Section(0, first, None)] if first else []
        for number, (header, end) in enumerate(zip(self._headers, ends, strict=True)):
            found.append(_Section(header.first, end, header, self._is_repeated(number)))
        return found

    def _starts(self) -> list[int]:
        """Where each header begins; behind the last, where all lines end."""
        return [*(header.first for header in self._headers), len(self._lines)]

    def _is_repeated(self, number: int) -> bool:
        """Whether a header only goes on with the table of the page before: it is the first of its page."""
        header, before = self._headers[number], self._headers[number - 1] if number else None
        if before is None or _signature(header) != _signature(before):
            return False
        page = self._lines[header.first].page
        return self._lines[before.first].page != page

    def _furniture(self) -> set[int]:
        """Lines in the head or foot of a page that stand at one place on several pages and differ in numbers only."""
        within = self._within()
        places: Counter[tuple[str, int]] = Counter()
        keys = {}
        for index, line in enumerate(self._lines):
            if index not in within:
                plain = unicodedata.normalize("NFKC", line.text).strip()
                keys[index] = (_DIGITS.sub("#", plain), round(line.base / _MOVED))
                places[keys[index]] += 1
                # 1/3 may stand on one page only; it counts twice, so that it is no part of the table even there.
                if _PAGE_NUMBER.fullmatch(plain):
                    places[keys[index]] += 1
        return {index for index, (text, at) in keys.items() if sum(places[(text, near)] for near in (at - 1, at, at + 1)) > 1}

    def _within(self) -> set[int]:
        """Lines from the first header or row of a page to its last row, and what stands close below that."""
        marks = {index for index, pieces in enumerate(self._pieces) if is_anchor(pieces)}
        marks |= {index for header in self._headers for index in (header.first, header.last)}
        found: set[int] = set()
        for _, group in itertools.groupby(range(len(self._lines)), key=lambda index: self._lines[index].page):
            page = list(group)
            marked = [index for index in page if index in marks]
            if marked:
                # The last row of a page may go on below its amounts: a second line of its memo is no foot of the page.
                below = itertools.takewhile(self._is_close, range(marked[-1] + 1, page[-1] + 1))
                found.update(range(marked[0], marked[-1] + 1), below)
        return found

    def _is_close(self, index: int) -> bool:
        line, above = self._lines[index], self._lines[index - 1]
        return line.base - above.base <= self._reach * line.em

    def _columns(
        self, section: _Section, sections: Sequence[_Section], alignment: Alignment, header_at: HeaderAt
    ) -> Columns | None:
        """The columns below a header, from the lines of all sections that have the same."""
        alike = [one for one in sections if (one.header and one.header.names) == (section.header and section.header.names)]
        body = [
            self._shown[index] for one in alike for index in range(one.header.last + 1 if one.header else one.start, one.end)
        ]
        ems = sorted(self._lines[index].em for one in alike for index in range(one.start, one.end))
        cells = section.header.cells if section.header else ()
        return columns_of(cells, body, ems[len(ems) // 2] if ems else 1.0, alignment, header_at)

    def _ruled(self, index: int) -> Ruled:
        line = self._lines[index]
        above = self._lines[index - 1] if index else None
        ruled = False
        if above and above.page == line.page:
            top, bottom = above.base + 0.05 * line.em, line.base - 0.6 * line.em
            ruled = any(top <= rule <= max(bottom, top) for rule in self._rules.get(line.page, ()))
        return Ruled(line, self._shown[index], ruled)


def _signature(header: Header) -> tuple[str, ...]:
    return tuple(map(same_cell, header.names))
