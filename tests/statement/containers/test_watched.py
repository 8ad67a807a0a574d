"""Who watches a process where the system does not, what counts as an answer, and what time a file has."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
import pytest

from selfcheck.statement.containers.apart import budget, job, limits
from selfcheck.statement.containers.apart.answers import answer_of, understood
from selfcheck.statement.containers.apart.watch import Watch, resident
from selfcheck.statement.containers.in_child import ChildLostError, Limits
from tests.statement.containers.test_in_child import HERE, rows

# --- who watches where the system does not ---------------------------------------------------------


def sleeping() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], stdin=subprocess.PIPE)


@pytest.mark.parametrize(("size", "seconds", "why"), [(10**12, 900.0, "memory"), (0, 0.0, "time")])
def test_a_process_that_is_too_large_or_too_slow_is_ended(size: int, seconds: float, why: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "_BEFORE_WORK", 0)
    with sleeping() as process, Watch(process, Limits(seconds=seconds), 0, lambda _: size) as watch:
        watch.during(process.wait)
    assert watch.why == why


def test_a_process_that_is_left_does_not_stay(monkeypatch: pytest.MonkeyPatch):
    with sleeping() as process, Watch(process, Limits(), 0) as watch:
        pass
    assert (watch.why, process.poll() is not None) == ("", True)


@pytest.mark.skipif(os.name != "posix", reason="there is no ps")
def test_the_size_of_a_process_is_asked_of_ps():
    assert 1 << 20 < resident(HERE) < 1 << 40
    assert resident(2**22 + 1) == 0


def test_windows_is_told_of_memory_time_and_the_end():
    """winnt.h: JOBOBJECT_EXTENDED_LIMIT_INFORMATION has 144 bytes where pointers have eight."""
    said = job.limits_of(1 << 30, 15)
    assert said.ProcessMemoryLimit == 1 << 30
    assert said.Basic.PerProcessUserTimeLimit == 18 * 10**7
    assert said.Basic.LimitFlags == 0x2 | 0x100 | 0x400 | 0x2000
    assert job.size_of(said) == 144


# --- answers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [b"", b"\xff", b"rubbish", b"\x93\x00\xcb", b"\x93\x00\xcb" + bytes(8) + b"\xc4\xff"])
def test_an_answer_that_is_none_is_a_lost_process(answer: bytes):
    with pytest.raises(ChildLostError):
        understood(answer, int)


def test_an_answer_of_another_shape_is_a_lost_process():
    with pytest.raises(ChildLostError):
        understood(answer_of(rows, b"x"), list[int])


def test_an_error_that_selfcheck_does_not_have_cannot_be_named():
    with pytest.raises(ChildLostError):
        understood(msgspec.msgpack.encode((1, 0.0, ["Exit", "broken-zip", {}])), int)


# --- budgets ----------------------------------------------------------------------------------------


def test_a_file_is_given_what_its_archive_and_the_run_have_left():
    with budget.run():
        archive = budget.of_archive()
        one = budget.of_file(0, archive)
        seconds, sentence = one.left()
        assert sentence == "archive-too-slow"
        one.spend(seconds)
        assert archive.left()[0] == pytest.approx(0, abs=1e-6)
        alone = budget.of_file(0)
        assert alone.left()[1] == "run-too-slow"
        assert alone.left()[0] < budget.RUN_SECONDS


def test_what_a_file_of_its_size_takes_costs_no_other_file_anything():
    archive = budget.of_archive()
    for _ in range(500):
        budget.of_file(50_000, archive).spend(0.2)
    assert archive.left()[0] == budget.ARCHIVE_SECONDS


def test_a_file_has_time_of_its_own_when_all_else_is_spent():
    archive = budget.of_archive()
    budget.of_file(0, archive).spend(20)
    assert budget.of_file(50_000, archive).left()[0] > 0.2


def test_what_the_files_of_an_archive_have_of_their_own_is_bounded():
    archive = budget.of_archive()
    large = budget.of_file(5_000_000, archive)
    assert large.left()[0] > 100
    budget.of_file(10**8, archive).spend(1000)
    assert 0.1 < large.left()[0] < 10


def test_runs_side_by_side_share_what_a_run_may_take():
    with budget.run():
        whole = budget.of_file(0).left()[0]
        budget.begin_run(4)
        assert budget.of_file(0).left()[0] < whole / 2
    assert budget.of_file(0).left() == (budget.FILE_SECONDS, "file-too-slow")
