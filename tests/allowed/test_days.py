"""Which days of a statement are days of its transactions."""

from __future__ import annotations

import pytest

from selfcheck.allowed.days import told

YEAR = 366
GROUPS = {
    (): None,
    (5,): (5, 5),
    (1, 2, 900): (1, 900),
    # one that stands years apart from the others is none, before or behind them
    (1, 9 * YEAR, 9 * YEAR + 1): (9 * YEAR, 9 * YEAR + 1),
    (1, 2, 9 * YEAR): (1, 2),
    (1, 9 * YEAR, 9 * YEAR + 1, 20 * YEAR): (9 * YEAR, 9 * YEAR + 1),
    # an account that was left alone for some years is one account
    (1, 5 * YEAR, 10 * YEAR): (1, 10 * YEAR),
    (1, 1 + 5 * YEAR): (1, 1 + 5 * YEAR),
    (1, 2 + 5 * YEAR): (2 + 5 * YEAR, 2 + 5 * YEAR),
}


@pytest.mark.parametrize(("days", "span"), GROUPS.items())
def test_days_that_lie_years_apart_from_most_are_left_out(days: tuple[int, ...], span: tuple[int, int] | None):
    assert told(days) == span
