"""No lines stay in the folder for temporary files, however the program that put them there ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from selfcheck.screening.own_folder import own_folder

KILLED = """
import os, signal, sys
from pathlib import Path
from selfcheck.screening.own_folder import own_folder
with own_folder() as place:
    Path(place, "lines").write_text("x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(place: Path) -> Path:
    before = time.time() - 7200
    os.utime(place, (before, before))
    return place


def test_it_is_removed_at_the_end(around: Path):
    with own_folder() as place:
        Path(place, "lines").write_text("x")
        assert Path(place).parent == around
    assert not list(around.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="a signal that cannot be heard")
def test_that_of_a_program_that_was_killed_is_removed_at_the_next_start(around: Path):
    subprocess.run([sys.executable, "-c", KILLED], env={**os.environ, "TMPDIR": str(around)}, check=False)
    (left,) = around.iterdir()
    with own_folder():
        assert left.exists()  # young: its program may be about to lock it
    aged(left)
    with own_folder() as place:
        assert [str(one) for one in around.iterdir()] == [place]


def test_one_in_which_a_program_still_works_stays(around: Path):
    with own_folder() as place:
        aged(Path(place))
        with own_folder():
            pass
        assert Path(place).exists()


def test_what_others_call_like_it_stays(around: Path, tmp_path_factory: pytest.TempPathFactory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / ".in-use").touch()
    aged(elsewhere)
    (around / "selfcheck-link").symlink_to(elsewhere)
    (around / "selfcheck-file").write_text("x")
    (around / "selfcheck-folder").mkdir()  # without a lock
    for name in ("selfcheck-file", "selfcheck-folder"):
        aged(around / name)
    with own_folder():
        pass
    assert {one.name for one in around.iterdir()} == {"selfcheck-link", "selfcheck-file", "selfcheck-folder"}
    assert (elsewhere / ".in-use").exists()
