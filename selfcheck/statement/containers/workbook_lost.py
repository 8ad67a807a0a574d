"""The members of a newer Excel workbook come in; the cells whose value is lost go out, which calamine gives as empty ones.

``<c r="C5" t="e"><v>#REF!</v></c>`` holds an error; ``<c r="C5"><f>B5*2</f><v/></c>`` a formula whose result was never
stored, because a program wrote it that does not calculate (ECMA-376, 18.3.1.4, 18.3.1.40).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from selfcheck.patterns import regex

_TOKEN = regex(rb"<(/?)(?:[A-Za-z]\w*:)?(c|f|v)\b([^<>]*)>([^<]*)")
_REFERENCE = regex(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ERROR = regex(rb"""\bt\s*=\s*["']e["']""")
_ATTRIBUTE = regex(r"""([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_TAG = regex(r"<(?:\w+:)?(sheet|Relationship)\b([^<>]*)>")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LONGEST = 30


class LostCell(Struct, frozen=True):
    """A cell without a value, by row and column from 1."""

    row: int
    column: int
    name: str
    """As a spreadsheet calls it: C5."""
    text: str
    """The error as it is printed, or the formula with its sign."""

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula without a result."""
        return self.text.startswith("=")


class LostCells(Struct):
    """Looks through the members of a workbook, one after the other."""

    _sheets: dict[str, list[LostCell]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)

    def look(self, name: str, content: bytes) -> None:
        """Remember what a member says of lost cells, or of the names of sheets."""
        if name in (_WORKBOOK, _RELATIONS):
            self._lists[name] = content.decode("utf-8", "replace")
        elif name.startswith("xl/worksheets/") and name.endswith(".xml") and (b"<f" in content or _ERROR.search(content)):
            self._sheets[name] = list(_lost(content))

    def by_sheet(self) -> Mapping[str, list[LostCell]]:
        """The lost cells of each sheet, by its name."""
        if not any(self._sheets.values()):
            return {}
        targets = {one.get("Id", ""): _member(one.get("Target", "")) for one in self._tags(_RELATIONS, "Relationship")}
        return {
            one.get("name", ""): self._sheets.get(targets.get(one.get("r:id", ""), ""), [])
            for one in self._tags(_WORKBOOK, "sheet")
        }

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
    attributes, formula, value = b"", None, b""
    for token in _TOKEN.finditer(content):
        name, closes = token[2], bool(token[1])
        if name == b"c":
            if attributes and (cell := _cell(attributes, formula, value)):
                yield cell
            # <c r="C5" s="1"/> is empty by itself
            attributes, formula, value = b"" if closes or token[3].endswith(b"/") else token[3], None, b""
        elif not closes and name == b"f":
            formula = token[4]
        elif not closes and not token[3].endswith(b"/"):
            value = token[4].strip()


def _cell(attributes: bytes, formula: bytes | None, value: bytes) -> LostCell | None:
    place = _REFERENCE.search(attributes)
    is_error = _ERROR.search(attributes) is not None
    if place is None or (not is_error and (formula is None or value)):
        return None
    letters, row = place[1].upper().decode(), int(place[2])
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("@")
    printed = value.decode("utf-8", "replace") if is_error else ""
    text = html.unescape(printed) or "=" + html.unescape((formula or b"").decode("utf-8", "replace"))
    return LostCell(row, column, f"{letters}{row}", text[:_LONGEST])
