"""``selfcheck screen``: tables of many accounts, on processes of this machine; what is lost, broken or wrong."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.helpers import HEARING, ROOT, link_to, run_command
from tests.screening.accounts import Found, as_found
from tests.screening.held import LONGEST

pytest.importorskip("dask.dataframe", reason="the extra fleet is not installed")

from tests.screening.desk import Screen

pytestmark = pytest.mark.slow  # processes are started
NAMES = {
    "account": "口座番号",
    "date": "取引日",
    "memo": "摘要",
    "withdrawal": "出金額",
    "deposit": "入金額",
    "balance": "残高",
}


def in_pieces(lines: pd.DataFrame, folder: Path, files: int = 3) -> Path:
    """Some tables with a part of the lines each."""
    folder.mkdir()
    size = -(-len(lines) // files)
    for number in range(files):
        lines.iloc[number * size : (number + 1) * size].to_parquet(folder / f"{number}.parquet", row_group_size=50)
    return folder


def test_a_folder_of_tables_gives_what_one_table_gives(lines: pd.DataFrame, expected: Found, tmp_path: Path):
    output = tmp_path / "findings.parquet"
    done = run_command("screen", in_pieces(lines, tmp_path / "in"), "--output", output, "--jobs", "2", "--format", "json")
    assert done.returncode == 1, done.stderr.decode()
    found = pd.read_parquet(output)
    assert as_found(found) == expected
    told = json.loads(done.stdout)
    assert told["lines"] == {"in": len(lines), "screened": len(lines), "refused": 0}
    assert told["accounts"]["screened"] == 40
    assert sum(one["lines"] for one in told["findings"]) == len(found)
    assert found.groupby(["account", "line"], sort=False).ngroup().is_monotonic_increasing, "account by account"


def test_the_same_lines_give_the_same_bytes_however_many_work(lines: pd.DataFrame, tmp_path: Path):
    folder, first, second = in_pieces(lines, tmp_path / "in"), tmp_path / "1.parquet", tmp_path / "2.parquet"
    for output, jobs in ((first, "1"), (second, "2")):
        assert run_command("screen", folder, "--output", output, "--jobs", jobs).returncode == 1
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_its_own_words_and_encoding(
    screen: Screen, lines: pd.DataFrame, expected: Found, tmp_path: Path, encoding: str
):
    file, output = tmp_path / "lines.csv", tmp_path / "findings.csv"
    lines.rename(columns=NAMES).to_csv(file, index=False, encoding=encoding, lineterminator="\r\n")
    told = ",".join(f"{role}={name}" for role, name in NAMES.items())
    screen(file, "--output", output, "--columns", told)
    found = pd.read_csv(output, dtype={"account": str, "memo": str})
    assert as_found(found.assign(signals=found["signals"].str.split())) == expected


def test_a_memo_in_several_columns_is_joined(screen: Screen, tmp_path: Path):
    file, output = tmp_path / "lines.csv", tmp_path / "findings.csv"
    file.write_text("a,d,one,two,w\n1,2020-09-08,自払,ドコモコウザ,30000\n1,2020-09-09,ペイ,ペイ,1\n", encoding="utf-8")
    screen(file, "--output", output, "--columns", "account=a,date=d,memo=one+two,withdrawal=w")
    assert pd.read_csv(output)["memo"].tolist() == ["自払 ドコモコウザ"], "no name is put together from two cells"


def test_everything_that_came_in_was_screened_or_refused_with_the_reason(screen: Screen, tmp_path: Path):
    rows = ["account,date,memo,withdrawal,deposit,balance"]
    rows += ["1,2020-09-08,ﾄﾞｺﾓｺｳｻﾞ,30000,,1", ",2020-09-08,PAYPAY,1,,1", "2,9月8日,x,1,,1", "2,2020-09-08,x,三万,,1"]
    rows += [
        "2,2020-09-08,メルペイ",
        '3,2020-09-08,"開いた,1,,1',
        "3,2020-09-09,PAYPAY,1,,1",
        "",
        ",,,,,",
        '4,2020-09-08,"二\n行",5,,1',
    ]
    file, output = tmp_path / "lines.csv", tmp_path / "findings.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = json.loads(screen(file, "--output", output, "--format", "json")[0])
    assert told["lines"] == {"in": 8, "screened": 4, "refused": 4}
    reasons = {(one["column"], one["reason"]): (one["count"], one["first_line"]) for one in told["refused"]}
    assert reasons == {
        ("account", "no-account"): (1, 3),
        ("date", "bad-date"): (1, 4),
        ("withdrawal", "bad-amount"): (1, 5),
        (None, "cells"): (1, 6),
    }
    assert sum(one["naming_a_service"] for one in told["refused"]) == 2
    assert pd.read_csv(output)["memo"].tolist() == ["ﾄﾞｺﾓｺｳｻﾞ", "PAYPAY"]
    shown, _ = screen(file, "--output", output, "--force")
    assert "渡された 8 行 = 調べた 4 行 + 調べなかった 4 行" in shown
    assert "「9月8日」" in shown


@pytest.mark.parametrize(
    ("rows", "code"),
    [(["1,2020-09-08,ATM,1"], 0), (["1,2020-09-08,ATM,1", ",2020-09-08,ATM,1"], 3), ([",2020-09-08,ATM,1"], 4), ([], 4)],
)
def test_exit_codes_are_those_of_scan(screen: Screen, rows: list[str], code: int, tmp_path: Path):
    file = tmp_path / "lines.csv"
    file.write_text("\n".join(["account,date,memo,withdrawal", *rows]) + "\n", encoding="utf-8")
    screen(file, "--output", tmp_path / "findings.csv", code=code)


def test_what_was_not_looked_at_is_said(screen: Screen, tmp_path: Path):
    file = tmp_path / "lines.csv"
    file.write_text("account,date,memo,withdrawal\n1,2020-09-08,ATM,1\n", encoding="utf-8")
    shown, _ = screen(file, "--output", tmp_path / "findings.csv", code=0)
    said = "".join(shown.split())
    assert "残高の列がない表" in said
    assert "入金の列がない表" in said


def test_an_input_is_never_written_even_one_without_lines(screen: Screen, tmp_path: Path):
    full, empty = tmp_path / "full.csv", tmp_path / "empty.csv"
    full.write_text("account,date,memo,withdrawal\n1,2020-09-08,PAYPAY,1\n", encoding="utf-8")
    empty.write_text("account,date,memo,withdrawal\n", encoding="utf-8")
    assert "読み込んだファイル" in screen(full, empty, "--output", empty, "--force", code=2)[1]
    assert empty.read_text(encoding="utf-8").count("\n") == 1


def test_a_file_under_two_names_counts_once(screen: Screen, tmp_path: Path):
    file, other = tmp_path / "lines.csv", tmp_path / "link.csv"
    file.write_text("account,date,memo,withdrawal\n1,2020-09-08,PAYPAY,1\n", encoding="utf-8")
    link_to(other, file)
    told = json.loads(screen(file, other, tmp_path, "--output", tmp_path / "f.parquet", "--format", "json")[0])
    assert told["lines"]["in"] == 1


def test_findings_are_no_lines(screen: Screen, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "lines.csv").write_text("account,date,memo,withdrawal\n1,2020-09-08,PAYPAY,1\n", encoding="utf-8")
    (folder / "notes.md").write_text("x", encoding="utf-8")
    assert "1 件は読んでいません" in screen(folder, "--output", folder / "found.csv")[1]
    _, told = screen(folder, "--output", tmp_path / "again.csv", code=4)
    assert str(folder / "found.csv") in told
    assert "見つかった行" in told


def test_what_was_an_index_of_pandas_is_a_column_like_the_others(screen: Screen, tmp_path: Path):
    ids, dates = (pd.array([one, None, one], dtype="Int64") for one in (12345678901234567, 20200908))
    table = pd.DataFrame({"account": ids, "date": dates, "memo": ["ペイペイ", "x", "y"], "withdrawal": [1, 2, 3]})
    table = table.assign(balance=[100_000, 0, 98]).set_index("balance")
    file, output = tmp_path / "lines.parquet", tmp_path / "found.csv"
    table.to_parquet(file)
    told = json.loads(screen(file, "--output", output, "--format", "json")[0])
    assert told["absent"] == {"deposit": [str(file)]}
    assert told["lines"] == {"in": 3, "screened": 2, "refused": 1}
    assert pd.read_csv(output, dtype=str)["account"].tolist() == ["12345678901234567"], "not rounded beside an empty cell"


def test_broken_characters_are_told(screen: Screen, tmp_path: Path):
    file = tmp_path / "lines.csv"
    content = "account,date,memo,withdrawal,deposit,balance\n1,2020-09-08,電気,1,,1\n1,2020-09-08,"
    file.write_bytes(content.encode("cp932") + "ドコモコウザ".encode("cp932")[:-3] + b",1,,1\n")
    shown, _ = screen(file, "--output", tmp_path / "found.csv", code=3)
    assert "壊れている1行（はじめは3行目）" in "".join(shown.split())


def _in_the_middle(lines: pd.DataFrame, tmp_path: Path, do: Callable[[subprocess.Popen[bytes], Path], None]) -> tuple[int, str]:
    """The command, in the middle of whose reading something is done; its code and what it said. It must leave nothing."""
    folder, place, held = in_pieces(lines, tmp_path / "in", files=8), tmp_path / "tmp", tmp_path / "held"
    place.mkdir()
    held.mkdir()
    arguments = ["screen", folder, "--output", tmp_path / "f.csv", "--jobs", "2"]
    settings = {
        **os.environ,
        "TMPDIR": str(place),
        "LC_ALL": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
        "SELFCHECK_HELD": str(held),
    }
    command = [sys.executable, "-m", "tests.screening.held", *map(str, arguments)]
    started = {"env": settings, "cwd": ROOT, "start_new_session": True, "preexec_fn": HEARING}
    with subprocess.Popen(command, stderr=subprocess.PIPE, **started) as process:  # type: ignore[call-overload]
        while process.poll() is None and not (held / "begun").exists():
            time.sleep(0.02)
        do(process, folder)
        (held / "go").touch()
        told = process.communicate(timeout=LONGEST)[1].decode()
    assert not (tmp_path / "f.csv").exists()
    assert list(place.iterdir()) == []
    return process.returncode, told.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="other signals there")
@pytest.mark.parametrize(
    ("name", "code", "said"), [("SIGINT", 130, "中断しました。"), ("SIGTERM", 143, ""), ("SIGHUP", 129, "")]
)
def test_a_signal_leaves_nothing_and_says_at_most_one_sentence(
    name: str, code: int, said: str, lines: pd.DataFrame, tmp_path: Path
):
    number = getattr(signal, name)

    def tell(process: subprocess.Popen[bytes], folder: Path) -> None:
        # A terminal sends its signals to all processes of the command.
        (os.kill if name == "SIGTERM" else os.killpg)(process.pid, number)
        while process.poll() is None:
            time.sleep(0.02)

    assert _in_the_middle(lines, tmp_path, tell) == (code, said)


def test_a_table_that_is_written_to_meanwhile_is_named(lines: pd.DataFrame, tmp_path: Path):
    def write(process: subprocess.Popen[bytes], folder: Path) -> None:
        with (folder / "7.parquet").open("ab") as file:
            file.write(b"more")

    code, said = _in_the_middle(lines, tmp_path, write)
    assert code == 4
    assert "7.parquet は、調べているあいだに書き換えられました" in said


CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


def test_a_cluster_that_runs_already_gives_the_same_and_goes_on(lines: pd.DataFrame, expected: Found, tmp_path: Path):
    folder, script, output = in_pieces(lines, tmp_path / "in"), tmp_path / "cluster.py", tmp_path / "found.parquet"
    script.write_text(CLUSTER, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as cluster:
        assert cluster.stdin
        assert cluster.stdout
        address = cluster.stdout.readline().strip()
        for _ in range(2):
            assert run_command("screen", folder, "--output", output, "--force", "--scheduler", address).returncode == 1
            assert as_found(pd.read_parquet(output)) == expected
        cluster.communicate("\n", timeout=LONGEST)


@pytest.mark.parametrize("work", ["reading", "screening"])
def test_a_lost_worker_costs_nothing_but_time(lines: pd.DataFrame, expected: Found, tmp_path: Path, work: str):
    folder, held = in_pieces(lines, tmp_path / "in", files=8), tmp_path / "held"
    held.mkdir()
    command = [sys.executable, "-m", "tests.screening.lost_worker", str(folder), work]
    settings = {**os.environ, "PYTHONWARNINGS": "", "SELFCHECK_HELD": str(held)}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LONGEST, check=False, env=settings)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["lines"] == told["screened"] == len(lines)
    found = sorted((row[0], row[1], dt.date.fromisoformat(row[2]), *row[3:7], tuple(row[7])) for row in told["found"])
    assert found == expected
