"""What was not read, and what is not sure, stands on the first screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import selfcheck
from selfcheck.errors import Exit
from tests.helpers import SAMPLES, simple
from tests.in_process import command
from tests.report.test_short import LANGUAGES, NOW, report_of, scanned, screen


def test_files_that_were_not_read_are_named_with_the_reason(tmp_path: Path):
    (tmp_path / "a.csv").write_text(simple("電気"), encoding="utf-8")
    (tmp_path / "leer.csv").write_text("", encoding="utf-8")
    printed = "".join(line.strip() for line in screen(selfcheck.scan([tmp_path / "a.csv", tmp_path / "leer.csv"], now=NOW)))
    assert "ファイル 1 個: leer.csv" in printed
    assert "空です" in printed


def test_what_lay_in_a_folder_and_is_no_statement_is_named(tmp_path: Path):
    (tmp_path / "a.csv").write_text(simple("電気"), encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Hello there.\nNothing of interest.\n", encoding="utf-8")
    assert "letter.txt" in "".join(screen(selfcheck.scan(tmp_path, now=NOW)))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("form", ["", "--plain", "--full", "--format html", "--format markdown", "--format json", "--share"])
def test_a_name_in_a_file_that_could_not_be_read_is_answered_like_any_other(form: str, lang: str, tmp_path: Path):
    file = tmp_path / "memo.txt"
    file.write_text("2026/9/1 デンキ お引出し 4200円\n2026/9/3 メルペイ お引出し 30000円 残高 65800円\n", encoding="utf-8")
    done = command("scan", file, "--lang", lang, *form.split())
    assert done.returncode == 1, done.stderr.decode()
    assert "#9110" in done.stdout.decode() or "json" in form


UNSURE = {
    "日付,??,出金,入金,残高\n2026/11/1,???,4200,,95800\n2026/11/3,?????,30000,,65800\n2026/11/5,??,,200000,265800\n": "文字",
    "2026/11/20^RTK ﾒﾙﾍﾟｲ^20,000^^470,290\n2026/11/21^ﾃﾞﾝｷ^15,000^^455,290\n": "出金か入金か、金額",
    "日付,借方,貸方,摘要\n2026/11/1,4200,,デンキ\n2026/11/3,30000,,メルペイ\n": "出金か入金か",
}
"""What nothing in a file proves, whether something was found in it or not."""


@pytest.mark.parametrize("text", UNSURE)
def test_what_a_whole_file_leaves_unsure_stands_under_the_verdict(text: str, tmp_path: Path):
    report = scanned(tmp_path, text)
    assert any(problem.line == 0 for statement in report.statements for problem in statement.problems)
    first = "".join(line.strip() for line in screen(report)[:6])
    assert f"注意: 確かでないところがあります（{UNSURE[text]}" in first


@LANGUAGES
@pytest.mark.parametrize("memo", ["ドコモコウザ", "デンキ"], ids=["raised", "clean"])
def test_withdrawals_that_the_bank_put_into_one_line_are_told_once_under_the_verdict(memo: str, lang: str, tmp_path: Path):
    for name, date in (("x.csv", "2026/10/02"), ("y.csv", "2026/11/02")):
        (tmp_path / name).write_text(simple("一括記帳", memo, "合算 12件", date=date), encoding="utf-8")
    report = selfcheck.scan(tmp_path, lang=lang, now=NOW)
    assert report.exit_code == (Exit.RAISED if memo == "ドコモコウザ" else Exit.PARTLY)
    shown = "".join(line.strip() for line in screen(report)[:12])
    assert ("4 件、合わせて 40,000 円" if lang == "ja" else "4 line(s) stand for several withdrawals each") in shown
    assert shown.count("合わせて" if lang == "ja" else "stand for several") == 1
    assert ("確かでない" if lang == "ja" else "not everything is certain") not in shown


@LANGUAGES
@pytest.mark.parametrize(("date", "is_told"), [("9/3", True), ("2026/9/3", False)], ids=["no year", "a year"])
@pytest.mark.parametrize("memo", ["ドコモコウザ", "デンキ"], ids=["raised", "clean"])
def test_years_that_no_statement_prints_are_told_as_a_guess(memo: str, date: str, is_told: bool, lang: str, tmp_path: Path):
    shown = "".join(line.strip() for line in screen(scanned(tmp_path, simple(memo, date=date), lang)))
    assert ("--year 2024" in shown) is is_told


@LANGUAGES
def test_a_file_that_proves_itself_is_not_doubted(lang: str):
    for name in ("yucho.csv", "mufg.csv", "smbc.csv"):
        assert not re.search("確かでないところ|not everything is certain", "".join(screen(report_of(SAMPLES / name, lang))))


LOST = "日付,摘要,出金,入金,残高\n2026/11/01,電気,10000,,90000\n2026/11/02,{},10000,,80000\n2026/11/03,水道,10000,,70000\n"


@LANGUAGES
@pytest.mark.parametrize("memo", [b"????", b"\xff\xff\xff\xff"], ids=["signs for letters", "no letters"])
def test_a_name_that_may_be_lost_on_a_single_line_stands_under_a_verdict_that_nothing_was_found(
    memo: bytes, lang: str, tmp_path: Path
):
    file = tmp_path / "meisai.csv"
    file.write_bytes(LOST.encode("cp932").replace(b"{}", memo))
    report = selfcheck.scan(file, now=NOW, lang=lang)
    assert report.exit_code == 3
    assert "meisai.csv" in "".join(line.strip() for line in screen(report)[:6])
