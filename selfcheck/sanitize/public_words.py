"""Text of a bank's file comes in; what anybody's file may hold, and so need not be hidden, goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import msgspec

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import KnownLayout
from selfcheck.matching.affixes import Around
from selfcheck.patterns import regex
from selfcheck.sanitize.invented import DIGITS

_DATE = regex(r"(?:[12]\d{3}|(?:[RHS]|令和|平成|昭和)\s*\d{1,2})\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}\s*日?|\s*月)")
_MANY_DIGITS = 2


class PublicWords:
    """Tells what every statement of a bank may hold from what only this holder's does."""

    def __init__(self, knowledge: Knowledge) -> None:
        columns = knowledge.columns
        layouts = _all_layouts(knowledge)
        affixes = knowledge.lookalikes.affixes
        self._around = Around(msgspec.structs.replace(affixes, rails=(*affixes.rails, *columns.common_words)))
        self._marks = {word for layout in layouts for word in (layout.record_is, *layout.void_words, *layout.in_words)}
        self._marks.update(columns.out_words, columns.in_words, columns.total_words)
        self._counts = {layout.count_label for layout in layouts} - {""}
        labels = {word for role in columns.roles for word in role.words}
        labels.update(columns.account_labels, columns.total_words, columns.out_words, self._counts)
        longest_first = sorted((word for word in labels if len(word) > 1), key=len, reverse=True)
        self._label = re.compile("|".join(map(re.escape, longest_first)))

    def is_one(self, word: str) -> bool:
        """Whether banks print ``word`` in memos of everybody."""
        return (
            word in self._marks
            or self._around.says_machine([word])
            or (self._around.is_around(word) and sum(map(str.isdigit, word)) < _MANY_DIGITS)
        )

    def legal_forms_in(self, text: str) -> list[tuple[int, int]]:
        """Where ``text`` says 株式会社 and the like, in whatever form."""
        bare = self._around.without_legal_forms(text)
        return [(at, at + 1) for at, char in enumerate(text) if char != bare[at]]

    def labels_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where ``text``, which is no transaction, says what stands there, or gives a date or a count of lines."""
        for pattern in (self._label, _DATE):
            yield from (found.span() for found in pattern.finditer(text))
        if any(text.strip().startswith(label) for label in self._counts):
            yield from (found.span() for found in DIGITS.finditer(text))


def _all_layouts(knowledge: Knowledge) -> list[KnownLayout]:
    """Those of banks, and those that several banks share."""
    banks, shared = knowledge.banks.values(), knowledge.layouts.values()
    return [*chain.from_iterable(bank.layouts for bank in banks), *chain.from_iterable(file.layouts for file in shared)]
