"""The form of what is written follows the ending of its name, and a contradiction is a wrong call."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from selfcheck.cli.forms import form_for
from selfcheck.cli.scan import ScanFormat
from selfcheck.errors import OptionError
from tests.in_process import command


class Few(StrEnum):
    TEXT = "text"
    JSON = "json"


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("report.html", None, "html"),
        ("report.HTM", None, "html"),
        ("report.md", None, "markdown"),
        ("report.csv", None, "csv"),
        ("report.json", None, "json"),
        ("report.txt", None, "text"),
        ("report.html", ScanFormat.HTML, "html"),
        ("report", ScanFormat.CSV, "csv"),
        ("report", None, "text"),
        ("report.2026", ScanFormat.JSON, "json"),
        (None, None, "text"),
        (None, ScanFormat.MARKDOWN, "markdown"),
    ],
)
def test_the_form_follows_format_and_ending(name: str | None, asked: ScanFormat | None, form: str):
    assert form_for(asked, Path(name) if name else None, ScanFormat.TEXT).value == form


def test_an_ending_that_says_another_form_is_a_wrong_call():
    with pytest.raises(OptionError, match="--format json"):
        form_for(ScanFormat.JSON, Path("x.csv"), ScanFormat.TEXT)


def test_an_ending_of_a_form_that_there_is_not_is_a_wrong_call_that_names_the_others():
    with pytest.raises(OptionError, match=r"\.txt \.json"):
        form_for(None, Path("x.html"), Few.TEXT)


@pytest.mark.parametrize(
    ("name", "begin"),
    [("r.html", b"<!doctype html>"), ("r.json", b"{"), ("r.md", b"# "), ("r.csv", b"\xef\xbb\xbf"), ("r.txt", "■".encode())],
)
def test_a_report_is_written_as_its_name_says(name: str, begin: bytes, file: Path, tmp_path: Path):
    assert command("scan", file, "--output", tmp_path / name).returncode == 1
    assert (tmp_path / name).read_bytes().lstrip().startswith(begin)


def test_nothing_is_written_where_name_and_format_contradict(file: Path, tmp_path: Path):
    result = command("scan", file, "--format", "json", "--output", tmp_path / "r.csv")
    assert result.returncode == 2
    assert not (tmp_path / "r.csv").exists()
    assert command("sheet", file, "--output", tmp_path / "s.csv").returncode == 2
    assert command("convert", file, "--output", tmp_path / "c.html").returncode == 2
