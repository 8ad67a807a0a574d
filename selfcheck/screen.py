"""The lines of many accounts come in as one table, the findings of all of them go out as another.

This is `scan` for a desk that has its customers' lines as a table, not as files: the same names, the same assessment, each
account by itself. `selfcheck.screening` does the same for tables that do not fit one machine.

What it needs is loaded when something is screened, so that ``import selfcheck`` waits for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def screen(
    transactions: pd.DataFrame,
    *,
    account: str = "account",
    bank: str | None = None,
    uses: Collection[str] = (),
    also: Sequence[str] = (),
    rules: str | Path | None = None,
) -> pd.DataFrame:
    """Check the lines of many accounts for withdrawals by payment services.

    ``transactions`` has the columns of `Statement.transactions` (line, date, memo, withdrawal, deposit, balance; amounts in
    yen) and a column, named by ``account``, that says whose line it is. ``line``, ``deposit`` and ``balance`` may be
    missing; without balances nobody can see that an account was emptied. The lines of an account are taken to stand in
    the order of its book, whatever stands between them; where the balance shows that they do not, they are put in the
    order of ``line``, or of the dates. ``bank`` (an id or a name) is the bank of all of them; ``uses``, ``also`` and
    ``rules`` are as for `selfcheck.scan`.

    Returns one row for each finding, by account and in the order of its lines: account (str), line (int; its place in the
    table where there is no column ``line``), date (datetime64), memo (str, as printed), withdrawal
    (Int64 yen, NA for money in), service, level (str), signals (tuple of ids).

    Raises `OptionError` for an unknown bank or service, and `InputError` for a column that is missing or holds what is no
    date, no whole number of yen or no account.
    """
    import pandas as pd

    from selfcheck.errors import InputError
    from selfcheck.screening.accounts import Screening, screened
    from selfcheck.screening.table import COLUMNS, typed

    if not isinstance(transactions, pd.DataFrame):
        raise InputError("screen-no-dataframe", found=type(transactions).__name__)
    how = Screening.of(bank=bank, uses=uses, also=also, rules=Path(rules) if rules else None)
    columns = {role: (account if role == "account" else role,) for role in COLUMNS}
    lines, refused = typed(transactions, columns)
    refused.raise_first()
    return screened(lines, how)
