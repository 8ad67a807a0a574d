"""Long output goes through the pager that git would take, and only on a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfcheck.cli import paging
from selfcheck.cli.paging import paged, pager_command, set_paging
from tests.helpers import HEARING, ROOT, simple

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def stand_before_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a usual terminal with a usual pager."""
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}", Terminal())
    for name in ("SELFCHECK_PAGER", "PAGER", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(paging, "_wanted", True)


@pytest.mark.parametrize(
    ("variables", "command"),
    [
        ({}, "less"),
        ({"PAGER": "more"}, "more"),
        ({"PAGER": "more", "SELFCHECK_PAGER": "less -S"}, "less -S"),
        ({"PAGER": "cat"}, None),
        ({"PAGER": ""}, None),
        ({"SELFCHECK_PAGER": "", "PAGER": "more"}, None),
        ({"TERM": "dumb"}, None),
    ],
)
def test_the_pager_is_the_one_that_was_named(variables: dict[str, str], command: str | None, monkeypatch: pytest.MonkeyPatch):
    stand_before_a_terminal(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert pager_command() == command


def test_windows_has_none_that_was_not_named(monkeypatch: pytest.MonkeyPatch):
    stand_before_a_terminal(monkeypatch)
    assert pager_command(windows=True) is None
    monkeypatch.setenv("PAGER", "more")
    assert pager_command(windows=True) == "more"


def test_there_is_none_where_none_is_wanted_or_installed(monkeypatch: pytest.MonkeyPatch):
    stand_before_a_terminal(monkeypatch)
    set_paging(False)
    assert pager_command() is None
    set_paging(True)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert pager_command() is None


def test_a_pipe_is_never_paged(monkeypatch: pytest.MonkeyPatch):
    stand_before_a_terminal(monkeypatch)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert pager_command() is None


def test_without_a_pager_the_output_goes_where_it_went(capsys: pytest.CaptureFixture[str]):
    with paged():
        print("here")
    assert capsys.readouterr().out == "here\n"


def on_a_terminal(*arguments: str | Path, **variables: str) -> tuple[int, str]:
    """Exit code and everything shown by ``selfcheck`` on a terminal of its own."""
    ours, theirs = pty.openpty()
    settings = {"COLUMNS": "100", "LINES": "24", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm", **variables}
    process = subprocess.Popen(
        [sys.executable, "-m", "selfcheck", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, **settings},
        start_new_session=True,
        preexec_fn=HEARING,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # so Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(), shown.decode("utf-8", "replace")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "x.csv"
    place.write_bytes(simple("電気", "ドコモコウザ").encode("cp932"))
    return place


def test_a_report_on_a_terminal_goes_through_the_pager_with_its_colours(file: Path, tmp_path: Path):
    seen = tmp_path / "seen"
    code, _ = on_a_terminal("scan", file, SELFCHECK_PAGER=f"tee '{seen}'")
    assert code == 1
    assert "ドコモコウザ" in seen.read_text(encoding="utf-8")
    assert "\x1b[" in seen.read_text(encoding="utf-8")


def test_a_pager_that_is_left_early_changes_no_exit_code(file: Path):
    assert on_a_terminal("scan", file, SELFCHECK_PAGER="head -n 1")[0] == 1
    assert on_a_terminal("desks", SELFCHECK_PAGER="true")[0] == 0


@pytest.mark.parametrize("pager", ["/no/such/pager", "/", "no_such_pager -x", "exit 1", "exit 2"])
def test_where_the_pager_fails_the_report_stands_on_the_terminal(pager: str, file: Path):
    code, shown = on_a_terminal("scan", file, SELFCHECK_PAGER=pager)
    assert code == 1
    assert "ドコモコウザ" in shown
    assert "\x1b[" in shown


def test_where_the_pager_fails_before_it_has_read_long_text_all_of_it_stands_on_the_terminal(tmp_path: Path):
    place = tmp_path / "x.csv"
    place.write_text(simple(*["ドコモコウザ"] * 1500), encoding="utf-8")
    code, shown = on_a_terminal("scan", place, "--full", SELFCHECK_PAGER="exit 127")
    assert code == 1
    assert shown.count("ドコモコウザ") >= 1500


@pytest.mark.parametrize("pager", ["head -n 1; true", "cat >/dev/null", "kill -KILL $$"])
def test_what_a_pager_was_left_or_stopped_in_is_not_printed_again(pager: str, file: Path):
    assert "ドコモコウザ" not in on_a_terminal("scan", file, SELFCHECK_PAGER=pager)[1]


def test_ctrl_c_in_the_pager_prints_nothing_again(file: Path):
    code, shown = on_a_terminal("scan", file, SELFCHECK_PAGER="kill -INT $PPID; exit 2")
    assert code == 1
    assert "ドコモコウザ" not in shown


def test_what_is_new_comes_again_where_a_long_report_was_left_early(tmp_path: Path):
    place, kept = tmp_path / "x.csv", tmp_path / "watch.json"
    place.write_text(simple(*["ドコモコウザ"] * 1500), encoding="utf-8")
    on_a_terminal("scan", place, "--full", "--since-last", "--watch", kept, SELFCHECK_PAGER="head -n 1")
    assert not kept.exists()
    on_a_terminal("scan", place, "--full", "--since-last", "--watch", kept, SELFCHECK_PAGER="exit 127")
    assert kept.exists()


def test_no_pager_is_started_where_none_is_wanted(file: Path, tmp_path: Path):
    seen = tmp_path / "seen"
    code, shown = on_a_terminal("scan", file, "--no-pager", SELFCHECK_PAGER=f"tee '{seen}'")
    assert code == 1
    assert not seen.exists()
    assert "ドコモコウザ" in shown
