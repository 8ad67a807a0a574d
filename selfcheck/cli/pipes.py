"""Who reads standard output may stop reading (``| head``, a pager that is left), which is no error."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def reader_left(error: BaseException | None, *, windows: bool = os.name == "nt") -> bool:
    """Whether ``error`` only says that nobody reads on.

    Windows calls a closed pipe an invalid argument (EINVAL). Opening a path with an impossible name fails with the same
    number, but such an error has the name in it.
    """
    if isinstance(error, SystemExit):  # so rich leaves
        return reader_left(error.__context__, windows=windows)
    if isinstance(error, BrokenPipeError):
        return True
    return isinstance(error, OSError) and windows and error.errno == errno.EINVAL and error.filename is None


@contextmanager
def while_read() -> Iterator[None]:
    """Print as long as somebody reads: the command then goes on, and leaves with the code that it came to."""
    try:
        yield
        sys.stdout.flush()
    except (OSError, SystemExit) as error:
        if not reader_left(error):
            raise
        give_up_output()


_unread = False


def was_read() -> bool:
    """Whether all that was printed found a reader, as far as can be seen from here."""
    return not _unread


def note_unread() -> None:
    """Whoever was to read what was printed has not read to its end."""
    global _unread
    _unread = True


def give_up_output() -> None:
    """Let what cannot be written go, so that Python does not try again when it ends."""
    note_unread()
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
