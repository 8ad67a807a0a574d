"""tesseract is a program of other people's: it has limits of time and memory, and whatever it does costs its pictures alone."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from selfcheck import Report
from selfcheck.scan import scan_as
from selfcheck.statement.containers import recognised_pages
from selfcheck.statement.containers.apart import budget, limits, watch
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.pdf_text import PrintedPages
from selfcheck.statement.containers.picture_as_pdf import picture_as_pdf
from selfcheck.statement.options import options_for
from selfcheck.statement.placed.printed import Line, Word
from selfcheck.statement.recognised import tesseract
from tests.helpers import simple

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a script of the shell stands for tesseract")

PICTURE = Path(__file__).parent / "meisai.png"
ASKED = options_for(dt.date(2026, 11, 29), ocr=True)
GOOD = "ﾄﾞｺﾓｺｳｻﾞ"
HEAD = r"level\ttop\theight\tconf\ttext\n"

Does = Callable[[str], None]


@pytest.fixture
def does(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Does:
    """What is called tesseract does this."""

    def instead(script: str) -> None:
        program = tmp_path_factory.mktemp("bin") / "tesseract"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(tesseract, "program", lambda: str(program))
        monkeypatch.setattr(tesseract, "is_ready", lambda: True)

    return instead


def beside_a_good_file(folder: Path, content: bytes = PICTURE.read_bytes(), name: str = "m.png") -> Report:
    """A folder with a picture, and a good file before and behind it, whose reports are whole."""
    (folder / name).write_bytes(content)
    for number, good in enumerate(("a.csv", "z.csv"), start=1):
        (folder / good).write_text(simple(GOOD, start=number * 1_000_000), encoding="cp932")
    report = scan_as(folder, ASKED)
    assert [finding.memo for finding in report.findings] == [GOOD] * 2
    assert report.exit_code == 1
    return report


def said(report: Report) -> list[str]:
    return [one.sentence.key for one in report.skipped]


FAULTS = {
    "is killed": ("kill -9 $$", "ocr-failed"),
    "crashes": ("cat > /dev/null; kill -SEGV $$", "ocr-failed"),
    "fails": ("cat > /dev/null; exit 1", "ocr-failed"),
    "says nothing": ("cat > /dev/null", "ocr-failed"),
    "says what is no text": (r"cat > /dev/null; printf '\377\376\000\001'", "ocr-nothing"),
    "says a table without places": (r"cat > /dev/null; printf 'level\ttext\n5\tx\n'", "ocr-failed"),
    "says places that are none": (rf"cat > /dev/null; printf '{HEAD}5\tx\ty\tz\tw\n'", "ocr-failed"),
    "stops in the middle of a row": (rf"cat > /dev/null; printf '{HEAD}5\t9\t9\t9\tx\n5\t9\t9\t9\t9'", "no-header"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_tesseract_that_ends_as_it_should_not_costs_its_picture(fault: str, does: Does, tmp_path: Path):
    script, sentence = FAULTS[fault]
    does(script)
    assert said(beside_a_good_file(tmp_path)) == [sentence]


def test_what_tesseract_prints_beside_its_table_is_not_seen(does: Does, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    does("echo 'Estimating resolution' >&2; cat > /dev/null; exit 1")
    beside_a_good_file(tmp_path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no such limit there")
def test_a_tesseract_that_takes_all_memory_is_stopped(does: Does, tmp_path: Path):
    does(f"exec {sys.executable} -c 'bytes(1 << 34)'")
    assert said(beside_a_good_file(tmp_path)) == ["ocr-failed"]


def test_where_the_system_keeps_no_limit_its_size_is_looked_at(does: Does, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "_unknown", lambda process: 1 << 50)
    does("exec sleep 3600")
    assert said(beside_a_good_file(tmp_path)) == ["ocr-failed"]


def test_a_tesseract_that_works_for_ever_is_stopped(does: Does, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recognised_pages, "_SECONDS", -1e9)
    does("while :; do :; done")
    assert said(beside_a_good_file(tmp_path)) == ["ocr-too-slow"]


def test_a_tesseract_that_waits_for_ever_is_stopped(does: Does, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "_BEFORE_WORK", 0.3)
    monkeypatch.setattr(limits, "_BY_CLOCK", 0)
    does("exec sleep 3600")
    assert said(beside_a_good_file(tmp_path)) == ["ocr-too-slow"]


@pytest.mark.parametrize(
    ("script", "is_ready"),
    [
        ('test "$*" = --list-langs && echo "List of languages" && echo eng && echo jpn', True),
        ('test "$*" = --list-langs && echo eng && echo jpn >&2', True),  # older ones name them beside their answer
        ("echo eng; echo jpn_vert", False),
        ("exit 1", False),
        ("exec sleep 3600", False),
    ],
)
def test_japanese_is_there_where_tesseract_names_it(script: str, is_ready: bool, does: Does, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tesseract, "_SECONDS", 0.5)
    monkeypatch.setattr(tesseract, "languages", tesseract.languages.__wrapped__)  # asked once in a run
    asked = tesseract.is_ready
    does(script)
    assert asked() is is_ready


def test_a_tesseract_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tesseract, "program", lambda: str(tmp_path / "tesseract"))
    monkeypatch.setattr(tesseract, "is_ready", lambda: True)
    assert said(beside_a_good_file(tmp_path)) == ["no-process"]


def test_a_page_that_tesseract_cannot_read_does_not_cost_the_printed_ones(does: Does):
    does("kill -9 $$")
    document = Source("m.pdf", picture_as_pdf(PICTURE.read_bytes()))
    printed = Line(1, (Word(" ", "ドコモコウザ", 0.0, 60.0),), 10.0, 2, 40.0)
    found = recognised_pages.recognised(PrintedPages((printed,), {}, pictures=(1,)), document, ASKED, 1.0)
    assert [line.text.strip() for line in found.pages.lines] == ["ドコモコウザ"]
    assert (found.pages.pictures, found.numbers) == ((1,), ())


# --- time for all pictures ---------------------------------------------------------------------------


def test_a_document_has_so_much_time_for_its_pictures_and_then_no_program_is_started(
    does: Does, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(budget, "PICTURES_SECONDS", 0.0)
    started = tmp_path / "started"
    does(f"touch {started}; cat > /dev/null; exit 1")
    assert said(beside_a_good_file(tmp_path)) == ["ocr-too-slow"]
    assert not started.exists()


def test_pictures_of_a_run_share_what_they_take_beyond_their_own():
    with budget.run():
        assert budget.of_pictures().left() == (budget.PICTURES_SECONDS, "ocr-too-slow")
        for _ in range(4):
            budget.of_pictures().spend(budget.PICTURES_SECONDS)
        left, sentence = budget.of_pictures().left()
        assert sentence == "run-too-slow"
        assert 5 < left < 60  # a page or two of the next document are read whatever was before
    assert budget.of_pictures().left() == (budget.PICTURES_SECONDS, "ocr-too-slow")


def test_pictures_take_no_time_from_other_files():
    with budget.run():
        before = budget.of_file(0).left()
        budget.of_pictures().spend(budget.PICTURES_SECONDS)
        assert budget.of_file(0).left() == before


@pytest.mark.parametrize("path", ["", ".", os.pathsep, "bin"])
def test_what_lies_beside_the_statements_under_its_name_is_not_run(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Windows looks there first, and downloads of anybody lie there."""
    here = tmp_path / "bin"
    for folder in (tmp_path, here, tmp_path / tesseract._ON_WINDOWS):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tesseract").touch(mode=0o755)
        (folder / "tesseract.exe").touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", path)
    assert tesseract.program.__wrapped__() is None
    monkeypatch.setenv("PATH", os.pathsep.join((path, str(here))))
    assert tesseract.program.__wrapped__() == str(here / "tesseract")
