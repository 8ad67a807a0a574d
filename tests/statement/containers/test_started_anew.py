"""Where no process can be copied (Windows, macOS), one that starts anew reads; whatever it does costs one file alone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import selfcheck
from selfcheck.language.sentences import say
from selfcheck.statement.containers import in_child
from selfcheck.statement.containers.apart import limits, spawned, watch
from tests.helpers import simple
from tests.hostile.pages import attached
from tests.in_process import command
from tests.statement.containers.test_same_statement import KEPT, MOVES, NAMES, cells
from tests.xls_writer import xls

APART = ("excel", "excel, binary", "excel, XML of 2003", "opendocument", "html", "mhtml", "mhtml, of Safari", "pdf")
FILES: dict[str, tuple[str, bytes]] = {
    **{kind: KEPT[kind] for kind in APART},
    "excel, old": ("meisai.xls", xls([NAMES, *map(cells, MOVES)])),
    "mail": ("meisai.eml", attached("meisai.csv", KEPT["csv"][1])),
}
"""One of each kind that other people's code reads."""
GOOD = "ﾄﾞｺﾓｺｳｻﾞ"
SENTENCES = {
    "excel-too-large", "html-too-deep", "broken-mhtml", "broken-mail", "pdf-broken", "pdf-too-slow",
}  # fmt: skip
"""What is said of a file whose process was lost."""


@pytest.fixture(autouse=True)
def nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert not in_child.forks()


@pytest.fixture(params=FILES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a file of one kind, and a good one before and behind it."""
    name, content = FILES[request.param]
    (tmp_path / name).write_bytes(content)
    for number, good in enumerate(("a.csv", "z.csv"), start=1):
        (tmp_path / good).write_text(simple(GOOD, start=number * 1_000_000), encoding="cp932")
    return tmp_path


Lost = Callable[[Path], set[str]]


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> Lost:
    """What is said of the file between the good ones, whose reports are whole; nothing of it gets onto the screen."""

    def look(folder: Path) -> set[str]:
        report = selfcheck.scan(folder)
        assert [finding.memo for finding in report.findings if finding.memo == GOOD] == [GOOD] * 2
        assert len(report.findings) == 2
        assert report.exit_code == 1
        (skipped,) = report.skipped
        assert say(skipped.sentence.key, "ja", **skipped.sentence.details)
        return {skipped.sentence.key}

    return look


@pytest.fixture
def does(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The process that is started does something else than it should."""
    if os.name != "posix":
        pytest.skip("a script of the shell stands for it")

    def instead(script: str) -> None:
        program = tmp_path_factory.mktemp("bin") / "python"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("REAL", sys.executable)
        monkeypatch.setattr(sys, "executable", str(program))

    return instead


@pytest.mark.parametrize(("system", "started"), [("win32", "python.exe"), ("darwin", "Scripts/python.exe")])
def test_in_an_environment_of_windows_python_itself_is_started(system: str, started: str, monkeypatch: pytest.MonkeyPatch):
    """What lies there as python.exe starts another process, which no job would bound."""
    monkeypatch.setattr(spawned, "heard", lambda command, *_, **__: command)
    monkeypatch.setattr(sys, "executable", "Scripts/python.exe")
    monkeypatch.setattr(sys, "_base_executable", "python.exe", raising=False)
    monkeypatch.setattr(sys, "platform", system)
    assert spawned.spawned(len, b"", limits.Limits())[0] == started


@pytest.mark.parametrize("kind", FILES)
def test_files_are_read_the_same_as_by_a_copy(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    name, content = FILES[kind]
    path = tmp_path / name
    path.write_bytes(content)
    anew = selfcheck.scan(path).to_dict()
    assert [one["status"] for one in anew["statements"]] == ["read"]
    monkeypatch.undo()
    assert selfcheck.scan(path).to_dict() | {"generated_at": ""} == anew | {"generated_at": ""}


FAULTS = {
    "is killed": "kill -9 $$",
    "crashes": "kill -ABRT $$",
    "says nothing": "cat > /dev/null",
    "fails": "cat > /dev/null; exit 3",
    "says rubbish": "cat > /dev/null; echo rubbish",
    "answers and then fails": '"$REAL" "$@"; exit 1',
    "stops in the middle of its answer": '"$REAL" "$@" | head -c 30',
    "stops before the end of its answer": '"$REAL" "$@" | head -c -1',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_process_that_ends_as_it_should_not_costs_one_file(fault: str, folder: Path, does: Callable[[str], None], lost: Lost):
    does(FAULTS[fault])
    assert lost(folder) <= SENTENCES


def test_a_process_that_waits_for_ever_is_ended_by_the_clock(
    folder: Path, does: Callable[[str], None], lost: Lost, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "_BEFORE_WORK", 0.3)
    monkeypatch.setattr(limits, "_BY_CLOCK", 0)
    does("exec sleep 3600")
    assert lost(folder) <= SENTENCES


def test_a_process_that_grows_beyond_its_limit_is_ended(
    folder: Path, does: Callable[[str], None], lost: Lost, monkeypatch: pytest.MonkeyPatch
):
    """Where the system keeps no limit, its size is looked at."""
    monkeypatch.setattr(watch, "_unknown", lambda process: 1 << 50)
    monkeypatch.setattr(watch, "_EVERY", 0.01)
    does("exec sleep 3600")
    assert lost(folder) <= SENTENCES


def test_what_it_prints_is_neither_answer_nor_seen(
    folder: Path, does: Callable[[str], None], capfd: pytest.CaptureFixture[str]
):
    does('echo "thread panicked" >&2; exec "$REAL" "$@"')
    outcome = command("scan", folder, "--no-mine", "--plain")
    assert outcome.returncode == 1
    assert outcome.read.count(GOOD) >= 2
    assert "panicked" not in outcome.read + "".join(capfd.readouterr())


def test_where_no_program_is_there_to_start_the_file_is_told_so(folder: Path, lost: Lost, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(folder / "nothing" / "python"))
    assert lost(folder) == {"no-process"}


def test_where_the_system_has_no_room_for_a_process_the_file_is_told_so(
    folder: Path, lost: Lost, monkeypatch: pytest.MonkeyPatch
):
    def no_room(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr("subprocess.Popen", no_room)
    assert lost(folder) == {"no-process"}


def test_where_nobody_can_watch_nothing_is_read_unwatched(folder: Path, lost: Lost, monkeypatch: pytest.MonkeyPatch):
    begin = threading.Thread.start

    def no_room(thread: threading.Thread) -> None:
        if isinstance(thread, watch._Talk):
            raise RuntimeError("can't start new thread")
        begin(thread)

    monkeypatch.setattr(threading.Thread, "start", no_room)
    assert lost(folder) == {"no-process"}


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied there")
@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_where_no_copy_can_be_made_the_file_is_told_so(name: str, folder: Path, lost: Lost, monkeypatch: pytest.MonkeyPatch):
    def no_room(*_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.undo()
    monkeypatch.setattr(os, name, no_room)
    before = len(os.listdir("/proc/self/fd"))
    assert lost(folder) == {"no-process"}
    assert len(os.listdir("/proc/self/fd")) == before
