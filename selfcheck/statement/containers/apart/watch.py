"""A process is looked at while it reads, and ended where it is too large or takes too long."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from selfcheck.statement.containers.apart.limits import MEMORY, TIME, Limits, not_started

_EVERY = 0.1
"""Seconds between two looks."""
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
        self._seconds = limits.clock
        self._size = size or (resident if sys.platform == "darwin" else _unknown)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._job: Any = None
        if sys.platform == "win32":
            from selfcheck.statement.containers.apart.job import Job

            self._job = Job(process, self._most, limits.seconds)

    def __enter__(self) -> Watch:
        """Raises `UnreadableError` where nobody can watch; the process is ended then."""
        try:
            self._thread.start()
        except RuntimeError as error:  # there is no room for a thread
            self._process.kill()
            raise not_started(error) from None
        return self

    def __exit__(self, *_: object) -> None:
        """What still runs then was given up."""
        self._is_over.set()
        self._thread.join()
        self._process.kill()
        if self._job:
            self._job.close()

    def _look(self) -> None:
        end = time.monotonic() + self._seconds
        while not self._is_over.wait(_EVERY):
            if time.monotonic() > end:
                self.why = TIME
            elif self._size(self._process.pid) > self._most:
                self.why = MEMORY
            if self.why:
                self._process.kill()
                return


def _unknown(process: int) -> int:
    return 0


def resident(process: int) -> int:
    """Bytes of memory that a process takes, as ps says; 0 where it says nothing."""
    try:
        ran = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, timeout=5, check=False)
        return int(ran.stdout) * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
