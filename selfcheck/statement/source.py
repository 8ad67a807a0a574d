"""A path comes in, the bytes of the file go out; or why it cannot be opened."""

from __future__ import annotations

import sys
from pathlib import Path

from selfcheck.errors import InputError


def read_bytes(path: str | Path) -> bytes:
    """All bytes of a file; ``-`` is standard input. Raises `InputError`."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("not-found", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("is-a-folder", path=str(path)) from None
    except PermissionError:
        raise InputError("no-permission", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise InputError("cannot-open", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from None
