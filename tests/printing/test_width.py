"""Letters are counted as the terminal counts them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from selfcheck.printing.width import Widths, gives_signs_two_columns

NARROW, WIDE = Widths(), Widths(wide_signs=True)


@pytest.mark.parametrize(
    ("text", "narrow", "wide"),
    [("abc", 3, 3), ("ｱｲｳ", 3, 3), ("あいう", 6, 6), ("■", 1, 2), ("①※●×…", 5, 10), ("", 0, 0), ("ﾄﾞｺﾓ 1,000円", 12, 12)],
)
def test_signs_take_two_columns_on_a_japanese_console_of_windows(text: str, narrow: int, wide: int):
    assert (NARROW.of(text), WIDE.of(text)) == (narrow, wide)


@pytest.mark.parametrize(
    "system", [SimpleNamespace(name="posix", environ={}), SimpleNamespace(name="nt", environ={"WT_SESSION": "1"})]
)
def test_other_terminals_give_them_one(system: Any):
    assert not gives_signs_two_columns(system)
