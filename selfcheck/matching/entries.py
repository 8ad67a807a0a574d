"""The knowledge comes in; one table of folded names and lookalikes goes out, cut forms included.

Banks cut memos at the width of their column. A lookalike that is cut behind the name it starts with
stays a lookalike (ペイペイギン is the bank), and so does a name that has lost its last characters,
if what is left could be the beginning of nothing else that is known (ドコモコウ, and not ドコモ).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Affixes, Lookalike
from selfcheck.matching.affixes import cut_at
from selfcheck.matching.fold import fold

_SHORTEST_STEM = 3
_SHORTEST_LATIN_STEM = 5
"""PAID and PRIN are words."""
_SHARE = 3 / 4
"""How much of a name a stem must hold."""
_UNMISTAKABLE = 5
_UNMISTAKABLE_SEEN = 4
"""Letters of a stem that need no further proof; fewer if statements are known to print the name."""


@dataclass(frozen=True)
class Entry:
    """One folded name or lookalike."""

    text: str
    printed: str
    """The text as the data have it."""
    fit: str = "anywhere"
    service: str = ""
    """The service whose name it is; empty for lookalikes."""
    inferred: bool = False
    ambiguous: bool = False
    own: bool = False
    lookalike: Lookalike | None = None
    cut: bool = False
    could_be: tuple[str, ...] = ()
    """For the stem of a name: the services whose names begin like it."""

    @property
    def needs_narrow_column(self) -> bool:
        """Whether a stem is so short that the column must be seen to end where it does."""
        least = _UNMISTAKABLE if self.inferred or self.text.isascii() else _UNMISTAKABLE_SEEN
        return self.cut and len(self.text) < least

    @property
    def is_word(self) -> bool:
        """Whether it is an ordinary word, which a name need only touch to be none."""
        return self.lookalike is not None and self.lookalike.kind == "word"

    @property
    def is_bill(self) -> bool:
        """Whether it is the bill of a card or of credit: worth a note beside the service."""
        return self.lookalike is not None and self.lookalike.kind == "card-bill"


class Entries:
    """The table: what to look for anywhere, and what only at the end of a cell."""

    def __init__(self, knowledge: Knowledge) -> None:
        every = list(_entries(knowledge))
        self.anywhere: dict[str, list[Entry]] = {}
        for entry in every:
            self.anywhere.setdefault(entry.text, []).append(entry)
        self.at_end: dict[str, Entry] = {}
        taken = {*self.anywhere, *_words_around(knowledge.lookalikes.affixes)}
        after = {fold(word) for word in knowledge.lookalikes.affixes.after}
        for entry in (*_cut_lookalikes(every, after), *_stems(every)):
            if entry.text not in taken:
                self.at_end.setdefault(entry.text, entry)
        self.lengths = sorted({len(text) for text in self.anywhere})
        self.names = {entry.text for entry in every if entry.service}
        self.stems = {text for text, entry in self.at_end.items() if entry.service}


def _entries(knowledge: Knowledge) -> Iterator[Entry]:
    for service in knowledge.services.values():
        for name in service.names:
            yield Entry(
                text=fold(name.text),
                printed=name.text,
                fit=name.fit,
                service=service.id,
                inferred=name.confidence == "D",
                ambiguous=name.ambiguous,
                own="own" in name.sources,
            )
    every = (knowledge.lookalikes.lookalikes, *(service.lookalikes for service in knowledge.services.values()))
    for lookalike in (one for group in every for one in group):
        for text in lookalike.texts:
            yield Entry(fold(text), text, lookalike.fit, lookalike=lookalike)


def _words_around(affixes: Affixes) -> set[str]:
    return {fold(word) for word in (*affixes.rails, *affixes.after, *affixes.schemes)}


def _cut_lookalikes(entries: Iterable[Entry], after: Collection[str]) -> Iterator[Entry]:
    """Lookalikes that start with a service's name, cut off behind it; not where the rest may as well begin one of
    the words that stand behind a name (ペイペイシ: 証券, or シハライ)."""
    entries = list(entries)
    names = [entry.text for entry in entries if entry.service]
    for entry in entries:
        if entry.service or entry.is_word or entry.fit != "anywhere":
            continue
        longest = max((len(name) for name in names if entry.text.startswith(name)), default=0)
        rivals = [word for word in after if not word.startswith(entry.text[longest:])]
        for length in range(longest + 1, len(entry.text) + 1) if longest else ():
            for text in cut_at(entry.text, length):
                if not any(word.startswith(text[longest:]) for word in rivals):
                    yield replace(entry, text=text, cut=True)


def _stems(entries: Collection[Entry]) -> Iterator[Entry]:
    """Beginnings of names, long enough to be the beginning of nothing else; the best known service first."""
    names = sorted((entry for entry in entries if entry.service and entry.fit != "whole"), key=lambda entry: entry.inferred)
    others, whole = _beginnings(entries), {entry.text for entry in entries if not entry.service}
    found: dict[str, list[Entry]] = {}
    for entry in names:
        for text in _stems_of(entry.text):
            if text not in others and text[:-1] not in whole:
                found.setdefault(text, []).append(entry)
    for text, owners in found.items():
        could_be = tuple(dict.fromkeys(entry.service for entry in owners))
        yield replace(owners[0], text=text, fit="word", cut=True, could_be=could_be)


def _stems_of(name: str) -> Iterator[str]:
    """A kana without its sound mark is but half a letter."""
    for length in range(1, len(name) + 1):
        for text in cut_at(name, length) - {name}:
            letters = length if text == name[:length] else length - 1
            least = _SHORTEST_LATIN_STEM if text.isascii() else _SHORTEST_STEM
            if letters >= max(least, _SHARE * len(name)):
                yield text


def _beginnings(entries: Collection[Entry]) -> set[str]:
    """Every beginning of a lookalike; one that begins with a whole name says nothing about beginnings of that name."""
    names = tuple(entry.text for entry in entries if entry.service)
    others = (entry.text for entry in entries if not entry.service and not entry.text.startswith(names))
    return {text[:length] for text in others for length in range(1, len(text) + 1)}
