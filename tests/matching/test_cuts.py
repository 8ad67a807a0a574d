"""Names at the end of a column, over two cells, and with long marks."""

from __future__ import annotations

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher

MATCHER = Matcher(load())


def named(memo: str) -> set[str]:
    return {hit.service for hit in MATCHER.find(memo)}


@pytest.mark.parametrize(
    ("memo", "service"),
    [
        ("SMBC(ｶ)ﾌｱﾐﾏﾃﾞｼ", "famipay"),
        ("SMBC(ｶ)ﾋﾞﾘﾝｸﾞｼ", "payb"),
        ("ｸﾚｼﾞﾂﾄ ﾃﾞｲ-ﾊﾞ", "d-barai"),
        ("バンドルカ－", "vandle-card"),
        ("ﾄﾞｺﾓｺ-", "docomo-koza"),
        ("エ－ユ－ペイメ", "au-pay"),
        ("ペイパ", "paypal"),
        ("EBﾌﾘｶｴ ﾗｸﾃﾝﾍﾟ", "rakuten-pay"),
        ("MHF)ｼﾊﾗｲﾋｼ", "shiharai-hisho"),
    ],
)
def test_the_beginning_of_a_name_counts_however_short(memo: str, service: str):
    assert named(memo) == {service}


@pytest.mark.parametrize(
    "memo",
    ["SMBC(ｶ)ﾌｱﾐﾏ", "SMBC(ｶ)ﾋﾞﾘﾝｸﾞ", "SMBC(ｶ)ﾋﾞﾘﾝｸ", "バンドル", "ﾄﾞｺﾓ", "エ－ユ－", "ペイパー", "ラクテンギ", "ﾗｸﾃﾝｷ",
     "シハラ",
     "ジエイコ", "リクル－", "ギンコウ", "アトバラ", "バンク",
     "ﾄﾞ-ｺﾓｺ", "ｸﾚｼﾞﾂﾄ ﾃﾞｲﾊﾞ"],
)  # fmt: skip
def test_the_beginning_of_something_else_does_not(memo: str):
    assert named(memo) == set()


@pytest.mark.parametrize("memo", ["SMBC(ｶ)ﾌｱﾐﾏﾃﾞｼ", "ｸﾚｼﾞﾂﾄ ﾃﾞｲ-ﾊﾞ", "EBﾌﾘｶｴ ﾈﾂﾄﾌﾟﾛﾃ"])
def test_little_that_is_left_needs_a_column_that_ends_there(memo: str):
    (hit,) = MATCHER.find(memo)
    assert hit.needs_narrow_column


@pytest.mark.parametrize(
    ("memo", "little"),
    [
        ("シハライヒ", True),
        ("ラクテンキヤ", True),
        ("ﾄﾞｺﾓｺｳ", False),
        ("ラクテンペ", False),
        ("ラインペ", False),
        ("SIHARAIHI", False),
    ],
)
def test_little_is_less_than_three_quarters_of_a_name_or_than_five_letters_or_four_of_a_name_that_was_seen(
    memo: str, little: bool
):
    (hit,) = MATCHER.find(memo)
    assert hit.needs_narrow_column is little


@pytest.mark.parametrize(
    ("memo", "begins"), [("プリン", True), ("ｸﾚｼﾞﾂﾄ PRING", True), ("ATONE", True), ("ペイペイ", False), ("KYASH", False)]
)
def test_a_short_name_that_begins_words_needs_a_column_that_does_not_end_there(memo: str, begins: bool):
    (hit,) = MATCHER.find(memo)
    assert hit.needs_whole_column is begins


@pytest.mark.parametrize(
    "memo", ["ア－トネ", "ｱ-ﾄﾈ", "プ－リン", "プリーン", "メールペイ", "ペイパ－ル", "ユメ－カ", "キャーッシュ"]
)
def test_a_long_mark_in_a_short_name_makes_another_word(memo: str):
    assert named(memo) == set()


@pytest.mark.parametrize(
    ("memo", "service"),
    [
        ("デイ－バライ", "d-barai"),
        ("デイバライ", "d-barai"),
        ("ﾃﾞｲｰﾊﾞﾗｲ", "d-barai"),
        ("ペイ-ペイ", "paypay"),
        ("メル－ペイ", "merpay"),
        ("ライン－ペイ", "line-pay"),
        ("PAY-PAY", "paypay"),
        ("AU-PAY", "au-pay"),
        ("エユペイ", "au-pay"),
        ("ドコモ－コウザ", "docomo-koza"),
        ("ペイペイ－チヤ－ジ", "paypay"),
    ],
)
def test_marks_that_the_name_has_and_hyphens_change_nothing(memo: str, service: str):
    assert named(memo) == {service}


@pytest.mark.parametrize("memo", ["チャプリン", "コウザプリン", "ザンダカ　プリン", "リヨウブンユメカ", "インストールアトネ"])
def test_words_meant_behind_a_name_are_not_taken_before_it(memo: str):
    assert named(memo) == set()


@pytest.mark.parametrize(
    "memo",
    ["チャージ　プリン", "チャージ(プリン)", "口座振替プリン", "電子マネー　ユメカ", "プリン　コウザフリカエ", "EBﾌﾘｶｴ ﾌﾟﾘﾝ"],
)
def test_words_that_stand_on_both_sides_do(memo: str):
    assert named(memo)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("ﾃﾞｲ-ﾊﾞ\tﾗｲ", "d-barai"),
        ("LINE P\tAY", "line-pay"),
        ("DF.ﾄﾞｺ\tﾓｺｳｻﾞ", "docomo-koza"),
        ("自払\tSMBC ﾍﾟｲ\tﾍﾟｲ", "paypay"),
    ],
)
def test_a_name_may_go_on_in_the_next_cell(text: str, service: str):
    (hit,) = MATCHER.over_cells(text)
    assert (hit.service, hit.over_cells) == (service, True)


@pytest.mark.parametrize(
    "text", ["ﾃﾞｲ-ﾊﾞ\t電気\tﾗｲ", "ペイペイ\tカード", "ﾄﾞ\tｺﾓｺｳｻﾞ", "ドコモ\tケイタイ", "ペイ\tメント", "オンライン\tペイ"]
)
def test_other_cells_that_follow_each_other_name_nothing(text: str):
    assert MATCHER.over_cells(text) == []


@pytest.mark.parametrize(
    ("memo", "printed"), [("ドコモ口座振替", "ドコモ口座振替"), ("ﾄﾞｺﾓｺｳｻﾞﾌﾘｶｴ", "ﾄﾞｺﾓｺｳｻﾞﾌﾘｶｴ"), ("ドコモ口座", ""),
     ("ペイペイ振替", ""), ("ドコモ口座入金", "")]
)  # fmt: skip
def test_a_name_and_a_kind_of_payment_in_one_are_told(memo: str, printed: str):
    (hit,) = MATCHER.find(memo)
    assert hit.with_kind == printed


@pytest.mark.parametrize(
    "memo",
    ["カンムリョウ", "ATONEMENT", "DHARANA", "KOIPATO", "ペイビン", "ユメカサゴ", "PRINGLES", "アートネイチャー", "バンクPOS"],
)
def test_ordinary_words_name_nothing(memo: str):
    assert named(memo) == set()
