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


class _Made:
    """Tells whether a folded text is made of certain words and numbers, in time proportional to its length."""

    def __init__(self, words: Iterable[str], endings: Iterable[str] = ()) -> None:
        """``endings`` may only stand at the end."""
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(word[0], []).append(word)
        self._endings = frozenset(endings)

    def of(self, text: str) -> bool:
        """Whether ``text`` is nothing but them."""
        reached = {0}
        for at, char in enumerate(text):
            if at in reached:
                if char in _DIGITS:
                    reached.add(at + 1)
                reached.update(at + len(word) for word in self._words.get(char, ()) if text.startswith(word, at))
                if self._endings and text[at:] in self._endings:
                    return True
        return len(text) in reached


_DIGITS = frozenset("0123456789")
_SHORTEST_CUT = 2
"""Letters of a word behind a name that must be left where the bank cut it."""


class Around:
    """Agent prefixes, words behind a name and legal forms: what says nothing about who was paid."""

    def __init__(self, affixes: Affixes) -> None:
        around = {fold(word) for word in (*affixes.rails, *affixes.after)} - {""}
        schemes = {fold(word) for word in affixes.schemes}
        self._words = around
        self._after = tuple({fold(word) for word in affixes.after} - {""})
        cut = {text for word in self._after for length in range(_SHORTEST_CUT, len(word) + 1) for text in cut_at(word, length)}
        self._around = _Made(around)
        self._glued = _Made(around | schemes)
        self._glued_and_cut = _Made(around | schemes, cut)
        self._legal = re.compile("|".join(map(_printed, sorted(affixes.legal_forms, key=len, reverse=True))), re.I)
        self._with: dict[tuple[str, ...], tuple[frozenset[str], _Made]] = {}
        self._rails = tuple(fold(rail) for rail in affixes.rails)
        self._machines = frozenset(map(fold, affixes.machines))
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
        return self._around.of(fold(text))

    def glued(self, text: str, *, at_end: bool = False) -> bool:
        """Whether ``text`` (folded) is made of nothing else; ``at_end`` the bank may have cut the last word."""
        return (self._glued_and_cut if at_end else self._glued).of(text)

    def is_kind(self, folded: str, part: str) -> bool:
        """Whether ``folded`` starts with a kind of payment that is longer than ``part``: 口座振替 for 口座."""
        return any(len(rail) > len(part) and folded.startswith(rail) for rail in self._rails)

    def is_longer_after(self, folded: str, letters: int) -> bool:
        """Whether ``folded`` starts with a word behind a name that is longer than ``letters``: ギンコウチャージ."""
        return letters > 0 and any(len(word) > letters and folded.startswith(word) for word in self._after)

    def says_only(self, cells: Iterable[str], words: Iterable[str]) -> bool:
        """Whether ``cells`` (printed) hold one of ``words`` and nothing else but affixes and numbers."""
        wanted = tuple(words)
        if wanted not in self._with:
            said = frozenset(fold(word) for word in wanted)
            self._with[wanted] = said, _Made(self._words | said)
        said, allowed = self._with[wanted]
        folded = [fold(part) for cell in cells for part in cell.split()]
        return any(word in part for word in said for part in folded) and all(map(allowed.of, folded))

    def says_machine(self, cells: Iterable[str]) -> bool:
        """Whether one of ``cells`` (printed) says that cash was drawn or a card was used."""
        return any(fold(cell).rstrip("0123456789") in self._machines for cell in cells)

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


def cut_at(text: str, length: int) -> set[str]:
    """The first letters of a folded text; a cut between a half-width kana and its sound mark leaves the bare kana."""
    cut = text[:length]
    return {cut, cut[:-1] + unicodedata.normalize("NFD", cut[-1])[0]}
