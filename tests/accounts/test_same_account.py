"""Which of several statements without a number are of one account: the same as if all were compared with all."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from selfcheck.accounts.same_account import groups_of_one_account, line_keys
from selfcheck.model.few import FewTransactions
from selfcheck.model.transactions import LineText, Row

TEXT = LineText("電気", "電気", "", "")
LINES = st.lists(st.tuples(st.integers(1, 12), st.sampled_from([100, 200]), st.sampled_from([None, 1, 2])), max_size=5)


def statement(lines: list[tuple[int, int, int | None]]) -> Any:
    """Day of the month, withdrawal and balance of each line."""
    rows = [Row(place, place + 1, dt.date(2026, 9, day), TEXT, out, None, left) for place, (day, out, left) in enumerate(lines)]
    records = FewTransactions(rows)
    return SimpleNamespace(records=records, period=records.period)


def differ(one: Any, other: Any) -> bool:
    """Both have a balance on the days, more than one, that both cover, and no line in common."""
    if not (one.period and other.period):
        return False
    first, last = (
        pick(days).toordinal() for pick, days in zip((max, min), zip(one.period, other.period, strict=True), strict=True)
    )
    both = all(any(first <= day <= last for day in each.records.balance_days()) for each in (one, other))
    keys = [{key for row, key in line_keys(each, range(len(each.records))) if row.balance is not None} for each in (one, other)]
    return first < last and both and not keys[0] & keys[1]


@given(st.lists(LINES.map(statement), max_size=7))
def test_a_statement_joins_the_first_group_with_none_that_differs(statements: list[Any]):
    groups: list[list[Any]] = []
    expected = []
    for one in statements:
        found = next((at for at, group in enumerate(groups) if not any(differ(other, one) for other in group)), len(groups))
        groups[found:found] = [[]] if found == len(groups) else []
        groups[found].append(one)
        expected.append(found)
    assert groups_of_one_account(statements) == expected
