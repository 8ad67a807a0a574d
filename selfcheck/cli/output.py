"""Bytes come in; they go to standard output, or to a file that is written whole or not at all.

An existing file is replaced only when told so, and a file that was read is never written.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from selfcheck.atomic import cannot_write, identity_of, write_whole
from selfcheck.cli.consoles import in_a_shown_language
from selfcheck.cli.notices import notify, path_as_shown
from selfcheck.cli.pipes import while_read
from selfcheck.errors import OptionError
from selfcheck.language.sentences import Lang, say
from selfcheck.statement.inputs import find_inputs


def check_output(output: Path, *, inputs: Sequence[str], force: bool) -> None:
    """Raise `OptionError` for a place that must not be written, `InputError` for one that cannot be looked at.

    ``inputs`` are the paths as they were given: files, folders, patterns, ``-``.
    """
    try:
        found = output.stat()
    except FileNotFoundError as error:
        if not output.parent.is_dir():
            raise cannot_write(output, error) from None
        return
    except OSError as error:
        raise cannot_write(output, error) from None
    if identity_of(output, found) in _read(inputs):
        raise OptionError("output-is-input", path=str(output))
    if stat.S_ISDIR(found.st_mode):
        raise OptionError("output-is-folder", path=str(output))
    if stat.S_ISREG(found.st_mode) and not force:
        raise OptionError("output-exists", path=str(output))


def deliver(content: bytes, output: Path | None, *, inputs: Sequence[str], force: bool, lang: Lang) -> None:
    """`write_output`, and say on standard error what was written where."""
    write_output(content, output, inputs=inputs, force=force)
    if output is not None:
        notify(say("written", lang, path=path_as_shown(output)))
    elif may_be_re_encoded(content):
        notify(in_a_shown_language("better-with-output", lang))


def may_be_re_encoded(content: bytes, *, windows: bool = os.name == "nt") -> bool:
    """Whether UTF-8 goes through a pipe of Windows: PowerShell 5.1 takes it for the letters of its console, and ``>`` makes
    UTF-16 of what it takes it for. What is written in the letters of the console suffers nothing."""
    return windows and not sys.stdout.isatty() and not content.isascii() and _is_utf8(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def write_output(content: bytes, output: Path | None, *, inputs: Sequence[str], force: bool) -> None:
    """Write ``content`` to standard output or to a file. Raises what `check_output` raises, and `InputError` if it cannot."""
    if output is None:
        with while_read():
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        return
    check_output(output, inputs=inputs, force=force)
    if output.exists() and not output.is_file():
        _write_through(output, content)
    else:
        write_whole(output, content)


def _read(inputs: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Every file that was read, by whatever path it was given; standard input may be one, too."""
    for given in find_inputs(inputs):
        try:
            found = os.fstat(sys.stdin.fileno()) if given.path == "-" else os.stat(given.path)
        except (OSError, ValueError):  # not there, or no file
            continue
        yield identity_of(given.path, found)


def _write_through(device: Path, content: bytes) -> None:
    """Write to a device or pipe, which is never replaced."""
    try:
        with device.open("wb") as file:
            file.write(content)
    except OSError as error:
        raise cannot_write(device, error) from None
