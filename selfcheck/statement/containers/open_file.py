"""A path comes in, the bytes of the file go out; or why it cannot be opened."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from selfcheck.errors import InputError

MOST_BYTES = 1 << 30
"""Of a file that is read at once; a text of a million lines has a tenth, and larger ones are read block by block."""


_REASONS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "not-found"),
    (PermissionError, "no-permission"),
)
"""What the system says, and the sentence that says it to people."""


def read_bytes(path: str | Path, most: int = -1) -> bytes:
    """All bytes of a regular file, or the first ``most``; ``-`` is standard input. Raises `InputError`."""
    try:
        return _standard_input() if str(path) == "-" else _of_file(path, most)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        raise _input_error(str(path), error) from None


def _standard_input() -> bytes:
    if sys.stdin is None:  # closed by who called
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()


def _of_file(path: str | Path, most: int) -> bytes:
    status = os.stat(path)
    mode = status.st_mode
    if stat.S_ISDIR(mode):  # Windows would say that nobody may open it
        raise InputError("is-a-folder", path=str(path))
    if not stat.S_ISREG(mode):  # a pipe or device may have no end
        raise InputError("not-a-file", path=str(path))
    if most < 0 and status.st_size > MOST_BYTES:
        raise InputError("file-too-large", path=str(path))
    with Path(path).open("rb") as file:
        return file.read(most)


def _input_error(path: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, PermissionError) and sys.platform == "win32":  # Python does not hear which of both it is
        return InputError("no-permission-or-in-use", path=path)
    for kind, key in _REASONS:
        if isinstance(error, kind):
            return InputError(key, path=path)
    return InputError("cannot-open", path=path, reason=getattr(error, "strerror", None) or str(error))
