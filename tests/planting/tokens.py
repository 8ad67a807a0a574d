"""What nobody must see: names, numbers, days and addresses of an invented holder, and how they are looked for in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

TOKENS = {
    "kana": "ﾔﾏﾉｳｴ ﾀﾛｻﾞｴﾓﾝ",
    "wide kana": "ヤマノウエ　タロザエモン",
    "kana behind a legal form": "カ）ヤマノウエデンキ",
    "kanji": "鷲尾権兵衛",
    "kanji apart": "鷲尾　権兵衛",
    "latin": "WASHIO GONBEI",
    "wide latin": "Ｗａｓｈｉｏ Ｇｏｎｂｅｉ",
    "with a word in it": "鷲尾入金",
    "digits": "8365729",
    "digits apart": "8 3 6 5 7 2 9",
    "wide digits": "８３６５７２９",
    "hyphens": "836-57-29",
    "dots": "8・3・6・5・7・2・9",
    "kanji digits": "八三六五七二九",
    "circled digits": "⑧③⑥⑤⑦②⑨",
    "almost a day": "1234-12-34765",
    "mail": "gonbei.washio@mail.example",
    "phone": "090-8365-7291",
    "birth": "昭和12年3月14日",
    "western birth": "1937/03/14",
    "compact birth": "19370314",
    "address": "鷲尾市北町8365-729",
}
ALL = " ".join(TOKENS.values())
_LETTERS = 3
"""Letters of a part that tell somebody."""
_WORDS = {"入金"}


def plain(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def seen(token: str, text: str) -> list[str]:
    """What of ``token`` stands in ``text``, whatever is printed between its letters."""
    shown = plain(text)
    return [part for part in dict.fromkeys(_parts(token)) if part in shown]


def _parts(token: str) -> Iterator[str]:
    """The token whole, every word and every number in it, and what tells a year of birth."""
    whole = plain(token)
    if len(whole) <= 2 * max(len(plain(one)) for one in TOKENS.values()):
        yield whole
    for part in re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", token)):
        word = plain(part)
        if word not in _WORDS and (len(word) >= _LETTERS or not word.isascii()):
            yield from (name for name in ("鷲尾", "権兵衛", "ヤマノウエ", "タロザエモン", "washio", "gonbei") if name in word)
    for number in re.findall(r"\d[\d\-]{5,}", unicodedata.normalize("NFKC", token)):
        yield plain(number)
