"""Downloads that people pasted together, and rows of another width than their header: read exactly, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from tests.helpers import rows

FIRST = "日付,入金,出金,摘要\n2025/4/1,,3000,ガス\n2025/4/2,9000,,給与\n"
KNOWN = "日付,摘要,摘要内容,支払い金額,預かり金額,差引残高,メモ,未資金化区分,入払区分\n"
MUFG = KNOWN + "2025/4/3,口座振替,メルペイ,5000,,95000,,,支払い\n2025/4/4,口座振替,デンキ,1000,,94000,,,支払い\n"


def read(text: str, tmp_path: Path) -> Statement:
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    return selfcheck.read(file)


def money(statement: Statement) -> list[tuple[int | None, int | None]]:
    return [(row["withdrawal"], row["deposit"]) for row in rows(statement)]


def codes(statement: Statement) -> list[str]:
    return [problem.code for problem in statement.problems]


def test_rows_above_a_known_header_are_no_preamble(tmp_path):
    statement = read(FIRST + MUFG, tmp_path)
    assert money(statement) == [(3000, None), (None, 9000), (5000, None), (1000, None)]
    assert codes(statement) == ["layout-changed"]
    assert statement.status == "partly-read"


def test_another_header_whose_balance_carries_on_is_proven_across_it(tmp_path):
    text = "取引日,出金額,入金額,残高,取引内容\n2021/4/12,7520,,522690,デンキ\n2021/4/23,,175812,698502,給与\n"
    text += "日付,摘要,お支払金額,お預り金額,差引残高,,\n2021/4/27,ペイペイ,71500,,627002\n2021/4/28,ペイペイ,50000,,577002\n"
    statement = read(text, tmp_path)
    assert money(statement) == [(7520, None), (None, 175812), (71500, None), (50000, None)]
    assert (codes(statement), statement.balance_check.status, statement.balance_check.checked) == ([], "consistent", 3)


def test_another_header_whose_account_is_printed_is_no_problem(tmp_path):
    text = "口座番号,1234567\n日付,摘要,出金,入金,残高\n2025/4/1,ガス,3000,,97000\n"
    text += "口座番号,7654321\n取引日,入金,出金,残高,取引内容\n2025/4/1,,4000,6000,デンキ\n"
    assert codes(read(text, tmp_path)) == []


def test_a_header_in_unknown_words_is_told_or_proven_by_its_balance(tmp_path):
    unproven = read(
        "日付,摘要,出金,入金\n2025/4/1,ガス,3000,\n日にち,なにに,はいった,つかった\n2025/4/2,メルペイ,,5000\n", tmp_path
    )
    assert codes(unproven) == ["header-unknown"]
    proven = "日付,摘要,出金,入金,残高\n2025/4/1,ガス,3000,,97000\n2025/4/2,ガス,1000,,96000\n"
    proven += "日にち,なにに,はいった,つかった,のこり\n"
    proven += "".join(f"2025/4/{day},メルペイ,,{day}000,{left}\n" for day, left in ((3, 93000), (4, 89000), (5, 84000)))
    assert money(read(proven, tmp_path))[2:] == [(3000, None), (4000, None), (5000, None)]


@pytest.mark.parametrize("columns", ["出金,入金,残高", "入金,出金,残高"])
def test_words_between_transactions_of_one_day_turn_nothing_that_the_balance_proves(columns: str, tmp_path):
    # Read from below, the same withdrawals would be deposits: the columns above decide.
    turned = columns.startswith("入金")
    rows = [f"2025/4/1,ガス,{',1000' if turned else '1000,'},{left}" for left in range(9000, 4000, -1000)]
    statement = read("\n".join([f"日付,摘要,{columns}", *rows[:2], "A¹,,,AA,AA", *rows[2:]]), tmp_path)
    assert money(statement) == [(1000, None)] * 5
    assert codes(statement) == ["header-unknown"]


@pytest.mark.parametrize("note", ["※,ご案内,", '※,"お知らせ', "以上,,,", "次のページへ,続く,"])
def test_notes_between_transactions_are_no_headers(note: str, tmp_path):
    statement = read(f"日付,摘要,金額\n2025/4/1,ガス,-3000\n{note}\n2025/4/2,メルペイ,-5000\n", tmp_path)
    assert len(statement.records) == 2
    assert "header-unknown" not in codes(statement)


def test_a_row_without_its_last_cell_is_not_padded_where_others_print_an_empty_one(tmp_path):
    printed = read("日付,摘要,出金,入金\n2025/4/1,ガス,3000,\n2025/4/2,デンキ,4000,\n2025/4/3,給与,58037\n", tmp_path)
    assert (money(printed), codes(printed)) == ([(3000, None), (4000, None)], ["too-few-cells"])
    left_out = read("日付,摘要,出金,入金\n2025/4/1,ガス,3000\n2025/4/3,給与,,58037\n", tmp_path)
    assert (money(left_out), codes(left_out)) == ([(3000, None), (None, 58037)], [])


def test_no_amount_is_taken_into_a_memo_or_left_out(tmp_path):
    statement = read('日付,内容,金額\n2025/4/1,ガス,-3000\n2025/4/2,KYASH,-23000,"1,000"\n2025/4/3,デンキ,-500\n', tmp_path)
    assert (money(statement), codes(statement)) == ([(3000, None), (500, None)], ["too-many-cells"])


def test_a_wider_row_that_no_balance_proves_is_told(tmp_path):
    statement = read("日付,内容,金額\n2025/4/1,ガス,-3000\n2025/4/2,KYASH,-23000,家族\n2025/4/3,デンキ,-500\n", tmp_path)
    assert (money(statement), codes(statement)) == ([(3000, None), (23000, None), (500, None)], ["cells-unproven"])
    proven = read("日付,摘要,出金,入金,残高\n2025/4/1,ガス,3000,,97000\n2025/4/2,KYASH,2000,,95000,家族\n", tmp_path)
    assert codes(proven) == []
    assert "家族" in rows(proven)[1]["memo"]


def test_a_header_that_fits_its_rows_in_two_ways_leaves_the_direction_unsure(tmp_path):
    statement = read("日付,入金,摘要\n2025/7/4,,23000,給与\n2025/7/7,,29000,ペイペイ\n", tmp_path)
    assert "direction-unclear" in codes(statement)


def test_a_balance_under_another_name_is_found_and_one_that_is_none_is_told(tmp_path):
    header = "年月日,お引出し,お預入れ,お取り扱い内容,メモ,ラベル\n"
    lines = "".join(f"2025/10/{day},1000,,ガス,{100_000 - 1000 * place},,\n" for place, day in enumerate((5, 6, 8)))
    assert read(header + lines, tmp_path).balance_check.checked == 2
    unread = read("日付,出金,入金,残高\n2025/4/1,3000,,ガス\n2025/4/2,4000,,デンキ\n", tmp_path)
    assert codes(unread) == ["balance-unread"]


@pytest.mark.parametrize("line", ['"2025/5/18"","メルペイ","-58000"', '"2025/5/18","メルペイ,"-58000"'])
def test_a_stray_quote_costs_no_row_among_rows_that_are_quoted(line: str, tmp_path):
    statement = read(f'日付,内容,金額\n"2025/5/15","ガス","-100"\n{line}\n"2025/5/21","デンキ","-200"\n', tmp_path)
    assert [row["withdrawal"] for row in rows(statement)] == [100, 58000, 200]
    assert codes(statement) == ["stray-quote"]
