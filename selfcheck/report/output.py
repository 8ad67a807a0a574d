"""Bytes come in; they go to standard output, or to a file that is written whole or not at all.

An existing file is replaced only when told so, and a file that was read is never written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from selfcheck.errors import InputError, OptionError
from selfcheck.files import write_whole


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
        if output.is_dir():
            raise OptionError("output-is-folder", path=str(output))
        if not output.is_file():
            _write_through(output, content)
            return
        if not force:
            raise OptionError("output-exists", path=str(output))
    write_whole(output, content)


def _write_through(device: Path, content: bytes) -> None:
    """Write to a device or pipe, which is never replaced."""
    try:
        with device.open("wb") as file:
            file.write(content)
    except OSError as error:
        raise InputError("cannot-write", path=str(device), reason=error.strerror or str(error)) from None
