"""Several files of one account: overlapping lines count once, gaps are named, equal lines of one file stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from tests.helpers import simple, yucho

DAYS = [("20260901", "自払", "ﾃﾞﾝｷ", 1000), ("20260902", "ＲＴ", "(PAYPAY)", 5000), ("20260902", "ＲＴ", "(PAYPAY)", 5000)]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode("cp932"))


def codes(report: selfcheck.Report) -> list[str]:
    return [problem.code for statement in report.statements for problem in statement.problems]


def test_a_line_that_two_files_have_is_counted_once(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(*DAYS))
    write(tmp_path, "b.csv", yucho(*DAYS, ("20260905", "ＲＴ", "(PAYPAY)", 7000)))
    report = selfcheck.scan(tmp_path)
    assert [(finding.statement, finding.withdrawal) for finding in report.raised] == [(0, 5000), (0, 5000), (1, 7000)]
    assert codes(report) == ["overlap"]


def test_equal_lines_within_one_file_are_never_merged(tmp_path: Path):
    write(tmp_path, "a.csv", simple("ペイペイ", "ペイペイ", "ペイペイ"))
    assert len(selfcheck.scan(tmp_path).raised) == 3


def test_lines_without_a_balance_are_never_merged(tmp_path: Path):
    text = "日付,摘要,出金,入金\n2026/9/1,ペイペイ,1000,\n2026/9/2,ペイペイ,1000,\n"
    write(tmp_path, "a.csv", text)
    write(tmp_path, "b.csv", text + "2026/9/3,電気,1000,\n")
    assert len(selfcheck.scan(tmp_path).raised) == 4


def test_equal_amounts_at_other_balances_are_other_transactions(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(*DAYS))
    write(tmp_path, "b.csv", yucho(*DAYS, balance=900_000))
    assert len(selfcheck.scan(tmp_path).raised) == 4


def test_a_gap_between_files_of_one_bank_is_named(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(("20260501", "自払", "ﾃﾞﾝｷ", 1000), ("20260630", "自払", "ﾃﾞﾝｷ", 1000)))
    write(tmp_path, "b.csv", yucho(("20260802", "自払", "ﾃﾞﾝｷ", 1000), ("20260830", "自払", "ﾃﾞﾝｷ", 1000), balance=900_000))
    report = selfcheck.scan(tmp_path)
    (problem,) = [problem for statement in report.statements for problem in statement.problems]
    assert "2026年7月1日～2026年8月1日" in problem.sentence.in_lang("ja")
    assert report.exit_code == 0


def gaps(folder: Path, *files: str) -> int:
    """How many gaps are named between files."""
    for place, text in enumerate(files):
        write(folder, f"{place}.csv", text)
    return codes(selfcheck.scan(folder)).count("gap")


def power(*days: str, balance: int = 1_000_000) -> str:
    return yucho(*((f"2026{day}", "自払", "ﾃﾞﾝｷ", 1000) for day in days), balance=balance)


def test_a_month_between_files_is_no_gap_and_a_day_more_is_one(tmp_path: Path):
    assert gaps(tmp_path, power("0501", "0531"), power("0701", "0710", balance=900_000)) == 0
    assert gaps(tmp_path, power("0501", "0531"), power("0702", "0710", balance=900_000)) == 1


def test_a_gap_is_found_in_whatever_order_the_files_are_given(tmp_path: Path):
    assert (
        gaps(tmp_path, power("0901", "0930", balance=800_000), power("0501", "0531"), power("0702", "0731", balance=900_000))
        == 2
    )


def test_a_file_within_the_days_of_another_makes_no_gap_behind_it(tmp_path: Path):
    year = power("0105", "0420", "0830")
    assert gaps(tmp_path, year, power("0110", "0120", balance=900_000), power("0905", "0910", balance=800_000)) == 0


def test_files_that_lie_years_apart_are_no_run_of_one_account(tmp_path: Path):
    old = yucho(("20200901", "自払", "ﾃﾞﾝｷ", 1000), ("20200930", "自払", "ﾃﾞﾝｷ", 1000))
    assert gaps(tmp_path, old, power("0501", "0531")) == 0


def test_no_gap_is_named_between_files_of_a_bank_that_nobody_knows(tmp_path: Path):
    one, other = (
        simple("電気", "ガス", date=date, start=start) for date, start in (("2026/1/5", 500_000), ("2026/9/1", 90_000))
    )
    assert gaps(tmp_path, one, other) == 0


def test_what_is_said_of_a_file_is_said_of_none_of_its_lines(tmp_path: Path):
    write(tmp_path, "1.csv", yucho(*DAYS))
    write(tmp_path, "2.csv", yucho(*DAYS))
    write(tmp_path, "3.csv", yucho(*DAYS, ("20260905", "自払", "ﾃﾞﾝｷ", 1000)))
    write(tmp_path, "4.csv", yucho(("20261105", "自払", "ﾃﾞﾝｷ", 1000), ("20261106", "自払", "ﾃﾞﾝｷ", 1000), balance=900_000))
    problems = [problem for statement in selfcheck.scan(tmp_path).statements for problem in statement.problems]
    assert [(problem.code, problem.line) for problem in problems] == [("same-file", 0), ("overlap", 0), ("gap", 0)]
    assert "1.csv" in problems[0].sentence.in_lang("ja")
    assert "3 件" in problems[1].sentence.in_lang("ja")


def test_two_equal_lines_are_an_overlap_and_one_is_none(tmp_path: Path):
    def file(*rows: int) -> str:
        return "日付,摘要1,出金額,入金額,残高\n" + "".join(
            f"2026/5/{day},ペイペイ,1000,,{90_000 - 1000 * day}\n" for day in rows
        )

    for places, raised in (((2, 3, 4), 4), ((3, 4, 5), 6)):
        for name, rows in (("a.csv", (1, 2, 3)), ("b.csv", places)):
            (tmp_path / name).write_text(file(*rows), encoding="utf-8")
        assert len(selfcheck.scan(tmp_path).raised) == raised


def test_one_equal_line_is_an_overlap_where_both_files_print_the_number(tmp_path: Path):
    def file(*rows: int) -> str:
        lines = (f"2026/5/{day},ペイペイ,1000,,{90_000 - 1000 * day}\n" for day in rows)
        return "口座番号,1234567\n日付,摘要,出金額,入金額,残高\n" + "".join(lines)

    for name, rows in (("a.csv", (1, 2)), ("b.csv", (2, 3))):
        (tmp_path / name).write_text(file(*rows), encoding="utf-8")
    assert len(selfcheck.scan(tmp_path).raised) == 3


def test_equal_lines_of_two_accounts_in_one_file_stay_apart(tmp_path: Path):
    def file(*rows: tuple[str, int]) -> str:
        text = "口座番号,日付,摘要,出金,入金,残高\n"
        return text + "".join(f"{number},2026/5/{day},ペイペイ,1000,,{90_000 - 1000 * day}\n" for number, day in rows)

    (tmp_path / "a.csv").write_text(file(("1111111", 1), ("2222222", 2)), encoding="utf-8")
    (tmp_path / "b.csv").write_text(file(("1111111", 2), ("2222222", 1)), encoding="utf-8")
    assert len(selfcheck.scan(tmp_path).raised) == 4


def test_an_unreadable_file_given_twice_is_said_to_be_unreadable_and_no_more(tmp_path: Path):
    files = [tmp_path / name for name in ("a.csv", "b.csv")]
    for file in files:
        file.write_text("まもなく、\nご案内します\n", encoding="utf-8")
    one, other = selfcheck.scan(files).statements
    assert one.status == other.status == "unreadable"
    assert [problem.code for problem in one.problems] == [problem.code for problem in other.problems]


HEADS = ("日付,摘要,出金額,入金額,残高", "取引日,お取引内容,お引出し,お預入れ,差引残高")


def emptied(head: str, before: int, number: str = "") -> str:
    preamble = f"口座番号,{number}\n" if number else ""
    return f"{preamble}{head}\n2026/5/1,給与,,{before},100000\n2026/5/2,ペイペイ,100000,,0\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (emptied(HEADS[0], 100000), emptied(HEADS[1], 40000)),
        (emptied(HEADS[0], 100000), emptied(HEADS[0], 40000)),
        (emptied(HEADS[0], 100000, "1234567"), emptied(HEADS[0], 40000, "7654321")),
        (emptied(HEADS[0], 100000, "1234567"), emptied(HEADS[0], 100000, "7654321")),
    ],
)
def test_two_accounts_that_were_emptied_on_one_day_are_two(one: str, other: str, tmp_path: Path):
    for name, text in (("a.csv", one), ("b.csv", other)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(selfcheck.scan(tmp_path).raised) == 2


def test_the_same_file_twice_counts_once_even_without_a_balance(tmp_path: Path):
    text = "日付,摘要,出金額\n" + "".join(f"2026/5/{day},ペイペイ,100000\n" for day in (1, 9, 20))
    for name in ("meisai.csv", "meisai (1).csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = selfcheck.scan(tmp_path)
    assert len(report.raised) == 3
    caps = {reason.details["yen"] for f in report.raised for reason in f.reasons if reason.signal == "monthly-cap"}
    assert caps == {300_000}


def test_files_that_cover_the_same_days_with_other_lines_are_two_accounts(tmp_path: Path):
    hers = "日付,摘要,出金額,入金額,残高\n2026/5/1,ペイペイ,100000,,900000\n2026/5/9,電気,1000,,899000\n"
    his = "日付,摘要,出金額,入金額,残高\n2026/5/1,ガス,1000,,499000\n2026/5/8,ペイペイ,200000,,299000\n"
    (tmp_path / "a.csv").write_text(hers, encoding="utf-8")
    (tmp_path / "b.csv").write_text(his, encoding="utf-8")
    signals = {reason.signal for finding in selfcheck.scan(tmp_path).raised for reason in finding.reasons}
    assert "monthly-cap" not in signals


def test_days_that_were_not_read_are_no_history(tmp_path: Path):
    head = "日付,摘要,出金額,入金額,残高\n"
    (tmp_path / "a.csv").write_text(head + "2026/1/5,電気,1000,,899000\n2026/1/6,電気,1000,,898000\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(head + "2026/9/1,電気,1000,,799000\n2026/9/2,ペイペイ,10000,,789000\n", encoding="utf-8")
    (finding,) = selfcheck.scan(tmp_path).raised
    assert "first-use" not in {reason.signal for reason in finding.reasons}


@pytest.mark.parametrize("again", ["same", "longer"])
def test_one_refund_undoes_one_withdrawal_however_often_it_is_read(again: str, tmp_path: Path):
    text = "日付,摘要,出金,入金,残高\n2026/05/01,ペイペイ,10000,,90000\n2026/05/02,ペイペイ,10000,,80000\n"
    text += "2026/05/03,返金,,10000,90000\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    longer = text + "2026/05/04,電気,1000,,89000\n"
    (tmp_path / "b.csv").write_text(text if again == "same" else longer, encoding="utf-8")
    report = selfcheck.scan(tmp_path)
    assert [finding.date.day for finding in report.raised if finding.date] == [1]
    assert report.summary["note"] == 1


def test_the_place_of_a_section_is_no_account_number(tmp_path: Path):
    def two(before: int) -> str:
        first = f"日付,摘要,出金,入金,残高\n2026/05/01,電気,1000,,{before}\n2026/05/03,ガス,1000,,{before - 1000}\n\n"
        return (
            first + f"取引日,内容,お引出し,お預入れ,差引残高\n2026/05/01,給与,,{before},100000\n2026/05/02,ペイペイ,100000,,0\n"
        )

    for name, before in (("a.csv", 70_000), ("b.csv", 50_000)):
        (tmp_path / name).write_text(two(before), encoding="utf-8")
    assert len(selfcheck.scan(tmp_path).raised) == 2


def test_money_in_of_one_file_and_a_withdrawal_of_the_same_day_in_another_are_no_pair(tmp_path: Path):
    head = "日付,摘要,出金,入金,残高\n"
    (tmp_path / "a.csv").write_text(head + "2026/05/01,電気,1000,,70000\n2026/05/02,メルペイ,,30000,100000\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(head + "2026/05/02,メルペイ,30000,,70000\n2026/05/03,電気,1000,,69000\n", encoding="utf-8")
    assert len(selfcheck.scan(tmp_path).raised) == 1
