"""The text of a saved page comes in; the tables on it that are statements go out, each with what stands above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.patterns import regex
from selfcheck.statement.containers.apart.budget import Budget
from selfcheck.statement.containers.container import Part, Source
from selfcheck.statement.containers.html.grid import TooManyCellsError, grid_of, has_date_and_amount, neat
from selfcheck.statement.containers.html.page import Page, PageTable, Row
from selfcheck.statement.containers.html.walk import page_of
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.table import Table, read_table
from selfcheck.statement.words import column_names

MOST_BYTES = 32 * 1024 * 1024
"""Of a page; one with 100,000 transactions has half of them."""
_LONG_TAG = regex(r"<[A-Za-z][^<>]{20000,}")
_MOST_ATTRIBUTES = 20_000
"""Of one element; the parser compares each of them with all others."""
_MOST_TABLES_DEEP = 100
_TABLE = regex(r"<(/?)table\b", re.IGNORECASE)
_SEARCHED = 400
"""Rows of a table among which its first transactions are looked for."""
_LINES_ABOVE = 40
"""Lines of the page above a table that may say whose account it is, and for which months."""
_MOST_LINES = 20_000
"""Of a page without a table that is looked through for transactions."""
_LONGEST_NAME = 24
"""Characters of a caption that names a table in the report."""


def parts_of(pages: Sequence[str], decoded: Decoded, source: Source, options: Options) -> Iterator[Part]:
    """Every statement on a page and its frames; where there is none, the text that the page shows.

    Raises `UnreadableError` for a page beyond the limits.
    """
    decoded = replace(decoded, text="")  # its lines are not those of the tables
    found = [_page(text, source.budget) for text in pages]
    tables = [(page, table) for page in found for table in _shown(page.tables)]
    if not tables:
        yield Part(_of_blocks(found, source.path, options), decoded=decoded)
        return
    for name, (page, table) in zip(_names([table for _, table in tables]), tables, strict=True):
        yield Part(_table(page, table), name, decoded)


def _page(text: str, budget: Budget) -> Page:
    """What stands on a page, parsed in a process of its own. Raises `UnreadableError`."""
    from selfcheck.statement.containers.in_child import ChildLostError, call

    _refuse_endless(text)
    column_names()  # copies of this process need not load them
    try:
        return call(_parsed, text.encode("utf-8", "replace"), Page, budget=budget, loads="selectolax.lexbor")
    except ChildLostError:
        raise UnreadableError("html-too-deep") from None


def _parsed(data: bytes) -> Page:
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(data.decode()).root
    page = page_of(root, _may_be_statement) if root is not None else Page()
    page.tables = [*_with_their_headers(page.tables)]
    return page


def _refuse_endless(text: str) -> None:
    """Raise `UnreadableError` for a page of tables in tables, or attributes, beyond all that pages have."""
    attributes = max((tag.group().count("=") for tag in _LONG_TAG.finditer(text)), default=0)
    tables = 0
    for match in _TABLE.finditer(text):
        tables = max(tables + (-1 if match[1] else 1), 0)
        if tables > _MOST_TABLES_DEEP:
            break
    if attributes > _MOST_ATTRIBUTES or tables > _MOST_TABLES_DEEP:
        raise UnreadableError("html-too-deep")


def _may_be_statement(rows: list[Row]) -> bool:
    """Whether a table has a row with a date and an amount, or a header of a statement."""
    for row in rows[:_SEARCHED]:
        texts = [neat(cell.text) for cell in row.cells]
        if has_date_and_amount(texts) or _is_header(texts):
            return True
    return False


def _is_header(texts: Sequence[str]) -> bool:
    return len(texts) > 2 and column_names().count_roles(texts) > 2


def _has_transactions(table: PageTable) -> bool:
    return any(has_date_and_amount([neat(cell.text) for cell in row.cells]) for row in table.rows[:_SEARCHED])


def _with_their_headers(tables: Sequence[PageTable]) -> Iterator[PageTable]:
    """The header of a table that scrolls is often a table of its own above it: the two are one."""
    waiting: PageTable | None = None
    for table in tables:
        if not _has_transactions(table):
            if waiting:
                yield waiting
            waiting = table
            continue
        if waiting and _fits(waiting, table):
            yield PageTable([*waiting.rows, *table.rows], waiting.caption or table.caption, waiting.above, table.is_hidden)
        else:
            if waiting:
                yield waiting
            yield table
        waiting = None
    if waiting:
        yield waiting


def _fits(header: PageTable, table: PageTable) -> bool:
    """Whether ``header`` is the header of ``table``, which has none."""
    if any(_is_header([cell.text for cell in row.cells]) for row in table.rows[:_SEARCHED]):
        return False
    width = Counter(len(row.cells) for row in table.rows).most_common(1)[0][0]
    return bool(header.rows) and len(header.rows[-1].cells) == width


def _shown(tables: Sequence[PageTable]) -> list[PageTable]:
    """All but those that are hidden and stand on the page a second time, for a narrow screen or for printing."""
    shown = {_content(table) for table in tables if not table.is_hidden}
    with_rows = [table for table in tables if _has_transactions(table)]
    return [table for table in with_rows or tables if not table.is_hidden or _content(table) not in shown]


def _content(table: PageTable) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row.cells) for row in table.rows)


def _names(tables: Sequence[PageTable]) -> Iterator[str]:
    """What the report calls each table: by its caption, else by its place among the statements of the page."""
    captions = Counter(table.caption for table in tables)
    for number, table in enumerate(tables, start=1):
        is_name = 0 < len(table.caption) <= _LONGEST_NAME and captions[table.caption] == 1
        yield table.caption if is_name else f"表{number}"


def _table(page: Page, table: PageTable) -> Table:
    try:
        grid = grid_of(table.rows)
    except TooManyCellsError:
        raise UnreadableError("html-too-large") from None
    first, last = table.above
    above = (*page.lines[max(first, last - _LINES_ABOVE) : last], *filter(None, [table.caption]))
    hidden = tuple((number, row.hidden_text) for number, row in enumerate(table.rows, start=1) if row.hidden_text)
    broken = [first for first, row in zip(grid.first, grid.rows, strict=True) if any("\ufffd" in cell for cell in row)]
    problems = tuple(Problem(line, "broken-character", sentence("broken-character")) for line in broken)
    return Table(",", grid.rows, grid.first, grid.last, len(table.rows), problems, above=above, hidden=hidden)


def _of_blocks(pages: Sequence[Page], path: str, options: Options) -> Table:
    """A page made of blocks, without a table: it is read like text that was copied from the screen."""
    from selfcheck.statement.containers.pasted import tables_in_lines
    from selfcheck.statement.placed.choose import chosen

    cut = [line for page in pages for line in page.cut_lines]
    shown = [line for page in pages for line in page.lines]
    if len(cut) > _MOST_LINES:
        return _of_lines(shown)
    by_tabs = read_table("".join(f"{line}\n" for line in cut), column_names())
    if sum(map(has_date_and_amount, by_tabs.rows)) > 1:
        return by_tabs
    return chosen(tables_in_lines([line.replace("\t", "  ") for line in cut]), path, options) or _of_lines(shown)


def _of_lines(lines: Sequence[str]) -> Table:
    """A page without a statement: its text is still searched for names."""
    numbers = range(1, len(lines) + 1)
    return Table(",", [[line] for line in lines], numbers, numbers, len(lines))
