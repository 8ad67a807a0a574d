"""Statements come in, their transactions as CSV or JSON go out.

CSV is UTF-8 with a byte order mark, so that Excel opens it; text that Excel would take for a formula
is defused with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, Literal

from selfcheck.model.statement import Statement
from selfcheck.model.transactions import MONEY, Row
from selfcheck.printing.json import as_json
from selfcheck.printing.safe import cell_text

_FIELDS = ("path", "line", "date", "memo", "withdrawal", "deposit", "balance")


def converted(statements: Sequence[Statement], form: Literal["csv", "json"]) -> bytes:
    """All transactions of all statements, in file order."""
    entries: list[dict[str, Any]] = [
        {
            "path": statement.path,
            "encoding": statement.encoding,
            "bank": statement.bank,
            "transactions": [_plain(row) for row in statement.records.every()],
        }
        for statement in statements
    ]
    if form == "json":
        return as_json({"statements": entries})
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(_FIELDS)
    for entry in entries:
        for row in entry["transactions"]:
            values = [cell_text(str(entry["path"])), *(row[name] for name in _FIELDS[1:])]
            values[3] = cell_text(str(values[3]))
            writer.writerow(["" if value is None else value for value in values])
    return sheet.getvalue().encode("utf-8-sig")


def _plain(row: Row) -> dict[str, Any]:
    amounts = {name: getattr(row, name) for name in MONEY}
    return {"line": row.line, "date": row.date.isoformat(), "memo": row.text.memo, **amounts}
