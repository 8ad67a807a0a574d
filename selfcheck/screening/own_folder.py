"""A folder for lines while they are screened, which is removed at the end; one whose program was killed, at the next start.

Whether a program still works in a folder is told by a lock in it, which the system gives back however the program ends.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "selfcheck-"
_LOCK = ".in-use"
_YOUNG = 3600.0
"""Seconds; one that was made just now may not be locked yet."""


@contextmanager
def own_folder() -> Iterator[str]:
    """Its path; only its owner may read it."""
    _remove_left_behind(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as place, FileLock(Path(place, _LOCK)):
        yield place


def _remove_left_behind(around: Path) -> None:
    """Remove the folders of programs that were killed. What cannot be looked into or removed stays."""
    for place in around.glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            if _is_old_and_ours(place):
                with FileLock(place / _LOCK, timeout=0):
                    pass
                shutil.rmtree(place, ignore_errors=True)


def _is_old_and_ours(place: Path) -> bool:
    """Whether we made it, and not just now; others may put what they like into the folder for temporary files."""
    seen = place.lstat()
    is_mine = not hasattr(os, "getuid") or seen.st_uid == os.getuid()
    return stat.S_ISDIR(seen.st_mode) and is_mine and (place / _LOCK).is_file() and time.time() - seen.st_mtime > _YOUNG
