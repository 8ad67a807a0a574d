"""Sentences: a key and its details come in, one sentence in one of the languages goes out.

Every sentence that a person reads and that is not a fact (facts live in the knowledge files with their sources) stands
in a catalogue, one file for each language: ``ja.toml``, ``en.toml``. What differs between languages beyond words (what
stands between two sentences, how a day is written) stands there too, so that no code asks which language it speaks.
Code passes a `Sentence` around and says it only at the end, so the same result can be shown in any language.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

Lang = str
"""A language: the name of its catalogue (``ja``, ``en``)."""
DEFAULT: Lang = "ja"
"""Whoever needs this tool has an account in Japan."""
_FOLDER = Path(__file__).parent
_typed = {"program": "selfcheck", "spoken": ""}
"""What stands in commands that sentences name, so that they can be pasted: the program, and the option for its language."""


@cache
def languages() -> tuple[Lang, ...]:
    """Every language that has a catalogue, Japanese first."""
    return tuple(sorted((file.stem for file in _FOLDER.glob("*.toml")), key=lambda name: (name != DEFAULT, name)))


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """Key → sentence with ``{placeholders}``."""
    from selfcheck.language.toml import tables

    return tables(_FOLDER / f"{lang}.toml")


def say(key: str, lang: Lang, **details: object) -> str:
    """The sentence ``key`` in ``lang`` with ``{placeholders}`` filled from ``details``, and ``{program}`` as it was typed."""
    return catalogue(lang)[key].format(**_typed | {name: localised(value, lang) for name, value in details.items()})


def program_is_typed(program: str, asked: Lang | None) -> None:
    """From now on sentences name ``program``, with the option for a language that was ``asked`` for."""
    _typed.update(program=program, spoken=f" --lang {asked}" if asked else "")


def program_is_hidden() -> None:
    """From now on sentences name the program without the place where it lies, which may tell whose computer this is."""
    _typed.update(program="selfcheck")


class Count(str):
    """A number with thousands commas, which also chooses a word: ``{n} {n:line|lines}`` is "1 line", "2 lines"."""

    def __format__(self, words: str) -> str:
        if not words:
            return str(self)
        one, more = words.split("|")
        return one if self == "1" else more


def localised(value: object, lang: Lang) -> object:
    """A detail as a sentence shows it: texts in the language, days in full, numbers with thousands commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return Count(f"{value:,}")
    if isinstance(value, dt.date):
        return say("date", lang, year=str(value.year), month=say(f"month-{value.month}", lang), day=value.day)
    if isinstance(value, list | tuple):
        return say("between-choices", lang).join(str(localised(choice, lang)) for choice in value)
    if in_lang := getattr(value, "in_lang", None):  # a `Sentence`, or a text of the knowledge
        return in_lang(lang)
    return value


class Sentence(Struct, frozen=True):
    """A sentence that has not been said yet: its key in the catalogues and what fills it."""

    key: str
    details: dict[str, Any] = field(default_factory=dict)

    def in_lang(self, lang: Lang) -> str:
        """Say it."""
        return say(self.key, lang, **self.details)


def sentence(key: str, **details: object) -> Sentence:
    """A `Sentence`, written as it reads."""
    return Sentence(key, details)


def days_from_to(first: dt.date, last: dt.date) -> dt.date | Sentence:
    """One day, or the first and the last of several, the year and the month said once where they are the same."""
    if first == last:
        return first
    if first.year != last.year:
        return sentence("days-from-to", first=first, last=last)
    details = {"year": str(first.year), "month": sentence(f"month-{first.month}"), "first": first.day, "last": last.day}
    if first.month == last.month:
        return sentence("days-of-month", **details)
    return sentence("days-of-year", other=sentence(f"month-{last.month}"), **details)
