"""Rows that are no payment, by a mark, a state or a word; and those that only look so."""

from __future__ import annotations

import pytest

from tests.statement.rows.made import codes, fates, read_of, shown

HEADER = "日付,摘要,出金,状態"
CASES = {
    "a state by its header": ((HEADER, "2026/9/1,a,10,完了", "2026/9/2,b,20,失敗"), "HTF"),
    "a state without one": (("日付,摘要,出金,x", "2026/9/1,a,10,完了", "2026/9/2,b,20,失敗"), "HTF"),
    "one kind of state is a remark": (("日付,摘要,出金,x", "2026/9/1,a,10,失敗", "2026/9/2,b,20,失敗"), "HTT"),
    "states that all went well are remarks": (("日付,摘要,出金,x", "2026/9/1,a,10,完了", "2026/9/2,b,20,済"), "HTT"),
    "states among remarks": (("日付,摘要,出金,x", "2026/9/1,a,10,メモ", "2026/9/2,b,20,失敗"), "HTT"),
    "a memo alone is no column of states": (("日付,摘要,出金", "2026/9/1,完了,10", "2026/9/2,取消,20"), "HTT"),
    "a carried balance": (("日付,摘要,出金", "2026/9/1,前月繰越,10", "2026/9/2,b,20"), "HPT"),
    "a carried balance between signs": (("日付,摘要,出金", "2026/9/1,*** 7月計 ***,10", "2026/9/2,b,20"), "HPT"),
    "a carried balance and a dash": (("日付,摘要,備考,出金", "2026/9/1,前月繰越,-,10", "2026/9/2,b,c,20"), "HPT"),
    "a carried balance and more": (("日付,摘要,備考,出金", "2026/9/1,前月繰越,a,10", "2026/9/2,b,c,20"), "HTT"),
    "a long word": (("日付,摘要,出金", f"2026/9/1,{'＊' * 20}前月繰越,10", "2026/9/2,b,20"), "HPT"),
    "a longer word": (("日付,摘要,出金", f"2026/9/1,{'＊' * 21}前月繰越,10", "2026/9/2,b,20"), "HTT"),
    "a row of another type": (
        ("種,日付,摘要,出金", "D,2026/9/1,a,10", "D,2026/9/2,b,20", "T,2026/99/9,,30"),
        "HTTF",
    ),
    "a row of the same type": (("種,日付,摘要,出金", "D,2026/9/1,a,10", "D,2026/9/2,b,20", "D,2026/99/9,,30"), "HTT!"),
    "types that differ among payments": (
        ("種,日付,摘要,出金", "D,2026/9/1,a,10", "E,2026/9/2,b,20", "T,2026/99/9,,30"),
        "HTT!",
    ),
    "one payment shows no type": (("種,日付,摘要,出金", "D,2026/9/1,a,10", "T,2026/99/9,,30"), "HT!"),
    "three letters are no type": (
        ("種,日付,摘要,出金", "D,2026/9/1,a,10", "D,2026/9/2,b,20", "TTT,2026/99/9,,30"),
        "HTT!",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mark_makes_a_row_no_payment(case: str):
    lines, expected = CASES[case]
    assert fates(read_of(*lines)) == expected


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (("完了", "失敗", "ナゾ"), [4]),
        (("完了", "完了", "ナゾ"), [4]),
        (("ナゾ", "ナゾ", "ナゾ"), []),  # nobody knows what the column says
        (("完了", "a", "b", "c", "d", "e"), [3, 4, 5, 6, 7]),
        (("完了", "a", "b", "c", "d", "e", "f"), []),  # remarks
        (("完了", "", "完了"), []),
    ],
)
def test_a_state_that_nobody_knows_among_known_ones_is_told(states: tuple[str, ...], told: list[int]):
    read = read_of(HEADER, *(f"2026/9/{day},a,10,{state}" for day, state in enumerate(states, start=1)))
    assert [line for line, code in codes(read) if code == "state-unknown"] == told


TITLES = {
    "■お引出し明細": "-10",
    "お支払一覧": "-10",
    "出金": "-10",
    "預入": "+10",
    "Deposits": "+10",
    "振込入金明細照会": "+10",
    "入出金明細": "",
    "お支払・お預入れ明細": "",
    "お支払いは普通預金です": "",
    "■" + "あ" * 24 + "入金明細": "+10",
    "■" + "あ" * 26 + "入金明細": "",  # as long as a sentence
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_a_list_that_names_one_way_tells_it(title: str):
    read = read_of(title, "取引日,内容,金額", "2026/9/7,a,10")
    assert shown(read) == [f"3 a {TITLES[title] or '-10'}"]
    assert bool(codes(read)) is not bool(TITLES[title])


def test_the_nearest_title_counts_and_words_of_columns_are_stronger():
    assert shown(read_of("■お引出し明細", "■お預入れ明細", "取引日,内容,金額", "2026/9/7,a,10")) == ["4 a +10"]
    assert shown(read_of("■お引出し明細", "取引日,内容,入金", "2026/9/7,a,10")) == ["3 a +10"]
