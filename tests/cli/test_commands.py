"""``inspect``, ``convert`` and ``--columns``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

import selfcheck
from selfcheck.knowledge.schema import Bank
from tests.cli.test_cli import write
from tests.helpers import SAMPLES, rows, simple
from tests.in_process import command


@pytest.mark.parametrize(("mark", "called"), [(",", "カンマ"), ("\t", "タブ"), (";", "セミコロン"), ("|", "縦線")])
def test_inspect_says_what_stands_between_the_cells(mark: str, called: str, tmp_path: Path):
    rows = [
        ["日付", "摘要", "出金", "残高"],
        *([f"2026/9/{day}", "ペイペイ", "100", f"{900 - 100 * day}"] for day in range(1, 5)),
    ]
    file = tmp_path / "meisai.txt"
    file.write_text("\n".join(f"|{mark.join(row)}|" if mark == "|" else mark.join(row) for row in rows), encoding="utf-8")
    assert f"区切り: {called}" in command("inspect", file).stdout.decode()


@pytest.mark.parametrize("name", ["pdf_page.pdf", "saved_page.html", "simple_xlsx.xlsx"])
def test_inspect_says_nothing_of_delimiters_where_there_are_none(name: str):
    assert "区切り" not in command("inspect", SAMPLES / name).stdout.decode()


def test_inspect_shows_how_a_file_was_read():
    text = command("inspect", SAMPLES / "mizuho.csv").stdout.decode()
    for part in ("みずほ銀行", "cp932", "カンマ", "13 行目", "お引出金額", "すべて一致", "2020-"):
        assert part in text


def test_convert_gives_the_json_of_the_contract():
    result = command("convert", SAMPLES / "smbc.csv", "--format", "json")
    (statement,) = json.loads(result.stdout)["statements"]
    assert set(statement) == {"path", "encoding", "bank", "transactions"}
    assert statement["transactions"] == rows(selfcheck.read(SAMPLES / "smbc.csv"))
    assert result.returncode == 0


def test_convert_gives_a_csv_that_excel_opens(tmp_path: Path):
    file = write(tmp_path / "x.csv", simple("＝SUM(A1)", "@cmd", "電気"))
    data = command("convert", file).stdout
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["memo"] for row in table] == ["'＝SUM(A1)", "'@cmd", "電気"]
    assert [row["withdrawal"] for row in table] == ["10000"] * 3


def test_convert_writes_a_file_only_when_asked_and_never_over_another(tmp_path: Path):
    file = write(tmp_path / "x.csv", simple("電気"))
    before, output = file.read_bytes(), tmp_path / "out.csv"
    assert command("convert", file, "--output", output).returncode == 0
    first = output.read_bytes()
    assert command("convert", file, "--output", output).returncode == 2
    assert command("convert", file, "--output", output, "--force").returncode == 0
    assert output.read_bytes() == first
    assert command("convert", file, "--output", file, "--force").returncode == 2
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "x.csv"]


def test_convert_says_what_it_could_not_read(tmp_path: Path):
    file = write(tmp_path / "x.csv", simple("電気", "水道", "ガス").replace("2026/11/02,水道", "2026/99/02,水道"))
    result = command("convert", file)
    assert result.returncode == 3
    assert ":3:" in result.stderr.decode()


def test_columns_can_be_told(tmp_path: Path):
    text = "x,y,z,u,v\n" + "".join(f"A,2026/9/{day},{100 * day},ドコモコウザ,\n" for day in (1, 2, 3))
    file = write(tmp_path / "x.csv", text)
    statement = selfcheck.read(file, columns="date=2,withdrawal=3,deposit=5,memo=1+4")
    first = rows(statement)[0]
    assert (first["memo"], first["withdrawal"]) == ("A ドコモコウザ", 100)
    assert command("scan", file, "--columns", "date=2,withdrawal=3,memo=4").returncode == 1


@pytest.mark.parametrize(
    "spec", ["nonsense", "date=1", "date=0,withdrawal=2", "withdrawal=2", "date=1,withdrawal=2+3", "date=1;amount=2"]
)
def test_columns_that_make_no_sense_are_a_wrong_call(spec: str, tmp_path: Path):
    file = write(tmp_path / "x.csv", simple("電気"))
    result = command("scan", file, "--columns", spec)
    assert result.returncode == 2
    assert "date=1,memo=3" in result.stderr.decode()


@pytest.mark.parametrize("sample", ["simple_utf8.csv", "simple_halfwidth.csv", "simple_eucjp.csv"])
def test_the_draft_of_a_bank_loads_and_reads_its_file(sample: str, tmp_path: Path):
    result = command("inspect", SAMPLES / sample, "--draft-bank", "kotori")
    assert result.returncode == 0, result.stderr
    bank = msgspec.toml.decode(result.stdout, type=Bank)
    statement = selfcheck.read(SAMPLES / sample)
    assert (bank.id, bank.layouts[0].header) == ("kotori", statement.header)
    for role in ("withdrawal", "deposit", "amount", "balance"):
        assert getattr(bank.layouts[0], role) == "".join(statement.columns.get(role, ()))
    assert bank.layouts[0].date == statement.columns["date"]


def test_a_draft_needs_a_header_and_a_proper_id(tmp_path: Path):
    file = write(tmp_path / "x.csv", "".join(f"2026/9/{day},ガス,{100 * day},,{9000 - 100 * day}\n" for day in range(1, 9)))
    assert command("inspect", file, "--draft-bank", "kotori").returncode == 2
    assert command("inspect", SAMPLES / "sony.csv", "--draft-bank", "小鳥").returncode == 2
