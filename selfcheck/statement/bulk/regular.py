"""A buffer and what reads the rows of its section come in; its regular lines go out as columns.

A line is regular if it is cut plainly, has the usual cells, a date and an amount, and nothing marks it. What a line
says in words is read once for all lines that say it, by the same functions that read single rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from selfcheck.model.many import Integers, Marks, days_since_epoch
from selfcheck.model.transactions import NOTHING, LineText
from selfcheck.statement.bulk.amounts import plain_amounts
from selfcheck.statement.bulk.buffer import Buffer
from selfcheck.statement.bulk.cells import Cells, cut
from selfcheck.statement.bulk.codes import LONGEST, Codes, codes_of, codes_of_texts, combined, same
from selfcheck.statement.layout.direction import Direction
from selfcheck.statement.rows.records import Records
from selfcheck.statement.rows.row_reader import RowReader
from selfcheck.statement.values import BAD, EMPTY, one_date

Decode = Callable[[bytes], str | None]
_WAYS: tuple[Direction, ...] = ("neither", "out", "in")
_NO_DAY = np.iinfo(np.int32).min


class Words(Struct):
    """What a line says in words, and which way that sends its amount."""

    text: LineText
    way: Direction
    number: int = -1

    def number_in(self, records: Records) -> int:
        """The number of the text among those of the file."""
        if self.number < 0:
            self.number = records.text_number(self.text)
        return self.number


_NO_TEXT = Words(LineText("", "", "", ""), "neither")


class Regular(Struct, frozen=True):
    """The regular lines of a buffer."""

    lines: Integers
    """Their indexes."""
    day: Integers
    code: Integers
    """Which of ``texts`` each says."""
    texts: list[Words]
    money: tuple[Integers, Integers, Integers]

    def where(self, which: Marks) -> Regular:
        """Those of them that are marked."""
        out, into, balance = self.money
        money = out[which], into[which], balance[which]
        return Regular(self.lines[which], self.day[which], self.code[which], self.texts, money)


class RegularLines:
    """Reads regular lines of one section."""

    def __init__(self, rows: RowReader, delimiter: str, decode: Decode) -> None:
        """``decode`` gives None for bytes that are no text."""
        self._rows = rows
        self._columns = columns = rows.columns
        self._delimiter = ord(delimiter)
        self._decode = decode
        self._in_text = [i for i in range(rows.width) if i not in (*columns.date, *columns.money)]
        named = {*columns.memo, *rows.marks.columns, *(i for i in (columns.direction, columns.account) if i is not None)}
        self._whole = frozenset(i for i in self._in_text if i in named)
        """Columns whose cells count even without letters."""
        self._words: dict[tuple[str | None, ...], Words | None] = {}

    def read(self, buffer: Buffer) -> Regular:
        """All regular lines."""
        cells = cut(buffer, self._rows.width, self._delimiter)
        short = np.ones(len(cells.lines), dtype=bool)
        for column in (*self._in_text, *self._columns.date):
            short &= cells.end[column] - cells.start[column] <= LONGEST
        cells = _kept(cells, short)
        day = self._days(buffer, cells)
        code, said = self._texts(buffer, cells)
        withdrawal, deposit, balance, readable = self._money(buffer, cells, said, code)
        readable &= day != _NO_DAY
        # Just one of the two: a row with both, or with none, has something to be said of it, which the single reader says.
        readable &= ((withdrawal == NOTHING) | (withdrawal == 0)) != ((deposit == NOTHING) | (deposit == 0))
        readable &= np.array([words is not None for words in said] or [False])[code]
        texts = [words or _NO_TEXT for words in said]
        found = Regular(cells.lines, day, code, texts, (withdrawal, deposit, balance))
        return found if readable.all() else found.where(readable)

    def _days(self, buffer: Buffer, cells: Cells) -> Integers:
        """The day of each line, by its date cells."""
        columns = self._columns.date
        by_column = [codes_of(buffer, cells.start[i], cells.end[i]) for i in columns]
        codes = combined(by_column)
        found = np.full(len(codes.first) + 1, _NO_DAY, dtype=np.int32)
        printed = (self._printed(buffer, cells, i, of, codes.first) for i, of in zip(columns, by_column, strict=True))
        date_of = self._rows.cells.date_of
        for number, parts in enumerate(zip(*printed, strict=True)):
            date = BAD if None in parts else date_of(parts[0] if len(parts) == 1 else one_date(parts))
            if isinstance(date, dt.date):
                found[number] = days_since_epoch(date)
        return found[codes.code]

    def _texts(self, buffer: Buffer, cells: Cells) -> tuple[Integers, list[Words | None]]:
        """What each line says, by number; None for what marks a line or cannot be decoded."""
        by_column: list[Codes] = []
        lettered: list[Marks | None] = []
        for i in self._in_text:
            if i in self._whole:
                by_column.append(codes_of(buffer, cells.start[i], cells.end[i]))
                lettered.append(None)
            else:
                codes, letters = codes_of_texts(buffer, cells.start[i], cells.end[i])
                by_column.append(codes)
                lettered.append(letters)
        codes = combined(by_column or [same(len(cells.lines))])
        columns = zip(self._in_text, by_column, lettered, strict=True)
        printed = [self._printed(buffer, cells, i, of, codes.first, letters) for i, of, letters in columns]
        keys = zip(*printed, strict=True) if printed else [()] * len(codes.first)
        return codes.code, [self._words.get(key) or self._known(key) for key in keys]

    def _printed(
        self, buffer: Buffer, cells: Cells, column: int, codes: Codes, lines: Integers, lettered: Marks | None = None
    ) -> list[str | None]:
        """What stands in a column on some lines, None for what is no text; nothing where cells count only for their letters
        and have none. A column says fewer different things than its lines do together, and each is decoded once."""
        start, end = cells.start[column][codes.first], cells.end[column][codes.first]
        if lettered is not None:
            end = np.where(lettered[codes.first], end, start)
        data = buffer.data
        printed = self._texts_of([data[first:last] for first, last in zip(start.tolist(), end.tolist(), strict=True)])
        return [*printed] * len(lines) if len(printed) == 1 else [printed[code] for code in codes.code[lines].tolist()]

    def _texts_of(self, cells: list[bytes]) -> Sequence[str | None]:
        """`_text_of` each. Most columns hold whole text, of which all cells are decoded as quickly as one: line ends are part
        of no cell here, and of no other character."""
        together = self._text_of(b"\n".join(cells))
        return together.split("\n") if together is not None else list(map(self._text_of, cells))

    def _text_of(self, cell: bytes) -> str | None:
        """A cell's text, or None for bytes that are none, or hold the sign for a broken character themselves."""
        text = self._decode(cell)
        return None if text is None or "\ufffd" in text else text

    def _known(self, key: tuple[str | None, ...]) -> Words | None:
        if key not in self._words:
            self._words[key] = self._say(key)
        return self._words[key]

    def _say(self, key: tuple[str | None, ...]) -> Words | None:
        cells = [""] * self._rows.width
        for i, cell in zip(self._in_text, key, strict=True):
            if cell is None:
                return None
            if cell:
                cells[i] = cell
        marks = self._rows.marks
        return None if marks.on(cells) or marks.odd_state_on(cells) else Words(*self._rows.regular.words(cells))

    def _money(
        self, buffer: Buffer, cells: Cells, said: list[Words | None], code: Integers
    ) -> tuple[Integers, Integers, Integers, Marks]:
        """Money out, money in and the balance, as `rows.money` takes them from a row; and where all could be read."""
        columns = self._columns
        readable = np.ones(len(cells.lines), dtype=bool)

        def column(i: int | None) -> Integers:
            if i is None:
                return np.full(len(cells.lines), NOTHING)
            yen, good = self._amounts(buffer, cells.start[i], cells.end[i])
            np.logical_and(readable, good, out=readable)
            return yen

        balance = column(columns.balance)
        if columns.amount is not None:
            amount = column(columns.amount)
            out, into = self._one_amount(amount, said, code, readable)
        else:
            out, into = column(columns.withdrawal), column(columns.deposit)
            if columns.flipped:
                out = np.where(out == NOTHING, NOTHING, -out)
            if columns.transfer is not None:
                out = np.where((out == NOTHING) | (out == 0), column(columns.transfer), out)
        no_out = (out == 0) & (into != NOTHING)
        no_into = ~no_out & (into == 0) & (out != NOTHING)
        out, into = (
            np.where(none, NOTHING, column) if none.any() else column for none, column in ((no_out, out), (no_into, into))
        )
        return out, into, balance, readable

    def _one_amount(
        self, amount: Integers, said: list[Words | None], code: Integers, readable: Marks
    ) -> tuple[Integers, Integers]:
        """Money out and in from one column, by its sign or by what the line says."""
        held = amount != NOTHING
        if self._columns.direction is None:
            is_out = amount < 0
            out = np.where(held & is_out, -np.where(held, amount, 0), NOTHING)
            return out, np.where(held & ~is_out, amount, NOTHING)
        # 0 neither, 1 out, 2 in, by text and then by line: 入金 is asked about once, however many lines say it.
        way = np.array([_WAYS.index(words.way) if words else 0 for words in said] or [0])[code]
        np.logical_and(readable, ~held | (way > 0), out=readable)
        return np.where(way == 1, amount, NOTHING), np.where(way == 2, amount, NOTHING)

    def _amounts(self, buffer: Buffer, start: Integers, end: Integers) -> tuple[Integers, Marks]:
        """Yen of one column, and where they could be read."""
        yen, other = plain_amounts(buffer, start, end)
        good = ~other
        if other.any():
            # ￥3,000 and ▲500: each different cell is read once, by the function that reads single rows.
            places = np.flatnonzero(other & (end - start <= LONGEST))
            codes = codes_of(buffer, start[places], end[places])
            values = np.zeros(len(codes.first), dtype=np.int64)
            read = np.zeros(len(codes.first), dtype=bool)
            for number, line in enumerate(places[codes.first].tolist()):
                if (text := self._decode(buffer.data[start[line] : end[line]])) is None:
                    continue
                value = self._rows.cells.amount_of(text)
                read[number] = isinstance(value, int) or value is EMPTY
                values[number] = value if isinstance(value, int) else NOTHING
            yen[places], good[places] = values[codes.code], read[codes.code]
        return yen, good


def _kept(cells: Cells, which: Marks) -> Cells:
    if which.all():
        return cells
    return Cells(cells.lines[which], [one[which] for one in cells.start], [one[which] for one in cells.end])
