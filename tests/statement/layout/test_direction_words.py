"""Which way a word says the money went: a whole word, a mark in brackets, a part of a short kind; else neither."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.knowledge import load
from selfcheck.statement.layout.cause import cause_of
from selfcheck.statement.layout.direction import Directions

DIRECTIONS = Directions(load().columns, more_in=("ふやす",))


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        *(("出金", "out"), ("お支払い", "out"), ("－", "out"), (" - ", "out"), ("DR", "out"), ("入金", "in"), ("＋", "in")),
        *(("ふやす", "in"), ("電気", "neither"), ("", "neither")),
        *(("[出金]ヤチン", "out"), ("【入】ヤマダ", "in"), ("ヤチン【出】", "out"), ("<入金> A", "in"), ("(電気)A", "neither")),
        *(("口座引落", "out"), ("ＡＴＭ入金", "in"), ("入出金", "neither"), ("振込入金取消手数料", "neither")),
        *(("自動引落し電気料金12", "out"), ("自動引落し電気料金電気料金円", "neither")),  # longer than a kind
        *(("[出金口座の名前の長い]A", "neither"), ("A[出金]B", "neither")),
    ],
)
def test_a_cell_says_which_way_the_money_went(cell: str, way: str):
    assert DIRECTIONS.of(cell) == way
    assert DIRECTIONS.of(cell) == way  # asked again


def test_a_plain_word_is_nothing_else_and_a_mark_stands_beside_more():
    assert [DIRECTIONS.is_plain(cell) for cell in ("出金", "[出金]A", "口座引落", "電気")] == [True, False, False, False]
    assert [DIRECTIONS.is_marked(cell) for cell in ("出金", "[出金]A", "口座引落", "電気")] == [False, True, False, False]


def test_the_share_is_of_all_cells():
    assert DIRECTIONS.share(["出金", "入金", "電気", ""]) == 0.5
    assert DIRECTIONS.share([]) == 0


def test_the_accounts_of_a_journal_that_are_at_a_bank_are_known():
    assert DIRECTIONS.is_bank_account("普通預金（みずほ）")
    assert not DIRECTIONS.is_bank_account("売上高")


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        *(("####", "cause-hashes"), ("#", None), ("1.2E+05", "cause-exponent"), ("Sep-26", "cause-english-month")),
        *(("46270", "cause-serial"), ("56270", None), ("****", "cause-masked"), ("*", None), ("12.5", "cause-fraction")),
        *(("12.0", None), ("??", "cause-garbled"), ("繧ｫ", "cause-garbled"), ("US$5", "cause-currency"), ("電気", None)),
    ],
)
def test_what_probably_happened_to_a_cell_is_named(cell: str, key: str | None):
    cause = cause_of(cell, load().columns)
    assert getattr(cause, "key", None) == key


@pytest.mark.parametrize("names", ["摘要,内容", "内容,摘要", "取引内容,摘要", "区分,摘要"])
def test_a_column_that_only_says_which_way_is_no_part_of_the_memo_whatever_it_is_called(names: str, tmp_path: Path):
    lines = ["1,出金,電気,1000,99000", "2,入金,給与,5000,104000", "3,出金,ペイペイ,2000,102000", "4,出金,ガス,1000,101000"]
    file = tmp_path / "meisai.csv"
    file.write_text("\n".join([f"日付,{names},金額,残高", *(f"2026/9/{line}" for line in lines), ""]), encoding="utf-8")
    statement = selfcheck.read(file, today=dt.date(2026, 11, 22))
    assert [row.text.memo for row in statement.records.every()] == ["電気", "給与", "ペイペイ", "ガス"]
