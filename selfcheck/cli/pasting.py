"""``--paste``: what is pasted into the terminal takes the place of standard input."""

from __future__ import annotations

import io
import os
import sys

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
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):  # no file of the system
        content = sys.stdin.buffer.read()
    else:
        content = until_empty_line(descriptor)
    sys.stdin = io.TextIOWrapper(io.BytesIO(content), encoding=sys.stdin.encoding)


def until_empty_line(descriptor: int) -> bytes:
    """What comes in until it ends, or an empty line does.

    Cells that are empty on a screen are empty lines when it is pasted. All of a paste arrives at once, so an empty line with
    more behind it is one of those; were it taken for the end, the rest would be typed into the shell.
    """
    content = b""
    while not (_ENDS.search(content) and not _more_waits(descriptor)):
        part = os.read(descriptor, _AT_ONCE)
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
