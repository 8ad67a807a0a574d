"""What stands around a name comes in; whether it says anything about who was paid goes out.

Agent prefixes, words behind a name and legal forms in every width; the lists stand in lookalikes.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from selfcheck.knowledge.schema import Affixes
from selfcheck.matching.fold import fold

_CLOSING = re.compile(r"(?:カ|ｶ|株)[)）](?=$|\s)")
"""``カ）`` glued to the name before it, where no bracket is open: PAYPAYカ）."""


class Around:
    """Agent prefixes, words behind a name and legal forms: what says nothing about who was paid."""

    def __init__(self, affixes: Affixes) -> None:
        around = {fold(word) for word in (*affixes.rails, *affixes.after)} - {""}
        schemes = {fold(word) for word in affixes.schemes}
        self._around = re.compile(f"(?:{_any_of(around)}|[0-9])*")
        self._glued = re.compile(f"(?:{_any_of(around | schemes)}|[0-9])*")
        self._legal = re.compile("|".join(map(_printed, sorted(affixes.legal_forms, key=len, reverse=True))), re.I)
        self._rails = tuple(fold(rail) for rail in affixes.rails)
        self._after = tuple({fold(word) for word in affixes.after} - {""})
        self._machine = re.compile(f"(?:{_any_of(map(fold, affixes.machines))})[0-9]*" if affixes.machines else r"(?!)")
        self._immediate = {fold(word) for word in affixes.immediate}

    def without_legal_forms(self, text: str) -> str:
        """``text`` (printed) with blanks where legal forms stood; everything else keeps its place."""
        bare = self._legal.sub(lambda match: " " * len(match.group()), text)
        return bare if "(" in bare or "（" in bare else _CLOSING.sub(lambda match: " " * len(match.group()), bare)

    def only(self, text: str) -> bool:
        """Whether ``text`` (printed) holds nothing else."""
        return all(map(self.is_around, text.split())) or self.is_around(text)

    def is_around(self, text: str) -> bool:
        """Whether ``text`` (printed), taken as one word, is a prefix, a suffix or a number."""
        return self._around.fullmatch(fold(text)) is not None

    def glued(self, text: str) -> bool:
        """Whether ``text`` (folded) is made of nothing else."""
        return self._glued.fullmatch(text) is not None

    def is_kind(self, folded: str, part: str) -> bool:
        """Whether ``folded`` starts with a kind of payment that is longer than ``part``: 口座振替 for 口座."""
        return any(len(rail) > len(part) and folded.startswith(rail) for rail in self._rails)

    def is_longer_after(self, folded: str, letters: int) -> bool:
        """Whether ``folded`` starts with a word behind a name that is longer than ``letters``: ギンコウチャージ."""
        return letters > 0 and any(len(word) > letters and folded.startswith(word) for word in self._after)

    def says_only(self, cells: Iterable[str], words: Iterable[str]) -> bool:
        """Whether ``cells`` (printed) hold one of ``words`` and nothing else but affixes and numbers."""
        allowed = re.compile(f"(?:{_any_of({fold(word) for word in words})}|{self._around.pattern[:-1]})*")
        folded = [fold(part) for cell in cells for part in cell.split()]
        said = any(fold(word) in part for word in words for part in folded)
        return said and all(allowed.fullmatch(part) for part in folded)

    def says_machine(self, cells: Iterable[str]) -> bool:
        """Whether one of ``cells`` (printed) says that cash was drawn or a card was used."""
        return any(self._machine.fullmatch(fold(cell)) for cell in cells)

    def immediate_in(self, text: str) -> str | None:
        """The first word of ``text`` (printed) that marks an immediate transfer."""
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
    if squared := _SQUARED.get(form):
        return f"{squared}|{form}"
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


_SQUARED = {"株式会社": "㍿"}
"""One character to some, and none to a cp932 console: it cannot stand in the data."""
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}


def _any_of(texts: Iterable[str]) -> str:
    """A pattern for any of ``texts``, longer ones first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
