"""What a holder's file holds comes in; something of the same look that nobody has goes out."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable

from selfcheck.allowed.text import LAYOUT
from selfcheck.patterns import regex

DIGITS = regex(r"[0-9０-９][0-9０-９,，]*")
_LOOKS = {
    "full": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "half": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ",
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねの",
    "kanji": "青空小鳥水色緑山川森花月星海風",
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower": "abcdefghijklmnopqrstuvwxyz",
    "wide": "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "digit": "0123456789",
    "wide digit": "０１２３４５６７８９",
}
_SCRIPTS = (("full", "ァ", "ヶ"), ("half", "ｦ", "ﾝ"), ("hiragana", "ぁ", "ん"), ("kanji", "一", "鿿"))
"""The first and the last letter of each; marks stand among them."""
_SOUND_MARKS = "ﾞﾟ゛゜\u3099\u309a"
_MARKED = {"full": "ハヒフヘホ", "half": "ﾊﾋﾌﾍﾎ"}
_MARKS = f"{_SOUND_MARKS}ーｰ々ゝゞヽヾ"
_STAYS = regex(rf"[{LAYOUT}{_MARKS}\x00-\x1f\x7f\ufffd\ufeff]")
"""Signs, what makes a letter of the one before it, and what is no letter at all."""
_TRIES = 100
"""Words that are invented before one differs; a word of one letter may come out the same."""


def invented_word(word: str, taken: Callable[[str], bool] = lambda made: False) -> str:
    """Letters of the same scripts, digits for digits, that are not ``taken``; stars where all is.

    Signs stay, and sound marks stand behind kana that can carry them.
    """
    if all(map(_STAYS.match, word)):
        return word
    for _ in range(_TRIES):
        made = "".join(_invented(char, after) for char, after in zip(word, f"{word[1:]} ", strict=True))
        if made != word and not taken(made):
            return made
    return "*" * len(word)


def _invented(char: str, after: str) -> str:
    if _STAYS.match(char):
        return char
    look = _look(char)
    return secrets.choice(_MARKED.get(look, _LOOKS[look]) if after in _SOUND_MARKS else _LOOKS[look])


def written_alike(original: str, yen: int) -> str:
    """``yen`` as ``original`` (a number) writes one: commas, zeros in front, full-width digits."""
    plain = unicodedata.normalize("NFKC", original)
    digits = sum(map(str.isdigit, plain))
    body = f"{yen:,}" if "," in plain else str(yen).zfill(digits if plain.startswith("0") else 1)
    return body if original.isascii() else body.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789,"})


def _look(char: str) -> str:
    """Which letters look like ``char``."""
    for look, first, last in _SCRIPTS:
        if first <= char <= last:
            return look
    if char.isdigit():
        return "digit" if char.isascii() else "wide digit"
    if char.isascii():
        return "upper" if char.isupper() else "lower"
    return "wide" if char.isalpha() and unicodedata.east_asian_width(char) == "F" else "kanji"
