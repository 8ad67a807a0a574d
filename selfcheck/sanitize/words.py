"""Words and numbers of one file come in; for each an invented one goes out, always the same for the same."""

from __future__ import annotations

from collections.abc import Iterable

from selfcheck.allowed.text import PART
from selfcheck.matching.fold import fold
from selfcheck.sanitize.invented import invented_word

_LEAST_TELLING = 2
"""Letters of an invented word that may not be another one of the file by chance."""


class InventedWords:
    """What stands for the words of one file in its copy."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._printed = {fold(part.group()) for text in texts for part in PART.finditer(text)}
        self._made: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Another word, or another number however it is written apart."""
        if word not in self._made:
            self._made[word] = invented_word(word, self._is_printed)
        return self._made[word]

    def forget(self, text: str) -> None:
        """Invent the words of ``text`` anew: together they named something."""
        for part in PART.finditer(text):
            self._made.pop(part.group(), None)

    def _is_printed(self, made: str) -> bool:
        letters = fold(made)
        return len(letters) >= _LEAST_TELLING and not letters.isdigit() and letters in self._printed
