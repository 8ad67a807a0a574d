"""The command within this process: the same as ``python -m selfcheck``, without starting Python for each case.

What only a process of its own shows (pipes, signals, what is imported) asks `tests.helpers.run_command`; what hangs on the
language in which help is loaded asks `in_a_language`, which starts one process for many calls.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from unittest.mock import patch

import pytest
import typer.main

from selfcheck.cli.loading import load_all
from selfcheck.cli.main import main
from tests.helpers import ROOT

SETTINGS = {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
WORKING = 60
"""Seconds of work after which a call is taken to hang; a busy machine does not count them."""
WAITING = 600
"""Seconds by the clock after which a call is taken to wait for what never comes."""


_BUILT = cache(typer.main.get_command)
"""The commands are built once; to build all of them takes as long as most of them take to run."""


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: bytes
    stderr: bytes

    @property
    def read(self) -> str:
        """Everything that can be read: standard output, then standard error; lines end as they do on Linux."""
        return (self.stdout + b"\n" + self.stderr).decode("utf-8-sig").replace(os.linesep, "\n")


def command(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Outcome:
    """Run ``selfcheck`` with ``arguments``; ``environment`` is added to this process's own. A call that hangs fails."""
    load_all()
    settings = {**SETTINGS, **environment}
    out, err = (_stream(settings) for _ in range(2))
    with (
        patch.object(sys, "argv", ["selfcheck", *map(str, arguments)]),
        patch.multiple(sys, stdin=_stream(settings, stdin), stdout=out, stderr=err),
        patch.dict(os.environ, settings),
        patch.object(typer.main, "get_command", _BUILT),
        not_hanging(),
        pytest.raises(SystemExit) as left,
    ):
        main()
    for stream in (out, err):
        stream.flush()
    return Outcome(int(left.value.code or 0), out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]


def _stream(settings: dict[str, str], content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=settings["PYTHONIOENCODING"], write_through=True)


@contextmanager
def not_hanging(waiting: int = WAITING) -> Iterator[None]:
    """End whatever works or waits far longer than any case needs."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    said = f"still running after {WORKING} seconds of work, or {waiting} of waiting"
    stopped: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.append(signum)
        pytest.fail(said)

    clocks = {signal.SIGPROF: (signal.ITIMER_PROF, WORKING), signal.SIGALRM: (signal.ITIMER_REAL, waiting)}
    before = {number: signal.signal(number, stop) for number in clocks}
    for clock, seconds in clocks.values():
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for number, (clock, _) in clocks.items():
            signal.setitimer(clock, 0)
            signal.signal(number, before[number])
    if stopped:  # whatever was running took the first failure for a fault like any other, and made a sentence of it
        pytest.fail(said)


def in_a_language(locale: str, calls: Sequence[Sequence[str]]) -> list[Outcome]:
    """What each call prints where all commands were loaded under ``locale``; one new process for all of them."""
    settings = {**os.environ, **SETTINGS, "LC_ALL": locale, "COLUMNS": "80", "PYTHONWARNINGS": "error"}
    runner, given = [sys.executable, "-m", "tests.in_process"], json.dumps(calls).encode()
    done = subprocess.run(runner, input=given, capture_output=True, env=settings, cwd=ROOT, timeout=WAITING, check=True)
    streams = ("stdout", "stderr")
    return [Outcome(**one | {name: one[name].encode("latin-1") for name in streams}) for one in json.loads(done.stdout)]


if __name__ == "__main__":
    asked = {"LC_ALL": os.environ["LC_ALL"], "COLUMNS": os.environ["COLUMNS"]}
    outcomes = [asdict(command(*one, **asked)) for one in json.load(sys.stdin)]
    print(json.dumps(outcomes, default=lambda content: content.decode("latin-1")))
