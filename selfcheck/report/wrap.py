"""A styled text and a width in columns come in, its lines go out, broken as Japanese is broken.

Between any two Japanese characters a line may end, inside a Latin word or a number it may not; no
line starts with a closing sign or ends with an opening one (JIS X 4051, the simple part of it).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len
from rich.text import Text

_NOT_FIRST = "、。，．,.:;!?）」』】〕］｝>)]}・ー々ァィゥェォッャュョ…～％%円年月日件回時分"
_NOT_LAST = "（「『【〔［｛([{"
_columns = lru_cache(maxsize=4096)(cell_len)
_TOKEN = re.compile(r"[!-~]+| +|.", re.DOTALL)


def wrap(text: Text, width: int) -> list[Text]:
    """``text`` in lines of at most ``width`` columns (a longer Latin word is cut)."""
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        lines.extend(line for line in paragraph.divide(_breaks(paragraph.plain, max(width, 4))))
    for line in lines:
        line.rstrip()
    return lines or [Text("")]


def wrap_plain(text: str, width: int) -> list[str]:
    """`wrap` for letters alone."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        starts = _breaks(paragraph, max(width, 4))
        ends = [*starts, len(paragraph)]
        lines.extend(paragraph[start:end].rstrip() for start, end in zip([0, *starts], ends, strict=True))
    return lines


def _breaks(plain: str, width: int) -> list[int]:
    """Offsets at which new lines start."""
    starts: list[int] = []
    if 2 * len(plain) <= width or cell_len(plain) <= width:
        return starts
    line_start, used = 0, 0
    tokens = [match.span() for match in _TOKEN.finditer(plain)]
    index = 0
    while index < len(tokens):
        start, end = tokens[index]
        size = end - start if plain[start] < "\x7f" else _columns(plain[start:end])
        if used + size <= width or plain[start:end].isspace():
            used += size
            index += 1
        elif start == line_start:
            cut = _fitting(plain, start, width)
            tokens[index : index + 1] = [(start, cut), (cut, end)]
        else:
            index = _allowed(plain, tokens, index, line_start)
            line_start, used = tokens[index][0], 0
            starts.append(line_start)
    return starts


def _allowed(plain: str, tokens: list[tuple[int, int]], index: int, line_start: int) -> int:
    """The last token at or before ``index`` that may start a line."""
    at = index
    while at > 0 and tokens[at][0] > line_start:
        start = tokens[at][0]
        if plain[start] not in _NOT_FIRST and plain[start - 1] not in _NOT_LAST:
            return at
        at -= 1
    return index


def _fitting(plain: str, start: int, width: int) -> int:
    """Where a single token that is wider than a line must be cut."""
    end = start + 1
    while cell_len(plain[start : end + 1]) <= width:
        end += 1
    return end
