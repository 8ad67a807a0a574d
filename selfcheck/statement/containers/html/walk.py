"""A parsed page comes in; its tables with their cells, and the lines of text around them, go out.

The tree is walked once, without recursion: a page may nest its elements as deep as it likes. What a page does not show
(``hidden``, ``display: none``, fields of type hidden) is kept apart from what it shows. Scripts and styles are no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from selfcheck.statement.containers.html.elements import BREAKS, IN_WORDS, OUTERMOST, TEXT_OF, Element, element_of
from selfcheck.statement.containers.html.open_table import Gathering, OpenTable
from selfcheck.statement.containers.html.page import Page, PageTable, Row

_BESIDE = "\x1f"
"""Stands in a line where an element ends; what follows may be drawn beside it."""


def page_of(root: Any, is_statement: Callable[[list[Row]], bool]) -> Page:
    """Walk the tree below ``root`` (a node of selectolax); ``is_statement`` tells which tables are kept as such."""
    walk = _Walk(is_statement)
    for entered, node in _events(root):
        if not entered:
            walk.leave()
        elif node.tag == "-text":
            walk.say(node.text_content or "")
        elif not node.tag.startswith("-"):  # -comment and -doctype are not for the reader
            walk.enter(node)
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
        self._open: list[Element] = []
        self._tables: list[OpenTable] = []
        self._line = Gathering()
        self._above = 0
        """The line behind the last statement that was met."""

    def enter(self, node: Any) -> None:
        """An element begins."""
        element = element_of(node, self._innermost)
        self._open.append(element)
        if element.kind in BREAKS:
            self._break()
        if begin := _BEGIN.get(element.kind):
            begin(self, element)
        if text_of := TEXT_OF.get(element.tag):
            self.say(text_of(element.attributes), hidden=element.attributes.get("type") == "hidden")

    def leave(self) -> None:
        """The element that began last ends."""
        element = self._open.pop()
        if end := _END.get(element.kind):
            end(self)
        if element.kind in BREAKS:
            self._break()
        elif element.kind not in IN_WORDS:
            self._line.add(_BESIDE)

    def say(self, text: str, *, hidden: bool = False) -> None:
        """Text of the element that began last."""
        element, table = self._innermost, self._table
        if element.is_textless:
            return
        if hidden or element.is_hidden:
            if table:
                table.hide(text)
            return
        self._line.add(text)
        if table:
            table.show(text, is_caption=element.kind == "caption")

    def end_line(self) -> None:
        """A line of the page ends."""
        if line := self._line.line():
            self.page.lines.append(" ".join(line.replace(_BESIDE, "").split(" ")))
            self.page.cut_lines.append("\t".join(filter(None, (piece.strip() for piece in line.split(_BESIDE)))))
        self._line = Gathering()

    @property
    def _innermost(self) -> Element:
        return self._open[-1] if self._open else OUTERMOST

    @property
    def _table(self) -> OpenTable | None:
        """The table that began last."""
        return self._tables[-1] if self._tables else None

    def _break(self) -> None:
        self.end_line()
        if table := self._table:
            table.show(" ")

    # --- tables; their parts may stand where no table is, on pages with broken markup or with roles alone ---

    def _begin_table(self, element: Element) -> None:
        self._break()
        self._tables.append(OpenTable(element, len(self.page.lines)))

    def _begin_group(self, element: Element) -> None:
        if table := self._table:
            table.begin_group(element)

    def _begin_row(self, element: Element) -> None:
        if table := self._table:
            table.begin_row(element)

    def _begin_cell(self, element: Element) -> None:
        table = self._table
        if table and table.row:
            self._line.add("\t")
            table.begin_cell(element, table.row)

    def _end_cell(self) -> None:
        if table := self._table:
            table.end_cell()

    def _end_row(self) -> None:
        if table := self._table:
            table.end_row()
        self.end_line()

    def _end_table(self) -> None:
        self.end_line()
        table = self._tables.pop()
        if self._is_statement(table.rows):
            above = (self._above, table.first_line)
            self.page.tables.append(PageTable(table.rows, table.caption.line(), above, table.is_hidden))
            self._above = len(self.page.lines)
        elif outer := self._table:
            outer.take_in(table)


_BEGIN: dict[str, Callable[[_Walk, Element], None]] = {
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
