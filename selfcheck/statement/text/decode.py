"""Bytes come in; text, the name of the encoding and the evidence for it go out.

The order is: byte order mark, ISO-2022-JP escapes, UTF-16 by its NUL pattern, then UTF-8, cp932
and EUC-JP over the whole file. Where only one of them decodes without an error it is taken;
where several do (the bytes of ﾄﾞｺﾓｺｳｻﾞ are valid EUC-JP: 爪采些枝) or none does (banks cut memos
between two bytes), the more plausible text wins (`plausibility`), and chardet is asked for a second
opinion, which is recorded, and breaks ties. ISO-2022-JP is taken at once where all bytes are of seven bits; where
some are not, its escapes make it one more reading that is weighed.

A byte that breaks a character becomes U+FFFD and costs that character alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass

from selfcheck.errors import OptionError, UnreadableError
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.plausibility import plausibility

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKED = tuple((mark, plain, name) for (mark, name), plain in zip(_MARKS, ("utf-8", "utf-16-le", "utf-16-be"), strict=True))
"""A byte order mark, the encoding as a person tells it, and its name with the mark."""
_LEGACY = ("cp932", "euc-jp")
_CANDIDATES = ("utf-8", *_LEGACY)
_NAMES = {"shift_jis": "cp932", "shift_jis_2004": "cp932", "euc_jp": "euc-jp", "euc_jis_2004": "euc-jp"}
"""Our names for chardet's."""
_CODECS = {"iso-2022-jp": "iso2022_jp_ext"}
"""Python codecs that read more than their namesake (half-width kana in ISO-2022-JP)."""
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(I", b"\x1b(J")
_ODD = re.compile("[\ufffd\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]")
_ENOUGH = 1 << 16
_SOUND = 0.25
"""Plausibility below which even the only valid reading is compared with those that break a few characters."""
_CLEAR = 0.15
"""Plausibility (see there: per byte) by which one reading must lead to need no second opinion."""


@dataclass(frozen=True)
class Decoded:
    """The text of a file and why it was read so."""

    text: str
    encoding: str
    evidence: tuple[Sentence, ...]
    rival: str = ""
    """Another encoding under which the same bytes are nearly as plausible; empty: none."""
    differs: tuple[int, str, str] = (0, "", "")
    """The first line that the two readings show differently, and how each of them shows it."""


def decode(data: bytes, words: Collection[str], encoding: str | None = None) -> Decoded:
    """Decode ``data``; ``words`` are column words whose presence speaks for a reading.

    ``encoding`` overrides. Raises `OptionError` for an unknown encoding and `UnreadableError` for
    bytes that are no text in any of them.
    """
    if encoding:
        return _as_told(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(_decode(data, name), name, (sentence("decode-bom", encoding=name),)))
    others = data.translate(None, _ASCII)
    if not others.strip(b"\0") and len(others) * _FEW_NULS <= len(data):
        return _seven_bits(data)
    if name := _utf16_without_mark(data):
        return _checked(Decoded(_decode(data, name), name, (sentence("decode-nul-pattern", encoding=name),)))
    return _checked(_weigh(data, words))


_ASCII = bytes(range(1, 128))
_FEW_NULS = 20
"""One byte in so many may be NUL by accident; UTF-16 has far more."""


def _decode(data: bytes, encoding: str, errors: str = "replace") -> str:
    return data.decode(_CODECS.get(encoding, encoding), errors)


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        name = next((marked for mark, plain, marked in _MARKED if name == plain and data.startswith(mark)), name)
        text = _decode(data, name)
    except (LookupError, UnicodeError, ValueError, AttributeError, TypeError):
        raise OptionError("unknown-encoding", encoding=encoding) from None
    return Decoded(text, name, (sentence("decode-told", encoding=name),))


def _has_escapes(data: bytes) -> bool:
    return any(escape in data for escape in _ESCAPES)


def _seven_bits(data: bytes) -> Decoded:
    """Seven-bit bytes: ISO-2022-JP if its escapes are there, else plain ASCII."""
    if _has_escapes(data):
        return Decoded(_decode(data, "iso-2022-jp"), "iso-2022-jp", (sentence("decode-escapes"),))
    return _checked(Decoded(data.decode("ascii"), "utf-8", (sentence("decode-ascii"),)))


def _utf16_without_mark(data: bytes) -> str:
    """``utf-16-le`` or ``-be`` if NUL bytes stand (nearly) only on one side of the pairs."""
    head = data[: 1 << 16]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 3:
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if plausibility(_decode(data, name)[:_ENOUGH], ()).per_byte > _SOUND else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return _decode(data, encoding, "strict")
    except UnicodeDecodeError:
        return None


def _weigh(data: bytes, words: Collection[str]) -> Decoded:
    """Choose among UTF-8, cp932 and EUC-JP, and ISO-2022-JP where its escapes are."""
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and max(utf8) >= "\u0800":
        return Decoded(utf8, "utf-8", (sentence("decode-strict", encoding="utf-8"),))
    strict = {name: text for name in _LEGACY if (text := _strictly(data, name)) is not None}
    if utf8 is not None:
        strict["utf-8"] = utf8
    escaped = {"iso-2022-jp": _decode(data, "iso-2022-jp")} if _has_escapes(data) else {}
    if len(strict) == 1 and not escaped and plausibility(next(iter(strict.values())), words).per_byte > _SOUND:
        ((name, text),) = strict.items()
        others = ", ".join(other for other in _CANDIDATES if other != name)
        return Decoded(text, name, (sentence("decode-only", encoding=name, others=others),))
    several, second = len(strict) > 1, _second_opinion(data)
    readings = strict if several else {name: _decode(data, name) for name in _CANDIDATES}
    return _most_plausible(readings | escaped, words, second, broken=not several)


def _most_plausible(readings: dict[str, str], words: Collection[str], second: _Opinion, *, broken: bool) -> Decoded:
    scores = {name: plausibility(text, words) for name, text in readings.items()}
    ranked = sorted(scores, key=lambda name: scores[name].per_byte, reverse=True)
    best = ranked[0]
    runner_up = next((name for name in ranked if readings[name] != readings[best]), best)
    tie = runner_up != best and scores[best].per_byte - scores[runner_up].per_byte < _CLEAR
    if tie and second.encoding == runner_up:
        best, runner_up = runner_up, best
    evidence = [
        sentence("decode-broken" if broken else "decode-several", encodings=", ".join(readings)),
        *(sentence("decode-score", encoding=name, what=scores[name].in_words) for name in ranked),
        second.sentence,
    ]
    if tie:
        evidence.append(sentence("decode-tie", encoding=best, other=runner_up))
    if not tie:
        return Decoded(readings[best], best, tuple(evidence))
    return Decoded(readings[best], best, tuple(evidence), runner_up, _first_difference(readings[best], readings[runner_up]))


def _first_difference(one: str, other: str) -> tuple[int, str, str]:
    pairs = zip(split_lines(one), split_lines(other), strict=False)
    found = ((number, *pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    return next(found, (0, "", ""))


@dataclass(frozen=True)
class _Opinion:
    encoding: str
    sentence: Sentence


def _second_opinion(data: bytes) -> _Opinion:
    """What chardet says when it may choose among the encodings that Japanese banks use."""
    import chardet

    answer = chardet.detect(
        data, include_encodings=_CANDIDATES, no_match_encoding="utf-8", compat_names=False, prefer_superset=True
    )
    name = _NAMES.get(str(answer["encoding"]), str(answer["encoding"]))
    confidence = round(100 * answer["confidence"])
    if name not in _CANDIDATES or (name == "utf-8" and confidence <= 10):
        return _Opinion("", sentence("decode-chardet-none"))
    return _Opinion(name, sentence("decode-chardet", encoding=name, confidence=confidence))


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what is no text: more than one character in ten broken or a control character."""
    sample = decoded.text[:200_000]
    if len(_ODD.findall(sample)) * 10 > len(sample):
        raise UnreadableError("not-text")
    return decoded
