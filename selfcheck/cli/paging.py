"""Long output on a terminal goes through a pager, as git's does: `$SELFCHECK_PAGER`, `$PAGER` or ``less -FRX``.

``less`` is told to leave at once where everything fits on a screen (F), to show colours (R) and to leave the text standing
when it ends (X). Nothing is paged in a pipe, on a terminal that cannot move its cursor, or with ``--no-pager``.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from selfcheck.cli.pipes import note_unread

if TYPE_CHECKING:
    import subprocess

_USUAL = "less"
_LESS = "FRXPsSpace - next,  b - back,  q - quit$"
"""The prompt says how to go on, which the usual colon does not; less 590 garbles all letters but ASCII in it."""
_NONE = ("", "cat")
"""Pagers that page nothing; whoever names one of them wants none."""
_KILLED = 128
"""Where shells begin to count programs that a signal has ended."""

_wanted = True


def set_paging(wanted: bool) -> None:
    """Whether this run may use a pager."""
    global _wanted
    _wanted = wanted


def pager_command(*, windows: bool = os.name == "nt") -> str | None:
    """The pager to start; None where none is wanted, or none is there.

    The ``less`` that comes with other programs takes what is written for letters of another encoding than Windows' consoles.
    """
    if not _wanted or not _is_somebody_there():
        return None
    for name in ("SELFCHECK_PAGER", "PAGER"):
        if (named := os.environ.get(name)) is not None:
            return None if named.strip() in _NONE else named
    return _USUAL if not windows and shutil.which(_USUAL) else None


def _is_somebody_there() -> bool:
    """Whether what is printed goes to a terminal that can show pages, and keys come from one."""
    if os.environ.get("TERM") == "dumb":  # an editor's shell
        return False
    return sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def paged() -> Iterator[None]:
    """What is printed on standard output meanwhile goes through the pager, if there is one; if that fails, on the screen."""
    command = pager_command()
    if command is None:
        yield
        return
    screen = sys.stdout
    kept = _Kept(io.BytesIO(), encoding=screen.encoding, errors="replace")
    sys.stdout = kept
    try:
        yield
    finally:
        sys.stdout = screen
        kept.flush()
        text = kept.buffer.getvalue()  # type: ignore[attr-defined]
        if not _was_shown(command, text):
            screen.flush()
            screen.buffer.write(text)
            screen.flush()


class _Kept(io.TextIOWrapper):
    """What is printed, kept until all of it is there: only so can it be shown in another way if the pager fails."""

    def isatty(self) -> bool:
        """A pager stands before a terminal, so that styles are shown."""
        return True


def _was_shown(command: str, text: bytes) -> bool:
    """Give ``text`` to the pager; False if that could not run or ended with an error, but for Ctrl-C.

    Leaving it early is no error.
    """
    with _interrupts_left_to_pager() as interrupts:  # before it starts, or a Ctrl-C right behind that would be ours
        process = _started(command)
        if process is None:
            return False
        assert process.stdin is not None
        try:
            with process.stdin:
                process.stdin.write(text)
            was_taken = True
        except OSError:
            was_taken = False
        failed = 0 < process.wait() < _KILLED and not interrupts
    if not was_taken and not failed:
        note_unread()
    return not failed


@contextmanager
def _interrupts_left_to_pager() -> Iterator[list[int]]:
    """Ctrl-C belongs to the pager meanwhile (to `less` it is a key); the list grows by each."""
    interrupts: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    with suppress(ValueError):  # in a thread
        signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        yield interrupts
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, before)


def _started(command: str) -> subprocess.Popen[bytes] | None:
    """The pager, set as the person wants it, else as is usual."""
    import subprocess

    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    if (sys.stdout.encoding or "").replace("-", "").casefold() == "utf8":
        environment.setdefault("LESSCHARSET", "utf-8")  # it takes no more than ASCII for letters in the locale C
    try:
        return subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return None
