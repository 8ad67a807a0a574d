"""A path comes in, the bytes of the file go out; or why it cannot be opened."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from selfcheck.errors import InputError


def read_bytes(path: str | Path) -> bytes:
    """All bytes of a regular file; ``-`` is standard input. Raises `InputError`."""
    if str(path) == "-" and sys.stdin is None:
        raise InputError("cannot-open", path="-", reason=os.strerror(errno.EBADF))
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read()
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe or device may have no end
            raise InputError("not-a-file", path=str(path))
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("not-found", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("is-a-folder", path=str(path)) from None
    except PermissionError:
        raise InputError("no-permission", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise InputError("cannot-open", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from None
