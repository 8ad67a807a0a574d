"""Which account a line belongs to, and since when an account was read without a long pause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from selfcheck.accounts.of_lines import Accounts

HEAD = "日付,摘要,出金,入金,残高\n"
NUMBERED = "口座番号,日付,摘要,出金,入金,残高\n"


def lines(*days: str, balance: int = 500_000) -> str:
    """A withdrawal of 1,000 yen on each of the days."""
    return HEAD + "".join(f"2026/{day},電気,1000,,{balance - 1000 * place}\n" for place, day in enumerate(days))


def read(folder: Path, texts: Sequence[str]) -> list[Statement]:
    found = []
    for place, text in enumerate(texts):
        file = folder / f"{place}.csv"
        file.write_text(text, encoding="utf-8")
        found.append(selfcheck.read(file, today=dt.date(2026, 11, 22)))
    return found


def accounts_of(folder: Path, *texts: str) -> list[str]:
    """The account of the first line of each file."""
    statements = read(folder, texts)
    accounts = Accounts(statements)
    return [accounts.of(index, 0) for index in range(len(statements))]


def is_one(folder: Path, one: str, other: str) -> bool:
    first, second = accounts_of(folder, one, other)
    return first == second


def test_files_of_other_days_are_of_one_account(tmp_path: Path):
    assert is_one(tmp_path, lines("5/1", "5/9"), lines("6/1", "6/9", balance=490_000))


def test_files_that_meet_on_a_day_are_of_one_account(tmp_path: Path):
    earlier, later = lines("5/1", "5/9"), lines("5/9", "5/20", balance=490_000)
    assert is_one(tmp_path, earlier, later)
    assert is_one(tmp_path, later, earlier)


def test_files_that_share_a_line_are_of_one_account(tmp_path: Path):
    assert is_one(tmp_path, lines("5/1", "5/9", "5/10"), lines("5/9", "5/10", "5/20", balance=499_000))


def test_files_of_the_same_days_without_a_common_line_are_of_two(tmp_path: Path):
    assert not is_one(tmp_path, lines("5/1", "5/9"), lines("5/1", "5/9", balance=200_000))


def test_days_on_which_one_of_the_files_has_no_line_tell_nothing(tmp_path: Path):
    around, within = lines("5/1", "5/31"), lines("5/10", "5/20", balance=200_000)
    assert is_one(tmp_path, around, within)
    assert is_one(tmp_path, within, around)


def test_lines_without_a_balance_tell_no_accounts_apart(tmp_path: Path):
    head = "日付,摘要,出金\n"
    assert is_one(tmp_path, head + "2026/5/1,電気,1000\n2026/5/9,電気,1000\n", head + "2026/5/1,ガス,900\n2026/5/9,ガス,900\n")


def test_a_third_file_goes_to_the_account_that_it_shares_a_line_with(tmp_path: Path):
    hers, his = lines("5/1", "5/9"), lines("5/1", "5/9", balance=200_000)
    first, second, third = accounts_of(tmp_path, hers, his, lines("5/1", "5/9", "5/20", balance=200_000))
    assert first != second == third
    first, second, third = accounts_of(tmp_path, hers, his, lines("5/1", "5/9", balance=100_000))
    assert len({first, second, third}) == 3


def test_every_line_has_the_account_whose_number_stands_beside_it(tmp_path: Path):
    text = NUMBERED + "1111111,2026/5/1,電気,1000,,9000\n2222222,2026/5/2,ガス,1000,,5000\n1111111,2026/5/3,電気,1000,,8000\n"
    statements = read(tmp_path, [text])
    accounts = Accounts(statements)
    first, second, third = (accounts.of(0, row) for row in range(3))
    assert first == third != second


@pytest.mark.parametrize(
    ("files", "since"),
    [
        ([("5/1", "5/20")], "5/1"),
        ([("5/1", "5/20"), ("6/1", "6/20")], "5/1"),
        ([("6/1", "6/20"), ("5/1", "5/20")], "5/1"),
        ([("4/1", "4/30"), ("5/31", "6/20")], "4/1"),  # 31 days without a file
        ([("4/1", "4/29"), ("5/31", "6/20")], "5/31"),  # and one more
        ([("1/1", "1/20"), ("5/1", "5/20"), ("6/1", "6/20")], "5/1"),
        ([("5/1", "6/30"), ("6/10", "6/20")], "5/1"),
        ([("5/1", "5/20"), ("9/1", "9/20")], "5/1"),  # what was read of days to come does not count
    ],
)
def test_history_goes_back_as_far_as_files_follow_each_other_within_a_month(
    files: list[tuple[str, str]], since: str, tmp_path: Path
):
    statements = read(tmp_path, [lines(*days, balance=500_000 - 10_000 * place) for place, days in enumerate(files)])
    accounts = Accounts(statements)
    month, day = map(int, since.split("/"))
    assert accounts.covered_since(accounts.of(0, 0), dt.date(2026, 6, 20)) == dt.date(2026, month, day)


def test_nothing_is_known_of_days_before_the_first_line(tmp_path: Path):
    accounts = Accounts(statements := read(tmp_path, [lines("5/1", "5/20")]))
    assert statements
    assert accounts.covered_since(accounts.of(0, 0), dt.date(2026, 4, 30)) is None


def test_two_accounts_of_one_file_have_a_history_each(tmp_path: Path):
    text = NUMBERED + "1111111,2026/5/1,電気,1000,,9000\n2222222,2026/6/2,ガス,1000,,5000\n2222222,2026/6/20,ガス,1000,,4000\n"
    accounts = Accounts(read(tmp_path, [text]))
    until = dt.date(2026, 6, 20)
    assert accounts.covered_since(accounts.of(0, 0), until) == dt.date(2026, 5, 1)
    assert accounts.covered_since(accounts.of(0, 1), until) == dt.date(2026, 6, 2)


def test_a_printed_number_tells_the_account_whatever_the_columns_are_called(tmp_path: Path):
    other = "取引日,お取引内容,お引出し,お預入れ,差引残高\n2026/6/1,ガス,1000,,80000\n2026/6/2,ガス,1000,,79000\n"
    assert is_one(tmp_path, "口座番号,1234567\n" + lines("5/1", "5/9"), "口座番号,１２３４５６７\n" + other)
    assert not is_one(tmp_path, "口座番号,1234567\n" + lines("5/1", "5/9"), "口座番号,7654321\n" + other)
    assert not is_one(tmp_path, lines("5/1", "5/9"), other)


def test_the_place_of_a_table_in_its_file_is_no_number_of_an_account(tmp_path: Path):
    def two(balance: int) -> str:
        own, other = lines("5/1", "5/9", balance=balance), lines("5/1", "5/9", balance=balance + 300_000)
        return own + "\n" + other.replace("日付,摘要", "取引日,内容")

    statements = read(tmp_path, [two(200_000), two(100_000)])
    accounts = Accounts(statements)
    assert len({accounts.of(file, row) for file in (0, 1) for row in (0, 2)}) == 4
