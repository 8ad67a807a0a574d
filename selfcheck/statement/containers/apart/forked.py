"""A process that is a copy of this one (Linux): it is there within milliseconds and has the file already."""

from __future__ import annotations

import faulthandler
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from selfcheck.statement.containers.apart.answers import answer_of
from selfcheck.statement.containers.apart.limits import CRASH, MEMORY, TIME, ChildLostError, Limits, not_started, restrict

_AT_ONCE = 1 << 20
_TIME = tuple(getattr(signal, name, 0) for name in ("SIGPROF", "SIGXCPU", "SIGALRM"))


def forked(function: Callable[[bytes], Any], data: bytes, limits: Limits) -> bytes:
    """The answer of a copy of this process. Raises `ChildLostError`, and `UnreadableError` where there is no room for one."""
    import ctypes  # noqa: F401 - needed in the copy, which would load it each time

    parent = os.getpid()
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
    try:
        child, reading, writing = _copied()
    except OSError as error:
        raise not_started(error) from None
    if not child:
        _answer(function, data, limits, parent, writing)
    os.close(writing)
    try:
        answer = _heard(reading, limits)
    except BaseException:
        _ended(child, kill=True)
        raise
    finally:
        os.close(reading)
    status = _ended(child)
    if not answer:
        raise ChildLostError(*_why(status))
    return answer


def _copied() -> tuple[int, int, int]:
    """The number of the copy (0 in the copy itself), and both ends of a pipe from it."""
    import warnings

    reading, writing = os.pipe()
    try:
        with warnings.catch_warnings():  # of threads: the libraries behind numpy keep some, which do nothing in the copy
            warnings.simplefilter("ignore", DeprecationWarning)
            return os.fork(), reading, writing
    except BaseException:
        os.close(reading)
        os.close(writing)
        raise


def _answer(function: Callable[[bytes], Any], data: bytes, limits: Limits, parent: int, writing: int) -> NoReturn:
    """The copy writes its answer and ends; nothing else that it says is heard (a panic of Rust says much)."""
    try:
        faulthandler.disable()
        restrict(limits, parent)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        answer = answer_of(function, data)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _heard(reading: int, limits: Limits) -> bytes:
    """All that it writes. Raises `ChildLostError` if that is too much, or if it neither writes nor ends."""
    answer = bytearray()
    end = time.monotonic() + limits.clock + 5  # it ends by itself before
    waiting = select.poll()
    waiting.register(reading, select.POLLIN)
    while True:
        if not waiting.poll(max(end - time.monotonic(), 0) * 1000):
            raise ChildLostError(TIME, "clock")
        piece = os.read(reading, _AT_ONCE)
        if not piece:
            return bytes(answer)
        answer += piece
        if len(answer) > limits.answer:
            raise ChildLostError(MEMORY, "answer")


def _ended(child: int, *, kill: bool = False) -> int:
    """How it ended, once it has."""
    with suppress(OSError):  # somebody else waits for all children, or nobody may (SIGCHLD is ignored)
        if kill:
            os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return 1


def _why(code: int) -> tuple[str, str]:
    if code >= 0:
        return CRASH, str(code)
    if -code in _TIME:
        return TIME, signal.Signals(-code).name
    return (MEMORY if -code == signal.SIGKILL else CRASH), signal.Signals(-code).name
