"""Files that two programs want at once: locks, refusals that last a moment, places where nothing can be written."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from selfcheck.assessment.mine import change_mine, load_mine
from selfcheck.atomic import cannot_write, held, patiently, write_whole
from selfcheck.errors import InputError
from tests.helpers import ROOT


def test_a_file_that_is_open_in_another_program_is_named_as_such(tmp_path: Path):
    place = tmp_path / "report.csv"
    place.write_bytes(b"old")
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert "Excel" in str(cannot_write(place, denied, windows=True))
    assert "Excel" not in str(cannot_write(place, denied, windows=False))
    assert "Excel" not in str(cannot_write(tmp_path / "new.csv", denied, windows=True))
    with patch("os.replace", side_effect=denied), pytest.raises(InputError):
        write_whole(place, b"new")
    assert place.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_what_windows_refuses_for_a_moment_is_asked_for_again(monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    refusals = iter([PermissionError(errno.EACCES, "being deleted")] * 3)

    def refused_at_first() -> None:
        if error := next(refusals, None):
            raise error

    patiently(refused_at_first, windows=True)
    assert len(waited) == 3

    def refused() -> None:
        raise PermissionError

    for windows, times in ((True, 9), (False, 0)):
        waited.clear()
        with pytest.raises(PermissionError):
            patiently(refused, windows=windows)
        assert len(waited) == times


def test_a_folder_that_is_closed_to_us_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`tempfile` would try name after name on Windows."""
    tried: list[Path] = []

    def denied(path: Path, *_: object) -> int:
        tried.append(path)
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", denied)
    with pytest.raises(InputError):
        write_whole(tmp_path / "report.html", b"new")
    assert len(tried) == 1


def test_two_runs_do_not_change_a_file_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.atomic._PATIENCE", 0.1)
    place = tmp_path / "mine.json"
    with held(place), pytest.raises(InputError, match=r"mine\.json"), held(place):
        pass
    with held(place):  # and the next one may
        write_whole(place, b"x")


def test_a_run_that_was_killed_leaves_nothing_locked(tmp_path: Path):
    place = tmp_path / "mine.json"
    code = (
        f"import os; from pathlib import Path; from selfcheck.atomic import held\nwith held(Path({str(place)!r})): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 9
    with held(place):
        pass


@pytest.mark.skipif(os.name != "posix", reason="flock")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_drive_without_locks_is_told_at_once_and_nothing_is_written(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refused)
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail("waits for what never comes"))
    with pytest.raises(InputError) as told, held(tmp_path / "mine.json"):
        pytest.fail("there was no lock")
    assert told.value.sentence.key == "no-locks"


@pytest.mark.skipif(os.name != "posix", reason="SIGSTOP")
def test_a_run_that_is_suspended_keeps_its_lock_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place, day = tmp_path / "mine.json", dt.date(2026, 11, 29)
    code = (
        "import datetime as dt, sys; from pathlib import Path; from selfcheck.assessment.mine import change_mine\n"
        "def change(mine): print('held', flush=True); sys.stdin.read(); return mine.adding(mine.entry('first', 'paypay'))\n"
        f"change_mine(Path({str(place)!r}), dt.date(2026, 11, 29), change)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdin
        assert run.stdout.readline() == b"held\n"
        run.send_signal(signal.SIGSTOP)
        monkeypatch.setattr("selfcheck.atomic._PATIENCE", 0.1)
        with pytest.raises(InputError, match=r"mine\.json"):
            change_mine(place, day, lambda mine: mine.adding(mine.entry("second", "paypay")))
        run.send_signal(signal.SIGCONT)
        run.stdin.close()
        assert run.wait() == 0
    monkeypatch.undo()
    assert len(change_mine(place, day, lambda mine: mine.adding(mine.entry("second", "paypay"))).entries) == 2


def test_what_many_runs_add_at_once_is_all_kept(tmp_path: Path):
    place = tmp_path / "mine.json"
    code = (
        "import datetime as dt, sys; from pathlib import Path; from selfcheck.assessment.mine import change_mine\n"
        "def change(mine): return mine.adding(mine.entry(f'{sys.argv[1]}-{at}', 'paypay'))\n"
        f"for at in range(5): change_mine(Path({str(place)!r}), dt.date(2026, 11, 29), change)"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(number)], cwd=ROOT) for number in range(6)]
    assert [run.wait() for run in runs] == [0] * 6
    assert len(load_mine(place, dt.date(2026, 11, 29)).entries) == 30


def test_a_place_where_nothing_can_be_written_fails_at_once(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError), held(tmp_path / "file" / "mine.json"):
        pass
