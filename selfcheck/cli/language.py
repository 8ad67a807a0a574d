"""The command line and the locale come in, the language to speak goes out."""

from __future__ import annotations

import itertools
import locale
import os
from collections.abc import Sequence

from selfcheck.cli.consoles import shown_language
from selfcheck.language.sentences import DEFAULT, Lang, languages


def language_of(arguments: Sequence[str]) -> Lang:
    """The language asked for on the command line, else that of the locale, else Japanese."""
    joined = [f"{option}={value}" for option, value in itertools.pairwise(arguments)]  # --lang en as --lang=en
    asked = [word.removeprefix("--lang=") for word in (*arguments, *joined) if word.startswith("--lang=")]
    if not asked:
        return language_of_locale()
    return asked[-1] if asked[-1] in languages() else DEFAULT


def language_of_locale() -> Lang:
    """The language of the locale where there is a catalogue for it, else Japanese; if the console can show it."""
    return shown_language(_language_of_locale())


def language_wished(spoken: Lang) -> Lang:
    """The language that would be spoken if the console could show it."""
    wished = _language_of_locale()
    return wished if shown_language(wished) == spoken else spoken


def _language_of_locale() -> Lang:
    """As the system has it (``ja_JP.UTF-8``, ``Japanese_Japan.932``): `locale.getlocale` takes a bare C for American."""
    set_here = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    name = (set_here or locale.setlocale(locale.LC_CTYPE)).casefold()
    return next((lang for lang in languages() if name.startswith(lang)), DEFAULT)
