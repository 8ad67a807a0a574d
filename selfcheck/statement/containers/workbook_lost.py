"""The members of a workbook come in; the cells whose value is lost go out, which calamine gives as empty ones.

OpenDocument and the binary kinds of Excel have modules of their own. In Excel's XML ``<c r="C5" t="e"><v>#REF!</v></c>`` holds
an error, and ``<c r="C5"><f>B5*2</f><v/></c>`` a formula whose result was never stored, because a program wrote it that does
not calculate; with ``t="str"`` the result is an empty text (ECMA-376, 18.3.1.4, 18.3.1.40).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from selfcheck.patterns import regex
from selfcheck.statement.containers.lost_cell import Formulas, LostCell, lost_cell
from selfcheck.statement.containers.workbook_lost_ods import lost_in_opendocument, may_hold_lost
from selfcheck.statement.containers.workbook_lost_xlsb import lost_in_binary, sheets_in_binary

_TOKEN = regex(rb"<(/?)(?:[A-Za-z]\w*:)?(c|f|v)\b([^<>]*)>([^<]*)")
_REFERENCE = regex(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ERROR = regex(rb"""\bt\s*=\s*["']e["']""")
_TEXT = regex(rb"""\bt\s*=\s*["']str["']""")
_ATTRIBUTE = regex(r"""([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_TAG = regex(r"<(?:\w+:)?(sheet|Relationship)\b([^<>]*)>")
_WORKBOOK, _BINARY = "xl/workbook.xml", "xl/workbook.bin"
_RELATIONS = ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels")
_OPENDOCUMENT = "content.xml"


class LostCells(Struct):
    """Looks through the members of a workbook, one after the other."""

    _sheets: dict[str, list[LostCell]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _names: list[tuple[str, str]] = field(default_factory=list)
    """Name and relation of each sheet."""
    _binary: list[str] = field(default_factory=list)
    """The members that are sheets in the binary form, in the order in which they were looked at."""
    _formulas: Formulas = field(default_factory=Formulas)
    _direct: Mapping[str, list[LostCell]] = field(default_factory=dict)
    """By the names of sheets, where the content itself says them."""

    def look(self, name: str, content: bytes) -> None:
        """Remember what a member says of lost cells, or of the names of sheets."""
        if name == _WORKBOOK or name in _RELATIONS:
            self._lists[name] = content.decode("utf-8", "replace")
        elif name == _BINARY:
            self._names += sheets_in_binary(content)
        elif name == _OPENDOCUMENT and may_hold_lost(content):
            self._direct = lost_in_opendocument(content)
        elif name.startswith("xl/worksheets/") and name.endswith(".bin"):
            self._sheets[name] = list(lost_in_binary(content, len(self._binary), self._formulas))
            self._binary.append(name)
        elif name.startswith("xl/worksheets/") and name.endswith(".xml") and (b"<f" in content or _ERROR.search(content)):
            self._sheets[name] = list(_lost(content))

    def by_sheet(self) -> Mapping[str, list[LostCell]]:
        """The lost cells of each sheet, by its name."""
        for number, cell in self._formulas.lost():
            self._sheets[self._binary[number]].append(cell)
        if not any(self._sheets.values()):
            return self._direct
        related = (one for relations in _RELATIONS for one in self._tags(relations, "Relationship"))
        targets = {one.get("Id", ""): _member(one.get("Target", "")) for one in related}
        named = [(one.get("name", ""), one.get("r:id", "")) for one in self._tags(_WORKBOOK, "sheet")]
        return {name: self._sheets.get(targets.get(relation, ""), []) for name, relation in [*named, *self._names]}

    def _tags(self, member: str, name: str) -> Iterator[dict[str, str]]:
        """The attributes of all tags of a name."""
        for tag in _TAG.finditer(self._lists.get(member, "")):
            if tag[1] == name:
                yield {found[1]: html.unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(tag[2])}


def _member(target: str) -> str:
    """Where a sheet lies; a relation says it from the folder of the workbook or from the top."""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _lost(content: bytes) -> Iterator[LostCell]:
    """Every cell of a sheet that holds an error, or a formula without a result."""
    attributes: bytes = b""
    formula: bytes | None = None
    value: bytes | None = None
    for token in _TOKEN.finditer(content):
        name, closes = token[2], bool(token[1])
        if name == b"c":
            if attributes and (cell := _cell(attributes, formula, value)):
                yield cell
            # <c r="C5" s="1"/> is empty by itself
            attributes, formula, value = b"" if closes or token[3].endswith(b"/") else token[3], None, None
        elif not closes and name == b"f":
            formula = token[4]
        elif not closes:
            value = token[4].strip()


def _cell(attributes: bytes, formula: bytes | None, value: bytes | None) -> LostCell | None:
    place = _REFERENCE.search(attributes)
    is_error = _ERROR.search(attributes) is not None
    is_stored = value or (value is not None and _TEXT.search(attributes))
    if place is None or (not is_error and (formula is None or is_stored)):
        return None
    column = 0
    for letter in place[1].upper().decode():
        column = column * 26 + ord(letter) - ord("@")
    printed = (value or b"").decode("utf-8", "replace") if is_error else ""
    text = html.unescape(printed) or "=" + html.unescape((formula or b"").decode("utf-8", "replace"))
    return lost_cell(int(place[2]), column, text)
