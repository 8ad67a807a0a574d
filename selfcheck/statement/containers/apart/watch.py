"""A process is looked at while it reads, and ended where it is too large or takes too long."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from selfcheck.statement.containers.apart.limits import MEMORY, TIME, Limits, not_started

Value = TypeVar("Value")
_EVERY = 0.1
"""Seconds between two looks."""
_PATIENCE = 5.0
"""Seconds after which nobody listens any longer to a process that was ended: one that it had started may hold its pipe."""
_BEFORE = 96 << 20
"""Bytes that Python and the modules take before they read anything, with room."""


class Watch:
    """Somebody who looks at a process, from the moment it starts until it is left."""

    def __init__(
        self, process: subprocess.Popen[bytes], limits: Limits, given: int, size: Callable[[int], int] | None = None
    ) -> None:
        """``given``: bytes that the process is given; ``size`` tells how large a process is, 0 where it cannot."""
        self.why = ""
        """`TIME` or `MEMORY` where it was ended for that."""
        self._process = process
        self._most = limits.memory + _BEFORE + 2 * given
        self._end = time.monotonic() + limits.clock
        self._size = size or (resident if sys.platform == "darwin" else _unknown)
        self._talk: _Talk[Any] | None = None
        self._job: Any = None
        if sys.platform == "win32":
            from selfcheck.statement.containers.apart.job import Job

            self._job = Job(process, self._most, limits.seconds)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        """What still runs then was given up."""
        self._process.kill()
        if self._job:
            self._job.close()
        if self._talk:
            self._talk.join(_PATIENCE)

    def during(self, talk: Callable[[], Value]) -> Value | None:
        """What ``talk`` with the process comes to; none where the process was ended for it to come to nothing.

        It is a thread that talks, and this one looks: whoever waits for a pipe of Windows does not hear Ctrl-C.
        Raises what ``talk`` raises, and `UnreadableError` where there is no room for a thread.
        """
        talking = _Talk(talk)
        try:
            talking.start()
        except RuntimeError as error:
            raise not_started(error) from None
        self._talk = talking
        while talking.goes_on(_EVERY):
            self.why = self._too_much()
            if self.why:
                self._process.kill()
                talking.join(_PATIENCE)
                return None
        return talking.value()

    def _too_much(self) -> str:
        if time.monotonic() > self._end:
            return TIME
        return MEMORY if self._size(self._process.pid) > self._most else ""


class _Talk(threading.Thread, Generic[Value]):
    def __init__(self, talk: Callable[[], Value]) -> None:
        super().__init__(daemon=True)
        self._talk = talk
        self._values: list[Value] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._values.append(self._talk())
        except BaseException as error:  # raised where it is waited for
            self._error = error

    def goes_on(self, seconds: float) -> bool:
        self.join(seconds)
        return self.is_alive()

    def value(self) -> Value:
        if self._error:
            raise self._error
        return self._values[0]


def _unknown(process: int) -> int:
    return 0


def resident(process: int) -> int:
    """Bytes of memory that a process takes, as ps says; 0 where it says nothing."""
    try:
        ran = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, timeout=5, check=False)
        return int(ran.stdout) * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
