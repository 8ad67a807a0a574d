"""Pages of a PDF that are pictures come in; their printed lines go out, read by tesseract (`statement.recognised`).

Whatever is read so is a guess that the running balance may prove: each row that it does not prove, each number of which
tesseract gave two readings, and the names in all memos are said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.model.transactions import Row
from selfcheck.statement.build import Read
from selfcheck.statement.containers.apart.budget import Budget, of_pictures
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.in_child import TIME, ChildLostError, limits_for, run
from selfcheck.statement.containers.pdf_text import PrintedPages, of_document
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
_MOST_PIXELS = 16_000_000
"""Of a page; a sheet of A4 at 300 dots for each inch has nine million. Photographs have up to 50, and twice as many take twice
the memory: half a gigabyte with so many."""
_SECONDS = 60.0
"""Of the processor, for a sheet of cells, beside what its size asks for; a full one takes ten."""

_Found = tuple[Line, "RecognisedLine | None"]
"""A line, and what was recognised in it; None where it is printed as text."""


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


def recognised(pages: PrintedPages, document: Source, options: Options, scale: float = PAPER) -> Recognised:
    """The document with its pictures read. Raises `UnreadableError` where tesseract is missing or fails."""
    _refuse_without_tesseract()
    read = dict(_read_pages(pages, document, options, scale))
    # A document may be printed on some pages and scanned on others: lines are numbered once both are in their order.
    printed: list[_Found] = [(line, None) for line in pages.lines]
    found = sorted([*printed, *chain.from_iterable(read.values())], key=lambda one: one[0].page)
    said = {number: one for number, (_, one) in enumerate(found, start=1) if one}
    lines = tuple(replace(line, number=number) for number, (line, _) in enumerate(found, start=1))
    return Recognised(
        replace(pages, lines=lines, pictures=tuple(number for number in pages.pictures if number not in read)),
        tuple(read),
        {number: one.readings for number, one in said.items() if one.readings},
        tuple((number, *pair) for number, one in said.items() for pair in one.rivals),
        frozenset(number for number, one in said.items() if one.is_unclear),
    )


def _read_pages(pages: PrintedPages, document: Source, options: Options, scale: float) -> Iterator[tuple[int, list[_Found]]]:
    """The pages in which text was found, each with its lines; those that are left out are said to be unread.

    Raises `UnreadableError` where tesseract gave nothing and nothing is printed either.
    """
    budget, failed, is_read = of_pictures(), None, bool(pages.lines)
    for number in pages.pictures[:_MOST_PAGES]:
        try:
            lines = list(_lines(number, document, options.password, scale, budget))
        except UnreadableError as error:
            failed = failed or error
            continue
        if lines:
            is_read = True
            yield number, lines
    if failed and not is_read:
        raise failed


def _refuse_without_tesseract() -> None:
    from selfcheck.statement.recognised import tesseract

    if tesseract.program() is None:
        raise UnreadableError("ocr-not-installed")
    if not tesseract.is_ready():
        raise UnreadableError("ocr-no-japanese")


def _lines(number: int, document: Source, password: str, scale: float, budget: Budget) -> Iterator[_Found]:
    """The lines of a page, places in points. Raises `UnreadableError` where tesseract cannot read it."""
    import numpy as np

    from selfcheck.statement.containers.pdf_drawn import Asked, Drawn, drawn
    from selfcheck.statement.recognised import tesseract
    from selfcheck.statement.recognised.page import lines_on

    draw = partial(drawn, password=password, asked=Asked(number - 1, scale, _MOST_PIXELS))
    try:
        wide, high, unit, pixels = of_document(draw, document.data, Drawn, document.budget)
    except UnreadableError:  # the page stays a picture, and is said to be one
        return
    picture = np.frombuffer(pixels, np.uint8).reshape(high, wide)
    for line in lines_on(picture, partial(tesseract.words_on, run=partial(_within, budget))):
        words = tuple(word._replace(left=word.left / unit, right=word.right / unit) for word in line.words)
        yield Line(0, words, line.em / unit, number, line.base / unit), line


def _within(budget: Budget, command: Sequence[str], data: bytes, environment: Mapping[str, str]) -> bytes:
    """What tesseract answers. Raises `UnreadableError`."""
    try:
        return run(command, data, environment, limits_for(len(data), _SECONDS), budget)
    except ChildLostError as lost:
        raise UnreadableError("ocr-too-slow" if lost.why == TIME else "ocr-failed") from None


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
    for before, row, behind in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        # A 3 read for an 8 in the day moves no balance, but it puts the row before or behind its neighbours.
        in_order = _in_order(before, row) and _in_order(row, behind)
        if not (in_order and before and _leads_to(before, row)):
            yield row.line


def _in_order(one: Row | None, two: Row | None) -> bool:
    return one is None or two is None or one.date <= two.date


def _leads_to(before: Row, row: Row) -> bool:
    """Whether the balance moves from one row to the next by just what the next one says: 100,000, - 3,000, 97,000."""
    change = (row.deposit or 0) - (row.withdrawal or 0)
    return before.balance is not None and before.balance + change == row.balance
