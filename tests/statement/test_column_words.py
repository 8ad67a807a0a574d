"""Which column a word of a header names, however it is written; and which words name none."""

from __future__ import annotations

import pytest

from selfcheck.statement.column_words import canonical, same_cell
from selfcheck.statement.words import column_names, column_words

NAMES = column_names()


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        *(
            ("日付", "date"),
            ("お取引日", "date"),
            ("年月日", "date"),
            ("年", "year"),
            ("月", "month"),
            ("日", "day"),
            ("(年)", "year"),
        ),
        *(("摘要", "memo"), ("お取引内容", "memo"), ("出金", "withdrawal"), ("お支払い金額（円）", "withdrawal")),
        *(
            ("ｼﾕﾂｷﾝ", "withdrawal"),
            ("入金", "deposit"),
            ("お預り金額", "deposit"),
            ("残高", "balance"),
            ("差引 残高", "balance"),
        ),
        *(("取引金額", "amount"), ("入出金", "amount"), ("金額（お支払）", "withdrawal"), ("金額（お預り）", "deposit")),
        *(
            ("金額（税込）", "amount"),
            ("出金（残高）", "withdrawal"),
            ("Withdrawals (JPY)", "withdrawal"),
            ("BALANCE", "balance"),
        ),
        *(("口座番号", "account"), ("区分", "direction"), ("入金・出金", "amount")),
        *(
            ("入出金明細ＩＤ", None),
            ("残高番号", "balance"),
            ("出金手数料", None),
            ("1000", None),
            ("2026/9/7", None),
            ("", None),
        ),
        *(("¥1,000", None), ("あれ", None), ("出金" + "　" * 38, "withdrawal"), ("出金" + "　" * 39, None)),
    ],
)
def test_a_word_names_a_role(cell: str, role: str | None):
    assert NAMES.role_of(cell) == role
    named = NAMES.role(cell)
    assert (named and named.role) == role


def test_the_best_word_of_a_role_comes_first():
    assert NAMES.named(["出金サービス", "出金", "日付", "x"]) == {"withdrawal": [1, 0], "date": [2]}
    assert NAMES.named([]) == {}


def test_roles_are_counted_once():
    assert NAMES.count_roles(["日付", "取引日", "摘要", "x", "1000"]) == 2
    assert NAMES.count_roles([]) == 0


@pytest.mark.parametrize(
    ("cell", "excluded"),
    [
        ("取引番号", True),
        ("支店名", True),
        ("ID", True),
        ("ideal", False),
        ("摘要", False),
        ("", False),
        ("手数料（税込）", True),
    ],
)
def test_ids_and_numbers_are_excluded(cell: str, excluded: bool):
    assert NAMES.is_excluded(cell) is excluded


def test_two_words_mean_one_thing_to_the_bank_and_another_to_the_holder():
    assert [NAMES.is_two_faced(cell) for cell in ("借方", "貸方", "Debit", "出金")] == [True, True, True, False]


def test_a_word_may_be_cut_off_at_its_end():
    assert [NAMES.is_beginning(cell) for cell in ("お支払金", "出", "出金", "あれこれ")] == [True, False, True, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("お引き出し額", "引出額"),
        ("御支払額", "支払額"),
        ("出金（円）", "出金"),
        ("ﾃﾞｰﾀ", "データ"),
        ("ﾃﾞｨ", "ディ"),
        ("Money-Out", "moneyout"),
        ("残　高", "残高"),
        ('"残高"', "残高"),
        ("（残高）", "残高"),
        ("年(月)日", "年月日"),
    ],
)
def test_a_word_is_one_however_it_is_written(one: str, other: str):
    assert canonical(one) == canonical(other)


def test_words_of_hiragana_alone_stay():
    assert canonical("おかね") == "おかね"
    assert canonical("御") == "御"


def test_cells_are_the_same_in_any_width_and_with_spaces():
    assert same_cell(' "お 取引日（円）" ') == "お取引日(円)"
    assert same_cell("ｱﾞ") != same_cell("ア")


def test_words_that_speak_for_an_encoding_are_japanese_and_no_single_letters():
    words = column_words()
    assert {"日付", "残高"} <= words
    assert all(len(word) > 1 for word in words)
    assert "balance" not in words
