"""The command line and the locale come in, the language to speak goes out."""

from __future__ import annotations

import itertools
import locale
import os
from collections.abc import Sequence

from selfcheck.language.sentences import Lang


def language_of(arguments: Sequence[str]) -> Lang:
    """The language asked for on the command line, else that of the locale, else Japanese."""
    pairs = [f"{one}={two}" for one, two in itertools.pairwise(arguments)]
    told = [one.removeprefix("--lang=") for one in (*arguments, *pairs) if one.startswith("--lang=")]
    return language_of_locale() if not told else "en" if told[-1] == "en" else "ja"


def language_of_locale() -> Lang:
    """English where the locale is English, and Japanese everywhere else."""
    told = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    return "en" if (told or locale.getlocale()[0] or "").casefold().startswith("en") else "ja"
