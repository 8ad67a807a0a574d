"""Pages of a PDF that are pictures come in; their printed lines go out, read by tesseract (`statement.recognised`).

Whatever is read so is a guess that the running balance may prove: each row that it does not prove, each number of which
tesseract gave two readings, and the names in all memos are said to be in doubt.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.model.transactions import Row
from selfcheck.statement.build import Read
from selfcheck.statement.containers.pdf_text import PrintedPages, answer
from selfcheck.statement.options import Options
from selfcheck.statement.placed.printed import Line
from selfcheck.statement.plan import plan_for
from selfcheck.statement.text.table import Table

if TYPE_CHECKING:
    from selfcheck.statement.recognised.page import RecognisedLine

PAPER = 300 / 72
"""Pixels for each point of a scanned page: 300 for each inch, as tesseract likes them."""
_MOST_PAGES = 60
"""Pages of a document that are read; each takes about five seconds."""
_MOST_PIXELS = 40_000_000
"""Of a page; a sheet of A4 at 300 dots for each inch has nine million."""
_MOST_SECONDS = 600
"""For all pages of a document; those left are said to be unread."""


class Recognised(Struct, frozen=True):
    """A document with the text of its pictures, and what is in doubt."""

    pages: PrintedPages
    numbers: tuple[int, ...] = ()
    """The pages that were read so."""
    readings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Line → its texts in every way they were read."""
    rivals: tuple[tuple[int, str, str], ...] = ()
    """Lines with a number of which there are two readings."""
    unclear: frozenset[int] = frozenset()
    """Lines with a text of which no two readings are the same."""


def recognised(pages: PrintedPages, data: bytes, options: Options, scale: float = PAPER) -> Recognised:
    """The document with its pictures read. Raises `UnreadableError` where tesseract is missing or fails."""
    _refuse_without_tesseract()
    found: list[tuple[Line, RecognisedLine | None]] = [(line, None) for line in pages.lines]
    read = []
    end = time.monotonic() + _MOST_SECONDS
    for number in pages.pictures[:_MOST_PAGES]:
        if time.monotonic() > end:
            break
        on_page = list(_lines(number, data, options.password, scale))
        read += [number] if on_page else []
        found += on_page
    found.sort(key=lambda one: one[0].page)
    said = {number: one for number, (_, one) in enumerate(found, start=1) if one}
    lines = tuple(replace(line, number=number) for number, (line, _) in enumerate(found, start=1))
    return Recognised(
        replace(pages, lines=lines, pictures=tuple(number for number in pages.pictures if number not in read)),
        tuple(read),
        {number: one.readings for number, one in said.items() if one.readings},
        tuple((number, *pair) for number, one in said.items() for pair in one.rivals),
        frozenset(number for number, one in said.items() if one.is_unclear),
    )


def _refuse_without_tesseract() -> None:
    from selfcheck.statement.recognised import tesseract

    if tesseract.program() is None:
        raise UnreadableError("ocr-not-installed")
    if not tesseract.is_ready():
        raise UnreadableError("ocr-no-japanese")


def _lines(number: int, data: bytes, password: str, scale: float) -> Iterator[tuple[Line, RecognisedLine | None]]:
    """The lines of a page, places in points."""
    import numpy as np

    from selfcheck.statement.recognised.page import lines_on

    said = answer(data, {"password": password, "draw": number - 1, "scale": scale, "pixels": _MOST_PIXELS})
    head, _, pixels = said.partition(b"\n")
    if not head.startswith(b"P5 "):
        return
    wide, high, _, drawn = head.split()[1:]
    picture = np.frombuffer(pixels, np.uint8).reshape(int(high), int(wide))
    unit = float(drawn)
    for line in lines_on(picture):
        words = tuple(word._replace(left=word.left / unit, right=word.right / unit) for word in line.words)
        yield Line(0, words, line.em / unit, number, line.base / unit), line


def doubts(found: Recognised, table: Table, path: str, options: Options) -> list[Problem]:
    """What is to be said of a table that was read from pictures."""
    pages = ", ".join(map(str, found.numbers))
    problems = [Problem(0, "ocr-guessed", sentence("ocr-guessed", pages=pages))]
    problems += [
        Problem(line, "ocr-two-readings", sentence("ocr-two-readings", taken=taken, other=other))
        for line, taken, other in found.rivals
    ]
    try:
        read = plan_for(table, path, "", options).read()
    except UnreadableError:
        return problems
    unclear = sorted(found.unclear & set(read.transactions.lines()))
    if unclear:
        lines = ", ".join(map(str, unclear))
        problems.append(Problem(0, "ocr-names-unclear", sentence("ocr-names-unclear", count=len(unclear), lines=lines)))
    problems += [Problem(line, "ocr-unproven", sentence("ocr-unproven")) for line in _unproven(read)]
    return problems


def _unproven(read: Read) -> list[int]:
    """Lines of transactions that no step of the running balance leads to, or whose date is not in order."""
    rows = read.transactions.every()
    accounts: dict[str, list[Row]] = {}
    for row in rows[::-1] if read.balance.order == "newest-first" else rows:
        accounts.setdefault(row.text.account, []).append(row)
    return sorted(line for account in accounts.values() for line in _without_proof(account))


def _without_proof(rows: Sequence[Row]) -> Iterator[int]:
    """Of one account, the oldest first."""
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        behind = rows[at + 1] if at + 1 < len(rows) else None
        change = (row.deposit or 0) - (row.withdrawal or 0)
        is_proven = before and before.balance is not None and before.balance + change == row.balance
        in_order = not (before and row.date < before.date) and not (behind and behind.date < row.date)
        if not (is_proven and in_order):
            yield row.line
