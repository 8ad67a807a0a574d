"""Keys come in, what ``--help`` says goes out, in the language of the command line; the texts stand in ``help.toml``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfcheck.cli.language import language_of
from selfcheck.language.toml import tables

HELP_LANG = language_of(sys.argv[1:])
_TEXTS: dict[str, Any] = tables(Path(__file__).with_name("help.toml"))


def text(key: str) -> str:
    """The help of an option or argument."""
    return str(_TEXTS["texts"][key][HELP_LANG])


def word(key: str) -> str:
    """What stands for the value of an option."""
    return str(_TEXTS["words"][HELP_LANG][key])


def about(command: str) -> str:
    """The help of a command."""
    return str(_TEXTS["commands"][command][HELP_LANG])


def examples(command: str) -> Iterator[tuple[str, str]]:
    """Lines to type, and what each is for."""
    return ((one["line"], one[HELP_LANG]) for one in _TEXTS["commands"][command]["examples"])


def exit_codes() -> Iterator[tuple[str, str]]:
    """Exit codes, and what each means."""
    return ((code, meaning[HELP_LANG]) for code, meaning in _TEXTS["exit_codes"].items())
