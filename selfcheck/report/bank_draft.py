"""A statement that was read by inference comes in; the draft of a bank's TOML file goes out.

The draft loads as it stands; a person checks the columns against the file and fills in the names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from selfcheck.errors import OptionError
from selfcheck.language.sentences import Lang, say
from selfcheck.model.statement import Statement
from selfcheck.printing.safe import escaped

_SEVERAL = ("date", "memo")
"""Roles that several columns may play: year, month and day, or a memo in two cells."""
_ROLES = ("date", "withdrawal", "deposit", "transfer", "amount", "direction", "balance", "memo", "account")


def draft_bank(statements: Sequence[Statement], ident: str, lang: Lang) -> str:
    """TOML for the first statement with a header. Raises `OptionError` where there is none, or for a wrong id."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", ident):
        raise OptionError("draft-id", id=ident)
    statement = next((statement for statement in statements if statement.header and statement.columns.get("memo")), None)
    if statement is None:
        raise OptionError("draft-nothing")
    head = say("draft-head", lang, path=escaped(statement.path), why=statement.why)
    lines = [f"# {line}" for line in head.splitlines()]
    lines += [f"id = {_text(ident)}", f"name = {{ ja = {_text(ident)}, en = {_text(ident)} }}", 'sources = ["own"]', ""]
    lines += ["[[layouts]]", f"id = {_text(ident)}", *_layout(statement), 'sources = ["own"]']
    return "\n".join(lines) + "\n"


def _layout(statement: Statement) -> Iterator[str]:
    """``header``, ``encodings`` (a file of text has one), and the column or columns of each role that is played."""
    yield f"header = {_list(statement.header)}"
    if statement.encoding:
        yield f"encodings = {_list((statement.encoding,))}"
    for role in _ROLES:
        if cells := [_name(cell, statement.header) for cell in statement.columns.get(role, ())]:
            yield f"{role} = {_list(cells) if role in _SEVERAL else _text(cells[0])}"


def _name(cell: str, header: Sequence[str]) -> str:
    """A column by its header cell, or by its number from 0 where the header names it twice or not at all."""
    return cell if header.count(cell) == 1 else f"#{list(header).index(cell)}"


def _text(value: str) -> str:
    return json.dumps(escaped(value), ensure_ascii=False)


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"
