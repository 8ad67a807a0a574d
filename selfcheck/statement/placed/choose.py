"""The tables that one text can be read as come in; the one that its running balance proves goes out.

Amounts that stand under one header or another are told apart by place, and place is a hint. Every way of telling columns
apart is tried, what each comes to is read like any other table, and the balance chooses. Where it can prove none, the
likeliest is taken, and the report says what was not proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Fate, Problem
from selfcheck.statement.options import Options
from selfcheck.statement.placed.columns import WAYS
from selfcheck.statement.placed.grid import Grid, Placed
from selfcheck.statement.plan import plan_for
from selfcheck.statement.text.table import Table

_BEST = (0, 0, 0, 0)
"""Proven from the first row to the last, and nothing in it refused."""
Score = tuple[int, int, int, int, int]
"""What speaks against a reading, least first: that it is not proven; that it is a fallback; its breaks, refused rows and rows
that move no money; rows that no step of the balance proves; fewer rows."""


def chosen(tables: Iterable[Placed], path: str, options: Options) -> Table | None:
    """The best table of all; None where no way of reading gives one with dates and amounts."""
    scored: list[tuple[Score, Placed]] = []
    for placed in tables:
        score = _score(placed, path, options)
        if score is not None:
            scored.append((score, placed))
            if score[:4] == _BEST:
                break
    if not scored:
        return None
    score, placed = min(scored, key=lambda option: option[0])
    problems = [Problem(line, "placed-memo", sentence("placed-memo")) for line in placed.memos_unsure]
    if score[0] and not placed.has_cells:
        # Two readings that differ only in how columns were told give the same cells: then nothing is in doubt but the proof.
        rivals = {_cells(other.table) for rival, other in scored if rival[:4] == score[:4]}
        key = "placed-not-proven" if len(rivals) == 1 and not placed.is_guess else "placed-side-unclear"
        problems.append(Problem(0, key, sentence(key)))
    return replace(placed.table, problems=(*placed.table.problems, *problems))


def _cells(table: Table) -> tuple[tuple[str, ...], ...]:
    """What two readings of one text may differ in."""
    return tuple(map(tuple, table.rows))


def tables_of(*grids: Grid) -> Iterator[Placed]:
    """Each reading of some grids once, the likeliest first."""
    seen: list[Table] = []
    for grid in grids:
        for continued in (True, False):
            for alignment, header_at in WAYS:
                placed = grid.placed(alignment, header_at, continued=continued)
                if placed and placed.table not in seen:
                    seen.append(placed.table)
                    yield placed


def _score(placed: Placed, path: str, options: Options) -> Score | None:
    """None where there is nothing to be weighed."""
    try:
        read = plan_for(placed.table, path, "", options).read()
    except UnreadableError:
        return None
    if not len(read.transactions):
        return None
    transactions, balance = read.transactions, read.balance
    accounts = len({text.account for text in transactions.texts})
    still = sum(row.withdrawal is None and row.deposit is None for row in transactions.every())
    against = len(balance.breaks) + read.reading.ledger.close()[Fate.PROBLEM] + still
    unproven = max(len(transactions) - accounts - balance.checked, 0)
    return int(balance.status != "consistent"), int(placed.is_fallback), against, unproven, -len(transactions)
