"""A header with cells too many or too few: its names are moved only to where the values below are what they say."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.alignment import aligned
from selfcheck.statement.words import column_names
from tests.statement.layout.made import cells

ROWS = cells("2026/9/7,電気,1000,,9000", "2026/9/8,給与,,5000,14000")
SHIFTED = {
    "one name is missing in front": ("摘要,出金,入金,残高", ROWS, ",摘要,出金,入金,残高"),
    "one name is missing within": ("日付,出金,入金,残高", ROWS, "日付,,出金,入金,残高"),
    "two names are missing": ("日付,入金,残高", cells("2026/9/7,9:30,本店,700,800"), "日付,,,入金,残高"),
    "one name is too many": ("通番,日付,摘要,出金,入金,残高", ROWS, "日付,摘要,出金,入金,残高"),
    "two names are too many": ("通番,店番,日付,摘要,出金,入金,残高", ROWS, "日付,摘要,出金,入金,残高"),
    "rows of another width are notes": (
        "摘要,出金,入金,残高",
        [*ROWS, ["合計", "1000"], [""] * 5, *ROWS],
        ",摘要,出金,入金,残高",
    ),
}
LEFT = {
    "the width is right": ("日付,摘要,出金,入金,残高", ROWS),
    "a further cell stands at the end": (
        "日付,摘要,出金,入金,残高",
        cells("2026/9/7,電気,1000,,9000,*", "2026/9/8,A,1,,8999,*"),
    ),
    "empty cells stand at the end": ("日付,摘要,出金,入金", cells("2026/9/7,電気,1000,,", "2026/9/8,ガス,1000,,")),
    "three names are missing": ("摘要,出金,残高", cells("1,2,2026/9/7,電気,1000,9000")),
    "commas in amounts made cells": ("摘要,出金,残高", cells("電気,1,000,9,000", "ガス,1,000,8,000")),
    "nothing fits": ("取引日,出金,残高", cells("a,b,c,d", "a,b,c,d")),
    "most cells below are something else": (
        "摘要,出金,入金,残高",
        cells("2026/9/7,電気,1000,,9000", "2026/9/7,電気,x1,,9000", "2026/9/7,電気,x2,,9000", "2026/9/7,電気,x3,,9000"),
    ),
    "there are no rows": ("日付,摘要", []),
}


@pytest.mark.parametrize("case", SHIFTED)
def test_names_are_moved_above_what_they_name(case: str):
    header, rows, moved = SHIFTED[case]
    assert list(aligned(header.split(","), rows, column_names())[0]) == moved.split(",")


@pytest.mark.parametrize("case", LEFT)
def test_names_stay_where_they_are(case: str):
    header, rows = LEFT[case]
    names = header.split(",")
    assert aligned(names, rows, column_names())[0] is names
