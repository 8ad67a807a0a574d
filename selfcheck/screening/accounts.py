"""All lines of some accounts come in, as `lines.typed` gives them; the findings of `scan` go out as a table.

Each account becomes one statement, which is matched and assessed as a file is. Most accounts name no service at all;
of them nothing but the different memos is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct

from selfcheck.assessment.assess import assess
from selfcheck.assessment.payees import used
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge import schema as s
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.own_names import with_own
from selfcheck.model.many import Integers, ManyTransactions, narrow
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import MONEY, LineText
from selfcheck.screening.columns import BETWEEN_CELLS
from selfcheck.statement.balance.check import check_balance

FINDINGS = ("account", "line", "date", "memo", "withdrawal", "service", "level", "signals")


class Screening(Struct, frozen=True):
    """What to look for; small, and may be sent to other processes."""

    bank: str | None = None
    uses: tuple[str, ...] = ()
    services: tuple[s.Service, ...] = ()
    """What the desk adds to those that are known."""
    lookalikes: tuple[s.Lookalike, ...] = ()
    cells: bool = False
    """Whether memos were put together from several columns."""

    @staticmethod
    def of(
        *, bank: str | None, uses: Collection[str], also: Sequence[str], rules: Path | None, cells: bool = False
    ) -> Screening:
        """From what a person says; raises `OptionError` for what is unknown or will not do."""
        knowledge = with_own(load(), rules, also)
        return Screening(
            knowledge.bank(bank).id if bank else None,
            used(uses, knowledge),
            knowledge.own_services,
            knowledge.own_lookalikes,
            cells,
        )

    def names(self, memo: str) -> bool:
        """Whether a memo may name a payment service, or a payee that nobody knows on an immediate-transfer rail."""
        matcher = _matcher(self)
        if matcher.says_nothing(memo):
            return False
        return bool(matcher.find_all(memo) or matcher.over_cells(memo) or matcher.unnamed(memo, self.bank))


@lru_cache(maxsize=4)
def _knowledge(how: Screening) -> Knowledge:
    return Knowledge(load().folder, own_services=how.services, own_lookalikes=how.lookalikes)


@lru_cache(maxsize=4)
def _matcher(how: Screening) -> Matcher:
    return Matcher(_knowledge(how))


def screened(lines: pd.DataFrame, how: Screening) -> pd.DataFrame:
    """The findings of all accounts, by account and in the order of their lines; columns as for `selfcheck.screen`."""
    memo, memos = pd.factorize(lines["memo"])
    texts = [_text(memo, how) for memo in memos.tolist()]
    named = np.array([how.names(text.searchable) for text in texts], dtype=bool)
    account, accounts = pd.factorize(lines["account"], sort=True)
    wanted = np.zeros(len(accounts), dtype=bool)
    wanted[account[named[memo]]] = True
    rows = np.flatnonzero(wanted[account])
    rows = rows[np.lexsort((lines["place"].to_numpy()[rows], account[rows]))]
    columns = {name: lines[name].to_numpy()[rows] for name in ("line", "day", *MONEY)} | {"memo": memo[rows]}
    bounds = np.flatnonzero(np.diff(account[rows], prepend=-1, append=len(accounts)))
    found = [
        (str(accounts[account[rows[begin]]]), *finding)
        for begin, end in pairwise(bounds)
        for finding in _findings({name: column[begin:end] for name, column in columns.items()}, texts, how)
    ]
    return as_table(found)


def as_table(findings: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Findings as columns of the types that `selfcheck.screen` promises."""
    columns = dict(zip(FINDINGS, zip(*findings, strict=True), strict=True)) if findings else dict.fromkeys(FINDINGS, ())
    kinds = {"line": "int64", "date": "datetime64[s]", "withdrawal": "Int64", "signals": "object"}
    return pd.DataFrame({name: pd.Series(column, dtype=kinds.get(name, "str")) for name, column in columns.items()})


def _findings(columns: dict[str, Any], texts: Sequence[LineText], how: Screening) -> Iterator[tuple[Any, ...]]:
    """What `scan` finds in one account, in the order of its lines."""
    statement, order = _statement(columns, texts, how)
    findings = assess([statement], _matcher(how), _knowledge(how), how.uses)
    for finding in sorted(findings, key=lambda finding: finding.number):
        line = int(columns["line"][order[finding.line - 1]])
        yield (
            line,
            finding.date,
            finding.memo,
            finding.withdrawal,
            finding.service,
            str(finding.level),
            tuple(r.signal for r in finding.reasons),
        )


def _statement(columns: dict[str, Any], texts: Sequence[LineText], how: Screening) -> tuple[Statement, Integers]:
    """One account as a statement, and which row each of its lines is.

    Its lines are counted from 1, since months that were put one after the other may begin anew.
    """
    rows = len(columns["line"])
    different, used = np.unique(columns["memo"], return_inverse=True)
    said = [texts[number] for number in different.tolist()]

    def in_order(order: Integers) -> Statement:
        numbers = np.arange(1, rows + 1, dtype=np.int64)
        money = [narrow(columns[name][order]) for name in MONEY]
        records = ManyTransactions(numbers, columns["day"][order], used[order].astype(np.int32), said, money)
        return Statement("", "read", records, bank=how.bank, layout="table", balance_check=check_balance(records))

    as_given = np.arange(rows, dtype=np.int64)
    statement = in_order(as_given)
    if statement.balance_check.breaks:
        by_line = np.argsort(columns["line"], kind="stable")
        other = by_line if (by_line != as_given).any() else np.argsort(columns["day"], kind="stable")
        again = in_order(other)
        if len(again.balance_check.breaks) < len(statement.balance_check.breaks):
            return again, other
    return statement, as_given


def _text(memo: str, how: Screening) -> LineText:
    return LineText(memo.replace(BETWEEN_CELLS, " ") if how.cells else memo, memo, "", "")
