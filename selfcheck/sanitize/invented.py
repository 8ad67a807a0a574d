"""What a holder's file holds comes in; something of the same look that nobody has goes out."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Collection

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
_SOUND_MARKS = "ﾞﾟ゛゜"
_MARKED = {"full": "ハヒフヘホ", "half": "ﾊﾋﾌﾍﾎ"}
_MARKS = f"{_SOUND_MARKS}ーｰ々ゝゞヽヾ"
_TRIES = 100
"""Words that are invented before one differs; a word of one letter may come out the same."""


def invented_word(word: str) -> str:
    """Letters of the same scripts, digits for digits; marks and dashes stay, and stand behind kana that can carry them."""
    if not any(_look(char) for char in word):
        return word
    for _ in range(_TRIES):
        made = "".join(_invented(char, after) for char, after in zip(word, f"{word[1:]} ", strict=True))
        if made != word:
            return made
    return "*" * len(word)


def _invented(char: str, after: str) -> str:
    look = _look(char)
    return secrets.choice(_MARKED.get(look, _LOOKS[look]) if after in _SOUND_MARKS else _LOOKS[look]) if look else char


def invented_yen(yen: int, taken: Collection[int]) -> int:
    """Another amount (yen) with as many digits; one digit more where ``taken`` leaves none."""
    low = int(10 ** (len(str(yen)) - 1))
    for _ in range(_TRIES):
        found = low + secrets.randbelow(9 * low)
        if found not in taken:
            return found
    return 10 * low + secrets.randbelow(low)


def written_alike(original: str, yen: int) -> str:
    """``yen`` as ``original`` writes an amount: commas, zeros in front, full-width digits, what stands around it."""
    match = DIGITS.search(original)
    if not match:
        return original
    plain = unicodedata.normalize("NFKC", match.group())
    body = f"{yen:,}" if "," in plain else str(yen).zfill(len(plain) if plain.startswith("0") else 1)
    if not match.group().isascii():
        body = body.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789,"})
    return original[: match.start()] + body + original[match.end() :]


def _look(char: str) -> str:
    """Which letters look like ``char``; empty for marks and signs."""
    if char in _MARKS:
        return ""
    for look, first, last in _SCRIPTS:
        if first <= char <= last:
            return look
    if char.isdigit():
        return "digit" if char.isascii() else "wide digit"
    return _look_of_letter(char) if char.isalpha() else ""


def _look_of_letter(char: str) -> str:
    """Latin letters look like their own; any other (〆, 﨑) like a kanji."""
    if char.isascii():
        return "upper" if char.isupper() else "lower"
    return "wide" if unicodedata.east_asian_width(char) == "F" else "kanji"
