"""``--paste``: what is pasted into the terminal takes the place of standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import Any

from selfcheck.cli.notices import notify
from selfcheck.language.sentences import Lang, say
from selfcheck.patterns import regex

_ENDS = regex(rb"\S[^\n]*\n(?:[ \t\r]*\n)+\Z")
"""Something, and an empty line behind it."""
_MORE = 0.3
"""Seconds in which the rest of what is pasted arrives; an empty line within it ends nothing."""
_AT_ONCE = 1 << 16


def take_pasted(lang: Lang) -> None:
    """Read what is pasted until an empty line behind which nothing waits, and let ``-`` stand for it."""
    if sys.stdin and sys.stdin.isatty():
        notify(say("paste-now", lang))
    content = _taken(sys.stdin) if sys.stdin else b""
    sys.stdin = io.TextIOWrapper(io.BytesIO(content), encoding=getattr(sys.stdin, "encoding", "utf-8"))


def _taken(stream: Any) -> bytes:
    """What is typed or pasted.

    What lies below the buffer gives what has arrived, and of a console of Windows UTF-8; to read from its descriptor would
    lose all letters but those of the console's code page.
    """
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):  # no file of the system
        return bytes(stream.buffer.read())
    return until_empty_line(descriptor, stream.buffer.raw.read)


def until_empty_line(descriptor: int, read: Callable[[int], bytes | None]) -> bytes:
    """What comes in until it ends, or an empty line does; ``read`` gives what has arrived.

    Cells that are empty on a screen are empty lines when it is pasted. All of a paste arrives at once, so an empty line with
    more behind it is one of those; were it taken for the end, the rest would be typed into the shell.
    """
    content = b""
    while not (_ENDS.search(content) and not _more_waits(descriptor)):
        part = read(_AT_ONCE)
        if not part:
            break
        content += part
    return content


def _more_waits(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt
        import time

        time.sleep(_MORE)
        return os.isatty(descriptor) and msvcrt.kbhit()
    import select

    return bool(select.select([descriptor], [], [], _MORE)[0])
