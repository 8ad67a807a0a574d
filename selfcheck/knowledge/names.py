"""Names as people type them: in kana or half width, with blanks, or nearly right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from selfcheck.patterns import regex

_HIRAGANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_WITHOUT = regex(r"[\s・･.,'’\"()\-‐－_]+")
_BANK = regex(r"(?:銀行|ギンコウ|bank)$|^bank")
LIKE = 0.6
"""How much of a name must agree for it to be near: brust for burst, みづほ for みずほ; with less, chance."""
_MOST = 3
"""Names that are offered for a typo."""


def plain_letters(name: str) -> str:
    """In one width and case, and in katakana."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_HIRAGANA)


def plain_name(name: str) -> str:
    """``name`` as it is compared: ぺいぺい, ﾍﾟｲﾍﾟｲ and ペイペイ are the same."""
    return _WITHOUT.sub("", plain_letters(name))


def plain_bank(name: str) -> str:
    """`plain_name` for banks, whose names people shorten: みずほ, みずほ銀行 and みずほぎんこう are the same."""
    return _BANK.sub("", plain_name(name)) or plain_name(name)


def nearest(wanted: str, names: Iterable[str], *, most: int = _MOST, like: float = LIKE) -> list[str]:
    """Those of ``names`` that resemble ``wanted`` or hold it, the nearest first."""
    from difflib import get_close_matches

    plain = plain_name(wanted)
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(plain_name(name), name)
    holding = [name for key, name in by_name.items() if len(plain) > 1 and plain in key]
    close = [by_name[key] for key in get_close_matches(plain, by_name, n=most, cutoff=like)]
    return list(dict.fromkeys((*close, *holding)))[:most]
