"""Files that are written whole or not at all, and by one run at a time."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selfcheck.errors import InputError

_PATIENCE = 10.0
"""Seconds to wait for another run to finish with a file."""
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, getattr(errno, "ENOTSUP", errno.EOPNOTSUPP)}
"""What a lock fails with on a drive of the network that knows none."""
_HELD_ELSEWHERE = {errno.EACCES, errno.EPERM, errno.EBUSY}
"""What replacing a file fails with on Windows while another program has it open: ERROR_ACCESS_DENIED and
ERROR_SHARING_VIOLATION become EACCES there."""


_TRIES, _PAUSE = 10, 0.1
"""How often Windows is asked again, and after how many seconds."""


def patiently(do: Callable[[], None], *, windows: bool = os.name == "nt") -> None:
    """Windows refuses, for a moment, what is being deleted or what a virus scanner looks at: ask again for a second."""
    for left in range(_TRIES if windows else 1, 0, -1):
        try:
            do()
        except PermissionError:
            if left == 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def identity_of(path: str | Path, found: os.stat_result) -> tuple[object, ...]:
    """What tells a file from all others, whatever its path; on drives of a network that number none (0), where it lies."""
    return (found.st_dev, found.st_ino) if found.st_ino else (os.path.normcase(os.path.realpath(path)),)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other runs from changing ``path`` meanwhile; its folder is made if need be. Raises `InputError`.

    The lock belongs to the process: it ends with it, however it ends, on every system. The empty file that is locked
    stays, since taking it away while another run waits for it would give both of them the lock (on Windows, where that
    cannot happen, newer versions of filelock take it away).
    """
    from filelock import FileLock, Timeout

    place = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        patiently(lambda: place.touch(mode=0o600))  # fails soon where nothing can be written; the lock would try on and on
        # Without locks it would take a file that is there for one, and it stays where a run is killed.
        lock = FileLock(place, timeout=_PATIENCE, mode=0o600, fallback_to_soft=False)
        lock.acquire()
    except Timeout:
        raise InputError("locked", path=str(path)) from None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise InputError("no-locks", path=str(path)) from None
        raise cannot_write(path, error) from None
    try:
        yield
    finally:
        lock.release()


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary file beside ``path`` and rename it; only the owner may read it (mode 0600).

    Windows knows no such mode: there, who may read it is what its folder says. A link stays a link; its target is
    written. Raises `InputError` if it cannot be written; nothing half
    written stays behind.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        temporary = path.with_name(f".selfcheck-{os.urandom(8).hex()}")
        # Not mkstemp: on Windows, some versions of Python try two thousand million names where the folder is closed to us.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            patiently(lambda: os.replace(temporary, path))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, in Python 3.11 and 3.12
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: Exception, *, windows: bool = os.name == "nt") -> InputError:
    """Why a file could not be written, as an error with a sentence.

    On Windows a file that another program has open cannot be replaced, and that program is nearly always Excel.
    """
    if windows and isinstance(error, OSError) and error.errno in _HELD_ELSEWHERE and path.is_file():
        return InputError("open-elsewhere", path=str(path))
    return InputError("cannot-write", path=str(path), reason=getattr(error, "strerror", None) or str(error))
