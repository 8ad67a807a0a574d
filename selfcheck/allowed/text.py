"""A text out of a file comes in; where in it stands what anybody's file may hold goes out. Nothing else may be shown.

What may stay is told by what it is and by where it stands, so that no name stays in pieces:

- a cell that is a header, a kind or a direction as banks print them stays whole;
- the names of services, and what is known to resemble them, stay where the matcher finds them;
- beside them stay the words that are printed around names (チャージ, ご利用), up to the first unknown word;
- elsewhere a word stays if all of it is made of words that are nobody's name (入出金明細, but not 入金山);
- short marks (ＲＴ, ガス) stay at the beginning of a cell, or where no unknown word stands beside them;
- a digit stays only as part of one of these: 詳細１.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from selfcheck.allowed.words import AllowedWords
from selfcheck.knowledge import load
from selfcheck.matching.affixes import Around
from selfcheck.matching.fold import fold, fold_with_spans
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.places import Place, Verdict
from selfcheck.patterns import regex

Span = tuple[int, int]
"""Start and end in a text."""
LAYOUT = (
    r"\s!-/:-@\[-`{-~、。，．・：；？！｀´¨＾￣＿〃〇―‐‑–—−－／＼～〜∥｜…‥‘’“”（）"
    "〔〕［］｛｝〈〉《》「」『』【】＋±×÷＝≠＜＞￥¥＄％＃＆＊＠§☆★○●◎◇◆□■△▲▽▼※〒→←↑↓｡｢｣､･"
)
"""A class of characters that say nothing by themselves. Every other character is a letter of something."""
_BETWEEN = r"\s()（）「」『』\[\]【】〔〕［］<>〈〉《》＜＞/／:：;；,，、､。*＊\"'=＝|｜~～〜"
NUMBER = regex(r"\d(?:[\s\-‐‑–—―−－ー.．,，・･/／:：_']{0,3}\d)*")
"""Digits, however they are written apart."""
PART = regex(rf"{NUMBER.pattern}|[^\d{_BETWEEN}]+")
_FROM_LETTER_TO_LETTER = regex(rf"[^{LAYOUT}](?:.*[^{LAYOUT}])?", re.DOTALL)
"""All of a text but what stands around it: how many words were there is nobody's business."""
_ODD = regex(rf"[^\w{LAYOUT}゛゜\u3099\u309a㈱㈲㍿]")
"""No letter, no digit and no sign: what only one computer can show (外字), or a picture. Comparing words passes over them."""
_MOST_KNOWN = 10_000
"""Texts that are remembered: statements repeat themselves."""
_SHORT_FORM = 2
"""Characters of a legal form that may be the end of a name: ｶ)."""


class _Token(Struct):
    """A word, a number or a name in a text, and whether it may stay."""

    start: int
    end: int
    text: str
    is_name: bool = False
    is_number: bool = False
    stays: bool = False


class AllowedText:
    """Finds what may stay."""

    def __init__(self) -> None:
        """What the holder looks for besides is the holder's own, and not known here."""
        knowledge = load()
        self.words = AllowedWords(knowledge)
        self.matcher = Matcher(knowledge)
        self._around = Around(knowledge.lookalikes.affixes)
        self._known: dict[str, list[Span]] = {}

    def in_cell(self, text: str) -> list[Span]:
        """What may stay of a cell that may say anything, in the order of the text."""
        if not any(map(str.isalpha, text)):
            return []
        if text not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[text] = _without_odd(text, self._in_cell(text))
        return list(self._known[text])

    def _in_cell(self, text: str) -> list[Span]:
        if self.words.is_cell(text):
            return [(0, len(text))]
        names = self._names(text)
        legal = [span for span in self._legal_forms(text) if not _overlaps(span, names)]
        tokens = self._tokens(text, names, legal)
        self._judge(tokens)
        rails = [self._glued_rail(token) for token in tokens[:1] if not token.stays]
        return sorted([*((token.start, token.end) for token in tokens if token.stays), *filter(None, rails)])

    def in_header(self, text: str) -> list[Span]:
        """What may stay of a cell of a header, where words of columns are glued to others: 残高(普通1234567)."""
        kept = self.in_cell(text)
        if kept == [(0, len(text))]:
            return kept
        words = [word for word in PART.finditer(text) if not NUMBER.match(word.group())]
        if words and all(self.words.is_cell(word.group()) or self.words.is_word(word.group()) for word in words):
            return _without_odd(text, [word.span() for word in words])
        for start, part in _outside(text, kept):
            for word in PART.finditer(part):
                ends = [] if NUMBER.match(word.group()) else self.words.ends_of(word.group())
                kept += [(start + word.start() + begin, start + word.start() + end) for begin, end in ends]
        return _without_odd(text, sorted(kept))

    def masked(self, text: str, mask: str, *, also: Span | None = None, is_header: bool = False) -> str:
        """``text`` with ``mask`` for all that may not stay, however many words it is; ``also`` stays besides."""
        kept = self.in_header(text) if is_header else self.in_cell(text)
        if also:
            kept = sorted([*(span for span in kept if not _overlaps(span, [also])), also])
        pieces = (piece if stays else _FROM_LETTER_TO_LETTER.sub(mask, piece) for stays, piece in cut(text, kept))
        return "".join(pieces)

    def _names(self, text: str) -> list[Span]:
        """Where services stand, and what is known to resemble them."""
        if self.matcher.says_nothing(text):
            return []
        folded = fold_with_spans(self._around.without_legal_forms(text))
        places = [place for place in self.matcher.places(text) if place.verdict is not Verdict.WITHIN_WORD]
        return _joined([folded.printed(*_whole(place, folded.text)) for place in places])

    def _legal_forms(self, text: str) -> list[Span]:
        """株式会社 and the like; ｶ) glued to a word may be its end."""
        bare = self._around.without_legal_forms(text)
        forms = _joined([(at, at + 1) for at, char in enumerate(text) if char != bare[at]])
        return [
            (start, end)
            for start, end in forms
            if end - start > _SHORT_FORM or not (start and text[start].isalpha() and text[start - 1].isalnum())
        ]

    def _tokens(self, text: str, names: Sequence[Span], legal: Sequence[Span]) -> list[_Token]:
        tokens = [_Token(start, end, text[start:end], is_name=True, stays=True) for start, end in names]
        tokens += [_Token(start, end, text[start:end], stays=True) for start, end in legal]
        for at, part in _outside(text, sorted([*names, *legal])):
            for found in PART.finditer(part):
                word, is_number = found.group(), NUMBER.match(found.group()) is not None
                stays = not is_number and self.words.is_word(word)
                tokens.append(_Token(at + found.start(), at + found.end(), word, is_number=is_number, stays=stays))
        return sorted(tokens, key=lambda token: token.start)

    def _judge(self, tokens: list[_Token]) -> None:
        """Let words beside names stay, and short ones where no unknown word is."""
        self._let_stay_beside_names(tokens)
        self._let_stay_beside_names(tokens[::-1])
        words = [token for token in tokens if not token.stays and not token.is_number]
        is_known = all(self.words.is_mark(token.text) for token in words)
        for token in words:
            token.stays = is_known or (token in (tokens[0], tokens[-1]) and self.words.is_rail(token.text))

    def _let_stay_beside_names(self, tokens: Sequence[_Token]) -> None:
        """Go from each name over the words behind it, as far as one belongs to the one before."""
        before: _Token | None = None
        for token in tokens:
            if not token.stays and not token.is_number:
                token.stays = before is not None and self._belongs(token, before)
            if token.stays and (token.is_name or before):
                before = token
            elif not token.is_number:
                before = None

    def _belongs(self, word: _Token, neighbour: _Token) -> bool:
        """Whether ``word`` is one of those that are printed around names; of one that is glued to it the bank may have cut
        the end."""
        folded = fold(word.text)
        if any(map(str.isdigit, folded)):  # ①②③
            return False
        if neighbour.end == word.start:
            return self._around.glued_behind(folded, at_end=True)
        if neighbour.start == word.end:
            return self._around.glued_in_front(folded)
        return self._around.is_around(word.text)

    def _glued_rail(self, first: _Token) -> Span | None:
        """The mark with which the first word begins: ＲＴＫヤマダ."""
        folded = fold_with_spans(first.text)
        for length in range(min(len(folded.text) - 1, self.words.longest_rail), 1, -1):
            head, rest = folded.text[:length], folded.text[length]
            if self.words.is_rail(head) and not (head.isascii() and rest.isascii()):
                start, end = folded.printed(0, length)
                return first.start + start, first.start + end
        return None


def cut(text: str, kept: Sequence[Span]) -> Iterator[tuple[bool, str]]:
    """The pieces of ``text`` in order, each with whether it is one that is ``kept``."""
    at = 0
    for start, end in kept:
        if start >= at:
            yield False, text[at:start]
            yield True, text[start:end]
            at = end
    yield False, text[at:]


def _without_odd(text: str, spans: Sequence[Span]) -> list[Span]:
    """``spans`` without what is no letter in them."""
    found = []
    for start, end in spans:
        for odd in _ODD.finditer(text, start, end):
            found.append((start, odd.start()))
            start = odd.end()
        found.append((start, end))
    return [(start, end) for start, end in found if start < end]


def _whole(place: Place, folded: str) -> Span:
    """A place with the lookalike or the ending that decided about it, in the folded text."""
    start, end = place.start, place.end
    if place.by is None:
        return start, end
    if place.by.text.startswith(folded[end:]):  # an ending that the bank cut
        return start, len(folded)
    by, reach = re.compile(re.escape(place.by.text)), len(place.by.text)
    around = by.finditer(folded, max(start - reach, 0), end + reach)
    touching = (found.span() for found in around if found.start() <= end and start <= found.end())
    first = next(touching, (start, end))
    return min(start, first[0]), max(end, first[1])


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _outside(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """What stands beside ``spans``, with its place."""
    at = 0
    for start, end in spans:
        if start > at:
            yield at, text[at:start]
        at = max(at, end)
    yield at, text[at:]


@cache
def allowed_text() -> AllowedText:
    """Made once; it takes as long as a small scan."""
    return AllowedText()
