"""The content.xml of an OpenDocument spreadsheet comes in; the cells whose value is lost go out, by sheet.

``<table-cell formula="of:=1/0" … calcext:value-type="error"><text:p>#DIV/0!</text:p>`` is what LibreOffice writes for an error.
A formula without a result has neither a value nor a text, not even an empty one.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from selfcheck.patterns import regex
from selfcheck.statement.containers.lost_cell import LostCell, lost_cell

_TOKEN = regex(rb"<(?:[\w.-]+:)?(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)>")
_TIMES = regex(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,9})""")
_NAME = regex(rb"""(?:^|[\s:])name\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_FORMULA = regex(rb"""\bformula\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ERROR = regex(rb"""\bvalue-type\s*=\s*["']error["']""")
_TAG = regex(rb"<[^>]*>")
_PRINTED = regex(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|Err:\d{3}")
_MOST_ROWS = 1000
"""Rows for which one row may stand whose lost cells are told, each by itself."""


def may_hold_lost(content: bytes) -> bool:
    """Whether there is any formula, or an error that was pasted as one."""
    return b"formula=" in content or _ERROR.search(content) is not None


def lost_in_opendocument(content: bytes) -> Mapping[str, list[LostCell]]:
    """The lost cells of each sheet, by its name."""
    found: dict[str, list[LostCell]] = {}
    sheet: list[LostCell] = []
    row = following = column = 0
    tokens = list(_TOKEN.finditer(content))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        kind, attributes = token[1], token[2]
        if kind == b"table":
            sheet = found.setdefault(_text(_NAME.search(attributes)), [])
            following = 0
        elif kind == b"table-row":
            row, column = following + 1, 0
            following += _times(attributes)
        else:
            text = _lost_text(attributes, content[token.end() : after.start() if after else len(content)])
            if text:
                last = min(following, row + _MOST_ROWS - 1)
                sheet += (lost_cell(number, column + 1, text) for number in range(row, last + 1))
            column += _times(attributes)
    return found


def _lost_text(attributes: bytes, content: bytes) -> str:
    """The error that a cell shows, or its formula where that has no result; else nothing."""
    formula = _FORMULA.search(attributes)
    if formula is None and not _ERROR.search(attributes):
        return ""
    printed = html.unescape(_TAG.sub(b"", content).decode("utf-8", "replace")).strip()
    if _ERROR.search(attributes) or _PRINTED.fullmatch(printed):
        return printed or "#N/A"
    has_result = printed or b"value" in attributes or b"<" in content.replace(b"</", b"")
    return "" if has_result else f"={_text(formula).partition('=')[2]}"


def _text(found: object) -> str:
    groups = found.groups() if hasattr(found, "groups") else ()
    return html.unescape(next((group for group in groups if group), b"").decode("utf-8", "replace"))


def _times(attributes: bytes) -> int:
    found = _TIMES.search(attributes)
    return int(found[1]) if found else 1
