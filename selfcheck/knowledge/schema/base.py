"""The base of all entries: texts in both languages, and sources."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

Sources = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
"""Ids of sources.toml, at least one."""
Confidence = Literal["A", "B", "C", "D"]
"""A official page or a real statement line, B a user's own rule or news, C second-hand, D inferred."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all entries: immutable, and strict about unknown keys."""


class Text(Entry, frozen=True, kw_only=True):
    """One sentence in every language in which the knowledge is written."""

    ja: str
    en: str

    def in_lang(self, lang: str) -> str:
        """The sentence; in English where the knowledge is not written in ``lang``."""
        return str(getattr(self, lang, self.en))

    def __getitem__(self, lang: str) -> str:
        return self.in_lang(lang)


class Source(Entry, frozen=True, kw_only=True):
    """Where a fact comes from."""

    id: str
    title: str
    publisher: str
    kind: Literal["document", "official", "news", "blog", "statement", "inference"]
    cite: Text
    """How a report names it, short: publisher and date."""
    date: dt.date | None = None
    as_seen: str = ""
    """For undated pages: what is known about when the text was valid."""
    url: str = ""


class SourceFile(Entry, frozen=True, kw_only=True):
    """``sources.toml``."""

    sources: tuple[Source, ...]
