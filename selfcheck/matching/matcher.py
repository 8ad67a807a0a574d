"""The text cells of a record come in, the payment services that they name go out.

Most texts name nothing, and statements repeat themselves: what was seen is remembered, and a cell in which
no name and no beginning of one stands is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from selfcheck.knowledge import Knowledge
from selfcheck.matching.affixes import Around
from selfcheck.matching.cell import Cell
from selfcheck.matching.fold import fold
from selfcheck.matching.places import Place, Places, Verdict
from selfcheck.matching.rails import Rails
from selfcheck.matching.spellings import Spellings
from selfcheck.model.findings import Hit

_MOST_CACHED = 200_000


class Matcher:
    """Finds service names; built once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        spellings = Spellings(knowledge)
        names, stems = (_any_of(texts) for texts in (spellings.names, spellings.stems))
        self._quick = re.compile(f"{names}|(?:{stems})$")
        self._around = Around(knowledge.lookalikes.affixes)
        self._places = Places(knowledge, self._around, spellings)
        self._rails = Rails(knowledge.rails, self._around)
        self._beginnings = spellings.beginnings
        self._longest = spellings.lengths[-1]
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._without: dict[str, bool] = {}
        """Cells seen, and whether none of the letters of a name stands in them."""
        self._goes_on: dict[str, bool] = {}
        """Cells seen, and whether they end with the beginning of a name."""

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
        cells = text.split("\t")
        return [hit for left, right in pairwise(cells) for hit in self._hits_over(left, right)]

    def unnamed(self, text: str, bank: str | None) -> Hit | None:
        """A payment by immediate transfer to somebody who is in no list; None where there is none, or a name is known."""
        return None if self.find_all(text) else self._rails.unnamed(text, bank)

    def immediate_rail(self, text: str) -> str | None:
        """The printed mark of an immediate transfer (ＲＴ, フリカエ …) in ``text``, if there is one."""
        return self._rails.mark_in(text)

    def says_only(self, text: str, words: Sequence[str]) -> bool:
        """Whether ``text`` (cells with tabs between them) holds one of ``words`` and no name of anybody."""
        return self._around.says_only(text.split("\t"), words)

    def places(self, cell: str) -> list[Place]:
        """Every place of ``cell`` where the text of a name stands, with its verdict; in the order of the text."""
        return self._places.of(self._places.cell(cell))

    def _hits(self, printed: str, cells: Sequence[str]) -> Iterator[Hit]:
        if self._names_nothing(printed):
            return
        cell = self._places.cell(printed)
        places = self._places.of(cell)
        machine = any(place.spelling.fit == "whole" for place in places) and self._around.says_machine(cells)
        for place in places:
            # プリン beside カード or ATM is no name: cash was drawn, or a card was used.
            if not (machine and place.spelling.fit == "whole"):
                yield from self._hit(place, cell)

    def _hits_over(self, left: str, right: str) -> Iterator[Hit]:
        """A name that the bank went on with in the next cell: ﾃﾞｲ-ﾊﾞ | ﾗｲ."""
        if not self._ends_with_beginning(left):
            return
        cell = self._places.cell(left.rstrip() + right.lstrip())
        seam = len(fold(left))
        for place in self._places.of(cell):
            if place.start < seam < place.end and place.verdict is Verdict.NAMED:
                for hit in self._hit(place, cell):
                    yield replace(hit, cell=left, over_cells=True)

    def _hit(self, place: Place, cell: Cell) -> Iterator[Hit]:
        """The place as a hit, if it counts as one."""
        spelling = place.spelling
        hidden = place.by.lookalike if place.by and place.verdict is Verdict.SOMETHING_ELSE else None
        bill = hidden if hidden and hidden.kind == "card-bill" else None
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

    def _names_nothing(self, cell: str) -> bool:
        without = self._without.get(cell)
        if without is None:
            without = self._quick.search(fold(cell)) is None
            if len(self._without) < _MOST_CACHED:
                self._without[cell] = without
        return without

    def _ends_with_beginning(self, cell: str) -> bool:
        goes_on = self._goes_on.get(cell)
        if goes_on is None:
            text = fold(cell)
            goes_on = any(text[-length:] in self._beginnings for length in range(1, min(len(text), self._longest) + 1))
            if len(self._goes_on) < _MOST_CACHED:
                self._goes_on[cell] = goes_on
        return goes_on


def _any_of(texts: set[str]) -> str:
    return "|".join(map(re.escape, sorted(texts)))
