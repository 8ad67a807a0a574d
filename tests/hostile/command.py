"""Arguments come in, the exit code and what was written go out: the command, called in this process.

It is what `selfcheck.cli.main` does with real streams of bytes, without the half second that a process of
its own needs. A call that hangs ends with an error.
"""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from selfcheck.cli import main

LONGEST = 60
"""Seconds after which a call is taken to hang."""


@dataclass(frozen=True)
class Outcome:
    """What a person gets of one call."""

    code: int
    out: bytes
    err: bytes

    @property
    def read(self) -> str:
        """Everything that can be read, in the order in which nobody can tell it apart anyway."""
        return (self.out + b"\n" + self.err).decode("utf-8-sig")


def call(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """``selfcheck ARGUMENTS``."""
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch, not_hanging():
        patch.setenv("COLUMNS", "100")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setattr(sys, "argv", ["selfcheck", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        streams = [io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (out, err)]
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        with pytest.raises(SystemExit) as left:
            main()
        for stream in streams:
            stream.flush()
        return Outcome(int(left.value.code or 0), out.getvalue(), err.getvalue())


@contextmanager
def not_hanging(seconds: int = LONGEST) -> Iterator[None]:
    """End whatever takes longer."""

    def stop(signum: int, frame: FrameType | None) -> None:
        pytest.fail(f"still running after {seconds} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
