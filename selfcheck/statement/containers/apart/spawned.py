"""A process that starts anew (Windows, macOS): a function and the file come to it on its standard input (`program`).

Its size and its time by the clock are watched from here: macOS bounds no memory, and Windows only that of a job (`job`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from selfcheck.statement.containers.apart.limits import CRASH, MEMORY, TIME, ChildLostError, Limits
from selfcheck.statement.containers.apart.watch import Watch

COMMAND = "--read-in-child"
"""What tells the program without Python to be such a process (packaging/program.py)."""
LENGTH = 8
"""Bytes that say how long what is asked is."""
_AT_ONCE = 1 << 20
_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW: no console flashes up, and Ctrl-C is for the process that asked."""
_OUT_OF_TIME = 1816
"""ERROR_NOT_ENOUGH_QUOTA: so Windows ends what has used up the time of its job."""


def spawned(function: Callable[[bytes], Any], data: bytes, limits: Limits, loads: str = "") -> bytes:
    """The answer of a new process, which begins to count when it has loaded the module ``loads``. Raises `ChildLostError`."""
    import pickle

    asked = pickle.dumps((function, limits, loads))
    answer = b""
    with _started() as process, Watch(process, limits, len(data)) as watch:
        with suppress(OSError):  # it may end before it has read everything
            _write(cast("IO[bytes]", process.stdin), (len(asked).to_bytes(LENGTH, "little"), asked, data))
        answer = _all_of(cast("IO[bytes]", process.stdout), limits.answer)
        if len(answer) <= limits.answer:
            process.wait()
    if watch.why:
        raise ChildLostError(watch.why, "watched")
    if len(answer) > limits.answer:
        raise ChildLostError(MEMORY, "answer")
    if not answer or process.returncode:
        raise ChildLostError(*_why(process.returncode))
    return answer


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "selfcheck.statement.containers.apart.program"]  # -P: no modules of this folder
    if getattr(sys, "frozen", False):
        command = [sys.executable, COMMAND]
    return subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": _search_path()},
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


def _search_path() -> str:
    """Where the process finds the same modules as this one."""
    here = str(Path(__file__).parents[4])
    return os.pathsep.join([here, *(path for path in sys.path if path and path != here)])


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
