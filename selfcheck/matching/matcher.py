"""The text cells of a record come in, the payment services that they name go out.

One table holds names and lookalikes, both folded by `fold`. Legal forms in brackets are blanked
first. Then every place where an entry stands is found, and a name counts unless

- it only overlaps an ordinary word, or lies inside one (オン|ラインペイ|メント), or
- it lies inside a longer lookalike (ペイペイ|ギンコウ is the bank), or
- it overlaps a longer name.

A name may demand to be a word of its own or to fill its cell, agent prefixes aside; that is what
tells キヤツシユ the service from キヤツシユレス and ハマペイ from ヨコハマペイント.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Affixes
from selfcheck.matching.fold import Folded, fold, fold_with_spans
from selfcheck.model import Hit

_CLOSING = re.compile(r"(?:カ|ｶ|株)[)）](?=$|\s)")
"""``カ）`` glued to the name before it, where no bracket is open: PAYPAYカ）."""
_MOST_CACHED = 200_000
_GAP = re.compile(r"[\s・･/]")
"""A name (or word) printed in parts, ﾗｲﾝ ﾍﾟｲ, must end where its parts end: ライン ペイトナー is something else."""
_LONG_MARKS = re.compile(r"[ー‐-―−－\-ｰ]*")


@dataclass(frozen=True)
class _Entry:
    """One folded name or lookalike."""

    text: str
    fit: str
    service: str = ""
    """Empty for lookalikes."""
    is_word: bool = False
    inferred: bool = False
    ambiguous: bool = False


@dataclass(frozen=True)
class _Place:
    """Where an entry stands in a folded cell."""

    start: int
    end: int
    entry: _Entry

    def overlaps(self, other: _Place) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: _Place) -> bool:
        return self.start <= other.start and other.end <= self.end

    def hides(self, name: _Place) -> bool:
        """Whether this lookalike makes ``name`` something else."""
        if self.entry.is_word:
            return self.overlaps(name) and not name.contains(self)
        return self.contains(name) and not name.contains(self)


class Matcher:
    """Finds service names; built once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        entries = list(_entries(knowledge))
        self._by_text: dict[str, list[_Entry]] = {}
        for entry in entries:
            self._by_text.setdefault(entry.text, []).append(entry)
        self._cut = dict(_cut_lookalikes(entries))
        self._lengths = sorted({len(entry.text) for entry in entries})
        self._quick = re.compile("|".join(sorted({re.escape(entry.text) for entry in entries if entry.service})))
        self._affixes = _Affixes(knowledge.lookalikes.affixes)
        self._known: dict[str, tuple[Hit, ...]] = {}

    def find(self, text: str) -> tuple[Hit, ...]:
        """The services named in ``text`` (cells with tabs between them), one hit for each service."""
        hits = self._known.get(text)
        if hits is None:
            found = (hit for cell in text.split("\t") for hit in self._in_cell(cell))
            hits = tuple({hit.service: hit for hit in reversed([*found])}.values())[::-1]
            if len(self._known) < _MOST_CACHED:
                self._known[text] = hits
        return hits

    def immediate_rail(self, text: str) -> str | None:
        """The printed mark of an immediate transfer (ＲＴ, フリカエ …) in ``text``, if there is one."""
        return self._affixes.immediate_in(text)

    def _in_cell(self, cell: str) -> Iterator[Hit]:
        if not self._quick.search(fold(cell)):
            return
        bare = self._affixes.without_legal_forms(cell)
        folded = fold_with_spans(bare)
        places = [place for place in self._places(folded.text) if self._fits(place, folded, bare)]
        places += self._cut_at_the_end(folded.text)
        others: dict[int, list[_Place]] = {}
        for place in places:
            if not place.entry.service:
                others.setdefault(place.start, []).append(place)
        names = [place for place in places if place.entry.service and not self._is_hidden(place, others)]
        taken: list[_Place] = []
        covered: set[int] = set()
        for place in sorted(names, key=lambda p: (p.start - p.end, p.start)):
            if covered.isdisjoint(range(place.start, place.end)):
                covered.update(range(place.start, place.end))
                taken.append(place)
        for place in sorted(taken, key=lambda p: p.start):
            start, end = folded.printed(place.start, place.end)
            yield Hit(place.entry.service, cell[start:end], cell, place.entry.inferred, place.entry.ambiguous)

    def _is_hidden(self, name: _Place, others: dict[int, list[_Place]]) -> bool:
        """Whether a lookalike that starts at or shortly before ``name``'s end makes it something else."""
        near = range(max(name.start - self._lengths[-1], 0), name.end)
        return any(other.hides(name) for start in near for other in others.get(start, ()))

    def _places(self, text: str) -> Iterator[_Place]:
        for start in range(len(text)):
            for length in self._lengths:
                for entry in self._by_text.get(text[start : start + length], ()):
                    if start + length <= len(text):
                        yield _Place(start, start + length, entry)

    def _cut_at_the_end(self, text: str) -> Iterator[_Place]:
        """Lookalikes whose end the bank cut off: ペイペイギン is still the bank."""
        for start in range(max(len(text) - self._lengths[-1], 0), len(text)):
            entry = self._cut.get(text[start:])
            if entry:
                yield _Place(start, len(text), entry)

    def _fits(self, place: _Place, folded: Folded, cell: str) -> bool:
        start, end = folded.printed(place.start, place.end)
        if place.entry.fit == "whole":
            return self._affixes.only(cell[:start]) and self._affixes.only(cell[end:])
        split = (place.entry.service or place.entry.is_word) and _GAP.search(cell[start:end])
        if place.entry.fit == "anywhere" and not split:
            return True
        left, right = _word_around(place, folded, cell)
        return self._affixes.glued(left) and self._affixes.glued(right)


def _entries(knowledge: Knowledge) -> Iterator[_Entry]:
    for service in knowledge.services.values():
        for name in service.names:
            yield _Entry(fold(name.text), name.fit, service.id, inferred=name.confidence == "D", ambiguous=name.ambiguous)
    every = (knowledge.lookalikes.lookalikes, *(service.lookalikes for service in knowledge.services.values()))
    for lookalike in (one for group in every for one in group):
        for text in lookalike.texts:
            yield _Entry(fold(text), lookalike.fit, is_word=lookalike.kind == "word")


def _cut_lookalikes(entries: Iterable[_Entry]) -> Iterator[tuple[str, _Entry]]:
    """Lookalikes that start with a service's name, cut off anywhere behind it."""
    entries = list(entries)
    names = [entry.text for entry in entries if entry.service]
    for entry in entries:
        if entry.service or entry.is_word or entry.fit != "anywhere":
            continue
        longest = max((len(name) for name in names if entry.text.startswith(name)), default=0)
        for length in range(longest + 1, len(entry.text) + 1) if longest else ():
            cut = entry.text[:length]
            without_mark = cut[:-1] + unicodedata.normalize("NFD", cut[-1])[0]
            for text in {cut, without_mark} - set(names):
                yield text, _Entry(text, "anywhere")


def _script(char: str) -> str:
    """Letters of one script side by side make a word; digits and other signs end it."""
    if "a" <= char <= "z":
        return "latin"
    return "japanese" if "ァ" <= char <= "ヿ" or "一" <= char <= "鿿" else ""


def _word_around(place: _Place, folded: Folded, cell: str) -> tuple[str, str]:
    """What touches a name on its left and right: letters of the same script without a separator."""

    def joined(left: int) -> bool:
        """Whether folded characters ``left`` and ``left + 1`` belong to one word."""
        script = _script(folded.text[left])
        if not script or script != _script(folded.text[left + 1]):
            return False
        between = cell[folded.spans[left][1] : folded.spans[left + 1][0]]
        return _LONG_MARKS.fullmatch(between) is not None

    start, end = place.start, place.end
    while start > 0 and joined(start - 1):
        start -= 1
    while end < len(folded.text) and joined(end - 1):
        end += 1
    return folded.text[start : place.start], folded.text[place.end : end]


class _Affixes:
    """Agent prefixes, words behind a name and legal forms: what says nothing about who was paid."""

    def __init__(self, affixes: Affixes) -> None:
        around = {fold(word) for word in (*affixes.rails, *affixes.after)} - {""}
        schemes = {fold(word) for word in affixes.schemes}
        self._around = re.compile(f"(?:{_any_of(around)}|[0-9])*")
        self._glued = re.compile(f"(?:{_any_of(around | schemes)}|[0-9])*")
        self._legal = re.compile("|".join(map(_printed, sorted(affixes.legal_forms, key=len, reverse=True))), re.I)
        self._immediate = {fold(word) for word in affixes.immediate}

    def without_legal_forms(self, text: str) -> str:
        """``text`` (printed) with blanks where legal forms stood; everything else keeps its place."""
        bare = self._legal.sub(lambda match: " " * len(match.group()), text)
        return bare if "(" in bare or "（" in bare else _CLOSING.sub(lambda match: " " * len(match.group()), bare)

    def only(self, text: str) -> bool:
        """Whether ``text`` (printed) holds nothing else."""
        return all(self._around.fullmatch(fold(part)) for part in text.split())

    def glued(self, text: str) -> bool:
        """Whether ``text`` (folded) is made of nothing else."""
        return self._glued.fullmatch(text) is not None

    def immediate_in(self, text: str) -> str | None:
        for part in re.split(r"[\s(（)）]+", text):
            word = fold(part)
            if word in self._immediate:
                return part
            longest = max((rail for rail in self._immediate if word.startswith(rail) and rail.isascii()), key=len, default="")
            if longest and not word[len(longest) :][:1].isascii():
                return part[: len(longest)]
        return None


def _printed(form: str) -> str:
    """A pattern for a legal form in any width. One with a single bracket ends a word: (カ is none in (カード."""
    if len(form) == 1:
        return re.escape(form)
    chars = unicodedata.normalize("NFKC", form)
    pattern = "".join(f"(?:{'|'.join(map(re.escape, _widths(char)))})" for char in chars)
    if chars.startswith("(") and not chars.endswith(")"):
        return pattern + r"(?=$|[\s)）])"
    if chars.endswith(")") and not chars.startswith("("):
        return r"(?:(?<=^)|(?<=[\s(（　.．/]))" + pattern
    return pattern


def _widths(char: str) -> tuple[str, ...]:
    """A character in full and half width; kana with their sound marks attached or detached."""
    if "!" <= char <= "~":
        return char, chr(ord(char) + 0xFEE0)
    base, *marks = list(unicodedata.normalize("NFD", char))
    half = _HALF_WIDTH.get(base, base)
    detached = {"\u3099": ("ﾞ", "゛"), "\u309a": ("ﾟ", "゜")}.get(marks[0], ("", "")) if marks else ("", "")
    return char, half + detached[0], base + detached[1]


_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}


def _any_of(texts: Iterable[str]) -> str:
    """A pattern for any of ``texts``, longer ones first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
