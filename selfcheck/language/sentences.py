"""Sentences: a key and its details come in, one sentence in Japanese or English goes out.

Every sentence that a person reads and that is not a fact (facts live in the knowledge files with
their sources) stands in ``words.toml``, in both languages. Code passes a `Sentence` around and
says it only at the end, so the same result can be shown in either language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

Lang = Literal["ja", "en"]


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    from selfcheck.language.toml import tables

    return tables(Path(__file__).with_name("words.toml"))


def say(key: str, lang: Lang, **details: object) -> str:
    """The sentence ``key`` in ``lang`` with ``{placeholders}`` filled from ``details``."""
    return _catalogue()[key][lang].format(**{name: localised(value, lang) for name, value in details.items()})


def localised(value: object, lang: Lang) -> object:
    """A detail as a sentence shows it: texts in the language, numbers with thousands commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Sentence):
        return value.in_lang(lang)
    if isinstance(value, list | tuple):
        return (" または " if lang == "ja" else " or ").join(str(localised(one, lang)) for one in value)
    if hasattr(value, "ja") and hasattr(value, "en"):  # a text of the knowledge in both languages
        return value.en if lang == "en" else value.ja
    return value


@dataclass(frozen=True)
class Sentence:
    """A sentence that has not been said yet: its key in ``words.toml`` and what fills it."""

    key: str
    details: dict[str, Any] = field(default_factory=dict)

    def in_lang(self, lang: Lang) -> str:
        """Say it."""
        return say(self.key, lang, **self.details)


def sentence(key: str, **details: object) -> Sentence:
    """A `Sentence`, written as it reads."""
    return Sentence(key, details)
