"""Printed text comes in, its comparison form goes out, with the way back.

Banks print one name in many forms: ﾄﾞｺﾓｺｳｻﾞ, ドコモコウザ, ト゛コモコウサ゛, ドコモ　コウザ. `fold` maps all of
them to one. It works on a character together with the sound marks that follow it, because the
detached marks U+309B/U+309C survive NFKC as a space and a combining mark (docs of the Zengin
character rules: small kana become large, the long mark becomes a hyphen of any kind or vanishes).

`fold` is idempotent, and only for comparison: what is shown is always the printed text.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from selfcheck.patterns import regex

_MARKS = "\u3099\u309a\u309b\u309c\uff9e\uff9f"
_BEHIND = f"(?:[ \u3000]{{0,2}}[{_MARKS}]|[\u0300-\u036f])"
"""A mark that belongs to the character before it."""
_CLUSTER = regex(f".{_BEHIND}*", re.DOTALL)
_MARKED = regex(f".{_BEHIND}+", re.DOTALL)
_MARK = regex(f"[{_MARKS}\u0300-\u036f]")
_ATTACH = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a", "\uff9e": "\u3099", "\uff9f": "\u309a"})
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶヰヱ", "アイウエオツヤユヨワカケイエ")
_LONG_MARKS = "ー"
"""Dashes and the other long marks are punctuation or symbols; ー alone is a letter to Unicode."""


LONG_MARKS = regex(r"[ー‐-―−－\-ｰ]+")
"""Printed long marks, and the dashes that stand for them: ー becomes - at banks, in any of its widths."""


def _fold_cluster(cluster: str) -> str:
    if len(cluster) > 1:
        cluster = cluster[0] + cluster[1:].replace(" ", "").replace("\u3000", "")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster.translate(_ATTACH)).casefold())
    katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    kept = (c for c in katakana.translate(_LARGE) if unicodedata.category(c)[0] in "LN" and c not in _LONG_MARKS)
    folded = "".join(kept)
    return folded if folded == cluster else "".join(_FOLDED[c] for c in folded)


class _FoldedClusters(dict[str, str]):
    """Folded form of every cluster met so far; a statement uses a few hundred."""

    def __missing__(self, cluster: str) -> str:
        folded = _fold_cluster(cluster)
        if len(self) < 50_000:
            self[cluster] = folded
        return folded


_FOLDED = _FoldedClusters()


class _FoldedCharacters(dict[int, str]):
    """The same of single characters, by their code."""

    def __missing__(self, code: int) -> str:
        folded = _FOLDED[chr(code)]
        if len(self) < 50_000:
            self[code] = folded
        return folded


_BY_CODE = _FoldedCharacters()


def fold(text: str) -> str:
    """The comparison form of ``text``."""
    # What is folded folds to itself, so that only characters with marks behind them must be taken out before the others.
    plain = _MARKED.sub(lambda cluster: _FOLDED[cluster[0]], text) if _MARK.search(text) else text
    return plain.translate(_BY_CODE)


class Folded(Struct, frozen=True):
    """A folded text that remembers where each of its characters was printed."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """For every folded character: start and end of its cluster in the printed text."""

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the printed text."""
        return self.spans[start][0], self.spans[end - 1][1]


def fold_with_spans(text: str) -> Folded:
    """`fold`, with the offset map back to the printed text."""
    folded: list[str] = []
    spans: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        part = _FOLDED[cluster.group()]
        folded.append(part)
        spans.extend([cluster.span()] * len(part))
    return Folded("".join(folded), tuple(spans))
