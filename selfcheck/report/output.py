"""Bytes come in; they go to standard output, or to a file that is written whole or not at all.

An existing file is replaced only when told so, and a file that was read is never written.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from selfcheck.errors import InputError, OptionError


def write_output(content: bytes, output: Path | None, *, inputs: Sequence[str], force: bool) -> None:
    """Write ``content``. Raises `OptionError` for a place that must not be written, `InputError` if it cannot."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if output.exists():
        if any(Path(one).exists() and output.samefile(one) for one in inputs):
            raise OptionError("output-is-input", path=str(output))
        if not force:
            raise OptionError("output-exists", path=str(output))
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=".selfcheck-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, output)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError("cannot-write", path=str(output), reason=error.strerror or str(error)) from None
