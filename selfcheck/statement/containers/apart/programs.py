"""A program of other people's, or Python anew: it is given bytes on its standard input, and all that it says is its answer.

Its size and its time by the clock are watched from here: macOS bounds no memory, and Windows only that of a job (`job`).
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import IO, cast

from selfcheck.statement.containers.apart.limits import CRASH, MEMORY, TIME, ChildLostError, Limits, bound, not_started
from selfcheck.statement.containers.apart.watch import Watch

_AT_ONCE = 1 << 20
_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW: no console flashes up, and Ctrl-C is for the process that asked."""
_OUT_OF_TIME = 1816
"""ERROR_NOT_ENOUGH_QUOTA: so Windows ends what has used up the time of its job."""


def heard(
    command: Sequence[str],
    given: Sequence[bytes],
    limits: Limits,
    environment: Mapping[str, str],
    *,
    bounds_itself: bool = False,
) -> bytes:
    """What the program answers. Raises `ChildLostError`, and `UnreadableError` where it cannot be started.

    ``bounds_itself``: it is one of ours, and tells the system its limits once it has loaded what it needs.
    """
    try:
        process = _started(command, environment)
    except OSError as error:
        raise not_started(error) from None
    with process, Watch(process, limits, sum(map(len, given))) as watch:
        if not bounds_itself:
            bound(process.pid, limits)
        answer = watch.during(lambda: _answer_of(process, given, limits.answer)) or b""
    if watch.why:
        raise ChildLostError(watch.why, "watched")
    if len(answer) > limits.answer:
        raise ChildLostError(MEMORY, "answer")
    if not answer or process.returncode:
        raise ChildLostError(*_why(process.returncode))
    return answer


def _answer_of(process: subprocess.Popen[bytes], given: Sequence[bytes], most: int) -> bytes:
    with suppress(OSError):  # it may end before it has read everything
        _write(cast("IO[bytes]", process.stdin), given)
    answer = _all_of(cast("IO[bytes]", process.stdout), most)
    if len(answer) <= most:
        process.wait()
    return answer


def _started(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


def _write(pipe: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[pipe.write(rest[:_AT_ONCE]) :]
    pipe.close()


def _all_of(pipe: IO[bytes], most: int) -> bytes:
    """What comes, and no more than a little beyond ``most``."""
    answer = bytearray()
    while len(answer) <= most and (piece := pipe.read(_AT_ONCE)):
        answer += piece
    return bytes(answer)


def _why(code: int) -> tuple[str, str]:
    """Of the code that it left, or of the signal that ended it (below 0)."""
    signals = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM", "SIGPROF")} - {0}
    if -code in signals or code == _OUT_OF_TIME:
        return TIME, str(code)
    return (MEMORY if code == -getattr(signal, "SIGKILL", 9) else CRASH), str(code)
