"""The program without Python, started by a double click or with files dropped onto it: the commands, step by step.

Whoever starts it so has no shell: the file is asked for, the answer is followed by offers to write the page and the sheet, and
the window waits before it closes. Nothing is written that was not agreed to, and no file is replaced.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from selfcheck.cli.paths import meant_path
from selfcheck.errors import Exit
from selfcheck.language.sentences import Lang, say

Run = Callable[[Sequence[str]], int]
"""Runs a command of selfcheck and gives its exit code."""
_OFFERS = (("desktop-page", "desktop-page-name", "scan"), ("desktop-sheet", "desktop-sheet-name", "sheet"))
"""What is asked, what the page is called, and the command that writes it."""
_ITS_OWN = 2
"""Processes on the console of a program of one file that nobody typed: the one that unpacks it, and this one."""


def is_own_window() -> bool:
    """Whether the window closes with the program, so that nobody could read the answer. Only Windows has such windows."""
    if os.name != "nt":
        return False
    import ctypes

    processes = (ctypes.c_uint * (_ITS_OWN + 1))()
    attached: int = ctypes.windll.kernel32.GetConsoleProcessList(processes, len(processes))  # type: ignore[attr-defined,unused-ignore]
    return 0 < attached <= _ITS_OWN


def wants_steps(arguments: Sequence[str]) -> bool:
    """Whether nobody typed ``arguments``: there are none, or only files that were dropped onto the program."""
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return not arguments or (is_own_window() and all(Path(word).exists() for word in arguments))


def in_steps(files: Sequence[str], run: Run, lang: Lang, opened: Callable[[Path], None] | None = None) -> int:
    """Scan ``files`` (asked for, if there are none), offer what is useful then; gives the exit code of the scan."""
    try:
        paths = list(files) or _ask_for_file(lang)
        if not paths:
            return Exit.CLEAN
        code = run(["scan", *paths])
        if code == Exit.RAISED:
            for question, name, command in _OFFERS:
                page = _free(Path(paths[0]).resolve().parent / f"{say(name, lang)}.html")
                if _agreed(say(question, lang, path=str(page)), lang) and _written(page, [command, *paths], run):
                    (opened or open_file)(page)
        _ask(say("desktop-close", lang))
    except (EOFError, KeyboardInterrupt):
        return Exit.INTERRUPTED
    return code


def _ask_for_file(lang: Lang) -> list[str]:
    """The path that somebody types, or drags into the window; terminals put quotes around it."""
    print(say("desktop-welcome", lang))
    while typed := _ask(say("desktop-drop", lang)).strip():
        path = meant_path(typed)
        if Path(path).exists():
            return [path]
        print(say("desktop-no-file", lang, path=path))
    return []


def _agreed(question: str, lang: Lang) -> bool:
    """Whether the answer is a plain yes; Enter is none."""
    return _ask(question).strip().casefold() in say("answers-yes", lang).casefold().split()


def _written(page: Path, command: Sequence[str], run: Run) -> bool:
    return run([*command, "--output", str(page)]) in (Exit.CLEAN, Exit.RAISED) and page.exists()


def _free(path: Path) -> Path:
    """``path``, with a number where a file of that name is there already."""
    numbered = (path.with_name(f"{path.stem} {number}{path.suffix}") for number in range(2, 1000))
    return path if not path.exists() else next(other for other in numbered if not other.exists())


def _ask(text: str) -> str:
    return input(f"{text} ")


def open_file(path: Path) -> None:
    """Show a page in the browser of the system, which is told a file and no address."""
    with suppress(OSError):
        if os.name == "nt":
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        else:
            subprocess.Popen(["open" if sys.platform == "darwin" else "xdg-open", str(path)], stderr=subprocess.DEVNULL)
