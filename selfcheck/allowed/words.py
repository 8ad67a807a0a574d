"""The knowledge comes in; which words banks print in anybody's file, and how surely each is none of a person's, goes out.

A word is compared in canonical form (`statement.column_words`), folded, so that width and long marks do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import ColumnWords, KnownLayout
from selfcheck.matching.fold import fold
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical, same_cell

_HIRAGANA = regex("[ぁ-ゖ]+")
_BRACKET = regex(r"[()（）\[\]［］{}｛｝〔〕【】<>＜＞「」]")
"""What stands in them is not part of the canonical form."""
_WHOLE_NAME = regex(r"(?:銀行|信用金庫|信用組合|労働金庫|農協|bank)$")
"""A short name of a bank may be a place, and a person: 千葉."""
_LEAST_KANJI = 2
_LEAST_LETTERS = 4
"""Letters of a word in kana or Latin letters that is no name; リヨウ is a person as well."""
_LONGEST = 40
"""Letters of a word at an end of a header's cell; none is half as long."""
_LEAST = 2
"""Letters of any word; one letter stands only where it fills its cell (円, 月, 入)."""


class AllowedWords:
    """Tells what every statement may hold from what only this holder's does."""

    def __init__(self, knowledge: Knowledge) -> None:
        columns, layouts = knowledge.columns, _all_layouts(knowledge)
        affixes = knowledge.lookalikes.affixes
        headers = set(chain.from_iterable((*layout.header, *layout.optional) for layout in layouts))
        labels = {*_labels(columns), *headers, *_bank_names(knowledge), *(layout.count_label for layout in layouts)}
        marks = {*affixes.rails, *affixes.machines, *columns.yen_words, *_rails(knowledge)}
        cells = set(_without_digits(_fillings(columns, layouts)))
        alike = _keys(chain.from_iterable(one.texts for one in knowledge.lookalikes.lookalikes))
        self._headers = frozenset(map(same_cell, headers)) - {""}
        made_of = _keys((*labels, *marks))
        # アップルペイ; of what resembles a service no longer word is made, since somebody may be called so (Chaplin).
        self._marks = made_of | alike
        self._cells = self._marks | _keys(cells)
        self._rails = frozenset(map(fold, (*affixes.rails, *_rails(knowledge))))
        self.longest_rail = max(map(len, self._rails), default=0)
        """Letters, folded."""
        parts = set(_without_digits((*made_of, *(fold(word) for word in labels if _HIRAGANA.search(word)))))
        self._parts = _by_first_letter(filter(_is_no_name, parts))
        self._short = _by_first_letter(word for word in parts if len(word) >= _LEAST and not _is_no_name(word))
        self._hiragana = {run for word in (*labels, *cells, *columns.joining) for run in _HIRAGANA.findall(word)}

    def is_cell(self, cell: str) -> bool:
        """Whether banks print ``cell`` as it is: a header, a kind of transaction, a direction."""
        return same_cell(cell) in self._headers or (not _BRACKET.search(cell) and self._is_in(cell, self._cells))

    def is_word(self, word: str) -> bool:
        """Whether ``word``, wherever it stands, is made of such words alone, each too long to be somebody's name."""
        return self._has_usual_hiragana(word) and any(map(self._is_made_of_parts, (_key(word), fold(word))))

    def is_mark(self, word: str) -> bool:
        """Whether ``word`` is one of them, however short: a person's where a name stands beside it (ガス, リソク)."""
        return len(_key(word)) >= _LEAST and self._is_in(word, self._marks)

    def is_rail(self, word: str) -> bool:
        """Whether ``word`` marks the way that money took: ＲＴ."""
        return fold(word) in self._rails

    def ends_of(self, word: str) -> list[tuple[int, int]]:
        """The longest such word with which ``word``, of a header, begins, and the one with which it ends."""
        begins = next((end for end in range(min(len(word) - 1, _LONGEST), 0, -1) if self.is_word(word[:end])), 0)
        ends = next((at for at in range(max(begins + 1, len(word) - _LONGEST), len(word)) if self.is_word(word[at:])), 0)
        return [*([(0, begins)] if begins else []), *([(ends, len(word))] if ends else [])]

    def _is_in(self, word: str, words: frozenset[str]) -> bool:
        return _key(word) in words and self._has_usual_hiragana(word)

    def _has_usual_hiragana(self, word: str) -> bool:
        """Hiragana does not count in the canonical form: やまだ入金 is no 入金."""
        return all(run in self._hiragana for run in _HIRAGANA.findall(unicodedata.normalize("NFKC", word)))

    def _is_made_of_parts(self, key: str) -> bool:
        """Short words may stand among them (振込IB, 店舗コード), and are none themselves."""
        reached: dict[int, bool] = {0: False}
        """Up to where it is made of them, and whether with one of them that is long enough."""
        for at, char in enumerate(key):
            if (is_sure := reached.pop(at, None)) is None:
                continue
            for words, makes_sure in ((self._parts, True), (self._short, is_sure)):
                for word in words.get(char, ()):
                    if key.startswith(word, at):
                        end = at + len(word)
                        reached[end] = reached.get(end, False) or makes_sure
        return reached.get(len(key), False)


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    return fold(canonical(word))


def _keys(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared; letters of somebody's own fold to nothing."""
    return frozenset(map(_key, words)) - {""}


def _without_digits(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if not any(map(str.isdigit, word)))


def _is_no_name(key: str) -> bool:
    """Whether a word is long enough; names of two kanji are not among those that banks print."""
    has_kanji = any("一" <= char <= "鿿" for char in key)
    return len(key) >= (_LEAST_KANJI if has_kanji else _LEAST_LETTERS)


def _by_first_letter(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return found


def _labels(columns: ColumnWords) -> Iterator[str]:
    """What stands above columns, beside values and behind sums."""
    roles = ((*role.words, *role.contains) for role in columns.roles)
    lists = (
        columns.never, columns.total_words, columns.carried_words, columns.merged_words, columns.state_columns,
        columns.title_out_words, columns.title_in_words, columns.bank_account_titles, columns.account_labels,
        columns.opening_words, columns.printing_words, columns.period_words, columns.out_parts, columns.in_parts,
        columns.common_words, columns.currency_headers, columns.foreign_amount_words, columns.foreign_account_words,
        columns.card_headers, columns.fee_headers, columns.sum_headers,
    )  # fmt: skip
    return chain.from_iterable((*roles, *lists))


def _fillings(columns: ColumnWords, layouts: Iterable[KnownLayout]) -> Iterator[str]:
    """What fills a cell: the direction of a row, whether it counts."""
    of_layouts = ((*layout.void_words, *layout.in_words, layout.record_is) for layout in layouts)
    return chain(columns.void_words, columns.done_words, columns.out_words, columns.in_words, chain.from_iterable(of_layouts))


def _rails(knowledge: Knowledge) -> Iterator[str]:
    return (text for rail in knowledge.rails.rails for text in rail.texts)


def _bank_names(knowledge: Knowledge) -> Iterator[str]:
    names = (name for bank in knowledge.banks.values() for name in (bank.name.ja, bank.name.en, *bank.aliases))
    return (name for name in names if _WHOLE_NAME.search(name.casefold()))


def _all_layouts(knowledge: Knowledge) -> list[KnownLayout]:
    """Those of banks, and those that several banks share."""
    banks, shared = knowledge.banks.values(), knowledge.layouts.values()
    return [*chain.from_iterable(bank.layouts for bank in banks), *chain.from_iterable(file.layouts for file in shared)]
