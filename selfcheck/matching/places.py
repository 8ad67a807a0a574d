"""A cell comes in; every place where the letters of a name stand, with what became of it, goes out.

One table holds names and lookalikes, both folded. Legal forms in brackets are blanked first. Then every place
where a spelling stands is found, and a name counts unless

- it only overlaps an ordinary word, or lies inside one (オン|ラインペイ|メント), or
- an ending of its brand follows (ペイペイ|ギンコウ is the bank), or it lies inside a longer lookalike, or
- it overlaps a longer name.

A name may demand to be a word of its own or to fill its cell, agent prefixes aside; that is what tells キヤツシユ
the service from キヤツシユレス and ハマペイ from ヨコハマペイント. In a short name a long mark is a letter
(ア－トネ is not アトネ). At the end of a cell, the beginning of a name counts too (see `spellings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.knowledge import Knowledge
from selfcheck.matching.affixes import Around
from selfcheck.matching.cell import LONGEST, Cell
from selfcheck.matching.endings import Endings
from selfcheck.matching.fold import fold, fold_with_spans
from selfcheck.matching.spelling import UNMISTAKABLE, Spelling
from selfcheck.matching.spellings import Spellings

_LONGEST_WHOLE = 200
"""Letters of a cell that a name may fill, affixes included."""


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


class Place(Struct, frozen=True):
    """A place in a cell where the text of a name stands, and what became of it."""

    start: int
    end: int
    """In the folded cell."""
    spelling: Spelling
    printed: str = ""
    verdict: Verdict = Verdict.NAMED
    by: Spelling | None = None
    """The lookalike, ending or longer name that decided."""

    def overlaps(self, other: Place) -> bool:
        """Whether the two share a letter."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Place) -> bool:
        """Whether ``other`` lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def hides(self, name: Place) -> bool:
        """Whether this lookalike makes ``name`` something else."""
        if self.spelling.is_word:
            # オンラインペイメント: オンライン shares only ライン with ラインペイ and still is the word that is meant.
            return self.overlaps(name) and not name.contains(self)
        # A bank or a shop takes a name only whole: NTTドコモ shares ドコモ with ドコモコウザ, which stays a name.
        return self.contains(name) and not name.contains(self)


class Places:
    """Finds the places of names in cells; built once from the knowledge."""

    def __init__(self, knowledge: Knowledge, around: Around, spellings: Spellings) -> None:
        self._around = around
        self._spellings = spellings
        self._endings = Endings(knowledge, around)
        self._ways: dict[str, Callable[[Place, Cell], bool]] = {
            "anywhere": self._stands_anywhere,
            "word": self._is_word,
            "whole": self._fills,
        }
        self._parts = tuple({fold(part) for part in knowledge.lookalikes.affixes.parts})

    def cell(self, printed: str) -> Cell:
        """A cell to look into."""
        bare = self._around.without_legal_forms(printed)
        return Cell(printed, bare, fold_with_spans(bare))

    def of(self, cell: Cell) -> list[Place]:
        """Every place, in the order of the text."""
        names: list[Place] = []
        decided: list[Place] = []
        lookalikes: dict[int, list[Place]] = {}
        for place in (*self._anywhere(cell.text), *self._at_the_end(cell)):
            if not place.spelling.service:
                if self._fits(place, cell):
                    lookalikes.setdefault(place.start, []).append(place)
            elif ending := self._ending_of(place, cell):
                decided.append(_seen(place, cell, Verdict.SOMETHING_ELSE, ending))
            elif self._fits(place, cell):
                names.append(place)
            elif not place.spelling.cut:
                decided.append(_seen(place, cell, Verdict.WITHIN_WORD))
        decided += self._decided(names, lookalikes, cell)
        return sorted(decided, key=lambda place: (place.start, place.end))

    def _decided(self, names: list[Place], lookalikes: dict[int, list[Place]], cell: Cell) -> Iterator[Place]:
        """Names that fit, each with its verdict; the longest takes its letters from the others."""
        taken: dict[int, Spelling] = {}
        for place in sorted(names, key=lambda place: (place.start - place.end, place.start)):
            letters = range(place.start, place.end)
            if lookalike := self._hidden_by(place, lookalikes, cell):
                yield _seen(place, cell, Verdict.SOMETHING_ELSE, lookalike)
            elif longer := next((taken[i] for i in letters if i in taken), None):
                yield _seen(place, cell, Verdict.LONGER_NAME, longer)
            else:
                taken.update(dict.fromkeys(letters, place.spelling))
                yield _seen(place, cell, Verdict.CUT if place.spelling.cut else Verdict.NAMED)

    def kind_behind(self, place: Place, cell: Cell) -> int:
        """The letters behind a name that make a kind of payment with its end: ドコモ|コウザ|フリカエ."""
        return self._around.kind_with(place.spelling.text, cell.text[place.end : place.end + LONGEST])

    def _anywhere(self, text: str) -> Iterator[Place]:
        for start in range(len(text)):
            for length in self._spellings.lengths:
                for spelling in self._spellings.anywhere.get(text[start : start + length], ()):
                    if start + length <= len(text):
                        yield Place(start, start + length, spelling)

    def _at_the_end(self, cell: Cell) -> Iterator[Place]:
        """What the bank cut off: lookalikes behind their name, and beginnings of names."""
        text = cell.text
        # No stem is longer than the longest name.
        for start in range(max(len(text) - self._spellings.lengths[-1], 0), len(text)):
            spelling = self._spellings.at_end.of(text[start:])
            if spelling and (not spelling.service or cell.ends_at(len(text))):
                yield Place(start, len(text), spelling)

    def _ending_of(self, place: Place, cell: Cell) -> Spelling | None:
        """The ending behind a name, where nothing touches the name on its left that keeps it from being one."""
        if place.spelling.cut or place.end == len(cell.text):
            return None
        ending = self._endings.behind(place.spelling, cell.text[place.end : place.end + LONGEST])
        if ending is None:
            return None
        if place.spelling.fit == "word" and not self._is_free(place, cell)[0]:
            return None
        return replace(ending, printed=place.spelling.printed + ending.printed)

    def _hidden_by(self, name: Place, lookalikes: dict[int, list[Place]], cell: Cell) -> Spelling | None:
        """A lookalike that starts at or shortly before ``name``'s end and makes it something else.

        Not one that begins in the word before it (クミ|アイ デイーバライ), nor one that ends within a longer word
        behind it (ペイペイ|ギンコ|ウチャージ), nor a name and a word apart (カンム リヨウ|ダイキン is no カンムリヨウ).
        """
        longest = self._spellings.lengths[-1]
        # A blank before the name ends any word to its left; without one, a lookalike may begin as far left as it is long.
        near = range(name.start if cell.is_apart(name.start) else max(name.start - longest, 0), name.end)
        behind = cell.text[name.end : name.end + LONGEST]
        hiding = (place for start in near for place in lookalikes.get(start, ()) if place.hides(name))
        true = (
            place
            for place in hiding
            if not self._around.is_longer_after(behind, place.end - name.end) and not self._is_name_and_word(place, name, cell)
        )
        found = max(true, key=lambda place: place.end - place.start, default=None)
        return found.spelling if found else None

    def _is_name_and_word(self, lookalike: Place, name: Place, cell: Cell) -> bool:
        """Whether an ordinary word is the name with a word behind it that is printed apart."""
        begins = lookalike.spelling.is_word and lookalike.start == name.start and name.end < lookalike.end
        return begins and cell.is_apart(name.end) and self._around.is_after(cell.text[name.end : lookalike.end])

    def _fits(self, place: Place, cell: Cell) -> bool:
        """Whether a spelling may stand where it stands."""
        if place.spelling.reads_marks and self._has_another_mark(place, cell):
            return False
        if place.spelling.exact_marks and not _has_all_marks(place, cell):
            return False
        return self._ways[place.spelling.fit](place, cell)

    def _stands_anywhere(self, place: Place, cell: Cell) -> bool:
        """A long name, or a lookalike, may stand within a word; a short name must begin or end it: サン|ペイペイ|ブメント
        is none. One printed in parts (ﾗｲﾝ ﾍﾟｲ) is found only as a word."""
        spelling = place.spelling
        if not spelling.service and not spelling.is_word:
            return True
        if cell.last_part(place.start, place.end):
            return self._is_word(place, cell)
        return not spelling.service or len(spelling.text) >= UNMISTAKABLE or any(self._is_free(place, cell))

    def _is_word(self, place: Place, cell: Cell) -> bool:
        """Whether nothing but affixes touches a place, and its end begins no kind of payment: ドコモ コウザ|フリカエ."""
        part = cell.last_part(place.start, place.end) if place.spelling.service or place.spelling.is_word else None
        if part and self._around.is_kind(fold(part[1]), fold(part[0])):
            return False
        return all(self._is_free(place, cell))

    def _fills(self, place: Place, cell: Cell) -> bool:
        """Whether nothing but affixes stands in the cell beside it."""
        if len(cell.bare) > _LONGEST_WHOLE:
            return False
        return self._around.only_in_front(cell.before(place.start)) and self._around.only(cell.behind(place.end))

    def _is_free(self, place: Place, cell: Cell) -> tuple[bool, bool]:
        """Whether nothing but affixes touches a place on its left, and on its right."""
        left, right = cell.word_around(place.start, place.end)
        at_end = place.end + len(right) == len(cell.text)
        return self._around.glued_in_front(left), self._around.glued_behind(right, at_end=at_end)

    def _has_another_mark(self, place: Place, cell: Cell) -> bool:
        """Whether a long mark is printed where the name has none: between two kana it is a letter, and makes another word.

        Between other letters, or before a part that is a word by itself (ペイ-ペイ), it is a hyphen.
        """
        text = place.spelling.text
        for i in range(len(text) - 1):
            kana = _is_kana(text[i]) and _is_kana(text[i + 1])
            hyphen = i in place.spelling.marks or text.startswith(self._parts, i + 1)
            if kana and not hyphen and cell.mark_behind(place.start + i):
                return True
        if place.spelling.cut and _is_kana(text[-1]) and len(text) - 1 not in place.spelling.marks:
            return cell.mark_behind(place.end - 1)
        return False


def _has_all_marks(place: Place, cell: Cell) -> bool:
    """Whether every long mark within a stem is printed: ﾃﾞｲ-ﾊﾞ is no ディバイダー."""
    last = len(place.spelling.text) - 1
    return all(cell.mark_behind(place.start + mark) for mark in place.spelling.marks if mark < last)


def _is_kana(char: str) -> bool:
    return "ァ" <= char <= "ヿ"


def _seen(place: Place, cell: Cell, verdict: Verdict, by: Spelling | None = None) -> Place:
    return Place(place.start, place.end, place.spelling, cell.print_of(place.start, place.end), verdict, by)
