"""What a screening came to, in counts that add up; and the file of findings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("pyarrow", reason="the extra fleet is not installed")

from selfcheck import Exit, OptionError
from selfcheck.printing.printer import Kept
from selfcheck.printing.writer import Writer
from selfcheck.screening.accounts import as_table
from selfcheck.screening.files import find_files, passed_over
from selfcheck.screening.findings_file import Findings
from selfcheck.screening.summary import Summary, print_summary, summary_as_dict
from selfcheck.screening.tally import Refusal, Tally

FOUND = [
    ("1", 2, "2020-09-08", "ﾄﾞｺﾓｺｳｻﾞ", 30_000, "docomo-koza", "alert", ("burst", "probe")),
    ("1", 3, "2020-09-08", "ペイペイ", 20_000, "paypay", "check", ("names-service",)),
    ("1", 4, "2020-09-09", "ペイペイ", 5000, "paypay", "check", ("names-service",)),
    ("2", 2, "2020-09-09", "ペイペイ", 700, "paypay", "check", ("names-service",)),
    ("3", 2, "2020-09-09", "=1+1 ペイペイ", None, "paypay", "note", ("money-in",)),
]
REFUSALS = (Refusal("a.csv", "date", "bad-date", 2, 7, "9月8日", 1), Refusal("b.csv", "", "cells", 1, 3, "3 / 4", 0))
TALLY = Tally(20, REFUSALS, (Refusal("a.csv", "", "broken", 1, 9, ""),))


def part(rows: list[tuple[Any, ...]], accounts: int, lines: int) -> Any:
    return SimpleNamespace(
        findings=as_table([(*row[:2], dt.date.fromisoformat(row[2]), *row[3:]) for row in rows]), accounts=accounts, lines=lines
    )


def summary(tally: Tally = TALLY) -> Summary:
    absent = [SimpleNamespace(path=path, absent=("line", "balance")) for path in ("b.csv", "a.csv", "b.csv")]
    made = Summary(tally, absent)  # type: ignore[arg-type]
    made.add(part(FOUND[:3], 1, 10))
    made.add(part(FOUND[3:], 2, 7))
    return made


def test_counts_of_parts_are_added_up_the_most_urgent_first():
    told = summary_as_dict(summary(), "ja")
    assert told["schema"] == "selfcheck.screening/1"
    assert told["lines"] == {"in": 20, "screened": 17, "refused": 3}
    assert told["accounts"] == {"screened": 3, "raised": 2}
    assert told["findings"] == [
        {"level": "alert", "service": "docomo-koza", "lines": 1, "accounts": 1, "yen": 30_000},
        {"level": "check", "service": "paypay", "lines": 3, "accounts": 2, "yen": 25_700},
        {"level": "note", "service": "paypay", "lines": 1, "accounts": 1, "yen": 0},
    ]
    assert told["absent"] == {"balance": ["a.csv", "b.csv"]}
    assert told["broken"] == [{"path": "a.csv", "count": 1, "first_line": 9}]
    assert [{name: one[name] for name in one if name != "message"} for one in told["refused"]] == [
        {"path": "a.csv", "column": "date", "reason": "bad-date", "count": 2, "first_line": 7, "naming_a_service": 1},
        {"path": "b.csv", "column": None, "reason": "cells", "count": 1, "first_line": 3, "naming_a_service": 0},
    ]
    assert "「9月8日」" in told["refused"][0]["message"]
    assert len(told["limits"]) == 4


def test_people_are_told_the_same_and_what_is_wrong_first():
    paper = Kept(200)
    print_summary(summary(), Writer(paper, "ja"))
    said = paper.file.getvalue()
    for words in (
        "渡された 20 行 = 調べた 17 行 + 調べなかった 3 行",
        "口座 3、うち確かめる行があるもの 2",
        "! a.csv の列「date」: 日付として読めない値 2 行（はじめは 7 行目の「9月8日」）",
        "! a.csv: 摘要の文字が壊れている 1 行（はじめは 9 行目）",
        "! 調べていない行のうち 1 行の摘要に、支払いサービスの名前があります。",
        "! 残高の列がない表: a.csv（全部で 2 件）",
        "見つかった行は問いであって",
    ):
        assert words in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert (
        lines.index("すぐ確かめて 1 1 30,000 円 ドコモ口座")
        < lines.index("確かめて 3 2 25,700 円 PayPay")
        < lines.index("参考 1 1 0 円 PayPay")
    )
    assert said.index("調べたもの") < said.index("! a.csv") < said.index("見つかった行（") < said.index("見つかった行は問い")


@pytest.mark.parametrize(
    ("tally", "parts", "code", "said"),
    [
        (Tally(5), [part(FOUND[4:], 1, 5)], Exit.CLEAN, "参考"),
        (Tally(5), [part([], 1, 5)], Exit.CLEAN, "支払いサービスの名前がある行はありませんでした"),
        (Tally(5, REFUSALS), [part([], 1, 2)], Exit.PARTLY, "ありませんでした"),
        (Tally(5, (), TALLY.broken), [part([], 1, 5)], Exit.PARTLY, "ありませんでした"),
        (Tally(3, REFUSALS), [], Exit.UNREADABLE, "調べた行がひとつもありません"),
        (Tally(5, REFUSALS), [part(FOUND[1:2], 1, 2)], Exit.RAISED, "PayPay"),
    ],
)
def test_the_exit_code_is_that_of_scan(tally: Tally, parts: list[Any], code: Exit, said: str):
    made = Summary(tally)
    for one in parts:
        made.add(one)
    assert made.exit_code is code
    paper = Kept(200)
    print_summary(made, Writer(paper, "ja"))
    assert said in paper.file.getvalue()
    assert "残高の列" not in paper.file.getvalue()


def test_refusals_of_pieces_are_one_where_file_column_and_reason_are():
    one, other = Refusal("a", "date", "bad-date", 2, 9, "x", 1), Refusal("a", "date", "bad-date", 3, 4, "y", 1)
    rest = Refusal("a", "memo", "bad-memo", 1, 1, "z")
    total = Tally.total([Tally(10, (rest, one)), Tally(5, (other,), (one,))])
    assert total == Tally(15, (Refusal("a", "date", "bad-date", 5, 4, "y", 2), rest), (one,))
    assert (total.refused, total.screened) == (6, 9)


def test_findings_are_written_for_excel_with_nothing_that_acts(tmp_path: Path):
    file = Findings(tmp_path / "found.CSV")
    file.add(part(FOUND[:1], 1, 1).findings)
    file.add(part(FOUND[4:], 1, 1).findings)
    assert file.content().startswith(b"\xef\xbb\xbf")
    assert file.content().decode("utf-8-sig").splitlines() == [
        "account,line,date,memo,withdrawal,service,level,signals",
        "1,2,2020-09-08,ﾄﾞｺﾓｺｳｻﾞ,30000,docomo-koza,alert,burst probe",
        "3,2,2020-09-09,'=1+1 ペイペイ,,paypay,note,money-in",
    ]


def test_findings_as_parquet_keep_types_and_the_list_of_signals(tmp_path: Path):
    file = Findings(tmp_path / "found.parquet")
    file.add(part(FOUND[:2], 1, 1).findings)
    file.add(part(FOUND[4:], 1, 1).findings)
    (tmp_path / "found.parquet").write_bytes(file.content())
    table = pd.read_parquet(tmp_path / "found.parquet")
    assert table["line"].tolist() == [2, 3, 2]
    assert table["date"].tolist() == [dt.date(2020, 9, 8), dt.date(2020, 9, 8), dt.date(2020, 9, 9)]
    assert table["memo"].tolist()[2] == "=1+1 ペイペイ"
    assert [list(signals) for signals in table["signals"]] == [["burst", "probe"], ["names-service"], ["money-in"]]


def test_another_form_of_output_is_a_wrong_call(tmp_path: Path):
    with pytest.raises(OptionError, match=r"found\.xlsx"):
        Findings(tmp_path / "found.xlsx")


def test_tables_of_a_folder_are_found_and_other_files_counted(tmp_path: Path):
    for name in ("b.csv", "a.PARQUET", "c.tsv", "d.txt", "e.pq", "notes.md", "x.xlsx", ".hidden.md", "_SUCCESS"):
        (tmp_path / name).touch()
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.md").touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "y.md").touch()
    assert [Path(path).name for path in find_files([str(tmp_path)])] == ["a.PARQUET", "b.csv", "c.tsv", "d.txt", "e.pq"]
    assert passed_over([str(tmp_path)]) == 3
    assert passed_over([str(tmp_path / "b.csv")]) == 0
    assert find_files([str(tmp_path / "x.xlsx")]) == [str(tmp_path / "x.xlsx")]
    with pytest.raises(OptionError):
        find_files(["-"])
