"""The command line and the locale come in, the language to speak goes out."""

from __future__ import annotations

import itertools
import locale
import os
from collections.abc import Sequence

from selfcheck.language.sentences import DEFAULT, Lang, languages


def language_of(arguments: Sequence[str]) -> Lang:
    """The language asked for on the command line, else that of the locale, else Japanese."""
    pairs = [f"{one}={two}" for one, two in itertools.pairwise(arguments)]
    told = [one.removeprefix("--lang=") for one in (*arguments, *pairs) if one.startswith("--lang=")]
    if not told:
        return language_of_locale()
    return told[-1] if told[-1] in languages() else DEFAULT


def language_of_locale() -> Lang:
    """The language of the locale where there is a catalogue for it, and Japanese everywhere else."""
    told = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    name = (told or locale.getlocale()[0] or "").casefold()
    return next((lang for lang in languages() if name.startswith(lang)), DEFAULT)
