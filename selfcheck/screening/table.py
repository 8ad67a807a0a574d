"""A table of lines as a desk has it comes in; its lines with checked types, and those refused with the reason, go out.

The columns may hold dates or texts, numbers or texts. Texts are read as statements print them (2020/9/8, 令和2年9月8日,
30,000円); what cannot be read is refused, never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from selfcheck.errors import InputError
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.many import Integers
from selfcheck.model.transactions import MONEY, NOTHING
from selfcheck.screening.columns import BAD, accounts, days, joined, memos, numbers
from selfcheck.screening.tally import Refused

COLUMNS: Final = ("account", "line", "date", "memo", *MONEY)
NEEDED: Final = ("account", "date", "memo", "withdrawal")
"""Without these nothing can be screened."""
Columns = Mapping[str, Sequence[str]]
"""For each of `COLUMNS` the columns of the table that it stands in; only a memo may stand in several."""


def typed(table: pd.DataFrame, columns: Columns, *, at: Integers | None = None, place: int = 0) -> tuple[pd.DataFrame, Refused]:
    """Lines that can be screened, and the others.

    ``at`` says where each row stands in its file (from 1), ``place`` what is to be added to the order of the rows. The
    lines have the columns account (str), place (int64, their order), line (int64), day (int32, from 1970-01-01), memo (str),
    withdrawal, deposit, balance (int64 yen, `NOTHING` where empty). Raises `InputError` for a missing column.
    """
    check_columns([str(name) for name in table.columns], columns)
    rows = len(table)
    where = np.arange(1, rows + 1, dtype=np.int64) if at is None else at
    refused = Refused(table, where)

    def read(role: str, values: Callable[[pd.Series[Any]], Integers]) -> Integers:
        name = columns[role][0]
        if name not in table.columns:
            return np.full(rows, NOTHING, dtype=np.int64)
        found = values(table[name])
        refused.add(found == BAD, name, f"bad-{_KINDS[role]}")
        return found

    account = accounts(table[columns["account"][0]])
    refused.add(account.is_bad, columns["account"][0], "bad-account")
    refused.add(account.is_empty, columns["account"][0], "no-account")
    day = read("date", days)
    refused.add(day == NOTHING, columns["date"][0], "no-date")
    out, into, balance = (read(role, numbers) for role in MONEY)
    line = read("line", numbers)
    cells = [(name, memos(table[name])) for name in columns["memo"]]
    for name, column in cells:
        refused.add(column.is_bad, name, "bad-memo")
    memo = cells[0][1] if len(cells) == 1 else joined([column for _, column in cells])
    unused = (out == 0) & (into != NOTHING)
    """Where nothing moved, 0 may stand; as in a statement."""
    into[~unused & (into == 0) & (out != NOTHING)] = NOTHING
    out[unused] = NOTHING
    lines = pd.DataFrame(
        {
            "account": account.column(),
            "place": np.arange(place, place + rows, dtype=np.int64),
            "line": np.where(line == NOTHING, where, line),
            "day": np.where((day == NOTHING) | (day == BAD), 0, day).astype(np.int32),
            "memo": memo.column(),
            "withdrawal": out,
            "deposit": into,
            "balance": balance,
        }
    )
    kept = refused.close(lines["memo"])
    return (lines if kept.all() else lines[kept].reset_index(drop=True)), refused


def check_columns(
    there: Sequence[str], columns: Columns, told: Collection[str] = (), path: str | None = None
) -> tuple[str, ...]:
    """The roles that no column of a table plays.

    Raises `InputError` for columns that are needed, or were ``told`` of, and are not there, or are there twice.
    """
    place = path or sentence("screen-table")
    _refuse_missing(there, [role for role in COLUMNS if role in NEEDED or role in told], columns, place)
    _refuse_doubled(there, columns, place)
    return tuple(role for role in COLUMNS if columns[role][0] not in there)


def _refuse_missing(there: Sequence[str], roles: Sequence[str], columns: Columns, place: str | Sentence) -> None:
    missing = dict.fromkeys(name for role in roles for name in columns[role] if name not in there)
    if missing:
        raise InputError("screen-missing-columns", path=place, missing=", ".join(missing), columns=", ".join(there))


def _refuse_doubled(there: Sequence[str], columns: Columns, place: str | Sentence) -> None:
    """A name that two columns have: which of them was meant, nobody can tell."""
    counts = Counter(there)
    for name in (name for role in COLUMNS for name in columns[role]):
        if counts[name] > 1:
            raise InputError("screen-column-twice", path=place, column=name)


_KINDS = {"date": "date", "line": "line", **dict.fromkeys(MONEY, "amount")}
