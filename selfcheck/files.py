"""Bytes come in; a file that is written whole or not at all goes out."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from selfcheck.errors import InputError


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary file beside ``path`` and rename it; only the owner may read it (mode 0600).

    Raises `InputError` if it cannot be written; nothing half written stays behind.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".selfcheck-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError("cannot-write", path=str(path), reason=error.strerror or str(error)) from None
