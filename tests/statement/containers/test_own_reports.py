"""What this program wrote is never read as a statement, and what a bank gave never taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.own_reports import is_own_report
from tests.helpers import SAMPLES, simple
from tests.in_process import command

RAISED, CLEAN = simple("電気", "ドコモコウザ"), simple("電気", "ガス")
WRITTEN = [
    *(("scan", "--format", form) for form in ("text", "html", "markdown", "csv")),
    *(("scan", "--format", "text", *flags) for flags in (("--full",), ("--plain",), ("--plain", "--full"), ("--share",))),
    *(("sheet", "--format", form) for form in ("text", "html", "markdown")),
    *(("letter", "--to", "bank", "--format", form) for form in ("html", "markdown")),
]


def written(folder: Path, *arguments: str, statement: str = RAISED, **settings: str) -> bytes:
    """What a command prints of a statement that lies in another folder."""
    folder.mkdir(exist_ok=True)
    file = folder / "meisai.csv"
    file.write_text(statement, encoding="utf-8")
    name, *flags = arguments
    return command(name, file, *flags, **settings).stdout


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_reports_beside_the_statement_count_nothing_twice(lang: str, tmp_path: Path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "meisai.csv").write_text(RAISED, encoding="utf-8")
    alone = selfcheck.scan(tmp_path / "x")
    for number, arguments in enumerate(WRITTEN):
        content = written(tmp_path / "y", *arguments, "--lang", lang)
        assert content
        for ending in (".csv", ".html", ".txt"):
            (tmp_path / "x" / f"{number}{ending}").write_bytes(content)
    report = selfcheck.scan(tmp_path / "x")
    assert {file.sentence.key for file in report.skipped} == {"is-own-report"}
    assert {file.reason for file in report.skipped} == {"not-a-statement"}
    assert len(report.skipped) == 3 * len(WRITTEN)
    assert (report.summary, report.exit_code) == (alone.summary, alone.exit_code)


@pytest.mark.parametrize("columns", ["30", "80", "200"])
@pytest.mark.parametrize("statement", [CLEAN, "牛乳\nたまご\n"])
def test_a_report_of_nothing_is_known_again_however_wide_it_was_printed(statement: str, columns: str, tmp_path: Path):
    for lang in ("ja", "en"):
        printed = written(tmp_path, "scan", "--lang", lang, statement=statement, COLUMNS=columns)
        assert is_own_report(Source("x.txt", printed))


@pytest.mark.parametrize("form", ["csv", "text", "html"])
def test_a_report_that_is_named_is_answered_with_what_it_is(form: str, tmp_path: Path):
    (tmp_path / "report").write_bytes(written(tmp_path, "scan", "--format", form))
    result = command("scan", tmp_path / "report", "--lang", "ja")
    assert result.returncode == 4
    assert "selfcheck が作った報告" in result.stdout.decode().replace("\n", "")


@pytest.mark.parametrize("saved", ["cp932", "utf-16", "utf-8"])
@pytest.mark.parametrize("form", ["csv", "text"])
def test_a_report_that_another_program_saved_is_known_again(form: str, saved: str, tmp_path: Path):
    text = written(tmp_path, "scan", "--format", form).decode("utf-8-sig")
    if saved == "utf-16":
        text = text.replace(",", "\t")
    assert is_own_report(Source("x", text.encode(saved, "replace")))


MARK = '<meta name="generator" content="selfcheck">'
OF_BANKS = {
    "a page that another program made": f"<!doctype html><html><head>{MARK.replace('selfcheck', 'WordPress')}</head></html>",
    "a page whose memo has the mark in it": f"<!doctype html><html><body><table><tr><td>{MARK}</td></tr></table></body></html>",
    "a page whose memo has it written out": f"<!doctype html><html><head></head><p>{MARK.replace('<', '&lt;')}</p></html>",
    "a payee who calls himself so": simple("selfcheck scan", "selfcheck", "明細として読めたファイルがありません"),
    "a heading": "■ 入出金明細\n2026/9/1 ドコモコウザ 3,000 selfcheck scan",
    "columns called so": "number,level,service,name,date,memo,withdrawal,balance\n1,2,3,4,2026/9/1,x,100,900\n",
}


@pytest.mark.parametrize("name", OF_BANKS)
def test_what_a_bank_gave_is_never_taken_for_a_report(name: str):
    for encoding in ("utf-8", "cp932", "utf-16"):
        assert not is_own_report(Source("x", OF_BANKS[name].encode(encoding)))


def test_no_sample_is_taken_for_a_report():
    assert not [path for path in SAMPLES.iterdir() if path.is_file() and is_own_report(Source("x", path.read_bytes()))]


def test_a_converted_copy_is_a_statement(tmp_path: Path):
    (tmp_path / "copy").write_bytes(written(tmp_path, "convert"))
    assert [finding.service for finding in selfcheck.scan(tmp_path / "copy").raised] == ["docomo-koza"]
