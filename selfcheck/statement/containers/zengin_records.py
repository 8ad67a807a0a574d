"""The lines of a 全銀 file come in, its records go out, and which of them have another length than the format gives them.

A record has 200 letters, or some blanks more, and stands on a line of its own, or behind the others on a single line. There a
letter too few or too many would move all fields of all records behind it: so each record ends where the next one begins.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.patterns import regex

LENGTH = 200
_HEADER = (1, 2, 1, 6, 6, 6, 4, 15, 3, 15, 3, 1, 10, 40, 1, 1, 14)
_DATA = (1, 8, 6, 6, 1, 2, 12, 12, 6, 6, 1, 7, 3, 10, 48, 15, 15, 20, 20)
_TRAILER = (1, 6, 13, 6, 13, 1, 14, 7)
_END = (1, 10, 5)
WIDTHS = {"1": _HEADER, "2": _DATA, "8": _TRAILER, "9": _END}
_LEAST = 72
"""Letters of a record in which digits stand side by side, so that another might seem to begin."""
_FARTHEST = 3 * LENGTH
"""Letters behind the beginning of a record among which the next one is looked for."""
_BEGINNING = regex(
    r"103[01 ]\d{6}[\d ]{16}"
    r"|2.{8}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\d ]{6}[12]\d{14}"
    r"|8\d{38}[12]\d{21}"
    r"|9\d{10}[\d ]{5}\s*$"
)


def may_begin(text: str) -> bool:
    """Whether a record may begin here."""
    return _BEGINNING.match(text) is not None


class ZenginRecord(Struct, frozen=True):
    """One record."""

    line: int
    number: int
    """Which one it is of those on its line, from 1."""
    text: str
    """As it stands there; empty where commas part its fields, and no length says anything."""
    cells: tuple[str, ...] = ()
    """Where commas part them."""

    @property
    def rest(self) -> str:
        """What stands behind its 200 letters, but blanks and what old programs end a file with."""
        return self.text[LENGTH:].strip("\x1a \x00")


def records_in(lines: Sequence[str]) -> list[ZenginRecord]:
    """Every record with the physical line on which it stands."""
    found: list[ZenginRecord] = []
    for number, line in enumerate(lines, start=1):
        if "," in line[:8]:
            found.append(ZenginRecord(number, 1, "", tuple(cell.strip() for cell in next(csv.reader([line])))))
        else:
            found += (ZenginRecord(number, place, text) for place, text in enumerate(_parted(line), start=1))
    return found


def _parted(line: str) -> Iterator[str]:
    at = 0
    while at < len(line):
        end = _end_of(line, at)
        yield line[at:end]
        at = end
    if not line:
        yield line


def _end_of(line: str, at: int) -> int:
    """Where the record that begins at ``at`` ends: behind 200 letters, or where the next one begins."""
    usual = at + LENGTH
    if usual < len(line) and _BEGINNING.match(line, usual):
        return usual
    following = _BEGINNING.search(line, at + _LEAST, at + _FARTHEST)
    if following and following.start() < usual + _LEAST:
        return following.start()
    is_last = len(line) < usual + _LEAST or not line[usual : at + _FARTHEST].strip("\x1a \x00")
    return len(line) if is_last else usual


def of_wrong_length(records: Sequence[ZenginRecord]) -> Iterator[Problem]:
    """A problem for each record that is shorter than its fields, or longer than a record; or than the others."""
    of_line = Counter(record.line for record in records)
    usual = _usual(record for record in records if of_line[record.line] > 1)
    # The fields of a transaction have 199 letters: a record of as many is whole only where the others have no more.
    shortest = min(LENGTH, _usual(record for record in records if of_line[record.line] == 1 and record.text[:1] == "2"))
    ends = {record.line: record.number for record in records}
    for record in records:
        found, is_alone = len(record.text), of_line[record.line] == 1
        widths = WIDTHS.get(record.text[:1])
        if widths is None:
            continue
        is_whole = found >= (shortest if is_alone and widths is _DATA else sum(widths)) and not record.rest
        if is_whole and (is_alone or found == usual or record.number == ends[record.line]):
            continue
        if is_alone:
            yield Problem(record.line, "zengin-length", sentence("zengin-length", found=found, expected=LENGTH))
        else:
            said = sentence("zengin-length-record", number=record.number, found=found, expected=LENGTH)
            yield Problem(record.line, "zengin-length-record", said)


def _usual(records: Iterable[ZenginRecord]) -> int:
    """The length of most; of two that are as frequent the longer, since letters are lost more often than won."""
    lengths = Counter(len(record.text) for record in records)
    return max(lengths, key=lambda length: (lengths[length], length), default=LENGTH)
