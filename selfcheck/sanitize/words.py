"""Words and numbers of one file come in; for each an invented one goes out, always the same for the same."""

from __future__ import annotations

from collections.abc import Iterable

from selfcheck.allowed.text import PART
from selfcheck.matching.fold import fold
from selfcheck.sanitize.invented import invented_word

_LEAST_TELLING = 2
"""Letters of an invented word that may not be another one of the file by chance."""


class InventedWords:
    """What stands for the words of one file in its copy; different words for different ones, where there are enough."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._printed = {fold(part.group()) for text in texts for part in PART.finditer(text)}
        self._made: dict[str, str] = {}
        self._used: set[str] = set()

    def of(self, word: str) -> str:
        """Another word, or another number however it is written apart."""
        if word not in self._made:
            made = invented_word(word, lambda one: one in self._used or self._is_printed(one))
            # Of a letter or a digit there are few: then two words become one.
            self._made[word] = invented_word(word, self._is_printed) if set(made) == {"*"} else made
            self._used.add(self._made[word])
        return self._made[word]

    def forget(self, text: str) -> None:
        """Invent the words of ``text`` anew: together they named something."""
        for part in PART.finditer(text):
            self._made.pop(part.group(), None)

    def _is_printed(self, made: str) -> bool:
        letters = fold(made)
        return len(letters) >= _LEAST_TELLING and not letters.isdigit() and letters in self._printed
