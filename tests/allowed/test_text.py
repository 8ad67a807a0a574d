"""What may stay of a text, by what it is and where it stands."""

from __future__ import annotations

import pytest

from selfcheck.allowed.text import allowed_text, cut

ALLOWED = allowed_text()

CELLS = {
    # words of banks, alone and made of each other
    "振込": "振込",
    "入出金明細照会": "入出金明細照会",
    "口座の明細": "口座の明細",
    "お引出し金額の合計": "お引出し金額の合計",
    "振込ＩＢ１": "振込ＩＢ***",
    "契約店舗コード": "契約店舗コード",
    "ｺﾄﾞ": "ｺﾄﾞ",
    "ｺﾄﾞ ﾔﾏﾀﾞ": "***",
    "円": "円",
    "ガス": "ガス",
    "カ－ド": "カ－ド",
    "詳細１": "詳細１",
    "現在（貸付）高": "現在（貸付）高",
    # what resembles a service and is none, but not beside a name
    "アップルペイ": "アップルペイ",
    "振込 アップルペイ": "振込 アップルペイ",
    "GOOGLE PAY": "GOOGLE PAY",
    "アップルペイ ヤマダ": "***",
    "ヤマダアップルペイ": "***",
    # a name beside them goes whole, and takes short words along
    "振込 ヤマダ タロウ": "振込 ***",
    "ヤマダ タロウ 振込": "*** 振込",
    "入金太郎": "***",
    "入金山": "***",
    "鷲尾入金": "***",
    "やまだ入金": "***",
    "入金やまだ": "***",
    "ガス ヤマダ": "***",
    "円 ヤマダ": "***",
    "山田 リョウ": "***",
    "リョウ": "***",
    "カード(ヤマダ)": "***)",
    "出金(ヤマダ)": "出金(***)",
    # services, and the words beside them up to the first unknown one
    "ﾄﾞｺﾓｺｳｻﾞ": "ﾄﾞｺﾓｺｳｻﾞ",
    "ﾄﾞｺﾓｺｳｻﾞ ﾔﾏﾀﾞ": "ﾄﾞｺﾓｺｳｻﾞ ***",
    "ﾔﾏﾀﾞ ﾄﾞｺﾓｺｳｻﾞ": "*** ﾄﾞｺﾓｺｳｻﾞ",
    "ﾄﾞｺﾓｺｳｻﾞﾁﾔ-ｼﾞ ﾘﾖｳ": "ﾄﾞｺﾓｺｳｻﾞﾁﾔ-ｼﾞ ﾘﾖｳ",
    "ﾄﾞｺﾓｺｳｻﾞ ﾘﾖｳ ﾔﾏﾀﾞ ﾘﾖｳ": "ﾄﾞｺﾓｺｳｻﾞ ﾘﾖｳ ***",
    "ﾄﾞｺﾓｺｳｻﾞﾔﾏﾀﾞ": "ﾄﾞｺﾓｺｳｻﾞ***",
    "ﾄﾞｺﾓｺｳｻﾞ⑧③⑥": "ﾄﾞｺﾓｺｳｻﾞ***",
    "ﾄﾞｺﾓｺｳｻﾞ 836 ﾘﾖｳ": "ﾄﾞｺﾓｺｳｻﾞ *** ﾘﾖｳ",
    "RTKペイペイ": "RTKペイペイ",
    "ペイペイギンコウ ヤマダ": "ペイペイギンコウ ***",
    "ペイペイギンコ": "ペイペイギンコ",
    "PAYPAYｶ-ﾄﾞ": "PAYPAYｶ-ﾄﾞ",
    "カ）メルペイ": "カ）メルペイ",
    "メルペイ（カ": "メルペイ（カ",
    # legal forms and marks of rails are nobody's, but not the end of a name
    "カ）ヤマダデンキ": "カ）***",
    "㈱山田": "㈱***",
    "ヤマダカ）": "***）",
    "山田株式会社": "***株式会社",
    "ＲＴ (ヤマダ　タロウ)": "ＲＴ (***)",
    "RTKヤマダ": "RTK***",
    "RTyamada": "***",
    "(ヤマダ) ＲＴ": "(***) ＲＴ",
    "ヤマダ ＲＴ タロウ": "***",
    # digits never
    "1 2 3 4 5 6 7": "***",
    "８３６": "***",
    "振込 ①②③": "振込 ***",
    "口座番号：12-34": "口座番号：***",
    "2020/09/01": "***",
    # letters that only one computer has
    "\ue000": "***",
    "振込 \ue000": "振込 ***",
    "ペイ\ue000ペイ": "ペイ***ペイ",
    "": "",
    "***": "***",
}


@pytest.mark.parametrize(("text", "shown"), CELLS.items())
def test_of_a_cell_stays_what_anybodys_file_may_hold(text: str, shown: str):
    assert ALLOWED.masked(text, "***") == shown


HEADERS = {
    "残高(口座1234567)": "残高(口座***)",
    "残高鷲尾": "残高***",
    "鷲尾入金": "***入金",
    "普通 ﾔﾏﾀﾞ 7654321": "普通 ***",
    "起算日　月": "起算日　月",
    "月 カオル": "***",
    "詳細１": "詳細１",
    "詳細９": "詳細***",
    "お支払金額(税込)": "お支払金額(***)",
    "7654321": "***",
}


@pytest.mark.parametrize(("text", "shown"), HEADERS.items())
def test_of_a_header_words_of_columns_stay_at_the_ends_of_a_cell_too(text: str, shown: str):
    assert ALLOWED.masked(text, "***", is_header=True) == shown


def test_one_more_part_of_a_text_can_be_told_to_stay():
    assert ALLOWED.masked("振込 コトリペイ ヤマダ", "***", also=(3, 8)) == "振込 コトリペイ ***"
    assert ALLOWED.masked("ドコモコウザ ヤマダ", "***", also=(2, 4)) == "***モコ***"


def test_a_text_is_cut_into_what_stays_and_what_does_not():
    assert list(cut("abcdef", [(1, 3), (2, 4), (4, 5)])) == [
        (False, "a"), (True, "bc"), (False, "d"), (True, "e"), (False, "f"),
    ]  # fmt: skip


def test_a_bank_is_anybodys_by_its_whole_name_and_not_by_that_of_a_town():
    assert ALLOWED.masked("千葉銀行 千葉", "***") == "千葉銀行 ***"
