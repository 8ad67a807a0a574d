"""The text cells of a record come in, the payment services that they name go out.

Most texts name nothing, and statements repeat themselves: what was seen is remembered, and a cell in which
no name and no beginning of one stands is not looked into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from operator import add

from msgspec.structs import replace

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Lookalike
from selfcheck.matching.affixes import Around
from selfcheck.matching.cell import Cell
from selfcheck.matching.fold import fold
from selfcheck.matching.places import Place, Places, Verdict
from selfcheck.matching.rails import Rails
from selfcheck.matching.spellings import Spellings
from selfcheck.model.findings import Hit

_MOST_CACHED = 200_000
"""Cells that are remembered; without a bound, memory would grow with the memos of many accounts."""
_AT_ONCE = 10_000
"""Texts that are cut into cells together."""
_NEIGHBOURS = 100
"""Texts that are asked together whether a word stands in one of them."""
_LEAST = 2
"""Letters of a name that must stand in a cell, if it goes on in the next; stems are longer. No name has fewer."""


# What the letters of a cell may hold; most cells hold nothing, and are not looked into. Bits, since there are millions.
_NAME = 1
"""A name, or at the end the beginning of one."""
_RAIL = 2
"""The mark of an immediate transfer, at one of its ends."""
_GOES_ON = 4
"""At the end the beginning of a name, which the next cell may go on with."""


class _Ends:
    """Texts by which another may end, found by their last two letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(text for text in texts if len(text) >= _LEAST)
        self._lengths: dict[str, set[int]] = {}
        for text in self._texts:
            self._lengths.setdefault(text[-_LEAST:], set()).add(len(text))

    def of(self, text: str) -> list[str]:
        """Those with which ``text`` ends."""
        lengths = self._lengths.get(text[-_LEAST:])
        return [text[-length:] for length in lengths if text[-length:] in self._texts] if lengths else []


class _Within:
    """Texts that another may hold, found by their first two letters. (A pattern of them all takes longer to be made than a
    small statement to be searched.)"""

    def __init__(self, texts: Iterable[str]) -> None:
        by_pair: dict[str, list[str]] = {}
        for text in texts:
            by_pair.setdefault(text[:_LEAST], []).append(text)
        self._texts = {pair: tuple(some) for pair, some in by_pair.items()}
        self._pairs = frozenset(by_pair)

    def stand_in(self, text: str) -> bool:
        """Whether one of them does."""
        if self._pairs.isdisjoint(map(add, text, text[1:])):  # as of nearly every text
            return False
        known = self._texts
        pairs = map(add, text, text[1:])
        return any(pair in known and text.startswith(known[pair], at) for at, pair in enumerate(pairs))


class Matcher:
    """Finds service names; built once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._around = Around(knowledge.lookalikes.affixes)
        spellings = Spellings(knowledge, self._around)
        self._names = _Within(spellings.names)
        self._beginnings = _Ends(spellings.beginnings)
        self._at_end = spellings.at_end
        self._places = Places(knowledge, self._around, spellings)
        self._rails = Rails(knowledge.rails, self._around)
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._traits: dict[str, int] = {}
        self._rail_marks: dict[str, str | None] = {}

    def says_nothing(self, text: str) -> bool:
        """Whether no cell of ``text`` need be looked into, as in most texts: nothing below finds anything in it."""
        *before, last = text.split("\t")
        return not self._traits_of(last) & ~_GOES_ON and not any(map(self._traits_of, before))

    def speaking(self, texts: Iterable[str]) -> Iterator[str]:
        """Those of ``texts`` that do not say nothing, each once."""
        maybe = _with_cell(texts, lambda cell: self._traits_of(cell) != 0)
        return (text for text in maybe if not self.says_nothing(text))

    def find(self, text: str) -> tuple[Hit, ...]:
        """The services named in ``text`` (cells with tabs between them), one hit for each service."""
        return tuple(hit for hit in self.find_all(text) if hit.bill is None)

    def find_all(self, text: str) -> tuple[Hit, ...]:
        """`find`, and the card bills that are printed like a service."""
        hits = self._known.get(text)
        if hits is None:
            cells = text.split("\t")
            found = [hit for cell in cells for hit in self._hits(cell, cells)]
            # Of a service named twice the first counts, and rather as a service than as its card bill.
            found.sort(key=lambda hit: hit.bill is not None)
            hits = tuple({hit.service: hit for hit in reversed(found)}.values())[::-1]
            if len(self._known) < _MOST_CACHED:
                self._known[text] = hits
        return hits

    def over_cells(self, text: str) -> list[Hit]:
        """Names that begin in one cell of ``text`` and end in the next. They count where the first fills its column."""
        return [hit for left, right in pairwise(text.split("\t")) for hit in self._hits_over(left, right)]

    def unnamed(self, text: str, bank: str | None) -> Hit | None:
        """A payment by immediate transfer to somebody who is in no list; None where there is none, or a name is known."""
        cells = text.split("\t")
        if not any(self._traits_of(cell) & _RAIL for cell in cells) or self.find_all(text):
            return None
        return self._rails.unnamed(cells, bank)

    def immediate_rail(self, text: str) -> str | None:
        """The printed mark of an immediate transfer (ＲＴ, フリカエ …) in ``text``, if there is one."""
        if text not in self._rail_marks:
            if len(self._rail_marks) >= _MOST_CACHED:
                return self._rails.mark_in(text)
            self._rail_marks[text] = self._rails.mark_in(text)
        return self._rail_marks[text]

    def saying_only(self, texts: Iterable[str], words: Sequence[str]) -> set[str]:
        """Those of ``texts`` (cells with tabs between them) that hold one of ``words`` and no name of anybody."""
        around = self._around
        maybe = _among(texts, lambda some: around.may_say(some, words))
        return {
            text
            for text in _with_cell(maybe, lambda cell: around.may_say(cell, words))
            if around.says_only(text.split("\t"), words)
        }

    def places(self, cell: str) -> list[Place]:
        """Every place of ``cell`` where the text of a name stands, with its verdict; in the order of the text."""
        return self._places.of(self._places.cell(cell))

    def _hits(self, printed: str, cells: Sequence[str]) -> Iterator[Hit]:
        if not self._traits_of(printed) & _NAME:
            return
        cell = self._places.cell(printed)
        places = self._places.of(cell)
        machine = any(place.spelling.fit == "whole" for place in places) and self._around.says_machine(cells)
        met = set()
        for place in places:
            # プリン beside カード or ATM is no name: cash was drawn, or a card was used.
            if place.spelling.service in met or (machine and place.spelling.fit == "whole"):
                continue
            for hit in self._hit(place, cell):
                if hit.bill is None:  # the first that counts; the service need not be looked at again
                    met.add(hit.service)
                yield hit

    def _hits_over(self, left: str, right: str) -> Iterator[Hit]:
        """A name that the bank went on with in the next cell: ﾃﾞｲ-ﾊﾞ | ﾗｲ."""
        if not self._traits_of(left) & _GOES_ON:
            return
        cell = self._places.cell(left.rstrip() + right.lstrip())
        seam = len(fold(left))
        for place in self._places.of(cell):
            if place.start < seam < place.end and place.verdict is Verdict.NAMED:
                for hit in self._hit(place, cell):
                    yield replace(hit, cell=left, over_cells=True)

    def _hit(self, place: Place, cell: Cell) -> Iterator[Hit]:
        """The place as a hit, if it counts as one."""
        spelling, bill = place.spelling, _card_bill(place)
        if place.verdict not in (Verdict.NAMED, Verdict.CUT) and bill is None:
            return
        more = 0 if bill else self._places.kind_behind(place, cell)
        yield Hit(
            service=spelling.service,
            matched=place.printed,
            cell=cell.printed,
            inferred=spelling.inferred,
            ambiguous=spelling.ambiguous,
            own=spelling.own,
            bill=bill.what if bill else None,
            could_be=spelling.could_be,
            needs_narrow_column=spelling.needs_narrow_column,
            needs_whole_column=spelling.begins_words and cell.ends_at(place.end),
            with_kind=cell.print_of(place.start, place.end + more) if more else "",
        )

    def _is_stem(self, beginning: str) -> bool:
        """Whether what a cell ends with, the beginning of a name, is that of nothing else."""
        spelling = self._at_end.of(beginning)
        return spelling is not None and bool(spelling.service)

    def _traits_of(self, cell: str) -> int:
        traits = self._traits.get(cell)
        if traits is None:
            text = fold(cell)
            traits = 0
            beginnings = self._beginnings.of(text)
            if self._names.stand_in(text) or any(map(self._is_stem, beginnings)):
                traits |= _NAME
            if self._rails.stand_at_end_of(text):
                traits |= _RAIL
            if beginnings:
                traits |= _GOES_ON
            if len(self._traits) < _MOST_CACHED:
                self._traits[cell] = traits
        return traits


def _among(texts: Iterable[str], may_hold: Callable[[str], bool]) -> Iterator[str]:
    """``texts``, each once, but not those of which ``may_hold`` rules out all together: in most, nothing is to be found."""
    different = iter(dict.fromkeys(texts))
    while some := list(islice(different, _NEIGHBOURS)):
        if may_hold("\n".join(some)):
            yield from some


def _with_cell(texts: Iterable[str], is_sought: Callable[[str], bool]) -> Iterator[str]:
    """Those of ``texts`` of which some cell is sought, each once. Texts share most of their cells: each is asked about once."""
    different = iter(dict.fromkeys(texts))
    while cells_of := {text: text.split("\t") for text in islice(different, _AT_ONCE)}:
        sought = set(filter(is_sought, set(chain.from_iterable(cells_of.values()))))
        yield from (text for text, cells in cells_of.items() if not sought.isdisjoint(cells))


def _card_bill(place: Place) -> Lookalike | None:
    """The card of a service, where the name is only the beginning of its bill: ペイペイ of ペイペイカ－ド."""
    lookalike = place.by.lookalike if place.by and place.verdict is Verdict.SOMETHING_ELSE else None
    return lookalike if lookalike and lookalike.kind == "card-bill" else None
