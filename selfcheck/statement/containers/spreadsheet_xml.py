"""XML Spreadsheet 2003 (SpreadsheetML): what some banks' "Excel" is, and what Excel itself once saved as XML.

Read with expat, element by element; a document type is refused, so that no entity can grow or fetch anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_words

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 1 << 14
"""Bytes within which the name space stands."""
_BEGINS = regex(rb"\s*<(?:\?xml|!--|\w+:Workbook\b|Workbook\b)")
_DECLARATION = regex(r"\s*<\?xml[^>]*\?>")
_MOST_BYTES = 100 * 1024 * 1024
_MOST_CELLS = 5_000_000
"""Of all sheets, and rows beside them, with those that are left out, since ``ss:Index`` may skip as many as it likes."""
_MOST_COLUMNS = 16_384
"""Excel's own limit (XFD)."""
_MIDNIGHT = regex(r"(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?")
_WHOLE = regex(r"(-?\d+)\.0+")


def _is_spreadsheet(source: Source) -> bool:
    head = source.data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _BEGINS.match(head) is not None and _NAMESPACE.encode() in head


class _Sheet(Struct):
    """A worksheet while it is read."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Of the rows, from 1."""


class _Reader:
    """What expat calls."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._row = 0
        self._column = 0
        self._cells = 0
        self._text: list[str] | None = None
        self._kind = ""
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        begin = {"Worksheet": self._worksheet, "Row": self._begin_row, "Cell": self._begin_cell, "Data": self._begin_data}
        local = _local(name)
        if local in begin and name.startswith(_NAMESPACE):
            begin[local]({_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        if _local(name) == "Data" and name.startswith(_NAMESPACE) and self._text is not None and self.sheets:
            rows = self.sheets[-1].rows
            if rows:
                rows[-1] += [""] * (self._column - len(rows[-1]))
                rows[-1][self._column - 1] = _cell("".join(self._text), self._kind)
            self._text = None

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _worksheet(self, attributes: dict[str, str]) -> None:
        self.sheets.append(_Sheet(attributes.get("Name", f"{len(self.sheets) + 1}")))
        self._row = 0

    def _begin_row(self, attributes: dict[str, str]) -> None:
        at = _index(attributes, self._row + 1)
        self._cells += at - self._row
        self._row, self._column = at, 0
        if self._cells > _MOST_CELLS:
            raise UnreadableError("excel-too-large")
        if self.sheets:
            self.sheets[-1].rows.append([])
            self.sheets[-1].numbers.append(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        at = _index(attributes, self._column + 1)
        self._cells += max(at - self._column, 1)
        self._column = at
        if at > _MOST_COLUMNS or self._cells > _MOST_CELLS:
            raise UnreadableError("excel-too-large")

    def _begin_data(self, attributes: dict[str, str]) -> None:
        if not self._column:  # data within no cell stand in the first
            self._begin_cell({})
        self._text = []
        self._kind = attributes.get("Type", "String")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _index(attributes: dict[str, str], following: int) -> int:
    """``ss:Index`` of a row or cell, which may leave some out and cannot go back."""
    digits = attributes.get("Index", "")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else following
    return max(number, following)


def _cell(text: str, kind: str) -> str:
    """A cell as a CSV would print it."""
    if kind == "DateTime" and (day := _MIDNIGHT.fullmatch(text.strip())):
        return day[1]
    if kind == "Number" and (whole := _WHOLE.fullmatch(text.strip())):
        return whole[1]
    return " ".join(text.split("\n")).strip()


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("excel-too-large")


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.in_child import ChildLostError, call

    if len(source.data) > _MOST_BYTES:
        raise UnreadableError("excel-too-large")
    decoded = decode(source.data, column_words(), source.encoding)
    text = _DECLARATION.sub("", decoded.text.lstrip("\ufeff"), count=1)
    try:
        sheets = call(_sheets_of, text.encode("utf-8", "replace"), list[_Sheet], budget=source.budget)
    except ChildLostError:
        raise UnreadableError("excel-too-large") from None
    for sheet in sheets:
        if any(cell for row in sheet.rows for cell in row):
            yield Part(_table(sheet), sheet.name)


def _sheets_of(data: bytes) -> list[_Sheet]:
    """All sheets; called in a process of its own."""
    from xml.parsers.expat import ExpatError, ParserCreate

    reader = _Reader()
    parser = ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError) as error:
        raise UnreadableError("broken-excel", reason=type(error).__name__) from None
    return reader.sheets


def _table(sheet: _Sheet) -> Table:
    """The rows of a sheet; those that it leaves out are blank."""
    last = sheet.numbers[-1]
    rows: list[list[str]] = [[]] * last
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        rows[number - 1] = cells
    lines = range(1, last + 1)
    return Table(",", rows, lines, lines, last)


SPREADSHEET_XML = Container(
    name="excel",
    suffixes=frozenset({".xml"}),
    recognises=_is_spreadsheet,
    read=_read,
)
