"""Bytes that no encoding explains as a whole come in; the text of each line in the encoding that explains it goes out.

Files of two banks, or of two years of one, are joined by people and programs that do not look at encodings. Every line is
weighed in every encoding; a change from one line to the next costs something, so that a single doubtful line stays with its
neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from msgspec import Struct

from selfcheck.patterns import regex
from selfcheck.statement.text.encodings import CANDIDATES, decode_as, has_escapes
from selfcheck.statement.text.plausibility import weigh_letters

_CHANGE = 6.0
"""Weight that a change of encoding costs: three kanji (`plausibility`)."""
# All three begin with one set of bytes, which is looked for much faster than three ways to begin.
_ANOTHER = regex(
    rb"[\xa4\xa5\xe3-\xe9\xef](?:(?<=[\xe3-\xe9])[\x80-\xbf]{2}|(?<=\xef)[\xbc-\xbf][\x80-\xbf]"
    rb"|(?<=[\xa4\xa5])[\xa1-\xf6]" + rb"[\xa4\xa5][\xa1-\xf6]" * 2 + rb")"
)
"""Kana, kanji, full and half width in UTF-8: in cp932 and EUC-JP rare kanji begin so, and hardly ever go on so. Three kana
in EUC-JP: in cp932 ､ or ･ every second letter."""

_CUT = regex(r"\ufffd+(?=[\s\",;]|$)")
"""What is left of a character that the bank cut at the end of a memo speaks against no encoding."""


class Run(Struct, frozen=True):
    """Lines (from 1, inclusive) in one encoding."""

    encoding: str
    first: int
    last: int


def may_change(data: bytes, encoding: str) -> bool:
    """Whether bytes that are valid in ``encoding`` hold a line that is more like another.

    Bytes of two neighbours look like another encoding in many a header (区分 in cp932): the line must weigh more in it, too.
    """
    if encoding != "cp932":
        return encoding == "euc-jp"  # half-width kana of cp932 are valid there
    return any(map(_is_rather_another, set(_like_another(data))))


def _like_another(data: bytes) -> Iterator[bytes]:
    """The lines that hold what another encoding is full of."""
    at = 0
    while found := _ANOTHER.search(data, at):
        end = data.find(b"\n", found.end())
        at = len(data) if end < 0 else end
        yield data[data.rfind(b"\n", 0, found.start()) + 1 : at]


def _is_rather_another(line: bytes) -> bool:
    return max(CANDIDATES, key=lambda name: _weight(line, name)) != "cp932"


def _weight(line: bytes, encoding: str) -> float:
    return weigh_letters(_CUT.sub("", decode_as(encoding, line))).total


def by_line(data: bytes) -> tuple[str, list[Run]]:
    """The text and its runs; a single run where one encoding explains the whole as well."""
    lines = data.split(b"\n")
    names = [*CANDIDATES, "iso-2022-jp"] if has_escapes(data) else list(CANDIDATES)
    chosen = _cheapest(lines, names)
    runs: list[Run] = []
    texts: list[str] = []
    at = 0
    for name, group in groupby(chosen):
        count = len(list(group))
        texts.append(decode_as(name, b"\n".join(lines[at : at + count])))
        runs.append(Run(name, at + 1, at + count))
        at += count
    return "\n".join(texts), runs


def _cheapest(lines: Sequence[bytes], names: Sequence[str]) -> list[str]:
    """An encoding for each line: those that weigh most together, less what the changes cost."""

    @cache
    def weights(line: bytes) -> tuple[float, ...]:
        return tuple(_weight(line, name) for name in names)

    best = [0.0] * len(names)
    back: list[list[int]] = []
    for line in lines:
        # A path that lags behind the leading one by more than a change costs is cheaper to reach from there; so only the leader
        # has to be looked at, and a line costs as many steps as there are encodings.
        leader = max(range(len(names)), key=lambda name: best[name])
        come_from = [name if best[name] >= best[leader] - _CHANGE else leader for name in range(len(names))]
        # Dates and amounts are the same bytes in all encodings, and leave the choice to their neighbours.
        here = weights(line) if not line.isascii() or b"\x1b" in line else (0.0,) * len(names)
        best = [max(best[name], best[leader] - _CHANGE) + here[name] for name in range(len(names))]
        back.append(come_from)
    name = max(range(len(names)), key=lambda place: best[place])
    chosen = [name]
    for come_from in reversed(back[1:]):
        name = come_from[name]
        chosen.append(name)
    return [names[place] for place in reversed(chosen)]
