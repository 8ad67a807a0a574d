"""A PDF with text in it: what stands on its pages is a table by its places (`placed`).

A line is a printed line, counted over all pages. What could not be looked into (a page that is a picture) is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names

if TYPE_CHECKING:
    from selfcheck.statement.containers.pdf_text import PrintedPages
    from selfcheck.statement.containers.recognised_pages import Recognised
    from selfcheck.statement.placed.grid import Placed

_START = b"%PDF-"
_WITHIN = 1024
"""Bytes among which the start may stand; readers of PDF allow for as much before it (a mail program's lines, say)."""
_FEW_UNKNOWN = 20
"""A glyph without a meaning for each so many of the others is a decoration; more are letters that cannot be read."""


def _is_pdf(source: Source) -> bool:
    head = source.data[:_WITHIN]
    return head.startswith(_START) or (b"\n" + _START in head and b"\0" in source.data[: 8 * _WITHIN])


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.pdf_text import printed_pages
    from selfcheck.statement.containers.recognised_pages import Recognised, recognised

    pages = printed_pages(source.data, options.password, source.budget)
    found = Recognised(pages)
    if pages.pictures and options.ocr:
        found = recognised(pages, source, options)
    yield Part(tables_on(found, source.path, options))


def tables_on(found: Recognised, path: str, options: Options) -> Table:
    """The table on the pages of a document. Raises `UnreadableError` where they hold no text."""
    from selfcheck.statement.containers.recognised_pages import doubts
    from selfcheck.statement.placed.choose import chosen

    pages = found.pages
    if not pages.lines:
        raise UnreadableError(_why_no_text(pages, options))
    table = chosen(_tables(pages), path, options)
    if table is None:
        numbers = range(1, len(pages.lines) + 1)
        table = Table(",", [[line.text] for line in pages.lines], numbers, numbers, len(pages.lines))
    problems = doubts(found, table, path, options) if found.numbers else []
    for key, numbers_of in (("pdf-picture-pages", pages.pictures), ("pdf-broken-pages", pages.broken)):
        if numbers_of:
            problems.append(Problem(0, key, sentence(key, pages=", ".join(map(str, numbers_of)))))
    if pages.unknown * _FEW_UNKNOWN > sum(len(line.text) for line in pages.lines):
        problems.append(Problem(0, "pdf-letters-unknown", sentence("pdf-letters-unknown", count=pages.unknown)))
    return replace(table, problems=(*problems, *table.problems), pages=pages.starts, readings=found.readings)


def _why_no_text(pages: PrintedPages, options: Options) -> str:
    """The sentence for a document without text."""
    if not pages.pictures:
        return "pdf-broken" if pages.broken else "pdf-empty"
    if options.ocr:
        return "ocr-nothing"
    from selfcheck.statement.recognised import tesseract

    return "pdf-scanned-ocr" if tesseract.is_ready() else "pdf-scanned"


def _tables(pages: PrintedPages) -> Iterator[Placed]:
    """As a table; else entry by entry, as an app prints them."""
    from selfcheck.statement.placed.choose import tables_of
    from selfcheck.statement.placed.entries import Entries
    from selfcheck.statement.placed.grid import Grid

    # A date and the words behind it may touch, where the one ends and the other begins at the border of their cells.
    yield from tables_of(*(Grid(pages.lines, column_names(), rules=pages.rules, glued=glued) for glued in (False, True)))
    entries = Entries([line.text for line in pages.lines], column_names())
    if entries.are_there:
        yield from entries.tables()


PDF = Container("pdf", frozenset({".pdf"}), _is_pdf, _read)
