"""The text cells of a record come in, the payment services that they name go out.

One table holds names and lookalikes, both folded by `fold`. Legal forms in brackets are blanked
first. Then every place where an entry stands is found, and a name counts unless

- it only overlaps an ordinary word, or lies inside one (オン|ラインペイ|メント), or
- it lies inside a longer lookalike (ペイペイ|ギンコウ is the bank), or
- it overlaps a longer name.

A name may demand to be a word of its own or to fill its cell, agent prefixes aside; that is what
tells キヤツシユ the service from キヤツシユレス and ハマペイ from ヨコハマペイント. At the end of a
cell, the beginning of a name counts too (see `entries`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from selfcheck.knowledge import Knowledge
from selfcheck.matching.affixes import Around
from selfcheck.matching.entries import Entries, Entry
from selfcheck.matching.fold import Folded, fold, fold_with_spans
from selfcheck.model.findings import Hit

_MOST_CACHED = 200_000
_UNMISTAKABLE = 6
"""Letters of a name that may stand within a longer word; shorter ones must begin or end one (サン|ペイペイ|ブメント)."""
_LONGEST = 80
"""Letters that are looked at around a name; more of them are no affixes."""
_LONGEST_WHOLE = 200
"""Letters of a cell that a name may fill, affixes included."""
_GAP = re.compile(r"[\s・･/／*＊]")
"""A name (or word) printed in parts, ﾗｲﾝ ﾍﾟｲ, must end where its parts end: ライン ペイトナー is something else."""
_BLANK = re.compile(r"[\s・･]")
_LONG_MARKS = re.compile(r"[ー‐-―−－\-ｰ]*")


class Verdict(StrEnum):
    """What became of a place where the text of a name stands."""

    NAMED = "named"
    CUT = "cut"
    """The beginning of a name, at the end of the cell."""
    SOMETHING_ELSE = "something-else"
    """Part of a lookalike."""
    WITHIN_WORD = "within-word"
    """Letters touch it: the name must stand by itself."""
    LONGER_NAME = "longer-name"
    """A longer name holds it."""


@dataclass(frozen=True)
class Place:
    """A place in a cell where the text of a name stands, and what became of it."""

    start: int
    end: int
    """In the folded cell."""
    entry: Entry
    printed: str = ""
    verdict: Verdict = Verdict.NAMED
    by: Entry | None = None
    """The lookalike or longer name that decided."""

    def overlaps(self, other: Place) -> bool:
        """Whether the two share a letter."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Place) -> bool:
        """Whether ``other`` lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def hides(self, name: Place) -> bool:
        """Whether this lookalike makes ``name`` something else."""
        if self.entry.is_word:
            return self.overlaps(name) and not name.contains(self)
        return self.contains(name) and not name.contains(self)


class Matcher:
    """Finds service names; built once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = Entries(knowledge)
        names, stems = (_any_of(texts) for texts in (self._entries.names, self._entries.stems))
        self._quick = re.compile(f"{names}|(?:{stems})$")
        self._around = Around(knowledge.lookalikes.affixes)
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._without: dict[str, bool] = {}
        """Cells seen, and whether none of the letters of a name stands in them."""

    def find(self, text: str) -> tuple[Hit, ...]:
        """The services named in ``text`` (cells with tabs between them), one hit for each service."""
        return tuple(hit for hit in self.find_all(text) if hit.bill is None)

    def find_all(self, text: str) -> tuple[Hit, ...]:
        """`find`, and the card bills that are printed like a service."""
        hits = self._known.get(text)
        if hits is None:
            cells = text.split("\t")
            found = [hit for cell in cells for hit in self._hits(cell, cells)]
            found.sort(key=lambda hit: hit.bill is not None)
            hits = tuple({hit.service: hit for hit in reversed(found)}.values())[::-1]
            if len(self._known) < _MOST_CACHED:
                self._known[text] = hits
        return hits

    def immediate_rail(self, text: str) -> str | None:
        """The printed mark of an immediate transfer (ＲＴ, フリカエ …) in ``text``, if there is one."""
        return self._around.immediate_in(text)

    def says_only(self, text: str, words: Sequence[str]) -> bool:
        """Whether ``text`` (cells with tabs between them) holds one of ``words`` and no name of anybody."""
        return self._around.says_only(text.split("\t"), words)

    def _hits(self, cell: str, cells: Sequence[str]) -> Iterator[Hit]:
        without = self._without.get(cell)
        if without is None:
            without = self._quick.search(fold(cell)) is None
            if len(self._without) < _MOST_CACHED:
                self._without[cell] = without
        if without:
            return
        places = self.places(cell)
        machine = any(place.entry.fit == "whole" for place in places) and self._around.says_machine(cells)
        for place in places:
            entry = place.entry
            if machine and entry.fit == "whole":
                continue
            bill = place.by.lookalike if place.by and place.by.is_bill and place.verdict is Verdict.SOMETHING_ELSE else None
            if place.verdict in (Verdict.NAMED, Verdict.CUT) or bill:
                yield Hit(
                    service=entry.service,
                    matched=place.printed,
                    cell=cell,
                    inferred=entry.inferred,
                    ambiguous=entry.ambiguous,
                    own=entry.own,
                    bill=bill.what if bill else None,
                    could_be=entry.could_be,
                    needs_narrow_column=entry.needs_narrow_column,
                )

    def places(self, cell: str) -> list[Place]:
        """Every place of ``cell`` where the text of a name stands, with its verdict; in the order of the text."""
        bare = self._around.without_legal_forms(cell)
        folded = fold_with_spans(bare)
        fitting: list[Place] = []
        decided: list[Place] = []
        for place in (*self._places(folded.text), *self._at_the_end(folded, bare)):
            if self._fits(place, folded, bare):
                fitting.append(place)
            elif place.entry.service and not place.entry.cut:
                decided.append(self._seen(place, cell, folded, Verdict.WITHIN_WORD))
        others: dict[int, list[Place]] = {}
        for place in fitting:
            if not place.entry.service:
                others.setdefault(place.start, []).append(place)
        taken: list[Place] = []
        covered: dict[int, Entry] = {}
        names = (place for place in fitting if place.entry.service)
        for place in sorted(names, key=lambda p: (p.start - p.end, p.start)):
            if hidden_by := self._hidden_by(place, others, folded, bare):
                decided.append(self._seen(place, cell, folded, Verdict.SOMETHING_ELSE, hidden_by))
            elif longer := next((covered[i] for i in range(place.start, place.end) if i in covered), None):
                decided.append(self._seen(place, cell, folded, Verdict.LONGER_NAME, longer))
            else:
                covered.update(dict.fromkeys(range(place.start, place.end), place.entry))
                verdict = Verdict.CUT if place.entry.cut else Verdict.NAMED
                taken.append(self._seen(place, cell, folded, verdict))
        return sorted((*taken, *decided), key=lambda p: (p.start, p.end))

    def _seen(self, place: Place, cell: str, folded: Folded, verdict: Verdict, by: Entry | None = None) -> Place:
        start, end = folded.printed(place.start, place.end)
        return Place(place.start, place.end, place.entry, cell[start:end], verdict, by)

    def _hidden_by(self, name: Place, others: dict[int, list[Place]], folded: Folded, cell: str) -> Entry | None:
        """A lookalike that starts at or shortly before ``name``'s end and makes it something else.

        Not one that begins in the word before it (クミ|アイ デイーバライ), nor one that ends within a longer word
        behind it (ペイペイ|ギンコ|ウチャージ).
        """
        begin = folded.spans[name.start][0]
        after_gap = begin > 0 and _BLANK.fullmatch(cell[begin - 1]) is not None
        near = range(name.start if after_gap else max(name.start - self._entries.lengths[-1], 0), name.end)
        behind = folded.text[name.end : name.end + _LONGEST]
        hiding = (other for start in near for other in others.get(start, ()) if other.hides(name))
        found = (other for other in hiding if not self._around.is_longer_after(behind, other.end - name.end))
        longest = max(found, key=lambda other: other.end - other.start, default=None)
        return longest.entry if longest else None

    def _places(self, text: str) -> Iterator[Place]:
        for start in range(len(text)):
            for length in self._entries.lengths:
                for entry in self._entries.anywhere.get(text[start : start + length], ()):
                    if start + length <= len(text):
                        yield Place(start, start + length, entry)

    def _at_the_end(self, folded: Folded, cell: str) -> Iterator[Place]:
        """What the bank cut off: lookalikes behind their name, and beginnings of names."""
        text = folded.text
        for start in range(max(len(text) - self._entries.lengths[-1], 0), len(text)):
            entry = self._entries.at_end.get(text[start:])
            if entry and (not entry.service or not cell[folded.spans[-1][1] :].strip()):
                yield Place(start, len(text), entry)

    def _fits(self, place: Place, folded: Folded, cell: str) -> bool:
        start, end = folded.printed(place.start, place.end)
        if place.entry.fit == "whole":
            return len(cell) <= _LONGEST_WHOLE and self._around.only(cell[:start]) and self._around.only(cell[end:])
        entry = place.entry
        gap = _last_gap(cell, start, end) if entry.service or entry.is_word else None
        if entry.fit == "anywhere" and gap is None and (not entry.service or len(entry.text) >= _UNMISTAKABLE):
            return True
        if gap is not None and self._around.is_kind(fold(cell[gap : gap + _LONGEST]), fold(cell[gap:end])):
            return False
        left, right = _word_around(place, folded, cell)
        at_end = place.end + len(right) == len(folded.text)
        free = [self._around.glued(left), self._around.glued(right, at_end=at_end)]
        return any(free) if entry.fit == "anywhere" and gap is None else all(free)


def _last_gap(cell: str, start: int, end: int) -> int | None:
    """Where the last part of a name begins that is printed in parts; None for one printed in one."""
    gaps = list(_GAP.finditer(cell, start, end))
    return gaps[-1].end() if gaps else None


def _any_of(texts: set[str]) -> str:
    return "|".join(map(re.escape, sorted(texts)))


def _script(char: str) -> str:
    """Letters of one script side by side make a word; digits and other signs end it."""
    if "a" <= char <= "z":
        return "latin"
    return "japanese" if "ァ" <= char <= "ヿ" or "一" <= char <= "鿿" else ""


def _word_around(place: Place, folded: Folded, cell: str) -> tuple[str, str]:
    """What touches a name on its left and right: letters of the same script without a separator."""

    def joined(left: int) -> bool:
        """Whether folded characters ``left`` and ``left + 1`` belong to one word."""
        script = _script(folded.text[left])
        if not script or script != _script(folded.text[left + 1]):
            return False
        between = cell[folded.spans[left][1] : folded.spans[left + 1][0]]
        return _LONG_MARKS.fullmatch(between) is not None

    start, end = place.start, place.end
    while start > max(place.start - _LONGEST, 0) and joined(start - 1):
        start -= 1
    while end < min(place.end + _LONGEST, len(folded.text)) and joined(end - 1):
        end += 1
    return folded.text[start : place.start], folded.text[place.end : end]
