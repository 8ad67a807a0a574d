"""A printed cell comes in; where its letters stand, what touches them and which marks stand between, go out.

Names are compared folded, but whether a name is a word by itself is seen in print: spaces, brackets and
the marks that folding drops tell words apart.
"""

from __future__ import annotations

from msgspec import Struct

from selfcheck.matching.fold import LONG_MARKS, Folded
from selfcheck.patterns import regex

LONGEST = 80
"""Letters that are looked at around a name; more of them are no affixes."""
_GAP = regex(r"[\s・･/／*＊]")
"""A name (or word) printed in parts, ﾗｲﾝ ﾍﾟｲ, must end where its parts end: ライン ペイトナー is something else."""
_BLANK = regex(r"[\s・･]")


class Cell(Struct, frozen=True):
    """One text cell. Places are those of letters in ``folded``, unless a parameter says otherwise."""

    printed: str
    bare: str
    """As printed, with blanks where legal forms stood."""
    folded: Folded

    @property
    def text(self) -> str:
        """The letters, folded."""
        return self.folded.text

    def print_of(self, start: int, end: int) -> str:
        """Letters ``start`` to ``end`` as printed, their marks and spaces included."""
        begin, stop = self.folded.printed(start, end)
        return self.printed[begin:stop]

    def before(self, start: int) -> str:
        """What is printed before letter ``start``."""
        return self.bare[: self.folded.spans[start][0]]

    def behind(self, end: int) -> str:
        """What is printed behind the letters up to ``end``."""
        return self.bare[self.folded.spans[end - 1][1] :]

    def ends_at(self, end: int) -> bool:
        """Whether nothing is printed behind the letters up to ``end``, long marks aside."""
        return end == len(self.text) and not LONG_MARKS.sub("", self.behind(end)).strip()

    def mark_behind(self, index: int) -> bool:
        """Whether a long mark is printed behind letter ``index``, before the next."""
        spans = self.folded.spans
        until = spans[index + 1][0] if index + 1 < len(spans) else len(self.bare)
        return LONG_MARKS.match(self.bare, spans[index][1], until) is not None

    def is_apart(self, start: int) -> bool:
        """Whether a space stands before letter ``start``."""
        begin = self.folded.spans[start][0]
        return begin > 0 and _BLANK.fullmatch(self.bare[begin - 1]) is not None

    def last_part(self, start: int, end: int) -> tuple[str, str] | None:
        """For letters printed in parts: the last part, and what is printed from there on; None if they are printed in one."""
        begin, stop = self.folded.printed(start, end)
        gaps = list(_GAP.finditer(self.bare, begin, stop))
        if not gaps:
            return None
        part = gaps[-1].end()
        return self.bare[part:stop], self.bare[part : part + LONGEST]

    def word_around(self, start: int, end: int) -> tuple[str, str]:
        """The letters that touch ``start`` to ``end`` on the left and the right, of the same script, without a separator."""
        left, right = start, end
        while left > max(start - LONGEST, 0) and self._joined(left - 1):
            left -= 1
        while right < min(end + LONGEST, len(self.text)) and self._joined(right - 1):
            right += 1
        return self.text[left:start], self.text[end:right]

    def _joined(self, left: int) -> bool:
        """Whether letters ``left`` and ``left + 1`` belong to one word."""
        script = _script(self.text[left])
        if not script or script != _script(self.text[left + 1]):
            return False
        between = self.bare[self.folded.spans[left][1] : self.folded.spans[left + 1][0]]
        return not between or LONG_MARKS.fullmatch(between) is not None


def _script(char: str) -> str:
    """Letters of one script side by side make a word; digits and other signs end it."""
    if "a" <= char <= "z":
        return "latin"
    return "japanese" if "ァ" <= char <= "ヿ" or "一" <= char <= "鿿" else ""
