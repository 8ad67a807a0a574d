"""Many files are read by several processes, to the same end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck.errors import OptionError, UnreadableError
from selfcheck.statement import reader, workers
from tests.helpers import simple
from tests.in_process import command

HERE = os.getpid()
MEMOS = ("自払 ﾄﾞｺﾓｺｳｻﾞ", "ＲＴＫ　ペイペイ", "電気", "水道")


@pytest.fixture(autouse=True)
def _as_few_files_as_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere it takes more of them until processes are started."""
    monkeypatch.setattr(workers, "_FEWEST", 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty statements, one of them no statement."""
    for number in range(40):
        content = simple(*MEMOS[number % 3 :], start=1_000_000 + number)
        (tmp_path / f"{number:02}.csv").write_text(content if number != 7 else "だめ", encoding="cp932")
    return tmp_path


def ends_at_number_21(one: Any, options: Any, tell: Any = None) -> Any:
    """Reads as always, but kills the process that should read a certain file, unless it is the first one."""
    if os.getpid() != HERE and one.path.endswith("21.csv"):
        os.kill(os.getpid(), signal.SIGKILL)
    return reader.read_input(one, options, tell)


def described(folder: Path, jobs: int) -> dict[str, Any]:
    report = selfcheck.scan(folder, jobs=jobs).to_dict()
    return {**report, "generated_at": ""}


@pytest.mark.slow
def test_the_number_of_processes_makes_no_difference(folder: Path):
    assert described(folder, 1) == described(folder, 2) == described(folder, 5)
    assert len(described(folder, 3)["statements"]) == 39
    assert [Path(file["path"]).name for file in described(folder, 3)["skipped"]] == ["07.csv"]


@pytest.mark.slow
def test_what_a_lost_process_had_not_read_is_read_here(folder: Path, monkeypatch: pytest.MonkeyPatch):
    expected = described(folder, 1)
    monkeypatch.setattr(workers, "read_input", ends_at_number_21)
    assert described(folder, 2) == expected


@pytest.mark.slow
def test_processes_that_start_anew_as_on_windows_and_macos_read_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch):
    expected, started, context = described(folder, 1), [], multiprocessing.get_context

    def spawning(kind: str) -> Any:
        started.append(kind)
        return context("spawn")

    monkeypatch.setattr(multiprocessing, "get_context", spawning)
    assert described(folder, 2) == expected
    assert started


def test_there_are_no_more_processes_than_windows_waits_for(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []

    class Pool:
        def __init__(self, most: int, *_: object, **__: object) -> None:
            asked.append(most)
            raise KeyboardInterrupt

    monkeypatch.setattr(workers, "_MOST", 2)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    with pytest.raises(KeyboardInterrupt):
        described(folder, 5000)
    assert asked == [2]


def test_an_error_of_a_process_is_the_error_of_the_run(folder: Path):
    with pytest.raises(OptionError, match="klingon"):
        selfcheck.scan(folder, encoding="klingon", jobs=2)


def test_errors_keep_their_sentence_between_processes():
    import pickle

    error = UnreadableError("several-statements", count=3)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is UnreadableError
    assert str(again) == str(error)


def test_jobs_are_an_option(folder: Path):
    one, two = (command("scan", folder, "--jobs", jobs, "--format", "csv") for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 1
    assert command("scan", folder, "--jobs", "0").returncode == 2


def test_an_interrupted_run_leaves_no_process_behind(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(path: str, lines: int, read: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        selfcheck.scan(folder, jobs=2, progress=interrupted)
    end = time.monotonic() + 600
    while workers_alive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not workers_alive()


def workers_alive() -> list[Any]:
    import multiprocessing

    return multiprocessing.active_children()
