"""Whatever other people's code does with a file happens in a process of its own, and is heard of as an error."""

from __future__ import annotations

import _thread
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from selfcheck.errors import OptionError, UnreadableError
from selfcheck.statement.containers import in_child
from selfcheck.statement.containers.apart import budget, limits
from selfcheck.statement.containers.apart.limits import restrict
from selfcheck.statement.containers.in_child import ChildLostError, Limits, call
from tests.helpers import ROOT

HERE = os.getpid()
ON_LINUX = sys.platform == "linux"


@pytest.fixture(params=["a copy", "a new process"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Processes are copied, as on Linux, and start anew, as on Windows, where nothing can be copied."""
    way: str = request.param
    if way == "a new process":
        monkeypatch.delattr(os, "fork", raising=False)
    elif not in_child.forks():
        pytest.skip("nothing is copied here")
    return way


class PanicException(BaseException):
    """What pyo3 makes of a panic of Rust; no `Exception`."""


class Row(msgspec.Struct):
    cells: list[str]


def where(data: bytes) -> int:
    return os.getpid()


def rows(data: bytes, times: int = 1) -> list[Row]:
    return [Row([data.decode()])] * times


def ends(data: bytes) -> int:
    os.abort()


def leaves(data: bytes) -> int:
    sys.exit(3)


def panics(data: bytes) -> int:
    raise PanicException


def errs(data: bytes) -> int:
    return {}[data]


def swells(data: bytes) -> int:
    return len(bytes(1 << 33))


def works(data: bytes) -> int:
    while True:
        pass


def sleeps(data: bytes) -> int:
    time.sleep(3600)
    return 0


def refuses(data: bytes) -> int:
    raise UnreadableError("broken-excel", reason=data.decode())


def misunderstands(data: bytes) -> int:
    raise OptionError("unknown-encoding", encoding=data.decode())


def says_much(data: bytes) -> list[str]:
    return ["x" * 1000] * 20_000


def prints(data: bytes) -> int:
    os.write(1, b"what a library has to say")
    return 1


def children_of(process: int) -> Iterator[int]:
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == process and words[0] != "Z":
            yield int(place.parent.name)


def test_a_function_is_called_elsewhere_and_its_values_come_back(way: str):
    assert call(len, b"1234") == 4
    assert call(where, b"") != HERE
    assert call(partial(rows, times=2), "明細".encode(), list[Row]) == [Row(["明細"])] * 2


@pytest.mark.parametrize(
    ("function", "why"),
    [(ends, "crash"), (leaves, "crash"), (panics, "crash"), (errs, "crash")],
    ids=["ends", "leaves", "panics", "errs"],
)
def test_a_function_that_ends_its_process_panics_or_errs_ends_nothing_else(
    function: Callable[[bytes], int], why: str, way: str
):
    with pytest.raises(ChildLostError) as lost:
        call(function, b"")
    assert lost.value.why == why


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit of memory needs it")
def test_a_function_that_takes_all_memory_is_stopped(way: str):
    with pytest.raises(ChildLostError) as lost:
        call(swells, b"")
    assert lost.value.why == "memory"


def test_a_function_that_works_for_ever_is_stopped(way: str):
    with pytest.raises(ChildLostError) as lost:
        call(works, b"", limits=Limits(seconds=0.2))
    assert lost.value.why == "time"


def test_a_function_that_sleeps_is_stopped(way: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "_BY_CLOCK", 0)
    monkeypatch.setattr(limits, "_BEFORE_WORK", 1.5)
    with pytest.raises(ChildLostError) as lost:
        call(sleeps, b"")
    assert lost.value.why == "time"


def test_what_it_raises_for_people_is_raised(way: str):
    with pytest.raises(UnreadableError, match="なぜ"):
        call(refuses, "なぜ".encode())
    with pytest.raises(OptionError, match="klingon"):
        call(misunderstands, b"klingon")


def test_it_says_no_more_than_it_may(way: str):
    with pytest.raises(ChildLostError) as lost:
        call(says_much, b"", limits=Limits(answer=1 << 20))
    assert lost.value.why == "memory"
    assert len(call(says_much, b"")) == 20_000


def test_what_a_library_prints_is_no_part_of_the_answer(way: str, capfd: pytest.CaptureFixture[str]):
    assert call(prints, b"") == 1
    assert capfd.readouterr() == ("", "")


def test_a_large_file_comes_through_whole(way: str):
    assert call(len, bytes(30_000_000)) == 30_000_000


@pytest.mark.skipif(not ON_LINUX, reason="looks into /proc")
def test_no_process_stays_behind(way: str):
    before = set(children_of(HERE))
    for function in (len, ends, panics, works):
        with suppress(ChildLostError):
            call(function, b"", limits=Limits(seconds=0.2))
    assert set(children_of(HERE)) <= before


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no clock sends a signal there")
def test_an_interruption_ends_the_process_and_is_passed_on(way: str, monkeypatch: pytest.MonkeyPatch):
    started: list[int] = []
    others = set(children_of(HERE)) if ON_LINUX else set()

    def interrupt(signum: int, frame: object) -> None:
        started.extend(set(children_of(HERE)) - others if ON_LINUX else ())
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    try:
        with pytest.raises(KeyboardInterrupt):
            call(sleeps, b"")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not (set(started) & set(children_of(HERE)) if ON_LINUX else ())


def test_ctrl_c_is_heard_where_the_system_does_not_wake_who_waits(monkeypatch: pytest.MonkeyPatch):
    """On Windows nothing does that waits for a pipe, a lock or a thread without an end; a signal is noted, as here."""
    monkeypatch.delattr(os, "fork", raising=False)
    later = threading.Timer(1.5, _thread.interrupt_main)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background does not hear it
    begin = time.monotonic()
    later.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            call(sleeps, b"", limits=Limits(seconds=1))
    finally:
        later.join()
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - begin < 20


PARENT = """
import os, sys, time
from tests.statement.containers.test_in_child import sleeps
from selfcheck.statement.containers.in_child import call
if sys.argv[1] == "a new process":
    del os.fork
call(sleeps, b"")
"""


@pytest.mark.skipif(not ON_LINUX, reason="elsewhere a job or a clock ends it")
def test_a_copy_dies_with_the_process_that_made_it():
    parent = subprocess.Popen([sys.executable, "-c", PARENT, "a copy"], cwd=ROOT)
    try:
        while not (children := list(children_of(parent.pid))) and parent.poll() is None:
            time.sleep(0.05)
        parent.kill()
        parent.wait()
        end = time.monotonic() + 300
        while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < end:
            time.sleep(0.05)
        assert children
        assert not any(Path(f"/proc/{child}").exists() for child in children)
    finally:
        parent.kill()


def test_no_limit_of_the_system_is_needed(monkeypatch: pytest.MonkeyPatch):
    """Windows has none, and macOS refuses that of memory."""
    resource = pytest.importorskip("resource")

    def refused(kind: int, limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    for name in ("setitimer", "signal"):
        monkeypatch.setattr(signal, name, lambda *_: None)
    monkeypatch.setattr(resource, "setrlimit", refused)
    restrict(Limits())
    monkeypatch.setitem(sys.modules, "resource", None)
    restrict(Limits())


def test_a_file_that_needs_more_than_is_left_is_told_so(way: str):
    spent: Any = budget.Budget(0.2, "archive-too-slow")
    with pytest.raises(UnreadableError) as refused:
        call(works, b"", budget=budget.Budget(100, "file-too-slow", spent))
    assert refused.value.sentence.key == "archive-too-slow"
    assert spent.left()[0] == 0
