"""Whatever is given: a known exit code, a sentence, every line accounted for, the withdrawal found, nothing that acts."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import selfcheck
from selfcheck import Exit, InputError, Report
from selfcheck.clock import japan_time
from selfcheck.printing.safe import is_active
from selfcheck.report import terminal
from selfcheck.report.call_sheet import call_sheet
from selfcheck.report.conversion import converted
from selfcheck.report.documents import document
from selfcheck.report.inspection import print_inspection
from selfcheck.report.share import shared
from selfcheck.report.terminal import print_report
from selfcheck.statement.containers.zip_members import members
from tests.hostile.case import NAME, Case, made
from tests.hostile.containers import packed
from tests.hostile.corpus import CASES
from tests.in_process import Outcome, command, not_hanging

NOW = japan_time("2026-11-24T10:30", None)
CODES = {code.value for code in Exit}
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
SOME = ("acting text in the heading and the columns", "random bytes", "a ZIP with names that act", "a folder named x.csv",
        "a file name with a line break", "a file name with bytes that are no character")  # fmt: skip
"""Inputs whose reports are made in every way there is."""


LARGE = ("a workbook that swells", "a memo of 1 MB", "a line of 1 MB of digits", "a ZIP of many names for the same bytes",
         "5,000 columns", "a zip bomb (200 MB of nothing)", "20,000 quotes",
         "names that nearly match, 5,000 times")  # fmt: skip
"""Inputs that take a second and more."""


def marked(case: Case) -> Any:
    """A case, as slow where it is."""
    return pytest.param(case, marks=[pytest.mark.slow] if case.name in LARGE else [])


def acting(text: str, allowed: str = "\n") -> set[str]:
    """Characters that could act on whatever shows the text."""
    return {char for char in set(text) - set(allowed) if is_active(char)}


def unwrapped(text: str) -> str:
    """The text with the lines joined again that the screen broke."""
    return re.sub(r"\n +(?=\S)", "", text)


def snapshot(folder: Path) -> dict[Path, bytes | str]:
    """Every file with its content, every other thing with its kind."""
    places = sorted(folder.rglob("*"))
    return {place: place.read_bytes() if place.is_file() else str(place.lstat().st_mode) for place in places}


def scanned(given: str | Path) -> tuple[Outcome, Report | None]:
    """The screen, and the report that was printed on it; none where no file was there to read."""
    printed: list[Report] = []

    def print_and_keep(report: Report, console: Console, *, plain: bool = False, full: bool = False) -> None:
        printed.append(report)
        print_report(report, console, plain=plain, full=full)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "print_report", print_and_keep)
        screen = command("scan", given, "--full", "--no-mine", "--lang", "ja", "--now", NOW.isoformat())
    return screen, printed[0] if printed else None


@pytest.mark.parametrize("case", [marked(case) for case in CASES], ids=str)
def test_a_hostile_input_is_survived(case: Case, tmp_path: Path):
    given = made(case, tmp_path)
    before = snapshot(tmp_path)
    screen, report = scanned(given)
    assert screen.returncode == case.code, screen.read
    assert re.search(case.said, unwrapped(screen.read)), screen.read
    assert "Traceback" not in screen.read
    assert "予期しない" not in screen.read
    assert acting(screen.read) == set()
    assert snapshot(tmp_path) == before
    if report is None:
        assert (screen.returncode, screen.stdout, case.lines, case.finds) == (4, b"", None, "")
        return
    check_reading(case, report)
    check_documents(report)
    if case.name in SOME:
        check_documents(shared(report))
    check_other_commands(report)
    assert snapshot(tmp_path) == before


def check_reading(case: Case, report: Report) -> None:
    """Every line has a fate, and the withdrawal is found."""
    if case.lines is not None:
        assert [sum(statement.lines.values()) for statement in report.statements] == [case.lines]
    found = [finding for finding in report.raised if finding.service == "docomo-koza"]
    if case.finds == "read":
        assert (NAME, 10000, "2026-11-06") in [(one.memo, one.withdrawal, str(one.date)) for one in found]
    elif case.finds == "named":
        assert any(NAME in one.memo for one in found)
    for statement in report.statements:
        assert statement.status == "read" or statement.problems or statement.balance_check.status == "broken"


def check_documents(report: Report) -> None:
    """In no format is there a character that acts, and each can be read by what is meant to read it."""
    plain = "".join(document(report, "text", on_screen=False, plain=True, full=full).decode() for full in (False, True))
    page = document(report, "html", on_screen=False).decode()
    value = document(report, "json", on_screen=False).decode()
    assert acting(plain) == acting(page) == acting(value) == set()
    assert acting(document(report, "markdown", on_screen=False).decode()) == set()
    assert len(json.loads(value)["findings"]) == len(report.findings)
    assert not re.search(r"<(script|img|iframe|link)\b", page)
    check_table(document(report, "csv", on_screen=False), len(report.findings))


def check_table(data: bytes, rows: int | None) -> None:
    """A CSV for spreadsheets: as many rows as promised, and no cell that is a formula."""
    text = data.decode("utf-8-sig")
    assert acting(text, "\r\n") == set()
    table = list(csv.reader(io.StringIO(text)))
    assert rows is None or len(table) == rows + 1
    assert [cell for row in table for cell in row if FORMULA.match(cell) and not re.fullmatch(r"-?\d+", cell)] == []


def check_other_commands(report: Report) -> None:
    """``inspect``, ``convert`` and ``sheet`` of the same statements."""
    shown = io.StringIO()
    print_inspection(report.statements, Console(file=shown, width=100, highlight=False, markup=False, emoji=False), "ja")
    assert acting(call_sheet(report, "text")) == set()
    assert acting(shown.getvalue()) == set()
    assert acting(converted(report.statements, "json").decode()) == set()
    assert json.loads(converted(report.statements, "json"))
    check_table(converted(report.statements, "csv"), None)


@pytest.mark.parametrize("case", [case for case in CASES if case.name in SOME], ids=str)
def test_the_commands_leave_with_a_known_code_in_every_format(case: Case, tmp_path: Path):
    given = made(case, tmp_path)
    for form in ("text", "html", "markdown", "csv", "json"):
        assert command("scan", given, "--no-mine", "--format", form).returncode == case.code
    assert command("scan", given, "--no-mine", "--plain").returncode == case.code
    for arguments in (
        ["inspect"],
        ["convert"],
        ["sheet", "--no-mine", "--format", "html"],
        ["sanitize", "--output", tmp_path / "copy.csv"],
    ):
        outcome = command(*arguments, given)
        assert outcome.returncode in CODES
        assert "予期しない" not in outcome.read
        assert acting(outcome.stderr.decode(), os.linesep) == set()


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name in SOME and case.name.startswith(("acting", "random"))], ids=str
)
def test_standard_input_is_read_like_a_file(case: Case, tmp_path: Path):
    data = Path(made(case, tmp_path)).read_bytes()
    assert command("scan", "-", "--no-mine", "--format", "csv", stdin=data).returncode == case.code


def test_of_1001_members_500_are_opened_and_the_rest_is_named(tmp_path: Path):
    data = packed(*((f"{number:04}.csv", b"x") for number in range(1001)))
    opened = list(members(data))
    assert len(opened) == 501
    assert "500" in str(opened[-1][1])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO here")
def test_a_fifo_is_refused_by_read_and_sanitize_too(tmp_path: Path):
    os.mkfifo(tmp_path / "x.csv")
    with not_hanging(waiting=60), pytest.raises(InputError):
        selfcheck.read(tmp_path / "x.csv")
    assert command("sanitize", tmp_path / "x.csv", "--output", tmp_path / "copy.csv").returncode == 4


def test_the_corpus_has_no_name_twice():
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
