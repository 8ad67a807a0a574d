"""The different texts of a statement come in; the hits of each that count in that statement go out.

Whether a beginning of a name counts, or a name that a longer word may begin with, or one that goes on in the next
cell, depends on where the bank's column ends, and that is seen in the statement as a whole: a bank cuts all memos
at one width.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from selfcheck.matching.matcher import Matcher
from selfcheck.model.findings import Hit
from selfcheck.model.statement import Statement

_NARROWEST_COLUMN = 8
"""Half-width characters; no bank is known to cut memos shorter."""
_CUT_TWICE = 2
"""Different cells that must fill the column before a whole name is taken for the beginning of a word."""


class Texts:
    """What the texts of one statement name."""

    def __init__(self, statement: Statement, matcher: Matcher) -> None:
        self._statement = statement
        self._matcher = matcher

    def hits_by_number(self) -> dict[int, list[Hit]]:
        """The hits of each text that has some, by its number among those of the statement."""
        texts = [text.searchable for text in self._statement.records.texts]
        speaking = set(self._matcher.speaking(texts))
        return {number: hits for number, text in enumerate(texts) if text in speaking and (hits := self._hits(text))}

    def _hits(self, text: str) -> list[Hit]:
        """The hits in a text that count; or, where it names nothing, a payee on an immediate-transfer rail."""
        hits = [hit for hit in self._matcher.find_all(text) if self._counts(hit)]
        named = {hit.service for hit in hits}
        if "\t" in text:
            hits += [hit for hit in self._matcher.over_cells(text) if hit.service not in named and self._counts(hit)]
        if not hits and (unnamed := self._matcher.unnamed(text, self._statement.bank)):
            return [unnamed]
        return hits

    def _counts(self, hit: Hit) -> bool:
        if hit.needs_narrow_column or hit.over_cells:
            return self._fills_column(hit)
        return not (hit.needs_whole_column and self._is_cut(hit))

    def _fills_column(self, hit: Hit) -> bool:
        """Whether the cell of a cut memo is as wide as the widest text of the statement."""
        return _width(hit.cell) >= max(_NARROWEST_COLUMN, self._widest - 1)

    def _is_cut(self, hit: Hit) -> bool:
        """Whether the column is seen to be cut where the cell ends: others end there, and none goes further."""
        if not self._fills_column(hit):
            return False
        return sum(self._widths[width] for width in (self._widest - 1, self._widest)) >= _CUT_TWICE

    @cached_property
    def _widths(self) -> Counter[int]:
        """How many different cells have which width; a sound mark that no longer fits leaves a cell one short."""
        cells = {cell.strip() for text in self._statement.records.texts for cell in text.searchable.split("\t")}
        return Counter(map(_width, cells))

    @cached_property
    def _widest(self) -> int:
        return max(self._widths, default=0)


def _width(cell: str) -> int:
    """As a console counts it: a full-width character is two."""
    from rich.cells import cell_len

    return cell_len(cell.strip())
