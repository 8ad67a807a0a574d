"""``selfcheck screen``: a table or an option that is wrong is told, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("dask.dataframe", reason="the extra fleet is not installed")

from tests.screening.desk import Desk, Screen

pytestmark = pytest.mark.slow  # processes are started


BROKEN = {
    "missing columns": ("account,memo\n1,x\n", 4, "date, withdrawal"),
    "a column twice": ("account,date,memo,withdrawal,memo\n1,2020-09-08,x,1,y\n", 4, "二つあります"),
    "empty": ("", 4, "空"),
    "no Parquet": ("PAR1 is not all there is to it", 4, "Parquet"),
    "a PDF": ("%PDF-1.7", 4, "PDF"),
}


@pytest.mark.parametrize(("content", "code", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_named_before_any_is_screened(screen: Screen, content: str, code: int, said: str, tmp_path: Path):
    file, output = tmp_path / "lines.csv", tmp_path / "findings.csv"
    file.write_text(content, encoding="utf-8")
    shown, told = screen(file, "--output", output, code=code)
    assert said in told
    assert str(file) in told
    assert shown == ""
    assert not output.exists()


def test_a_parquet_file_that_breaks_off_is_named(screen: Screen, lines: pd.DataFrame, tmp_path: Path):
    file = tmp_path / "lines.parquet"
    lines.to_parquet(file)
    content = bytearray(file.read_bytes())
    content[200 : len(content) // 2] = b"x" * (len(content) // 2 - 200)
    file.write_bytes(content)
    _, told = screen(file, "--output", tmp_path / "findings.csv", code=4)
    assert str(file) in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "x.txt"), ".parquet"),
        (("--output", "lines.csv"), "読み込んだファイル"),
        (("--output", "old.csv"), "--force"),
        (("--output", "x.csv", "--columns", "konto=a"), "konto=a"),
        (("--output", "x.csv", "--columns", "date=a+b"), "date=a+b"),
        (("--output", "x.csv", "--bank", "コトリ銀行"), "コトリ銀行"),
        (("--output", "x.csv", "--columns", "deposit=x,withdrawal=x"), "withdrawal=x"),
        (("--output", "none/x.csv"), "none"),
        (("--output", "x.csv", "--scheduler", "nonsense"), "nonsense"),
        (("--output", "x.csv", "--scheduler", "tls://127.0.0.1:1"), "ca-file"),
    ],
)
def test_a_wrong_option_is_told_at_once(desk: Desk, arguments: tuple[str, ...], said: str, tmp_path: Path):
    for name in ("lines.csv", "old.csv"):
        (tmp_path / name).write_text("account,date,memo,withdrawal\n1,2020-09-08,x,1\n", encoding="utf-8")
    placed = [str(tmp_path / one) if one.endswith((".csv", ".txt")) else one for one in arguments]
    done = desk.screen(tmp_path / "lines.csv", *placed)
    assert done.returncode in (2, 4)
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_nothing_to_read_and_standard_input_are_told(screen: Screen, tmp_path: Path):
    assert "screen" in screen("-", "--output", tmp_path / "x.csv", code=2)[1]
    assert str(tmp_path) in screen(tmp_path, "--output", tmp_path / "x.csv", code=4)[1]
    assert "none.csv" in screen(tmp_path / "none.csv", "--output", tmp_path / "x.csv", code=4)[1]
