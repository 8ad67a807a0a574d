"""Which column is what, where words, values and the balance must tell: what is believed, and what is said to be unsure."""

from __future__ import annotations

from typing import Any

import pytest

from selfcheck.errors import UnreadableError
from tests.statement.layout.made import columns_of, layouts_of

DAY = "2026/9/{}"
CASES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "columns of a name that is no memo are none": (
        ("日付,摘要,取引店番号,備考,出金", "2026/9/1,電気,本店A,x,10", "2026/9/2,ガス,本店A,y,20"),
        {"memo": (1, 3), "withdrawal": 4},
    ),
    "text without a name is memo": (("日付,,出金,残高", "2026/9/1,電気,10,90", "2026/9/2,ガス,20,70"), {"memo": (1,)}),
    "a column of numbers or days is no memo": (
        ("日付,x,y,z,出金", "2026/9/1,5,2026/9/1,a,10", "2026/9/2,6,2026/9/2,b,20"),
        {"memo": (3,), "withdrawal": 4},
    ),
    "a column in which three of four are text is memo": (
        ("日付,x,出金", "2026/9/1,a,10", "2026/9/2,b,20", "2026/9/3,c,20", "2026/9/4,5,20"),
        {"memo": (1,)},
    ),
    "money out that is always negative is turned": (
        ("日付,摘要,出金,入金", "2026/9/1,a,-10,", "2026/9/2,b,-20,", "2026/9/3,c,0,5"),
        {"flipped": True, "minus_unclear": False},
    ),
    "some money out that is negative is unclear without a balance": (
        ("日付,摘要,出金,入金", "2026/9/1,a,-10,", "2026/9/2,b,20,", "2026/9/3,c,,5"),
        {"flipped": False, "minus_unclear": True},
    ),
    "a minus that undoes an amount is a cancellation": (
        ("日付,摘要,出金,入金", "2026/9/1,a,10,", "2026/9/2,a,-10,", "2026/9/3,c,,5"),
        {"flipped": False, "minus_unclear": False},
    ),
    "one column of money out whose minus came in": (
        ("日付,摘要,出金", "2026/9/1,a,10", "2026/9/2,b,-20"),
        {"withdrawal": 2, "minus_is_deposit": True, "flipped": False},
    ),
    "one column of money out that is always negative": (
        ("日付,摘要,出金", "2026/9/1,a,-10", "2026/9/2,b,-20"),
        {"minus_is_deposit": False, "flipped": True},
    ),
    "one column of money in": (("日付,摘要,入金", "2026/9/1,a,10", "2026/9/2,b,20"), {"deposit": 2, "withdrawal": None}),
    "the other side has a name that nobody knows, and fills the gaps": (
        ("日付,摘要,出金,その他", "2026/9/1,a,10,", "2026/9/2,b,,20"),
        {"withdrawal": 2, "deposit": 3},
    ),
    "a column filled beside money out is not the other side": (
        ("日付,摘要,出金,その他", "2026/9/1,a,10,", "2026/9/2,b,10,20"),
        {"withdrawal": 2, "deposit": None},
    ),
    "a column of zeros is not the other side": (
        ("日付,摘要,出金,その他", "2026/9/1,a,10,0", "2026/9/2,b,20,0"),
        {"withdrawal": 2, "deposit": None},
    ),
    "the balance has a name that nobody knows, and proves itself": (
        ("日付,摘要,出金,あ,い", "2026/9/1,a,10,,90", "2026/9/2,b,,20,110", "2026/9/3,c,5,,105"),
        {"withdrawal": 2, "deposit": 3, "balance": 4},
    ),
    "cash and transfers are added": (
        ("日付,摘要,現金出金,振替出金,入金", "2026/9/1,a,10,,", "2026/9/2,b,,20,", "2026/9/3,c,,,5"),
        {"withdrawal": 3, "more_out": (2,), "more_in": ()},
    ),
    "columns of money out that are both filled are not added": (
        ("日付,摘要,現金出金,振替出金,入金", "2026/9/1,a,10,10,", "2026/9/2,b,,20,", "2026/9/3,c,,,5"),
        {"withdrawal": 3, "more_out": ()},
    ),
    "of two columns of money out the balance moves by one": (
        ("日付,摘要,出金,出金,入金,残高", "2026/9/1,a,10,11,,89", "2026/9/2,b,20,22,,67", "2026/9/3,c,,,5,72"),
        {"withdrawal": 3, "deposit": 4},
    ),
    "借方 and 貸方 as the balance moves": (
        ("日付,摘要,借方,貸方,残高", "2026/9/1,a,10,,110", "2026/9/2,b,,20,90", "2026/9/3,c,5,,95"),
        {"withdrawal": 3, "deposit": 2, "unsure": False},
    ),
    "借方 and 貸方 against a balance that never adds up": (
        ("日付,摘要,借方,貸方,残高", "2026/9/1,a,10,,7", "2026/9/2,b,,20,1000", "2026/9/3,c,5,,3"),
        {"withdrawal": 2, "deposit": 3, "unsure": True},
    ),
    "借方 and 貸方, where some of the balance is as the bank has it": (
        ("日付,摘要,借方,貸方,残高", *("2026/9/1,a,10,,90", "2026/9/2,b,,20,110", "2026/9/3,c,5,,3", "2026/9/4,c,5,,77")),
        {"withdrawal": 2, "unsure": False},
    ),
    "only 貸方 is filled and no balance": (
        ("日付,摘要,借方,貸方", "2026/9/1,a,,10", "2026/9/2,b,,20"),
        {"withdrawal": 3, "deposit": 2, "unsure": True},
    ),
    "a word beside the amount": (
        ("日付,区分,摘要,金額", "2026/9/1,出,a,10", "2026/9/2,入,b,20"),
        {"amount": 3, "direction": 1},
    ),
    "a word beside the amount, and none beside nothing": (
        ("日付,区分,摘要,金額", "2026/9/1,出,a,10", "2026/9/2,,お知らせ,0", "2026/9/3,,c,"),
        {"amount": 3, "direction": 1},
    ),
    "words that the balance gives the lie": (
        ("日付,区分,摘要,金額,残高", "2026/9/1,C,a,10,90", "2026/9/2,C,b,20,70", "2026/9/3,D,b,5,75"),
        {"amount": 3, "direction": None, "derived": True},
    ),
    "a minus went out": (("日付,摘要,金額", "2026/9/1,a,-10", "2026/9/2,b,20"), {"amount": 2, "spent_positive": False}),
    "spending is positive, as the balance says": (
        ("日付,摘要,金額,残高", "2026/9/1,a,10,90", "2026/9/2,b,-20,110", "2026/9/3,c,5,105"),
        {"amount": 2, "spent_positive": True, "unsure": False},
    ),
    "spending is positive, as the words say": (
        ("日付,摘要,金額", "2026/9/1,手数料,10", "2026/9/2,給与,-20", "2026/9/3,手数料,5"),
        {"spent_positive": True, "unsure": True},
    ),
    "one word says little": (("日付,摘要,金額", "2026/9/1,電気,10", "2026/9/2,給与,-20"), {"spent_positive": False}),
    "words that say both": (
        ("日付,摘要,金額", "2026/9/1,手数料,10", "2026/9/2,給与,20", "2026/9/3,給与,-5"),
        {"spent_positive": False},
    ),
    "as many amounts above zero as below": (
        ("日付,摘要,金額", "2026/9/1,手数料,10", "2026/9/2,給与,-20"),
        {"spent_positive": False},
    ),
    "an amount that the balance moves by": (
        ("日付,摘要,金額,残高", "2026/9/1,a,10,90", "2026/9/2,b,20,110", "2026/9/3,c,5,105"),
        {"amount": 2, "derived": True},
    ),
    "the balance tells no direction within one day": (
        ("日付,摘要,金額,残高", "2026/9/1,a,10,90", "2026/9/1,b,20,110", "2026/9/1,c,5,105"),
        {"withdrawal": 2, "unsure": True},
    ),
    "nothing tells": (("日付,摘要,金額", "2026/9/1,a,10", "2026/9/2,b,20"), {"withdrawal": 2, "unsure": True, "why": "unsure"}),
    "a journal": (
        ("日付,借方科目,借方金額,貸方科目,貸方金額", "2026/9/1,水道,10,普通預金,10", "2026/9/2,普通預金,20,売上,20"),
        {"journal": (1, 3), "withdrawal": 4, "deposit": 2, "balance": None},
    ),
    "titles of a side that is not filled make no journal": (
        ("日付,借方科目,借方金額,貸方科目,貸方金額", "2026/9/1,水道,10,普通預金,", "2026/9/2,普通預金,20,売上,20"),
        {"journal": None},
    ),
    "a column of amounts that plays no role": (
        ("日付,摘要,出金,入金,あ", '2026/9/1,a,10,,"1,000"', '2026/9/2,b,,20,"2,000"'),
        {"unused": (4,)},
    ),
    "a column named as money that plays no role": (
        ("日付,摘要,出金,入金,取引金額", "2026/9/1,a,10,,7", "2026/9/2,b,,20,8"),
        {"unused": (4,)},
    ),
    "numbers that are no amounts": (("日付,摘要,出金,入金,あ", "2026/9/1,a,10,,100", "2026/9/2,b,,20,200"), {"unused": ()}),
    "a running sum of a column": (
        ("日付,摘要,出金,入金,出金累計額", '2026/9/1,a,10,,"1,010"', '2026/9/2,b,20,,"1,030"', '2026/9/3,c,30,,"1,060"'),
        {"unused": ()},
    ),
    "a fee that the balance says was taken too": (
        ("日付,摘要,出金,入金,手数料,残高", *("2026/9/1,a,10,,0,990", "2026/9/2,b,20,,3,967", "2026/9/3,c,,5,,972")),
        {"more_out": (4,), "unused": ()},
    ),
    "a fee that the balance says was not taken": (
        ("日付,摘要,出金,入金,手数料,残高", *("2026/9/1,a,10,,0,990", "2026/9/2,b,20,,3,970", "2026/9/3,c,,5,,975")),
        {"more_out": (), "unused": ()},
    ),
    "a fee of the oldest row is proven by nothing": (
        ("日付,摘要,出金,入金,手数料,残高", *("2026/9/1,a,10,,3,990", "2026/9/2,b,20,,,970", "2026/9/3,c,,5,,975")),
        {"more_out": (), "unused": (4,)},
    ),
    "a fee of the oldest row, which stands last": (
        ("日付,摘要,出金,入金,手数料,残高", *("2026/9/3,c,,5,,975", "2026/9/2,b,20,,,970", "2026/9/1,a,10,,3,990")),
        {"more_out": (), "unused": (4,)},
    ),
    "a fee of the first of one day's rows": (
        ("日付,摘要,出金,入金,手数料,残高", *("2026/9/1,a,10,,3,990", "2026/9/1,b,20,,,970", "2026/9/1,c,,5,,975")),
        {"more_out": (), "unused": (4,)},
    ),
    "a fee and the sum of both": (
        ("日付,摘要,出金,手数料,合計", "2026/9/1,a,10,3,13", "2026/9/2,b,20,0,20"),
        {"withdrawal": 4, "unused": ()},
    ),
    "a sum that does not add up": (
        ("日付,摘要,出金,手数料,合計", "2026/9/1,a,10,3,13", "2026/9/2,b,20,0,21"),
        {"withdrawal": 2, "unused": (3,)},
    ),
    "a fee of nothing": (("日付,摘要,出金,手数料", "2026/9/1,a,10,0", "2026/9/2,b,20,"), {"unused": ()}),
    "the account of every row": (
        ("口座番号,日付,摘要,出金", "1234567,2026/9/1,a,10", "1234567,2026/9/2,b,20"),
        {"account": 0, "withdrawal": 3},
    ),
    "the account of some rows is none": (
        ("口座番号,日付,摘要,出金", "1234567,2026/9/1,a,10", ",2026/9/2,b,20"),
        {"account": None, "withdrawal": 3},
    ),
    "no header: three rows are proven": (
        ("2026/9/1,a,10,,90", "2026/9/2,b,,20,110", "2026/9/3,c,5,,105"),
        {"withdrawal": 2, "deposit": 3, "balance": 4, "unsure": False, "why": "balance"},
    ),
    "no header: two rows are not": (("2026/9/1,a,10,,90", "2026/9/2,b,,20,110"), {"balance": 4, "unsure": True}),
    "no header: the balance moves by an amount": (
        ("2026/9/1,a,10,90", "2026/9/2,b,20,110", "2026/9/3,c,5,105"),
        {"amount": 2, "balance": 3, "derived": True},
    ),
    "oldest first": (("日付,摘要,出金", "2026/9/1,a,1", "2026/9/2,b,2"), {"order": 1}),
    "newest first": (("日付,摘要,出金", "2026/9/2,a,1", "2026/9/1,b,2"), {"order": -1}),
    "a date column of which half the cells are days": (
        ("日付,別,摘要,出金", *("2026/9/1,2026/8/1,a,1", "x,2026/8/2,b,2")),
        {"date": (0,)},
    ),
    "the column with most days, where none is named": (
        ("200901,2026/9/1,a,10,90", "200902,2026/9/2,b,20,70", "200903,2026/9/3,c,5,65"),
        {"date": (1,), "memo": (2,)},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_columns_are_inferred(case: str):
    lines, expected = CASES[case]
    columns = columns_of(*lines)
    assert {name: getattr(columns, name) for name in expected} == expected


REFUSED = {
    "no rows": (("日付,摘要,出金", ""), "no-transactions"),
    "rows without a digit": (("日付,摘要,出金", "該当なし"), "no-transactions"),
    "no header and no days": (("a,b,c", "x,1,2"), "no-header"),
    "days that cannot be read": (("日付,摘要,出金", "####,a,10", "####,b,20"), "date-column-unreadable"),
    "a date column of words": (("日付,摘要,出金", "月曜,a,10", "火曜,b,20"), "no-amounts"),
    "days elsewhere than in the date column": (
        ("日付,別,摘要,出金", "2026/9/1,2026/8/1,a,1", "x,2026/8/2,b,2", "x,2026/8/2,b,2"),
        "no-amounts",
    ),
    "amounts that cannot be read": (("日付,摘要,出金", "2026/9/1,a,1e1e1", "2026/9/2,b,2x2"), "amount-column-unreadable"),
    "a list of a card": (("利用日,ご利用店名,支払回数,金額", "2026/9/1,a,1,10"), "is-card-statement"),
    "the same amount twice": (
        ("x1,a,10,b,10", "x2,a,20,b,20", "x3,a,30,b,30"),
        "is-journal",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_told_is_refused_with_the_reason(case: str):
    lines, code = REFUSED[case]
    with pytest.raises(UnreadableError) as refused:
        columns_of(*lines)
    assert refused.value.sentence.key == code


def test_a_card_list_with_a_balance_is_a_statement():
    lines = ("利用日,ご利用店名,支払回数,金額,残高", "2026/9/1,a,1,10,90", "2026/9/2,b,1,20,70")
    assert columns_of(*lines).balance == 4


@pytest.mark.parametrize(
    ("row", "may"),
    [
        ("発生日,摘要,金額", True),
        ("発生日,金額", False),  # two words may stand anywhere
        ("発生日,摘要,金額,1000", False),
        ("摘要,備考,店番", False),
        ("2026/9/1,電気,1000", False),
    ],
)
def test_a_further_header_names_three_columns_and_holds_no_value(row: str, may: bool):
    layouts = layouts_of("日付,摘要,出金,入金", "2026/9/1,a,10,", row, "2026/9/2,b,20,30")
    assert layouts.may_start(row.split(",")) is may
    assert (layouts.starting_at(2) is not None) is may


def test_a_further_section_is_inferred_from_its_own_rows():
    first = ("日付,摘要,出金,入金,残高", "2026/9/1,a,10,,90", "2026/9/2,b,20,,70")
    second = ("日付,メモ,入金,出金,残高", "2026/9/1,a,,10,90", "2026/9/2,b,,20,70")
    third = ("日付,摘要,金額", "2026/9/1,a,-10", "2026/9/2,b,30")
    layouts = layouts_of(*first, *second, *third)
    found = [layouts.starting_at(index) for index in (3, 6)]
    assert [layout and layout.header for layout in found] == [3, 6]
    assert found[0] is not None
    assert found[1] is not None
    assert (found[0].columns.withdrawal, found[0].columns.deposit) == (3, 2)
    assert (found[1].columns.amount, found[1].columns.balance) == (2, None)


def test_a_unit_in_the_title_counts_for_columns_without_one_of_their_own():
    columns = columns_of("（単位：千円）", "日付,摘要,出金,入金（円）", "2026/9/1,a,10,", "2026/9/2,b,,20")
    assert (columns.writing(2).parse("10"), columns.writing(3).parse("20")) == (10_000, 20)
