"""Rows one after the other: what begins a section, what a title or a total says, and what belongs to a transaction."""

from __future__ import annotations

import pytest

from selfcheck.statement.options import Options
from selfcheck.statement.plan import plan_for
from tests.statement.layout.made import table_of
from tests.statement.rows.made import HEADER, TODAY, codes, fates, read_of, rows_of, shown

OPTIONS = Options(TODAY)
ROWS = ("2026/9/1,電気,1000,,9000", "2026/9/2,ガス,2000,,7000", "2026/9/3,給与,,500,7500")
CASES: dict[str, tuple[tuple[str, ...], str, list[tuple[int, str]]]] = {
    "lines above, a blank one, a note and a total": (
        ("普通預金", "", HEADER, *ROWS, "", "合計,,3000,500,", "以上"),
        "P-HTTT-FF",
        [],
    ),
    "a total that is neither": ((HEADER, *ROWS, "合計,,3001,500,"), "HTTTF", [(5, "total-differs")]),
    "money in that differs": ((HEADER, *ROWS, "合計,,3000,501,"), "HTTTF", [(5, "total-differs")]),
    "a total of a month": ((HEADER, *ROWS, "9月計,,1,1,"), "HTTTF", []),
    "a total of a page": ((HEADER, *ROWS, "頁計,,1,1,"), "HTTTF", []),
    "a sum in words, cut by its commas": ((HEADER, *ROWS, "出金合計 8件 135,501円"), "HTTTF", []),
    "the header again": ((HEADER, *ROWS[:2], HEADER, ROWS[2]), "HTTHT", []),
    "a dated row too short": ((HEADER, *ROWS, "2026/9/4,水道,100"), "HTTT!", [(5, "too-few-cells")]),
    "a dated row too long": ((HEADER, *ROWS, "2026/9/4,水道,a,b,c,100,200"), "HTTT!", [(5, "too-many-cells")]),
    "an amount that cannot be read": ((HEADER, *ROWS, "2026/9/4,水道,1x0,,7400"), "HTTT!", [(5, "unreadable-amount")]),
    "a day that cannot be read": ((HEADER, *ROWS, "2026/9/44,水道,100,,7400"), "HTTT!", [(5, "unreadable-date")]),
    "what begins like a day": ((HEADER, *ROWS, "2026/"), "HTTT!", [(5, "unreadable-date")]),
    "a number in the middle begins like none": ((HEADER, *ROWS, ",12345,,,"), "HTTTF", []),
    "money without a day": ((HEADER, *ROWS, "x,水道,100,,7400"), "HTTT!", [(5, "unreadable-date")]),
    "a row of no amount": ((HEADER, *ROWS, "2026/9/4,お知らせ,,,7500"), "HTTTT", [(5, "no-amount")]),
    "a row of both": ((HEADER, *ROWS, "2026/9/4,訂正,100,200,7600"), "HTTTT", [(5, "both-amounts")]),
    "a row of both, one of which is nothing": ((HEADER, *ROWS, "2026/9/4,水道,100,0,7400"), "HTTTT", []),
    "a balance that cannot be read": ((HEADER, *ROWS, "2026/9/4,水道,100,,***x"), "HTTTT", [(5, "unreadable-balance")]),
    "no balance": ((HEADER, *ROWS, "2026/9/4,水道,100,,"), "HTTTT", []),
    "a heading of a month": (("日付,摘要,出金,入金", "2026年9月,,,", "1日,電気,10,", "10月,,,", "2日,ガス,20,"), "HPTFT", []),
    "a row for the same day": ((HEADER, *ROWS, ",水道,100,,7400"), "HTTTT", []),
    "a row for the same day that the balance gives the lie": (
        (HEADER, *ROWS, ",水道,100,,1"),
        "HTTT!",
        [(5, "unreadable-date")],
    ),
    "a row for the same day by a mark": ((HEADER, *ROWS, "〃,水道,100,,7400"), "HTTTT", []),
    "a row for the same day below no other": ((HEADER, ",水道,100,,7400", *ROWS), "H!TTT", [(2, "unreadable-date")]),
    "a row without a memo, a day and a proof": (
        ("日付,摘要,出金,入金", "2026/9/1,電気,10,", ",,20,"),
        "HT!",
        [(3, "unreadable-date")],
    ),
    "a row without a day and a proof, with a memo": (("日付,摘要,出金,入金", "2026/9/1,電気,10,", ",ガス,20,"), "HTT", []),
    "a name beside an amount, where the balance stands further right": (
        (f"{HEADER},メモ", *(f"{row}," for row in ROWS), "2026/9/4,振替,2000,ヤマダ,,5500"),
        "HTTT!",
        [(5, "unreadable-amount")],
    ),
    "a row of dollars": (
        ("日付,通貨,摘要,出金", "2026/9/1,JPY,a,10", "2026/9/2,USD,b,20"),
        "HT!",
        [(3, "foreign-currency-line")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_line_is_what_it_is(case: str):
    lines, expected, problems = CASES[case]
    read = read_of(*lines)
    told = [problem for problem in codes(read) if problem[1] != "year-inferred"]
    assert (fates(read), told) == (expected, problems)


READ = {
    "a comma in a memo": ((HEADER, ROWS[0], "2026/9/2,カ,ミドリ,2000,,7000"), ["2 電気 -1000", "3 カ,ミドリ -2000"]),
    "two commas in a memo": ((HEADER, ROWS[0], "2026/9/2,カ,ミド,リ,2000,,7000"), ["2 電気 -1000", "3 カ,ミド,リ -2000"]),
    "commas in amounts": ((HEADER, ROWS[0], "2026/9/2,ガス,2,000,,7,000"), ["2 電気 -1000", "3 ガス -2000"]),
    "cells at the end that are empty": ((HEADER, ROWS[0], "2026/9/2,ガス,2000,,7000,,"), ["2 電気 -1000", "3 ガス -2000"]),
    "cells left out at the end": (
        ("日付,摘要,出金,入金,残高,メモ", "2026/9/1,電気,1000,,9000,", "2026/9/2,ガス,2000,,7000"),
        ["2 電気 -1000", "3 ガス -2000"],
    ),
    "two readings, of which the balance proves one": (
        (HEADER, "2026/9/1,電気,1,,200200", "2026/9/2,ガス,,100,200,300"),
        ["2 電気 -1", "3 ガス +100"],
    ),
    "a name in the amount cell that is not used": (
        (HEADER, ROWS[0], "2026/9/2,振替,2000,ヤマダ,7000"),
        ["2 電気 -1000", "3 振替 ヤマダ -2000"],
    ),
    "a name with a digit in it": (
        (HEADER, *ROWS, "2026/9/4,振替,2000,ヤマダ2,5500"),
        ["2 電気 -1000", "3 ガス -2000", "4 給与 +500"],
    ),
    "zeros beside amounts": ((HEADER, "2026/9/1,電気,1000,0,9000", "2026/9/2,給与,0,5,9005"), ["2 電気 -1000", "3 給与 +5"]),
    "a transfer where money out is empty": (
        ("日付,摘要,現金出金,振替出金,入金,残高", "2026/9/1,電気,10,,,90", "2026/9/2,ガス,,20,,70", "2026/9/3,給与,,,5,75"),
        ["2 電気 -10", "3 ガス -20", "4 給与 +5"],
    ),
    "spending positive": (
        ("日付,摘要,金額,残高", "2026/9/1,a,10,90", "2026/9/2,b,-20,110", "2026/9/3,c,5,105"),
        ["2 a -10", "3 b +20", "4 c -5"],
    ),
    "a minus that came in": (("日付,摘要,出金", "2026/9/1,a,10", "2026/9/2,b,-20"), ["2 a -10", "3 b +20"]),
    "a minus that went out": (("日付,摘要,出金", "2026/9/1,a,-10", "2026/9/2,b,-20"), ["2 a -10", "3 b -20"]),
    "words beside an amount": (
        ("日付,区分,摘要,金額", "2026/9/1,出,a,10", "2026/9/2,入,b,20", "2026/9/3,出,c,30"),
        ["2 a -10", "3 b +20", "4 c -30"],
    ),
    "the balance tells": (
        ("日付,摘要,金額,残高", "2026/9/1,a,10,90", "2026/9/2,b,20,110", "2026/9/3,c,5,105"),
        ["2 a -10", "3 b +20", "4 c -5"],
    ),
    "the balance tells, newest first": (
        ("日付,摘要,金額,残高", "2026/9/3,c,5,105", "2026/9/2,b,20,110", "2026/9/1,a,10,90"),
        ["2 c -5", "3 b +20", "4 a -10"],
    ),
    "a title tells": (("■お預入れ明細", "取引日,内容,金額", "2026/9/7,a,10"), ["3 a +10"]),
    "a title turns": (
        ("取引日,内容,金額", "2026/9/7,a,10", "2026/9/8,b,10"),
        ["2 a -10", "3 b -10"],
    ),
    "titles between rows turn the direction": (
        (
            "支払の部一覧",
            "取引日,内容,金額",
            "2026/9/7,a,10",
            "《受入の部》,,",
            "2026/9/8,b,10",
            "《支払の部》,,",
            "2026/9/8,c,10",
        ),
        ["3 a -10", "5 b +10", "7 c -10"],
    ),
    "a journal": (
        ("日付,借方科目,借方金額,貸方科目,貸方金額,摘要", "2026/9/1,水道,10,普通預金,10,a", "2026/9/2,普通預金,20,売上,20,b"),
        ["2 a -10", "3 b +20"],
    ),
    "a lone dash is no memo": ((HEADER, "2026/9/1,-,1000,,9000", "2026/9/2, - ,2000,,7000"), ["2  -1000", "3  -2000"]),
    "text below": ((HEADER, ROWS[0], ",ドコモ,,,", ROWS[1], ",コウザ,,,"), ["2 電気 ドコモ -1000", "4 ガス コウザ -2000"]),
    "four lines of text below": (
        (HEADER, ROWS[0], ",a,,,", ",b,,,", ",c,,,", ",d,,,", ROWS[1], ",e,,,"),
        ["2 電気 a b c -1000", "7 ガス e -2000"],
    ),
    "text above": ((HEADER, ",ドコモ,,,", ROWS[0], ",コウザ,,,", ROWS[1]), ["3 ドコモ 電気 -1000", "5 コウザ ガス -2000"]),
    "text behind a note belongs to none": (
        (HEADER, ROWS[0], ",a,,,", ROWS[1], "※注,,,,", ",b,,,"),
        ["2 電気 a -1000", "4 ガス -2000"],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_a_row_is_read_as_it_was_meant(case: str):
    lines, expected = READ[case]
    assert shown(read_of(*lines)) == expected


def test_each_section_has_its_account_and_its_own_balance():
    one, other = "口座番号,1234567", "口座番号,7654321"
    changed = "日付,摘要,入金,出金,残高"
    read = read_of(one, HEADER, *ROWS[:2], other, changed, "2026/9/1,a,,10,90", "2026/9/2,b,5,,95")
    assert [row.text.number for row in rows_of(read)] == ["1234567"] * 2 + ["7654321"] * 2
    assert shown(read)[2:] == ["7 a -10", "8 b +5"]
    assert (read.balance.status, read.balance.checked) == ("consistent", 2)
    unnamed = read_of(one, HEADER, *ROWS[:2], changed, "2026/9/1,a,,10,90")
    assert [row.text.number for row in rows_of(unnamed)] == ["1234567"] * 2 + ["#4"]
    again = read_of(one, HEADER, ROWS[0], HEADER, ROWS[1])
    assert {row.text.number for row in rows_of(again)} == {"1234567"}


def test_the_number_above_the_first_header_is_of_the_rows_above_it_only():
    read = read_of(HEADER, *ROWS[:2], "口座番号,1234567")
    assert {row.text.number for row in rows_of(read)} == {""}


def test_a_file_that_says_nothing_of_directions_says_so_once():
    read = read_of("取引日,内容,金額", "2026/9/7,a,10", "2026/9/8,b,20", "取引日,内容,金額", "2026/9/9,c,30")
    assert [code for _, code in codes(read)] == ["direction-unclear"]


def test_the_oldest_row_without_a_balance_before_it_says_that_its_direction_is_unclear():
    header = "日付,摘要,金額,残高"
    oldest = read_of(header, "2026/9/1,a,10,90", "2026/9/2,b,20,110", "2026/9/3,c,5,105")
    newest = read_of(header, "2026/9/3,c,5,105", "2026/9/2,b,20,110", "2026/9/1,a,10,90")
    assert codes(oldest) == [(2, "direction-unclear-line")]
    assert codes(newest) == [(4, "direction-unclear-line")]


def test_what_stands_above_and_around_is_kept_to_be_searched():
    read = read_of("ドコモコウザ", HEADER, "", ROWS[0], "合計,,1000,,", "ご利用ありがとうございました。")
    assert [(other.line, other.text.strip()) for other in read.reading.others] == [
        (1, "ドコモコウザ"),
        (5, "合計\t\t1000"),
        (6, "ご利用ありがとうございました。"),
    ]


def test_years_that_are_not_printed_are_said_to_be_inferred_and_pass():
    read = read_of("日付,摘要,出金", "4/10,a,1", "4/20,b,1", "4/30,c,1", "6/1,d,1", "4/10,e,1")
    assert codes(read) == [(0, "year-inferred")]
    assert [str(row.date) for row in rows_of(read)] == ["2025-04-10", "2025-04-20", "2025-04-30", "2025-06-01", "2026-04-10"]
    told = read_of("日付,摘要,出金", "4/10,a,1", "4/20,b,1", "4/30,c,1", "6/1,d,1", "4/10,e,1", year=2020)
    assert {row.date.year for row in rows_of(told)} == {2020}
    headed = read_of("日付,摘要,出金", "2026年,,", "4/10,a,1", "4/20,b,1")
    assert codes(headed) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("日付,摘要,出金,入金,あ", '2026/9/1,a,10,,"1,000"', '2026/9/2,b,,20,"2,000"'), (0, "column-unused")),
        (("日付,摘要,出金,入金", "2026/9/1,a,1.00E+04,", "2026/9/2,b,,20"), (0, "amounts-rounded")),
        (("日付,摘要,出金", "7/8/2026,a,1", "8/9/2026,b,2", "9/10/2026,c,3"), (0, "date-order-unclear")),
        (("日付,摘要,出金", "9/1,a,1"), (0, "year-inferred")),
    ],
)
def test_what_a_whole_file_leaves_open_is_said_of_the_file(lines: tuple[str, ...], told: tuple[int, str]):
    assert told in codes(read_of(*lines))


def test_rows_of_several_accounts_are_each_of_their_own():
    rows = ("1234567,2026/9/1,a,10,,90", "7654321,2026/9/1,b,,5,500", "1234567,2026/9/2,c,20,,70", "7654321,2026/9/2,d,1,,499")
    read = read_of("口座番号,日付,摘要,出金,入金,残高", *rows)
    assert [row.text.number for row in rows_of(read)] == ["1234567", "7654321"] * 2
    assert (read.balance.status, read.balance.checked) == ("consistent", 2)


def test_a_title_that_turns_the_direction_leaves_the_account():
    lines = ("口座番号,1234567", "支払の部一覧", "取引日,内容,金額", "2026/9/7,a,10", "《受入の部》,,", "2026/9/8,b,10")
    assert [row.text.number for row in rows_of(read_of(*lines))] == ["1234567"] * 2


def test_a_row_without_a_day_where_days_stand_shows_an_empty_cell():
    read = read_of("摘要,出金,日付", "a,10,2026/9/1", "b,20,2026/9/2", "x,30")
    (problem,) = read.reading.problems
    assert (problem.line, problem.code, problem.sentence.details["cell"]) == (4, "unreadable-date", "")


def test_the_header_again_goes_on_with_the_account_and_another_may_begin_one():
    plan = plan_for(table_of(HEADER, *ROWS), "x", "utf-8", OPTIONS)
    sections = plan.sections()
    assert sections.is_same_header(HEADER.split(","))
    assert not sections.is_same_header(["日付", "摘要"])
    assert sections.may_start(["発生日", "摘要", "金額"])
    assert not sections.may_start(ROWS[0].split(","))
    bare = plan_for(table_of(*ROWS), "x", "utf-8", OPTIONS).sections()
    assert not bare.is_same_header([])


def test_a_cell_that_a_reading_leaves_out_belongs_to_the_memo():
    row = rows_of(read_of(HEADER, *ROWS, "2026/9/4,水道,2000,,5500,ドコモ"))[-1]
    assert (row.text.memo, row.text.searchable) == ("水道 ドコモ", "水道\tドコモ")
    whole = rows_of(read_of(HEADER, *ROWS, "2026/9/4,カ,ミドリ,2000,,5500"))[-1]
    assert whole.text.searchable == "カ,ミドリ"


def test_a_line_of_text_in_two_cells_is_joined_with_a_space():
    read = read_of("日付,摘要,備考,出金", "2026/9/1,電気,x,10", ",ドコモ,コウザ,")
    assert shown(read) == ["2 電気 x ドコモ コウザ -10"]
