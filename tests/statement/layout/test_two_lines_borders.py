"""Where a transaction on two lines ends: what is joined, and what is not enough to join anything."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.two_lines import pairs_joined
from selfcheck.statement.words import column_names
from tests.statement.layout.made import table_of

HEADER = ("お取引日,お取引区分,お支払金額,差引残高", "お取扱店,摘要,お預り金額")
PAIR = ("2026/9/{},口座振替,30000,470000", "本店,ドコモコウザ")


def pairs(count: int) -> list[str]:
    return [line.format(day % 28 + 1) for day in range(1, count + 1) for line in PAIR]


def joined(*lines: str) -> list[list[str]] | None:
    table = table_of(*lines)
    found = pairs_joined(table, column_names())
    return None if found is table else [list(row) for row in found.rows]


def test_the_second_line_stands_behind_the_first_in_columns_of_its_own():
    rows = joined("明細", *HEADER, *pairs(2), "合計,60000")
    assert rows == [
        ["明細"],
        ["お取引日", "お取引区分", "お支払金額", "差引残高", "お取扱店", "摘要", "お預り金額"],
        ["2026/9/2", "口座振替", "30000", "470000", "本店", "ドコモコウザ", ""],
        ["2026/9/3", "口座振替", "30000", "470000", "本店", "ドコモコウザ", ""],
        ["合計", "60000"],
    ]


NOT_JOINED = {
    "one pair": [*HEADER, *pairs(1), "合計,30000"],
    "rows with nothing below": [*HEADER, *pairs(2), *["2026/9/9,振替,1,469999", ",,,"] * 3],
    "rows of one line among pairs": [*HEADER, *pairs(2), *["2026/9/9,振替,1,469999"] * 2],
    "a lower header with a value": [HEADER[0], "お取扱店,摘要,お預り金額,1000", *pairs(3)],
    "a lower header with a day": [HEADER[0], "お取引日,摘要,お預り金額", *pairs(3)],
    "a lower header without money": [HEADER[0], "お取扱店,摘要,備考", *pairs(3)],
    "a lower header of money alone": [HEADER[0], "お取扱店,店番,お預り金額", *pairs(3)],
    "an upper header without a day": ["番号,お取引区分,お支払金額,差引残高", HEADER[1], *pairs(3)],
    "an upper header without money": ["お取引日,お取引区分,番号,備考", HEADER[1], *pairs(3)],
    "days in the third cell": [*HEADER, *["本店,振替,2026/9/7,30000", "本店,ドコモコウザ"] * 3],
    "numbers of six digits": [*HEADER, *["260907,振替,30000,470000", "本店,ドコモコウザ"] * 3],
}


@pytest.mark.parametrize("case", NOT_JOINED)
def test_rows_that_are_no_pairs_are_left(case: str):
    assert joined(*NOT_JOINED[case]) is None


JOINED = {
    "one note among many": [*HEADER, *pairs(4), "合計,120000", "以上"],
    "days of eight digits": [*HEADER, *["20260907,振替,30000,470000", "本店,ドコモコウザ"] * 2],
    "days in the second cell": [*HEADER, *["1,2026/9/7,30000,470000", "本店,ドコモコウザ"] * 2],
}


@pytest.mark.parametrize("case", JOINED)
def test_pairs_are_joined_where_nearly_all_rows_are_pairs(case: str):
    assert joined(*JOINED[case]) is not None


def test_the_header_is_looked_for_among_the_first_two_hundred_rows():
    assert joined(*["x,y"] * 199, *HEADER, *pairs(10)) is not None
    assert joined(*["x,y"] * 200, *HEADER, *pairs(10)) is None
