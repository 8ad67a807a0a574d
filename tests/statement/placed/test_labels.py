"""A word right before a number says what it is: the balance, money out, money in. What no word says is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.options import Options
from selfcheck.statement.placed.choose import chosen
from selfcheck.statement.placed.piped import piped
from selfcheck.statement.placed.printed import lines_of_text
from selfcheck.statement.placed.ragged import ragged
from selfcheck.statement.plan import plan_for
from selfcheck.statement.words import column_names

OPTIONS = Options(dt.date(2026, 11, 29))
Row = tuple[int | None, int | None, int | None]
"""Money out, money in, balance."""


def read(*lines: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """The amounts of pasted lines, and what is said of which line (0: of all)."""
    placed = ragged(lines_of_text(lines), column_names())
    table = chosen([placed] if placed else [], "x", OPTIONS)
    assert table is not None
    found = plan_for(table, "x", "", OPTIONS).read()
    rows = found.transactions.rows(range(len(found.transactions)))
    said = [(problem.line, problem.code) for problem in (*table.problems, *found.reading.problems)]
    return [(row.withdrawal, row.deposit, row.balance) for row in rows], sorted(said)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ペイペイ 出金 10,000円 残高 290,000円", (10_000, None, 290_000)),
        ("出金 10,000円 ペイペイ お取引後残高 290,000円", (10_000, None, 290_000)),
        ("ペイペイ 出金10,000円（現在高290,000円）", (10_000, None, 290_000)),
        ("ペイペイ 残高：290,000円 出金：10,000円", (10_000, None, 290_000)),
        ("ペイペイ 出金 10000 残高 290000", (10_000, None, 290_000)),
        ("給与 お預入れ 10,000円 残高 290,000円", (None, 10_000, 290_000)),
        ("お引出し 0円 お預入れ 10,000円 残高 290,000円", (None, 10_000, 290_000)),
        ("ドコモコウザ 支払 5,000円 手数料 110円", (5_000, None, None)),
        ("出金 5,000円 ドコモコウザ 入金 110円", (5_000, None, None)),
        # The word is one of the memo, or of the amount: no balance.
        ("ペイペイ残高 10,000円", (10_000, None, None)),
        ("旅行残金 50,000円 出金", (50_000, None, None)),
        ("残高証明手数料 出金 880円", (880, None, None)),
        ("残高不足 880円 出金", (880, None, None)),
        ("出金 ペイペイ残高 10,000円 残高 290,000円", (10_000, None, 290_000)),
    ],
)
def test_a_number_that_is_called_the_balance_is_never_the_amount(line: str, expected: Row):
    rows, _ = read(f"2020/8/31 {line}", "2020/9/30 出金 100円 電気")
    assert rows == [expected, (100, None, None)]


def test_a_number_behind_a_memo_s_word_and_before_another_number_is_the_amount():
    rows, _ = read("2020/8/31 旅行残金 50,000円 200,000円", "2020/9/1 電気 3,000円 197,000円")
    assert rows == [(50_000, None, 200_000), (3_000, None, 197_000)]


def test_what_stands_alone_at_the_end_of_a_line_that_told_its_amount_is_the_balance():
    rows, said = read(
        "2020/8/31 入金 10,000円 サトウ 290,000円",
        "2020/9/1 出金 3,000円 ペイペイ 287,000円",
        "2020/9/2 出金 5,000円 ドコモコウザ",
    )
    assert rows == [(None, 10_000, 290_000), (3_000, None, 287_000), (5_000, None, None)]
    assert said == []


def test_a_balance_without_an_amount_is_no_withdrawal():
    rows, said = read("2020/8/31 ペイペイ 残高 290,000円", "2020/9/1 ドコモコウザ 5,000円 残高 285,000円")
    assert rows == [(None, None, 290_000), (5_000, None, 285_000)]
    assert (1, "no-amount") in said


def test_words_decide_in_each_line_and_where_none_does_the_balance_beside_it():
    rows, said = read(
        "2020/8/31 10,000円 ペイペイ 残高 290,000円",
        "2020/9/1 3,000円 ヤマダ 残高 293,000円",
        "2020/9/2 入金 5,000円 サトウ",
        "2020/9/3 出金 5,000円 ドコモコウザ",
        "2020/9/4 5,000円 メルペイ",
    )
    assert [row[:2] for row in rows] == [(10_000, None), (None, 3_000), (None, 5_000), (5_000, None), (5_000, None)]
    assert said == [(1, "direction-unclear-line"), (5, "direction-unclear-line")]


@pytest.mark.parametrize("turn", [1, -1])
def test_the_balance_proves_a_way_in_files_that_run_either_way(turn: int):
    lines = [
        "2020/8/31 出金 1,000円 電気 残高 290,000円",
        "2020/9/1 3,000円 ヤマダ 残高 293,000円",
        "2020/9/2 入金 3,000円 サトウ 残高 296,000円",
    ]
    rows, said = read(*lines[::turn])
    assert [row[:2] for row in rows][::turn] == [(1_000, None), (None, 3_000), (None, 3_000)]
    assert said == []


def test_lines_of_one_day_and_an_amount_that_the_balance_did_not_move_by_prove_no_way():
    of_one_day, said = read("2020/9/1 出金 1,000円 電気 残高 290,000円", "2020/9/1 3,000円 ヤマダ 残高 293,000円")
    assert of_one_day[1][:2] == (3_000, None)
    assert (2, "direction-unclear-line") in said
    missing, said = read("2020/8/1 出金 1,000円 電気 残高 290,000円", "2020/9/1 3,000円 ヤマダ 残高 299,000円")
    assert missing[1][:2] == (3_000, None)
    assert (2, "direction-unclear-line") in said


def test_a_step_that_the_balance_proves_is_not_carried_over_to_rows_that_nothing_proves():
    rows, said = read(
        "2020/8/31 10,000円 ペイペイ 残高 290,000円",
        "2020/9/1 3,000円 ヤマダ 残高 293,000円",
        "2020/9/2 5,000円 ドコモコウザ",
    )
    assert [row[:2] for row in rows] == [(10_000, None), (None, 3_000), (5_000, None)]
    assert said == [(1, "direction-unclear-line"), (3, "direction-unclear-line")]


def test_what_no_balance_proves_of_a_whole_text_makes_it_read_in_part(tmp_path: Path):
    file = tmp_path / "copied.txt"
    file.write_text("2020/8/31 ペイペイ 出金 10,000円 残高 290,000円\n2020/9/2 電気 出金 5,000円\n", "utf-8")
    (statement,) = selfcheck.scan(file).statements
    assert statement.status == "partly-read"


def test_cells_between_bars_need_no_proof():
    table = chosen([piped(["|日付|摘要|出金|", "|2020/9/1|電気|3,000|", "|2020/9/2|ガス|3,100|"])], "x", OPTIONS)
    assert table is not None
    assert table.problems == ()
