"""What is pasted is checked like a file; the password of a PDF is asked for, and shown nowhere."""

from __future__ import annotations

import json
import os
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest

from selfcheck.cli.pasting import until_empty_line
from selfcheck.statement.options import options_for
from tests.helpers import SAMPLES
from tests.in_process import command

PASTED = (SAMPLES / "pasted.txt").read_bytes()


def scanned(*arguments: str, stdin: bytes = b"") -> dict[str, object]:
    report: dict[str, object] = json.loads(command("scan", *arguments, "--no-mine", "--format", "json", stdin=stdin).stdout)
    return report


@pytest.mark.parametrize("way", ["--paste", "-"])
def test_what_is_pasted_is_checked(way: str):
    report = scanned(way, stdin=PASTED)
    (statement,) = report["statements"]  # type: ignore[misc]
    assert (statement["container"], statement["path"]) == ("pasted", "-")
    assert [finding["withdrawal"] for finding in report["findings"] if finding["level"] != "note"] == [10_000, 20_000]  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pipes cannot be waited for on Windows")
def test_an_empty_line_behind_which_nothing_waits_ends_what_is_pasted():
    reading, writing = os.pipe()
    content = "2020年9月1日\n電気\n\n3,000円\n\n".encode()  # an empty cell within, the end behind
    os.write(writing, content)
    assert until_empty_line(reading, lambda most: os.read(reading, most)) == content  # although nobody has closed the pipe
    os.close(writing)
    os.close(reading)


def test_neither_a_file_nor_a_paste_is_told():
    ran = command("scan")
    assert ran.returncode == 2
    assert ran.stderr


# --- passwords ------------------------------------------------------------------------------------


def test_a_password_is_not_shown_with_the_options():
    import datetime as dt

    assert "himitsu" not in repr(options_for(dt.date(2026, 11, 29), password="himitsu"))


def passwords_noted(given: list[str]) -> AbstractContextManager[object]:
    """Whoever reads a PDF meanwhile only leaves its password in ``given``."""

    def read_pages(data: bytes, password: str, budget: object) -> object:
        given.append(password)
        raise AssertionError

    return patch("selfcheck.statement.containers.pdf_text.printed_pages", read_pages)


def test_a_password_is_asked_for_without_being_shown(tmp_path: Path):
    given: list[str] = []
    (tmp_path / "locked.pdf").write_bytes(b"%PDF-1.4\n")
    with (
        patch("getpass.getpass", return_value="himitsu") as asked,
        passwords_noted(given),
    ):
        ran = command("scan", tmp_path / "locked.pdf", "--password", "--no-mine")
    asked.assert_called_once()
    assert given == ["himitsu"]
    assert "himitsu" not in ran.read


def test_a_password_of_the_environment_needs_no_question(tmp_path: Path):
    given: list[str] = []
    (tmp_path / "locked.pdf").write_bytes(b"%PDF-1.4\n")
    with passwords_noted(given):
        command("scan", tmp_path / "locked.pdf", "--no-mine", SELFCHECK_PASSWORD="himitsu")
    assert given == ["himitsu"]


def test_without_a_terminal_it_is_told_where_else_the_password_may_stand(tmp_path: Path):
    import getpass

    with patch("getpass.getpass", side_effect=getpass.GetPassWarning):
        ran = command("scan", tmp_path / "x.pdf", "--password")
    assert ran.returncode == 2
    assert "SELFCHECK_PASSWORD" in ran.read
