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


def read_bytes(path: str | Path, most: int = -1) -> bytes:
    """All bytes of a regular file, or the first ``most``; ``-`` is standard input. Raises `InputError`."""
    if str(path) == "-" and sys.stdin is None:
        raise InputError("cannot-open", path="-", reason=os.strerror(errno.EBADF))
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read()
        status = os.stat(path)
        mode = status.st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe or device may have no end
            raise InputError("not-a-file", path=str(path))
        if most < 0 and status.st_size > MOST_BYTES:
            raise InputError("file-too-large", path=str(path))
        with Path(path).open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise InputError("not-found", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("is-a-folder", path=str(path)) from None
    except PermissionError:
        raise InputError("no-permission", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise InputError("cannot-open", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from None
