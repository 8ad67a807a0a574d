"""What a process that reads a file may take; and, within that process, how the system is told so.

Where the system has no such limits (memory on macOS, everything on Windows), whoever started the process watches it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from msgspec import Struct

from selfcheck.errors import UnreadableError

KILL = 9
_MOST_SECONDS = 120.0
_ROOM_FOR_A_BYTE = 16
_BEFORE_WORK, _BY_CLOCK = 30.0, 8
"""Seconds by the clock to start, and for each second of work: a machine may be busy with eight others."""
_DEATH_OF_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


class Limits(Struct, frozen=True):
    """Of one process."""

    seconds: float = 15
    """Of the processor."""
    memory: int = 1 << 30
    """Bytes beyond what the process has when it begins."""
    answer: int = 1 << 29
    """Bytes of what it may say."""

    @property
    def clock(self) -> float:
        """Seconds by the clock, for one that sleeps or waits."""
        return _BEFORE_WORK + _BY_CLOCK * self.seconds


def limits_for(size: int, seconds: float = 15, for_a_byte: float = 2e-6) -> Limits:
    """Those of a process that reads so many bytes. A page of 12 MB with 100,000 transactions takes 5 seconds and 300 MB, a
    workbook of 3 MB with as many rows one and 200."""
    return Limits(min(seconds + for_a_byte * size, _MOST_SECONDS), (1 << 30) + _ROOM_FOR_A_BYTE * size)


TIME, MEMORY, CRASH = "time", "memory", "crash"
"""Why a process ended: it met a limit, or not."""


class ChildLostError(Exception):
    """A process ended without an answer."""

    def __init__(self, why: str = CRASH, reason: str = "") -> None:
        self.why = why
        """`TIME`, `MEMORY` or `CRASH`."""
        self.reason = reason
        """What ended it: a signal, or the name of what was raised."""
        super().__init__(why, reason)


def not_started(error: OSError | RuntimeError) -> UnreadableError:
    """What is said where the system has no room for another process, or no program to start."""
    return UnreadableError("no-process", reason=getattr(error, "strerror", None) or str(error))


def bound(process: int, limits: Limits) -> None:
    """Tell the system the limits of a program that was started just now, where it can be told (Linux)."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, prlimit
    except ImportError:
        return
    for kind, most in ((RLIMIT_CORE, 0), (RLIMIT_CPU, int(limits.seconds) + 2), (RLIMIT_AS, limits.memory)):
        with suppress(OSError, ValueError):  # it has ended already
            hard = prlimit(process, kind)[1]
            prlimit(process, kind, (most if hard == RLIM_INFINITY else min(most, hard), hard))


def restrict(limits: Limits, parent: int = 0) -> None:
    """Bound this process, which was started to read a file by ``parent`` (0: it need not end with it)."""
    _ends_by_itself(limits)
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, int(sum(os.times()[:2]) + limits.seconds) + 2)
    if used := _address_space():
        _lower(resource.RLIMIT_AS, used + limits.memory)
    if parent and sys.platform == "linux":
        _end_with(parent)


def _ends_by_itself(limits: Limits) -> None:
    """Signals end it, and the clock sends one; whatever this program does on them is for the process that was started first."""
    import signal

    for name in ("SIGINT", "SIGTERM", "SIGALRM", "SIGPROF", "SIGXCPU"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, limits.clock)
        signal.setitimer(
            signal.ITIMER_PROF, max(limits.seconds, 0.001)
        )  # of the processor; the limit below knows whole seconds


def _address_space() -> int:
    """Bytes that this process has; 0 where the system does not say, and does not bound them either."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _lower(kind: int, most: int) -> None:
    import resource

    soft, hard = resource.getrlimit(kind)
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # refused by macOS
        resource.setrlimit(kind, (min([most, *allowed]), hard))


def _end_with(parent: int) -> None:
    """Be killed when ``parent`` dies, however it does."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, KILL)
    if os.getppid() != parent:  # it died before
        os._exit(1)
