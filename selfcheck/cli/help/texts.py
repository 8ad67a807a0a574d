"""Keys come in, what ``--help`` says goes out, in the language of the command line; each language has a file here."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from selfcheck.cli.language import language_of
from selfcheck.language.toml import tables

HELP_LANG = language_of(sys.argv[1:])
_TEXTS: dict[str, Any] = tables(Path(__file__).with_name(f"{HELP_LANG}.toml"))


def text(key: str) -> str:
    """The help of an option or argument."""
    return str(_TEXTS["texts"][key])


def word(key: str) -> str:
    """What stands for the value of an option."""
    return str(_TEXTS["words"][key])


def key_of(path: str) -> str:
    """The key of a command's help, from what is typed: ``watch list`` where that has help of its own, else ``list``."""
    within = " ".join(path.split()[1:])
    return within if within in _TEXTS["commands"] else within.rpartition(" ")[2]


def about(command: str) -> str:
    """The help of a command."""
    return str(_TEXTS["commands"][command]["about"])


def examples(command: str) -> Iterator[tuple[str, str]]:
    """Lines to type, and what each is for."""
    return ((example["line"], example["what"]) for example in _TEXTS["commands"][command]["examples"])


def exit_codes() -> Iterable[tuple[str, str]]:
    """Exit codes, and what each means."""
    codes: dict[str, str] = _TEXTS["exit_codes"]
    return codes.items()
