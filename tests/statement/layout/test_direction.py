"""Which way the money went is never guessed in silence.

Each case was once read with a withdrawal as money in, or would be by a careless rule.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Level, Report
from tests.helpers import rows

TODAY = dt.date(2026, 11, 22)
H = "取引日,摘要,支払額,預入額,残高\n"
THEFT = [("2020/9/7", 90000), ("2020/9/8", 60000), ("2020/9/9", 30000)]

CASES = {
    "equal withdrawals and a word that names both ways": "取引日,摘要,金額,残高\n"
    + "".join(f"{day},ドコモコウザ,30000,{balance}\n" for day, balance in THEFT),
    "equal withdrawals without a header": "".join(f"{day},ドコモコウザ,30000,,{balance}\n" for day, balance in THEFT),
    "only money out is listed": "日付,摘要,出金金額,残高\n" + "".join(f"{day},ドコモコウザ,30000,{b}\n" for day, b in THEFT),
    "received is named by a word of its own": "日付,摘要,お支払額,お受取額,残高\n"
    + "".join(f"{day},ドコモコウザ,30000,,{balance}\n" for day, balance in THEFT),
    "a flag column": "取引日,区分,金額,残高,摘要\n2020/9/1,払,5000,95000,ドコモコウザ\n"
    "2020/9/2,預,5000,100000,A\n2020/9/3,預,5000,105000,A\n",
    "nothing tells": "お取引日,お取引内容,お取引金額\n2020/9/7,ドコモコウザ,30000\n2020/9/8,デンキ,1000\n",
    "brackets tell": "取引日,摘要,金額（お支払）,金額（お預り）\n2020/9/7,ドコモコウザ,30000,\n2020/9/8,給与,,50000\n",
    "thousands without quotes": H + "2020/9/7,ATM,10,000,,90,000\n2020/9/8,ドコモコウザ,30,000,,60,000\n",
    "one cell more than the header": H + "2020/9/7,ATM,10000,,90000,001\n2020/9/8,ドコモコウザ,30000,,60000,002\n",
    "a comma in a memo and an empty last cell": "取引日,摘要,支払額,預入額,残高,メモ\n2020/9/7,ATM,1000,,90000,\n"
    "2020/9/8,ドコモコウザ A,B,30000,,60000,\n",
    "a comma in a memo and no balance": "取引日,摘要,支払額,預入額,メモ\n2020/9/7,ATM,1000,,\n"
    "2020/9/8,ドコモコウザ A,B,30000,,\n",
    "a cell was lost": H + "2020/9/7,ATM,10000,,500000\n2020/9/8,ドコモコウザ,,470000\n",
    "money out carries a minus": "取引日,摘要,出金,入金,残高\n2020/9/1,ドコモコウザ,-10000,,490000\n",
    "all money out carries a minus": "取引日,摘要,出金,入金,残高\n2020/9/1,ドコモコウザ,-10000,,490000\n"
    "2020/9/2,ATM,-20000,,470000\n2020/9/3,ATM,-5000,,465000\n",
    "amounts end in a dash": H + '2020/9/1,ドコモコウザ,"10,000-",,"490,000-"\n',
    "a second account with columns in another order": "日付,摘要,出金,入金,残高\n2020/9/1,ATM,1000,,9000\n"
    "2020/9/2,ATM,1000,,8000\n日付,摘要,入金,出金,残高\n2020/9/1,ドコモコウザ,,3000,87000\n",
    "a summary above the header": "日付,残高,入金合計,出金合計\n2020/10/02,430000,50000,120000\n\n"
    "取引日,金額,残高,内容\n2020/9/1,-1000,8000,ドコモコウザ\n2020/9/2,-1000,7000,ATM\n",
}


def scan(folder: Path, text: str) -> Report:
    file = folder / "meisai.csv"
    file.write_bytes(text.encode("cp932"))
    return selfcheck.scan(file, today=TODAY)


@pytest.mark.parametrize("case", CASES)
def test_a_withdrawal_is_never_silently_read_as_money_in(case: str, tmp_path: Path):
    report = scan(tmp_path, CASES[case])
    raised = [finding for finding in report.findings if finding.service == "docomo-koza"]
    assert raised
    for finding in raised:
        assert finding.level is not Level.NOTE
        assert finding.deposit is None
    assert report.exit_code == 1


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case not in ("nothing tells", "a comma in a memo and no balance", "a cell was lost", "a flag column")
    ],
)
def test_where_it_can_be_told_the_amount_is_a_withdrawal(case: str, tmp_path: Path):
    finding = next(finding for finding in scan(tmp_path, CASES[case]).findings if finding.service == "docomo-koza")
    assert finding.withdrawal in (1000, 3000, 10000, 30000)


def test_what_cannot_be_told_is_said(tmp_path: Path):
    (statement,) = scan(tmp_path, CASES["nothing tells"]).statements
    assert "direction-unclear" in [problem.code for problem in statement.problems]
    assert statement.status == "partly-read"


def test_a_broken_balance_is_never_a_clean_result(tmp_path: Path):
    report = scan(
        tmp_path, "日付,摘要,出金,入金,残高\n2026/9/1,ATM,1000,,9000\n2026/9/2,ATM,1000,,8000\n2026/9/3,ATM,1000,,1000\n"
    )
    assert report.exit_code == 3


def test_two_accounts_under_one_header_each_have_their_own_balance(tmp_path: Path):
    account = "日付,摘要,出金,入金,残高\n2026/9/1,ATM,1000,,{}\n2026/9/2,ATM,1000,,{}\n"
    (statement,) = scan(tmp_path, account.format(9000, 8000) + account.format(88000, 87000)).statements
    assert statement.balance_check.status == "consistent"
    assert len(statement.transactions) == 4


def test_an_amount_without_a_sign_takes_its_direction_from_the_balance(tmp_path: Path):
    text = "日付,摘要,金額,残高\n2026/9/1,A,1000,9000\n2026/9/2,給与,5000,14000\n2026/9/3,B,2000,12000\n"
    (statement,) = scan(tmp_path, text).statements
    assert [(row["withdrawal"], row["deposit"]) for row in rows(statement)] == [(1000, None), (None, 5000), (2000, None)]
    assert [(problem.line, problem.code) for problem in statement.problems] == [(2, "direction-unclear-line")]


def test_an_empty_date_is_that_of_the_row_above_where_the_balance_proves_it(tmp_path: Path):
    text = "日付,摘要,出金,入金,残高\n2026/9/1,A,1000,,9000\n,B,500,,8500\n2026/9/2,C,500,,8000\n"
    (statement,) = scan(tmp_path, text).statements
    assert [row["date"] for row in rows(statement)] == ["2026-09-01", "2026-09-01", "2026-09-02"]
    assert statement.status == "read"


def test_a_header_that_many_banks_share_names_none(tmp_path: Path):
    text = "取引日,摘要,出金金額,入金金額,残高\n2026/9/1,A,1000,,9000\n"
    assert scan(tmp_path, text).statements[0].bank is None


def test_utf16_without_a_mark_is_read_though_ideographic_spaces_look_like_its_other_half(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    text = H + "2020/9/1,振込　ヤマダ　タロウ,1000,,99000\n2020/9/2,口座振替　ドコモコウザ　ゴリヨウ,30000,,69000\n"
    file.write_bytes(text.encode("utf-16-le"))
    assert [finding.withdrawal for finding in selfcheck.scan(file).raised] == [30000]


def test_a_cut_character_does_not_turn_eucjp_into_cp932(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    head = "Date,Description,Withdrawal,Deposit,Balance\n2020-09-01,ドコモコウザ,100,,900\n2020-09-02,"
    file.write_bytes(head.encode("euc_jp") + b"\xa5\xe4\xa5,1,,899\n")
    report = selfcheck.scan(file)
    assert report.statements[0].encoding == "euc-jp"
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


def test_a_comma_in_a_last_memo_loses_nothing(tmp_path: Path):
    text = (
        "日付,出金,入金,残高,摘要\n2026/9/1,1000,,9000,電気\n2026/9/2,1000,,8000,ABC,ドコモコウザ\n2026/9/3,1000,,7000,水道\n"
    )
    report = scan(tmp_path, text)
    assert [(finding.line, finding.memo) for finding in report.raised] == [(3, "ABC,ドコモコウザ")]


def test_a_summary_above_the_header_is_no_transaction(tmp_path: Path):
    text = "日付,残高,入金合計,出金合計\n2026/10/02,430000,50000,120000\n\n取引日,お支払,お預り,摘要\n2026/9/1,1000,,電気\n"
    (statement,) = scan(tmp_path, text).statements
    assert [row["line"] for row in rows(statement)] == [5]


@pytest.mark.parametrize("line", ["2020/4/2,ABC,,210000\n", "2020/4/2,ABC,210000,\n"])
def test_an_empty_column_is_no_direction(line: str, tmp_path: Path):
    (statement,) = scan(tmp_path, line).statements
    assert "direction-unclear" in [problem.code for problem in statement.problems]


def test_signs_in_a_column_of_their_own_are_a_direction(tmp_path: Path):
    text = "日付,符号,金額,摘要\n2026/9/1,－,1000,ペイペイ\n2026/9/2,＋,5000,給与\n"
    (statement,) = scan(tmp_path, text).statements
    assert [(row["withdrawal"], row["deposit"]) for row in rows(statement)] == [(1000, None), (None, 5000)]


@pytest.mark.parametrize(
    ("balances", "expected"),
    [
        (("290000", "", ""), [(10_000, None), (5_000, None), (None, 250_000)]),  # one balance: no step speaks for or against
        (("", "", ""), [(10_000, None), (5_000, None), (None, 250_000)]),
        (("290000", "295000", "45000"), [(10_000, None), (None, 5_000), (250_000, None)]),  # the column means something else
    ],
)
def test_a_column_of_directions_is_believed_unless_the_balance_speaks_against_it(
    tmp_path: Path, balances: tuple[str, ...], expected: list[tuple[int | None, int | None]]
):
    moves = zip(("出金,10000", "出金,5000", "入金,250000"), balances, strict=True)
    text = "".join(f"2020/9/{day},ヤマダ,{move},{balance}\n" for day, (move, balance) in enumerate(moves, start=1))
    (statement,) = scan(tmp_path, f"日付,摘要,区分,金額,残高\n{text}").statements
    assert [(row.withdrawal, row.deposit) for row in statement.records.every()] == expected


@pytest.mark.parametrize(
    ("amounts", "balances", "out", "told"),
    [
        # Nothing but the balance tells that the second came in: that says nothing of the first and the last.
        (("10,000", "3,000", "5,000"), ("290,000", "293,000", ""), (10_000, None, 5_000), [1, 3]),
        (("10,000", "3,000", "5,000"), ("290,000", "293,000", "298,000"), (10_000, None, None), [1]),
        # Signs do.
        (("+10,000", "+3,000", "+5,000"), ("290,000", "293,000", ""), (None, None, None), []),
        (("-10,000", "3,000", "5,000"), ("290,000", "293,000", ""), (10_000, None, None), []),
    ],
)
def test_a_step_up_says_nothing_of_rows_that_no_balance_proves(
    tmp_path: Path, amounts: tuple[str, ...], balances: tuple[str, ...], out: tuple[int | None, ...], told: list[int]
):
    text = "".join(f'2020/9/{at},ヤマダ,"{amounts[at - 1]}","{balances[at - 1]}"\n' for at in (1, 2, 3))
    (statement,) = scan(tmp_path, text).statements
    assert tuple(row.withdrawal for row in statement.records.every()) == out
    assert [problem.line for problem in statement.problems if problem.code == "direction-unclear-line"] == told


@pytest.mark.parametrize("header", ["", "日付,摘要,金額,残高\n"])
def test_a_minus_far_below_amounts_without_sign_is_money_out(tmp_path: Path, header: str):
    moves = [100] * 1200
    moves[1000] = -5000
    balances = accumulate(moves, initial=0)
    days = (dt.date(2020, 1, 1) + dt.timedelta(at) for at in range(len(moves)))
    text = "".join(f"{day},ヤマダ,{move},{left + move}\n" for day, move, left in zip(days, moves, balances, strict=False))
    (statement,) = scan(tmp_path, header + text).statements
    assert [row.withdrawal for row in statement.records.every()][1000:1002] == [5000, None]
    assert statement.balance_check.status == "consistent"
