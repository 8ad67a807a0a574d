"""Bytes without any mark come in; of the readings that they allow, the most plausible goes out.

chardet is asked for a second opinion, which is recorded, and breaks ties.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.statement import Problem
from selfcheck.patterns import regex
from selfcheck.statement.text.by_line import by_line, may_change
from selfcheck.statement.text.encodings import CANDIDATES, LEGACY, decode_as, has_escapes, strictly
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.plausibility import is_plausible, plausibility

_CLEAR = 0.15
"""Plausibility (see there: per byte) by which one reading must lead to need no second opinion."""
_ONLY_UNICODE = regex("[\u0800-\U0010ffff]")
"""From there on UTF-8 takes three bytes, whose order no other encoding has by chance; all Japanese stands there."""
_MANY = 12
"""Characters of two bytes that no legacy text has by chance: of two half-width kana in a row one pair in four is one."""
_NOT_ASCII = regex(r"[^\x00-\x7f]")
_NAMES = {"shift_jis": "cp932", "shift_jis_2004": "cp932", "euc_jp": "euc-jp", "euc_jis_2004": "euc-jp"}
"""Our names for chardet's."""
_MOST_RUNS = 20
"""Changes of encoding that the evidence lists."""
_NO_ANSWER = 10
"""chardet's confidence in percent, up to which UTF-8 is what it says for want of an answer."""


class Decoded(Struct, frozen=True):
    """The text of a file and why it was read so."""

    text: str
    encoding: str
    evidence: tuple[Sentence, ...]
    rival: str = ""
    """Another encoding under which the same bytes are nearly as plausible; empty: none."""
    differs: tuple[int, str, str] = (0, "", "")
    """The first line that the two readings show differently, and how each of them shows it."""
    problems: tuple[Problem, ...] = ()
    """What is to be said of its letters."""
    is_plain: bool = True
    """Whether the bytes of each line give its text in ``encoding``, whatever the other lines hold."""

    @property
    def is_as_printed(self) -> bool:
        """Whether nothing about the letters is unusual, so that any line can be read without the others."""
        return self.is_plain and not self.rival and not self.problems


def weigh(data: bytes, words: Collection[str]) -> Decoded:
    """Choose among UTF-8, cp932 and EUC-JP, and ISO-2022-JP where its escapes are."""
    utf8 = strictly("utf-8", data)
    is_escaped = has_escapes(data)
    if utf8 is not None and _is_by_form(utf8) and not is_escaped:
        return Decoded(utf8, "utf-8", (sentence("decode-strict", encoding="utf-8"),))
    valid = _valid(data, utf8)
    escaped = {"iso-2022-jp": decode_as("iso-2022-jp", data)} if is_escaped else {}
    # August from an old download in cp932 and September in UTF-8, joined by `cat`: no encoding holds for both.
    if not valid or is_escaped or any(may_change(data, name) for name in valid):
        changing = _changing(data)
        if changing:
            return changing
    only = _only_one(valid, words) if len(valid) == 1 and not escaped else None
    return only or _weighed(data, valid, escaped, words)


def _weighed(data: bytes, valid: Mapping[str, str], escaped: Mapping[str, str], words: Collection[str]) -> Decoded:
    """The most plausible of several valid readings, or of all where none is."""
    second = _second_opinion(data)
    readings = valid if len(valid) > 1 else {name: decode_as(name, data) for name in CANDIDATES}
    return _most_plausible({**readings, **escaped}, words, second, are_valid=len(valid) > 1)


def _is_by_form(utf8: str) -> bool:
    """Whether text that is valid UTF-8 can hardly be anything else."""
    return _ONLY_UNICODE.search(utf8) is not None or len(_NOT_ASCII.findall(utf8)) >= _MANY


def _valid(data: bytes, utf8: str | None) -> dict[str, str]:
    """The readings that break nothing."""
    legacy = {name: text for name in LEGACY if (text := strictly(name, data)) is not None}
    return legacy if utf8 is None else {**legacy, "utf-8": utf8}


def _changing(data: bytes) -> Decoded | None:
    """A text whose encoding changes at some line."""
    text, runs = by_line(data)
    if len(runs) == 1:
        return None
    main = max(runs, key=lambda run: run.last - run.first)
    evidence = tuple(sentence("decode-run", encoding=run.encoding, first=run.first, last=run.last) for run in runs)
    return Decoded(text, main.encoding, (sentence("decode-changes"), *evidence[:_MOST_RUNS]), is_plain=False)


def _only_one(valid: Mapping[str, str], words: Collection[str]) -> Decoded | None:
    """The single reading that breaks nothing, if it is plausible too."""
    ((name, text),) = valid.items()
    if not is_plausible(text, words):
        return None
    others = ", ".join(other for other in CANDIDATES if other != name)
    return Decoded(text, name, (sentence("decode-only", encoding=name, others=others),))


def _most_plausible(readings: Mapping[str, str], words: Collection[str], second: _Opinion, *, are_valid: bool) -> Decoded:
    scores = {name: plausibility(text, words) for name, text in readings.items()}
    ranked = sorted(scores, key=lambda name: scores[name].per_byte, reverse=True)
    evidence = [
        sentence("decode-several" if are_valid else "decode-broken", encodings=", ".join(readings)),
        *(sentence("decode-score", encoding=name, what=scores[name].in_words) for name in ranked),
        second.sentence,
    ]
    best = ranked[0]
    rival = next((name for name in ranked if readings[name] != readings[best]), "")
    if not rival or scores[best].per_byte - scores[rival].per_byte >= _CLEAR:
        return Decoded(readings[best], best, tuple(evidence))
    if second.encoding == rival:
        best, rival = rival, best
    evidence.append(sentence("decode-tie", encoding=best, other=rival))
    return Decoded(readings[best], best, tuple(evidence), rival, _first_difference(readings[best], readings[rival]))


def _first_difference(text: str, other: str) -> tuple[int, str, str]:
    """The first line, from 1, that the two texts do not share, and what it is in each."""
    pairs = zip(split_lines(text), split_lines(other), strict=False)
    different = ((number, *pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    return next(different, (0, "", ""))


class _Opinion(Struct, frozen=True):
    encoding: str
    """Empty where chardet has no answer."""
    sentence: Sentence


def _second_opinion(data: bytes) -> _Opinion:
    """What chardet says when it may choose among the encodings that Japanese banks use."""
    import chardet

    answer = chardet.detect(
        data, include_encodings=CANDIDATES, no_match_encoding="utf-8", compat_names=False, prefer_superset=True
    )
    name = _NAMES.get(str(answer["encoding"]), str(answer["encoding"]))
    confidence = round(100 * answer["confidence"])
    if name not in CANDIDATES or (name == "utf-8" and confidence <= _NO_ANSWER):
        return _Opinion("", sentence("decode-chardet-none"))
    return _Opinion(name, sentence("decode-chardet", encoding=name, confidence=confidence))
