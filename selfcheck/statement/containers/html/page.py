"""A parsed page comes in; its tables with their cells, and the lines of text around them, go out.

The tree is walked once, without recursion: a page may nest its elements as deep as it likes. What a page does not show
(``hidden``, ``display: none``, fields of type hidden) is kept apart from what it shows. Scripts and styles are no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_NO_TEXT = {"script", "style", "template", "noscript", "rp", "rt", "svg", "iframe", "object", "datalist"}
_BREAKS = {
    *("address", "article", "aside", "blockquote", "br", "button", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li"),
    *("main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "textarea", "title", "ul"),
}
"""Elements before and behind which a new line begins (the HTML Standard's flow content that is drawn as a block)."""
_BESIDE = "\x1f"
"""Stands in a line where an element ends; what follows may be drawn beside it."""
_IN_WORDS = {
    "a",
    "abbr",
    "b",
    "bdi",
    "em",
    "font",
    "i",
    "mark",
    "ruby",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "u",
    "wbr",
    "img",
}
"""Elements that stand within a word or a sentence."""
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell"), "td"),
    **dict.fromkeys(("columnheader", "rowheader"), "th"),
}
"""WAI-ARIA roles of tables that are made of other elements."""
_NOT_SHOWN = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_NOT_SEEN = re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_FIELDS_WITHOUT_TEXT = {"button", "checkbox", "color", "file", "image", "password", "radio", "range", "reset", "submit"}
_MOST_SPANNED = 1000
"""Columns that one cell may span, as in browsers."""
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
"""What a browser draws as one blank; the wide blank of Japanese stays."""


@dataclass
class Cell:
    """One cell of a table, as the page shows it."""

    text: str
    rows: int = 1
    """Rows that it spans; 0: all that are left."""
    columns: int = 1
    is_header: bool = False


@dataclass
class Row:
    """One ``<tr>``."""

    cells: list[Cell] = field(default_factory=list)
    group: int = 0
    """Which ``<tbody>``, ``<thead>`` or ``<tfoot>`` it stands in."""
    in_head: bool = False
    is_hidden: bool = False
    hidden_text: str = ""
    """What the row holds and the page does not show."""


@dataclass
class PageTable:
    """One ``<table>`` with rows of its own; tables inside it that are no statements are text of its cells."""

    rows: list[Row]
    caption: str
    above: tuple[int, int]
    """The lines of the page (first, behind the last) that stand above it and below the statement before it."""
    is_hidden: bool


@dataclass
class Page:
    """What stands on a page."""

    lines: list[str] = field(default_factory=list)
    """All text that is shown, tables and all, line by line."""
    cut_lines: list[str] = field(default_factory=list)
    """The same lines with a tab between elements that stand beside each other."""
    tables: list[PageTable] = field(default_factory=list)
    """Those that may be statements, in the order in which they end."""


@dataclass
class _Open:
    """An element that has begun and not ended."""

    kind: str
    is_hidden: bool = False
    """It or something around it is not shown."""
    takes_no_room: bool = False
    """It is not drawn, though what is around it is."""
    is_textless: bool = False
    """It or something around it holds what is no text."""


class _Text:
    """Text as it is collected, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def add(self, text: str) -> None:
        self.pieces.append(text)

    def line(self) -> str:
        """All of it in one line."""
        if not self.pieces:
            return ""
        return _SPACES.sub(" ", "".join(self.pieces)).strip()


class _Table:
    """A table that has begun."""

    def __init__(self, first_line: int, is_hidden: bool) -> None:
        self.rows: list[Row] = []
        self.caption = _Text()
        self.first_line = first_line
        self.is_hidden = is_hidden
        self.row: Row | None = None
        self.cell: Cell | None = None
        self.text = _Text()
        """Of the cell."""
        self.hidden = _Text()
        """What the row does not show."""
        self.group = 0
        self.in_head = False


def page_of(root: Any, is_statement: Callable[[list[Row]], bool]) -> Page:
    """Walk the tree below ``root`` (a node of selectolax); ``is_statement`` tells which tables are kept as such."""
    walk = _Walk(is_statement)
    for entered, node in _events(root):
        if entered:
            walk.enter(node)
        else:
            walk.leave()
    walk.end_line()
    return walk.page


def _events(root: Any) -> Iterator[tuple[bool, Any]]:
    """Every node below ``root`` when it begins (True), and every element when it ends (False)."""
    depth, node = 0, root.child
    while node is not None:
        is_element = not node.tag.startswith("-")
        yield True, node
        child = node.child if is_element else None
        if child is not None:
            depth, node = depth + 1, child
            continue
        if is_element:
            yield False, node
        while node.next is None and depth:
            depth, node = depth - 1, node.parent
            yield False, node
        node = node.next


class _Walk:
    """What has been met so far."""

    def __init__(self, is_statement: Callable[[list[Row]], bool]) -> None:
        self.page = Page()
        self._is_statement = is_statement
        self._open: list[_Open] = []
        self._tables: list[_Table] = []
        self._line = _Text()
        self._above = 0
        """The line behind the last statement that was met."""

    def enter(self, node: Any) -> None:
        """A node begins."""
        tag = node.tag
        if tag == "-text":
            self._say(node.text_content or "")
            return
        if tag.startswith("-"):
            return
        attributes = node.attributes
        around = self._open[-1] if self._open else _Open("")
        is_drawn = not _hides(attributes)
        element = _Open(
            kind=tag if tag == "table" else _ROLES.get(attributes.get("role") or "", tag),
            is_hidden=around.is_hidden or not is_drawn or bool(_NOT_SEEN.search(attributes.get("style") or "")),
            takes_no_room=not is_drawn and not around.is_hidden,
            is_textless=around.is_textless or tag in _NO_TEXT or (tag == "option" and not _is_chosen(node)),
        )
        self._open.append(element)
        if element.kind in _BREAKS:
            self._break()
        if begin := _BEGIN.get(element.kind):
            begin(self, element, attributes)
        if text_of := _FIELDS.get(tag):
            self._say(text_of(attributes), hidden=attributes.get("type") == "hidden")

    def leave(self) -> None:
        """The element that began last ends."""
        element = self._open.pop()
        end = _END.get(element.kind)
        if end:
            end(self)
        if element.kind in _BREAKS:
            self._break()
        elif element.kind not in _IN_WORDS:
            self._line.add(_BESIDE)

    def end_line(self) -> None:
        """A line of the page ends."""
        if line := self._line.line():
            self.page.lines.append(" ".join(line.replace(_BESIDE, "").split(" ")))
            self.page.cut_lines.append("\t".join(filter(None, (piece.strip() for piece in line.split(_BESIDE)))))
        self._line = _Text()

    # --- text ---

    def _say(self, text: str, *, hidden: bool = False) -> None:
        element = self._open[-1] if self._open else _Open("")
        if element.is_textless:
            return
        table = self._tables[-1] if self._tables else None
        if hidden or element.is_hidden:
            if table and table.row:
                (table.text if table.cell and self._is_in_hidden_row(table) else table.hidden).add(f"{text} ")
            return
        self._line.add(text)
        if table and table.cell:
            table.text.add(text)
        elif table and element.kind == "caption":
            table.caption.add(text)

    def _is_in_hidden_row(self, table: _Table) -> bool:
        """Whether the whole row is hidden, or the whole table: then its cells are read all the same."""
        return table.is_hidden or bool(table.row and table.row.is_hidden)

    def _break(self) -> None:
        self.end_line()
        if self._tables and self._tables[-1].cell:
            self._tables[-1].text.add(" ")

    # --- tables ---

    def _begin_table(self, element: _Open, attributes: dict[str, str | None]) -> None:
        self._break()
        table = _Table(len(self.page.lines), element.is_hidden)
        table.caption.add(f"{attributes.get('aria-label') or ''} ")
        self._tables.append(table)

    def _begin_group(self, element: _Open, attributes: dict[str, str | None]) -> None:
        if self._tables:
            self._tables[-1].group += 1
            self._tables[-1].in_head = element.kind == "thead"

    def _begin_row(self, element: _Open, attributes: dict[str, str | None]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row = Row(group=table.group, in_head=table.in_head, is_hidden=element.is_hidden)
            table.hidden = _Text()
            table.rows.append(table.row)

    def _begin_cell(self, element: _Open, attributes: dict[str, str | None]) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.row is None:
            return
        self._line.add("\t")
        table.text = _Text()
        spans = (_span(attributes, "rowspan", 65534), _span(attributes, "colspan", _MOST_SPANNED) or 1)
        table.cell = Cell("", *spans, is_header=element.kind == "th")
        if not element.takes_no_room:
            table.row.cells.append(table.cell)

    def _end_cell(self) -> None:
        if self._tables and self._tables[-1].cell:
            table = self._tables[-1]
            assert table.cell
            table.cell.text = table.text.line()
            table.cell = None

    def _end_row(self) -> None:
        if self._tables and self._tables[-1].row:
            table = self._tables[-1]
            assert table.row
            table.row.hidden_text = table.hidden.line()
            table.row = None
        self.end_line()

    def _end_table(self) -> None:
        self.end_line()
        if not self._tables:
            return
        table = self._tables.pop()
        if self._is_statement(table.rows):
            lines = (max(self._above, 0), table.first_line)
            self.page.tables.append(PageTable(table.rows, table.caption.line(), lines, table.is_hidden))
            self._above = len(self.page.lines)
            return
        outer = self._tables[-1] if self._tables else None
        if outer and outer.cell:
            for row in table.rows:
                outer.text.add(" ".join(["", *(cell.text for cell in row.cells), ""]))
                outer.hidden.add(f" {row.hidden_text}")


_BEGIN: dict[str, Callable[[_Walk, _Open, dict[str, str | None]], None]] = {
    "table": _Walk._begin_table,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _Walk._begin_group),
    "tr": _Walk._begin_row,
    **dict.fromkeys(("td", "th"), _Walk._begin_cell),
}
_END: dict[str, Callable[[_Walk], None]] = {
    "table": _Walk._end_table,
    "tr": _Walk._end_row,
    **dict.fromkeys(("td", "th"), _Walk._end_cell),
}


def _hides(attributes: dict[str, str | None]) -> bool:
    """Whether an element says of itself that it is not drawn."""
    return "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def _span(attributes: dict[str, str | None], name: str, most: int) -> int:
    value = attributes.get(name)
    digits = re.match(r"\s*(\d{1,6})", value) if value else None
    return min(int(digits[1]), most) if digits else 1


def _is_chosen(node: Any) -> bool:
    """Whether a choice is the one that its list shows: the one that is marked, else the first."""
    if "selected" in node.attributes:
        return True
    before, behind = node.prev, node.next
    while before is not None:
        if before.tag == "option":
            return False
        before = before.prev
    while behind is not None:
        if "selected" in (behind.attributes if behind.tag == "option" else ()):
            return False
        behind = behind.next
    return True


def _of_input(attributes: dict[str, str | None]) -> str:
    """What stands in a field."""
    kind = (attributes.get("type") or "text").lower()
    return "" if kind in _FIELDS_WITHOUT_TEXT else attributes.get("value") or ""


def _of_image(attributes: dict[str, str | None]) -> str:
    """What is said in place of a picture: signs of money in and out are often one."""
    return attributes.get("alt") or ""


_FIELDS: dict[str, Callable[[dict[str, str | None]], str]] = {"input": _of_input, "img": _of_image}
