"""Which days of an account are covered by what was read, and which balances stand at their ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from selfcheck.accounts.of_lines import Accounts
from selfcheck.assessment.coverage import UNKNOWN, UNREAD, Part, parts_of

TODAY = dt.date(2026, 11, 22)
HEAD = "日付,摘要,出金,入金,残高"
ROWS = ["2026/9/1,電気,1000,,99000", "2026/9/5,給与,,50000,149000", "2026/9/9,ガス,2000,,147000", "2026/9/20,水道,3000,,144000"]


def read(folder: Path, texts: Sequence[Sequence[str]]) -> list[Statement]:
    found = []
    for place, rows in enumerate(texts):
        file = folder / f"{place}.csv"
        file.write_text("\n".join([*rows, ""]), encoding="utf-8")
        found.append(selfcheck.read(file, today=TODAY))
    return found


def parts(folder: Path, *texts: Sequence[str], today: dt.date = TODAY) -> list[Part]:
    statements = read(folder, texts)
    return parts_of(statements, Accounts(statements), today)


def stretches(part: Part) -> list[tuple[int, int, str, str]]:
    """First and last day of the month, and the balances at both ends."""
    return [(one.first.day, one.last.day, one.opening, one.closing) for one in part.stretches]


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_file_covers_the_days_from_its_first_line_to_its_last_with_the_balances_around_them(
    newest_first: bool, tmp_path: Path
):
    (part,) = parts(tmp_path, [HEAD, *(reversed(ROWS) if newest_first else ROWS)])
    assert stretches(part) == [(1, 20, "100000", "144000")]
    assert (part.numbered, part.partly, part.statements) == (False, False, (0,))


def test_a_balance_before_money_that_came_in_is_smaller(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, *ROWS[1:]])
    assert stretches(part) == [(5, 20, "99000", "144000")]


def test_where_no_balance_proves_the_order_none_stands_at_the_ends(tmp_path: Path):
    (part,) = parts(tmp_path, ["日付,摘要,出金", "2026/9/1,電気,1000", "2026/9/5,ガス,1000"])
    assert stretches(part) == [(1, 5, UNKNOWN, UNKNOWN)]


def test_the_days_around_a_balance_that_does_not_follow_are_not_covered(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, *ROWS, "2026/9/25,本,1000,,50000", "2026/9/29,本,1000,,49000"])
    assert stretches(part) == [(1, 19, UNKNOWN, UNREAD)]


def test_a_single_line_tells_both_balances(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, ROWS[0]])
    assert stretches(part) == [(1, 1, "100000", "99000")]


def test_a_line_that_could_not_be_read_parts_the_days_around_it(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, *ROWS[:2], "2026/9/xx,ペイ,1,,", *ROWS[2:]])
    assert part.partly
    assert stretches(part) == [(1, 4, "100000", UNREAD), (10, 20, UNREAD, "144000")]


def test_a_line_that_could_not_be_read_at_an_end_leaves_that_end_open(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, *ROWS, "2026/9/xx,ペイ,1,,"])
    assert stretches(part) == [(1, 19, "100000", UNREAD)]
    (part,) = parts(tmp_path, [HEAD, "2026/9/xx,ペイ,1,,", *ROWS])
    assert stretches(part) == [(2, 20, UNREAD, "144000")]
    (part,) = parts(tmp_path, [HEAD, *reversed(ROWS), "2026/9/xx,ペイ,1,,"])
    assert stretches(part) == [(2, 20, UNREAD, "144000")]


def test_days_after_today_are_not_covered_and_no_balance_is_known_there(tmp_path: Path):
    (part,) = parts(tmp_path, [HEAD, *ROWS], today=dt.date(2026, 9, 9))
    assert stretches(part) == [(1, 9, "100000", UNKNOWN)]


def test_files_of_one_account_are_one_part_and_partly_read_if_one_is(tmp_path: Path):
    number = "口座番号,1234567"
    broken = [number, HEAD, ROWS[2], "2026/9/xx,ペイ,1,,", ROWS[3]]
    (part,) = parts(tmp_path, [number, HEAD, *ROWS[:2]], broken)
    assert (part.numbered, part.partly, part.statements) == (True, True, (0, 1))
    assert [(one.first.day, one.last.day) for one in part.stretches] == [(1, 5)]
    assert [(index, list(places)) for index, places in part.rows] == [(0, [0, 1]), (1, [0, 1])]
    one, other = parts(tmp_path, [number, HEAD, *ROWS[:2]], ["口座番号,7654321", HEAD, *ROWS[2:]])
    assert (one.account, one.name) != (other.account, other.name)


def test_a_file_that_could_not_be_read_covers_nothing(tmp_path: Path):
    statements = read(tmp_path, [[HEAD, *ROWS]])
    (tmp_path / "none.csv").write_text("きょうの\nできごと\n", encoding="utf-8")
    nothing = selfcheck.scan(tmp_path / "none.csv", today=TODAY).statements[0]
    assert nothing.status == "unreadable"
    (part,) = parts_of([nothing, *statements], Accounts([nothing, *statements]), TODAY)
    assert part.statements == (1,)


def test_an_account_is_known_again_by_the_lines_of_its_last_days(tmp_path: Path):
    more = ["2026/9/20,電話,500,,143500", "2026/9/21,本,500,,143000"]
    (part,) = parts(tmp_path, [HEAD, *ROWS, *more])
    ending = part.stretches[0].ending
    assert len(ending) == 3  # the 21st, and both lines of the 20th
    assert all(any(memo in one for one in ending) for memo in ("本", "電話", "水道"))
    statements = read(tmp_path, [[HEAD, *ROWS, *more]])
    assert part.identities(statements, dt.date(2026, 9, 20)) == set(ending)
    assert len(part.identities(statements, dt.date(2026, 9, 1))) == 6
    assert len(set(part.identities(statements, dt.date(2026, 9, 9)))) == 4


def test_two_accounts_of_one_file_are_two_parts(tmp_path: Path):
    head = f"口座番号,{HEAD}"
    rows = ["1111111,2026/9/1,電気,1000,,9000", "2222222,2026/9/2,ガス,1000,,5000", "1111111,2026/9/3,電気,1000,,8000"]
    one, other = parts(tmp_path, [head, *rows])
    assert [(part.stretches[0].first.day, part.stretches[0].last.day) for part in (one, other)] == [(1, 3), (2, 2)]
    assert [list(places) for part in (one, other) for _, places in part.rows] == [[0, 2], [1]]
