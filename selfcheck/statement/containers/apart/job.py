"""A job of Windows: a process in it may take so much memory and time, and ends when the job is closed, or who made it dies.

Names and numbers are those of winnt.h (JOBOBJECT_EXTENDED_LIMIT_INFORMATION).
"""

from __future__ import annotations

import ctypes
import subprocess
from contextlib import suppress
from typing import Any

_EXTENDED = 9
"""JobObjectExtendedLimitInformation."""
_PROCESS_TIME, _PROCESS_MEMORY, _DIE_ON_FAULT, _KILL_ON_CLOSE = 0x2, 0x100, 0x400, 0x2000
_TICKS = 10_000_000
"""Of 100 nanoseconds, in a second."""
_START = 3
"""Seconds that the start of Python may take there."""


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits_of(memory: int, seconds: float) -> _Extended:
    """What the system is told."""
    said = _Extended()
    said.Basic.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE
    said.Basic.PerProcessUserTimeLimit = int((seconds + _START) * _TICKS)
    said.ProcessMemoryLimit = memory
    return said


def size_of(said: ctypes.Structure) -> int:
    """Bytes of it."""
    return ctypes.sizeof(said)


class Job:
    """A job with one process, which waits for what it is to read and so has done nothing yet."""

    def __init__(self, process: subprocess.Popen[bytes], memory: int, seconds: float) -> None:
        self._system: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
        self._system.CreateJobObjectW.restype = ctypes.c_void_p
        self._job = ctypes.c_void_p(self._system.CreateJobObjectW(None, None))
        said = limits_of(memory, seconds)
        handle = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined]
        # Where a job in a job is refused (Windows 7), the process is watched by the clock alone.
        with suppress(OSError):
            self._system.SetInformationJobObject(self._job, _EXTENDED, ctypes.byref(said), size_of(said))
            self._system.AssignProcessToJobObject(self._job, handle)

    def close(self) -> None:
        """End what still runs in it."""
        self._system.CloseHandle(self._job)
