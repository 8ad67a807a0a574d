"""Bytes come in; a file that is written whole or not at all goes out."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from selfcheck.errors import InputError

_PATIENCE = 10.0
"""Seconds to wait for another run to finish with a file."""
_STALE = 60.0
"""Seconds after which a lock was left behind by a run that has ended."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other runs from changing ``path`` meanwhile; its folder is made if need be. Raises `InputError`."""
    lock = path.with_name(path.name + ".lock")
    end = time.monotonic() + _PATIENCE
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        while True:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                break
            except FileExistsError:
                with suppress(FileNotFoundError):
                    if time.time() - lock.stat().st_mtime > _STALE:
                        lock.unlink()
                if time.monotonic() > end:
                    raise InputError("locked", path=str(path), lock=str(lock)) from None
                time.sleep(0.02)
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary file beside ``path`` and rename it; only the owner may read it (mode 0600).

    A link stays a link; its target is written. Raises `InputError` if it cannot be written; nothing half
    written stays behind.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".selfcheck-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, in Python 3.11 and 3.12
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: Exception) -> InputError:
    """Why a file could not be written, as an error with a sentence."""
    return InputError("cannot-write", path=str(path), reason=getattr(error, "strerror", None) or str(error))
