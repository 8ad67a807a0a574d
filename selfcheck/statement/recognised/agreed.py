"""The readings of one cell come in; what it most likely says goes out, and whether there is doubt.

Digits are read with the data of English at two widths and with those of Japanese: a number counts as sure where two of them
agree. A text is taken from the reading that tesseract is surer of; all of its readings are kept, because names are looked for
in each.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.patterns import regex
from selfcheck.statement.recognised.sheet import Reading

_JOINED = regex(r"(?<=[^\x00-\x7f\"~`']) | (?=[^\x00-\x7f\"~`'])|(?<=[\"~`']) | (?=[\"~`'])")
"""A space that tesseract puts between words or before a voicing mark; cells end where there is a gap that can be seen."""
_DATE = regex(r"(?:[RHS令和平成昭]{1,2})?(?:\d{4}|\d{1,2})?[年/.\-]?\d{1,2}[月/.\-]\d{1,2}日?|(?:19|20)\d{6}")
_AMOUNT = regex(r"[-▲△+¥\\*(]*\d{1,3}(?:,\d{3})*[)円\-*]?")
_POINTS = regex(r"(?<=\d)[.](?=\d{3}(?!\d))")
"""A comma whose tail was too small; yen have no fractions."""
_SURE = 2
"""Readings that must agree on a number."""


class Agreed(Struct, frozen=True):
    """What a cell says."""

    text: str
    readings: tuple[str, ...] = ()
    """All ways to read a text, the likeliest first; none for a number."""
    rivals: tuple[str, ...] = ()
    """For a number: what it may be as well."""
    is_unclear: bool = False
    """For a text: whether no two readings are the same."""


def is_number(text: str) -> bool:
    """Whether a reading is a date or an amount."""
    return bool(_DATE.fullmatch(text) or _AMOUNT.fullmatch(text))


def number_in(text: str) -> str:
    """A reading as a date or an amount would be written."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return plain if _DATE.fullmatch(plain) else _POINTS.sub(",", plain.replace("。", "."))


def agreed_number(readings: Sequence[Reading]) -> Agreed | None:
    """The number that most of the readings give; None where fewer than two give one."""
    found = [text for reading in readings if is_number(text := number_in(reading.text))]
    if len(found) < _SURE:
        return None
    counted = Counter(found).most_common()
    text, times = counted[0]
    return Agreed(text, rivals=tuple(other for other, _ in counted[1:]) if times < _SURE else ())


def agreed_text(readings: Sequence[Reading]) -> Agreed:
    """The text that tesseract is surest of, and all others."""
    by_confidence = sorted((reading for reading in readings if reading.text), key=lambda reading: -reading.confidence)
    texts = [*dict.fromkeys(joined(reading.text) for reading in by_confidence)]
    return Agreed(texts[0] if texts else "", tuple(texts), is_unclear=len(texts) == len(by_confidence))


def joined(text: str) -> str:
    """A reading without the spaces that tesseract puts between Japanese words."""
    return _JOINED.sub("", text).strip()
