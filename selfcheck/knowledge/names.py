"""Names as people type them: in kana or half width, with blanks, with or without 銀行, or nearly right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_HIRAGANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_WITHOUT = re.compile(r"[\s・･.,'’\"()\-‐－_]+")
_BANK = re.compile(r"(?:銀行|ギンコウ|(?<=.)bank|bank(?=.))")
_LIKE = 0.6
"""How much of a name must agree for it to be near: brust for burst, みづほ for みずほ; with less, chance."""
_MOST = 3


def plain_name(name: str) -> str:
    """``name`` as it is compared: ぺいぺい, ﾍﾟｲﾍﾟｲ and ペイペイ are the same, and so are みずほ銀行 and みずほ."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_HIRAGANA)
    folded = _WITHOUT.sub("", folded)
    return _BANK.sub("", folded) or folded


def nearest(wanted: str, names: Iterable[str], *, most: int = _MOST) -> list[str]:
    """Those of ``names`` that resemble ``wanted`` or hold it, the nearest first."""
    from difflib import get_close_matches

    plain = plain_name(wanted)
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(plain_name(name), name)
    holding = [name for key, name in by_name.items() if len(plain) > 1 and plain in key]
    close = [by_name[key] for key in get_close_matches(plain, by_name, n=most, cutoff=_LIKE)]
    return list(dict.fromkeys((*close, *holding)))[:most]
