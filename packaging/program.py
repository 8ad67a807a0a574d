"""Where the program without Python starts: the command, or for a double click and a dropped file, the command in steps."""

from __future__ import annotations

import locale
import multiprocessing
import os
import sys
from contextlib import suppress


def hear_locale() -> None:
    """Take the language of the system, as Python does when it starts; a frozen one stays in the locale C."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")


def hear_encoding() -> None:
    """Print as Python was told to: a frozen one does not hear PYTHONIOENCODING and PYTHONUTF8, by which those who start it from
    another program choose their letters."""
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    if not encoding and os.environ.get("PYTHONUTF8") == "1":
        encoding = "utf-8"
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError, LookupError):  # there is no console, or no such encoding
            if encoding:
                stream.reconfigure(encoding=encoding, errors=errors or None)


def start() -> None:
    """Run what was typed; where nobody typed anything, go step by step."""
    from selfcheck.cli import main
    from selfcheck.cli.desktop import in_steps, wants_steps

    if not wants_steps(sys.argv[1:]):
        main()
        return
    from selfcheck.cli.language import language_of

    def run(arguments: list[str]) -> int:
        sys.argv[1:] = arguments
        try:
            main()
        except SystemExit as left:
            return int(left.code or 0)
        return 0

    sys.exit(in_steps(sys.argv[1:], run, language_of([])))


if __name__ == "__main__":
    multiprocessing.freeze_support()  # many files are read by several processes, each of which starts this program again
    if sys.argv[1:] == ["--read-in-child"]:  # as is a PDF or a workbook (selfcheck/statement/containers/apart/spawned.py)
        from selfcheck.statement.containers.apart.program import main

        main()
    else:
        hear_locale()
        hear_encoding()
        start()
