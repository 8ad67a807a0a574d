"""A text and a width in columns come in, its lines go out, broken as Japanese is broken.

Between any two Japanese characters a line may end, inside a Latin word or a number it may not; no
line starts with a closing sign or ends with an opening one (JIS X 4051, the simple part of it).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from selfcheck.printing.styled import Styled
from selfcheck.printing.width import WIDTHS

_NOT_FIRST = frozenset("、。，．,.:;!?）」』】〕］｝>)]}・ー々ァィゥェォッャュョ…～％%円年月日件回時分")
_NOT_LAST = frozenset("（「『【〔［｛([{")
_NARROWEST = 4


def wrap(text: Styled, width: int) -> list[Styled]:
    """``text`` in lines of at most ``width`` columns (a longer Latin word is cut)."""
    plain = text.plain
    return [text[begin:end] for begin, end in _lines(plain, width)]


def wrap_plain(text: str, width: int) -> list[str]:
    """`wrap` for letters alone."""
    return [text[begin:end] for begin, end in _lines(text, width)]


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line begins and ends, without the blanks behind it."""
    found = []
    offset = 0
    for paragraph in text.split("\n"):
        starts = _breaks(paragraph, max(width, _NARROWEST))
        for begin, end in zip([0, *starts], [*starts, len(paragraph)], strict=True):
            found.append((offset + begin, offset + begin + len(paragraph[begin:end].rstrip())))
        offset += len(paragraph) + 1
    return found


def _breaks(plain: str, width: int) -> list[int]:
    """Offsets at which new lines start."""
    starts: list[int] = []
    if 2 * len(plain) <= width:
        return starts
    ends = list(accumulate(map(WIDTHS.__getitem__, plain)))
    begin, before = 0, 0
    while ends[-1] - before > width:
        over = bisect_right(ends, before + width, lo=begin)
        while over < len(plain) and plain[over].isspace():  # blanks may stand behind the edge
            over += 1
        if over == len(plain):
            break
        begin = _allowed(plain, begin, over)
        before = ends[begin - 1]
        starts.append(begin)
    return starts


def _allowed(plain: str, begin: int, over: int) -> int:
    """The last place from which a line may start, behind ``begin`` and not behind ``over``."""
    between_words = 0
    for at in range(over, begin, -1):
        if not _inside_word(plain, at):
            if plain[at] not in _NOT_FIRST and plain[at - 1] not in _NOT_LAST and not plain[at].isspace():
                return at
            between_words = between_words or at
    return between_words or over


def _inside_word(plain: str, at: int) -> bool:
    """Whether a Latin word or a number goes on at ``at``."""
    return "!" <= plain[at - 1] <= "~" and "!" <= plain[at] <= "~"
