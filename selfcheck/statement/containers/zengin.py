"""A 全銀 入出金取引明細 (種別 03) comes in, its reading goes out.

Fixed records of 200 bytes, with or without line breaks, or the same fields with commas. Dates are
years of an era that is not printed; amounts are unsigned with 入払区分 1 (in) or 2 (out). There is no
running balance, but the header carries the balance before, the trailer the balance after, numbers
and sums: they are compared with what was read (全銀協 適用業務およびレコード・フォーマット).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import BalanceCheck, Break, Fate, Problem
from selfcheck.patterns import regex
from selfcheck.statement.build import Read
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import whole_yen

_HEADER_CELLS, _NUMBER, _PLACE = 17, 12, (6, 8, 11)
"""Cells of a header; among them 口座番号, and bank, branch and kind of the account."""
_DAY = regex(r"[0-9]{6}")
_ERA_STARTS = (2018, 1988)
"""The years 0 of 令和 and 平成: the format names no era."""


def _is_zengin(source: Source) -> bool:
    """Whether it is such a file: a header record of 種別 03, by bytes or by commas."""
    first, second = [*(line for line in split_lines(source.decoded.text[:4096]) if line.strip()), "", ""][:2]
    if re.match(r'"?1"?,"?03"?,', first):
        return True
    if not (first.startswith("103") and _DAY.fullmatch(first[4:10])):
        return False
    from selfcheck.statement.containers.zengin_records import LENGTH, may_begin

    return len(first) >= LENGTH or may_begin(second)  # some editors take blanks away at the end of a line


class _Account(Struct):
    """One account of the file: its header, and what its records come to."""

    name: str
    before: int
    line: int
    is_closed: bool = False
    """Whether its trailer has been met."""
    is_compared: bool = False
    """Whether that could be read, so that its records have been compared with it."""
    read: list[Record] = field(default_factory=list)


def read_zengin(text: str, today: dt.date) -> tuple[Reading, BalanceCheck]:
    """Read all accounts. ``today`` decides between the eras of the header's date."""
    from selfcheck.statement.containers.zengin_records import of_wrong_length, records_in

    lines = split_lines(text)
    file = _File(Reading(Ledger(len(lines))), today)
    records = records_in(lines)
    every = [list(record.cells) or _cut(record.text) for record in records]
    usual = Counter(len(cells) for cells in every if cells[:1] == ["2"]).most_common(1)
    file.usual = usual[0][0] if usual else 0
    file.ambiguous = _ambiguous(every)
    for record, cells in zip(records, every, strict=True):
        outcome, rest = file.outcome(record.line, cells), record.rest
        if rest and isinstance(outcome, Record):
            outcome = outcome.with_text(rest)
        file.reading.enter(record.line, record.line, outcome, "\t".join([*cells, rest] if rest else cells))
    file.reading.problems += [*of_wrong_length(records), *_without_trailer(file.accounts)]
    compared = sum(account.is_compared for account in file.accounts)
    status: Literal["broken", "consistent", "not-possible"] = (
        "broken" if file.breaks else "consistent" if compared else "not-possible"
    )
    return file.reading, BalanceCheck(status, compared, tuple(file.breaks), "oldest-first")


def _without_trailer(accounts: Sequence[_Account]) -> Iterator[Problem]:
    """Accounts whose sums do not stand below them: their last records may be missing."""
    for account in accounts:
        if not account.is_closed:
            yield Problem(account.line, "zengin-no-trailer", sentence("zengin-no-trailer"))


def _ambiguous(records: Sequence[Sequence[str]]) -> frozenset[str]:
    """Numbers of accounts that stand in headers of several banks, branches or kinds."""
    places: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for cells in records:
        if cells[:1] == ["1"] and len(cells) > _NUMBER:
            places[cells[_NUMBER]].add(tuple(cells[cell] for cell in _PLACE))
    return frozenset(number for number, found in places.items() if len(found) > 1)


class _File:
    """A file while it is read: what its records, one after the other, come to."""

    def __init__(self, reading: Reading, today: dt.date) -> None:
        self.reading = reading
        self.today = today
        self.accounts: list[_Account] = []
        self.breaks: list[Break] = []
        self.usual = 0
        """Cells of most of its records of transactions."""
        self.ambiguous: frozenset[str] = frozenset()
        """Numbers that do not tell an account by themselves."""
        self._made = today
        """作成日 of the header above, near which the days of its records lie."""
        self._kinds: dict[str, Callable[[int, list[str]], Record | Refused]] = {
            "1": self._header,
            "2": self._data,
            "8": self._trailer,
            "9": lambda line, cells: Refused(Fate.FOOTER),
        }

    def outcome(self, line: int, cells: list[str]) -> Record | Refused:
        """What a record is, by its データ区分."""
        return self._kinds.get(cells[0] if cells else "", self._other)(line, cells)

    def _header(self, line: int, cells: list[str]) -> Refused:
        cells += [""] * (_HEADER_CELLS - len(cells))
        self._made = _day(cells[3], self.today, latest=self.today) or self.today
        number = cells[_NUMBER]
        name = "-".join([*(cells[cell] for cell in _PLACE), number]) if number in self.ambiguous else number
        self.accounts.append(_Account(name, _signed(cells[14], cells[16]), line))
        return Refused(Fate.HEADER)

    def _data(self, line: int, cells: list[str]) -> Record | Refused:
        account = self._open
        if len(cells) != self.usual:
            return refused(
                "too-few-cells" if len(cells) < self.usual else "too-many-cells", found=len(cells), expected=self.usual
            )
        outcome = _transaction(line, cells, self._made, account.name if account else "")
        if account and isinstance(outcome, Record):
            account.read.append(outcome)
        return outcome

    def _trailer(self, line: int, cells: list[str]) -> Refused:
        account = self._open
        if account is None:
            return self._other(line, cells)
        account.is_closed = True
        self.breaks += _compared(line, cells, account, self.reading)
        return Refused(Fate.FOOTER)

    @property
    def _open(self) -> _Account | None:
        """The account whose header stands above and whose trailer does not yet: what follows that is of another one."""
        return self.accounts[-1] if self.accounts and not self.accounts[-1].is_closed else None

    def _other(self, line: int, cells: list[str]) -> Refused:
        """No record of the format; old programs end a file with 1A, and some fill it up with NUL."""
        return refused("zengin-record") if "".join(cells).strip("\x1a \x00") else Refused(Fate.BLANK)


def _cut(record: str) -> list[str]:
    """The fields of a fixed record, trimmed."""
    from selfcheck.statement.containers.zengin_records import LENGTH, WIDTHS

    widths = WIDTHS.get(record[:1], (LENGTH,))
    cells, at = [], 0
    for width in widths:
        cells.append(record[at : at + width].strip())
        at += width
    return cells


def _transaction(line: int, cells: list[str], made: dt.date, account: str) -> Record | Refused:
    if len(cells) < 18:
        return refused("too-few-cells", found=len(cells), expected=18)
    day = _day(cells[2], made)
    amount = _number(cells[6])
    if day is None:
        return refused("unreadable-date", cell=cells[2], cause="")
    if amount is None or cells[4] not in ("1", "2"):
        return refused("unreadable-amount", cell=f"{cells[4]} {cells[6]}".strip()[:30], cause="")
    memo = " ".join(cell for cell in (cells[14], cells[17]) if cell)
    text = "\t".join(cell for cell in cells[14:19] if cell)
    out = cells[4] == "2"
    withdrawal, deposit = (amount, None) if out else (None, amount)
    return Record(line, day, memo, withdrawal, deposit, None, text, account, account)


def _compared(line: int, cells: list[str], account: _Account, reading: Reading) -> list[Break]:
    """Compare numbers, sums and the closing balance; a difference in the last is a break."""
    declared = [number for cell in (*cells[1:5], *cells[6:7]) if (number := _number(cell)) is not None]
    if len(declared) < 5:
        reading.problems.append(Problem(line, "zengin-record", sentence("zengin-record")))
        return []
    account.is_compared = True
    into = [record.deposit for record in account.read if record.deposit is not None]
    out = [record.withdrawal for record in account.read if record.withdrawal is not None]
    if declared[:4] != [len(into), sum(into), len(out), sum(out)]:
        said = sentence("trailer-differs", declared=declared[0] + declared[2], found=len(into) + len(out))
        reading.problems.append(Problem(line, "trailer-differs", said))
    expected, found = account.before + sum(into) - sum(out), _signed(cells[5], cells[6])
    return [] if expected == found else [Break(line, expected, found)]


def _number(cell: str) -> int | None:
    number = whole_yen(cell) if cell.isascii() and cell.isdigit() else None
    return number if isinstance(number, int) else None


def _signed(sign: str, digits: str) -> int:
    """A balance: 貸越区分 2 is a minus."""
    amount = _number(digits) or 0
    return -amount if sign == "2" else amount


def _day(text: str, near: dt.date, latest: dt.date | None = None) -> dt.date | None:
    """A YYMMDD date of an unnamed era: the one nearest to ``near``, and not after ``latest``."""
    if not _DAY.fullmatch(text):
        return None
    days = []
    for start in _ERA_STARTS:
        try:
            days.append(dt.date(start + int(text[:2]), int(text[2:4]), int(text[4:])))
        except ValueError:
            continue
    possible = [day for day in days if latest is None or day <= latest]
    return min(possible, key=lambda day: abs(day - near), default=None)


def _read(source: Source, options: Options) -> Iterator[Part]:
    reading, balance = read_zengin(source.decoded.text, options.today)
    yield Part(Read(reading, reading.records.close(), balance, "zengin", options.bank), decoded=source.decoded)


ZENGIN = Container("zengin", frozenset({".txt"}), _is_zengin, _read, is_plain_text=True)
