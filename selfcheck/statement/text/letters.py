"""Text comes in; whether its letters are those that Japanese statements hold goes out.

A balance proves amounts and proves no name. Every character outside ASCII weighs per byte what `plausibility` gives it;
a cell is implausible where its letters weigh against it. Letters that were lost stand as substitutes (``??``, U+FFFD, 〓).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec.structs import replace

from selfcheck.patterns import regex
from selfcheck.statement.text.characters import characters
from selfcheck.statement.text.plausibility import USUAL_KANJI, Weight, weigh_letters

_SYMBOLS = characters(
    "　-〟・´｀¨＾￣＿〃仝々〆〇ー―‐–—／＼～〜∥｜…‥‘’“”±×÷≠＜＞≦≧∞∴♂♀°′″℃￥＄￠￡％＃＆＊＠§"
    "─-╿"  # tables are drawn with them
    "☆★○●◎◇◆□■△▲▽▼※〒→←↑↓〓℡№①-⑳Ⅰ-Ⅹ㈱㈲㈹©®™•£€¥\xa0\ufeff\u2600-\u27bf\ufe0f\u2000-\u206f\u066b\u066c"
)
"""Rows 1, 2, 8 and 13 of JIS X 0208, English typography (McDonald’s), pictures, what has no width: no sign of anything."""
_PICTURES = "\U0001f000"
"""Emoji begin here: holders put them into their own notes."""
_USUAL = characters("\x00-\x7eぁ-ヿ！-～ｦｰ-ﾟ") | characters(USUAL_KANJI) | _SYMBOLS
CELL = regex(r'[^,\t\r\n";]+')
"""Between the delimiters. None of them is the second byte of a character in cp932, EUC-JP or UTF-8, so that a garbled text
has its delimiters where the bank put them."""
_LATIN = frozenset(string.ascii_letters)
_AMONG_LATIN = regex(r"(?<=[A-Za-z])[ぁ-ヿ一-鿿](?=[A-Za-z])|(?<=[A-Za-z])[ｦ-ﾟ](?![ｦ-ﾟ])|(?<![ｦ-ﾟ])[ｦ-ﾟ](?=[A-Za-z])")
"""A single letter within a Latin word: CAFÉ read as cp932 would be CAFﾉ, and Résidence R市idence."""
_ACCENTED = regex("(?<=[A-Za-z])[À-ɏ]|[À-ɏ](?=[A-Za-z])")
_AMONG_LATIN_COSTS = 4.0
"""What two kanji weigh (`plausibility`), against the kana of CAFﾉ."""
_KANJI_BY_HALF = regex("[一-鿿][｡-ﾟ]|[｡-ﾟ][一-鿿]")
# Repeated as text: where a pattern begins with a repeated group, it is tried at every letter, which takes ten times as long.
_LATIN_AS_KANA = regex("[ﾂ-ﾆ][^A-Za-z0-9ﾂ-ﾆ ]" * 3)
"""UTF-8 begins the letters of Western Europe with C2 to C6, which cp932 reads as ﾂ to ﾆ: ÃƒÂ has been garbled twice."""
_EUC_AS_KANA = regex("･[｡-ﾟ]" * 3)
"""EUC-JP begins all kana with A4 or A5, which cp932 reads as ､ or ･; banks print neither in half-width kana."""
_UTF8_AS_KANA = regex("・[ｽｾ].{0,6}" * 2)
"""UTF-8 begins half-width kana with EF BD or EF BE; where a program dropped what cp932 lacks, ・ｽ and ・ｾ are left."""
_VOICED_LATIN = regex("[ﾞﾟ](?<=[A-Za-z].)")
"""ｶﾞ has a mark, Aﾞ cannot: ﾄﾞｺﾓ was opened as Windows-1252 (ÄÞºÓ) and saved without the accents."""
_SIGNS = (
    (_LATIN_AS_KANA, frozenset("ﾂﾃﾄﾅﾆ")),
    (_EUC_AS_KANA, frozenset("･")),
    (_UTF8_AS_KANA, frozenset("・")),
    (_VOICED_LATIN, frozenset("ﾞﾟ")),
)
"""What half-width kana show that were never printed as such, and the letters of which one is in each."""
_DOUBTFUL = 0.3
"""Weight per byte below which it is asked whether a cell was garbled: half-width kana weigh 0.5 (`plausibility`)."""
_IMPLAUSIBLE = -0.3
"""Weight per byte from which on down a cell is no Japanese. Names of level 2 kanji alone weigh as little."""
_LOST = regex(
    r"(?<![A-Za-z!?])\?{2,}"  # what Windows and Java write for a letter that an encoding lacks; WHAT?? is a question
    r"|？{3,}"
    r"|〓{2,}|^\s*[□〓・_]{3,}\s*$"  # what terminals and printers of hosts show for it
    "|\ufffd[^\ufffd]+\ufffd|\ufffd{3}"  # one character at the end, of up to three bytes, was cut by the bank
)
_LONG = 64
"""Letters of a cell whose weight is not kept."""
_MAYBE_LOST = regex(r"\?{2,}|\?[^?]?\?")


def weight(cell: str) -> Weight:
    """Weigh the letters of one cell, symbols left out."""
    return _known_weight(cell) if len(cell) < _LONG else _weight(cell)


def _weight(cell: str) -> Weight:
    letters = weigh_letters(_telling(cell))
    among_latin = 0 if _LATIN.isdisjoint(cell) else len(_AMONG_LATIN.findall(cell))
    return replace(letters, total=letters.total - _AMONG_LATIN_COSTS * among_latin)


_known_weight = lru_cache(maxsize=1 << 14)(_weight)


def _telling(cell: str) -> str:
    """The cell without symbols, and without the accented letters of Latin words."""
    plain = cell if _LATIN.isdisjoint(cell) else _ACCENTED.sub("", cell)
    return "".join(char for char in plain if char not in _SYMBOLS and char < _PICTURES)


def _unusual(letters: frozenset[str]) -> list[str]:
    """Those of ``letters`` that few statements hold."""
    return [char for char in letters - _USUAL if char < _PICTURES]


def cells_of(text: str) -> list[str]:
    """The different cells that hold letters outside ASCII, in the order of the text."""
    return [cell for cell in dict.fromkeys(CELL.findall(text)) if not cell.isascii()]


def doubtful_cells(text: str, letters: frozenset[str]) -> list[str]:
    """The different cells of which it is to be asked how they came to hold their letters, in the order of the text.

    ``letters`` are the different ones of ``text``.
    """
    if not _has_signs(text, letters):
        # Only lines with a letter that few statements hold need be cut: often the header alone.
        unusual = _unusual(letters)
        text = "\n".join(_lines_with(unusual, text)) if unusual else ""
    return list(filter(is_doubtful, cells_of(text)))


def _lines_with(letters: Iterable[str], text: str) -> Iterator[str]:
    """The lines of ``text`` in which one of ``letters`` stands."""
    some, at = re.compile(f"[{re.escape(''.join(letters))}]"), 0
    while found := some.search(text, at):
        end = text.find("\n", found.end())
        at = len(text) if end < 0 else end
        yield text[text.rfind("\n", 0, found.start()) + 1 : at]


def is_doubtful(cell: str) -> bool:
    """Whether it is to be asked how a cell came to hold its letters."""
    letters = frozenset(cell)
    return _has_signs(cell, letters) or (bool(_unusual(letters)) and weight(cell).per_byte < _DOUBTFUL)


def _has_signs(text: str, letters: frozenset[str]) -> bool:
    """Whether one of `_SIGNS` stands in ``text``; only those are looked for that its ``letters`` allow."""
    return any(not letters.isdisjoint(held) and sign.search(text) for sign, held in _SIGNS)


def is_implausible(cell: str) -> bool:
    """Whether the letters of a cell are none that a Japanese statement prints there.

    Names of rare kanji (躑躅園) weigh as little, but stand by themselves: not beside half-width kana or letters that cp932
    lacks.
    """
    if _has_signs(cell, frozenset(cell)):
        return True
    if weight(cell).per_byte > _IMPLAUSIBLE:
        return False
    # ド in UTF-8, read as Windows-1252, is ãƒ‰: cp932 has no ã.
    foreign = not all(map(_in_cp932, _telling(cell)))
    return foreign or bool(_KANJI_BY_HALF.search(cell))


@lru_cache(maxsize=1 << 12)
def _in_cp932(char: str) -> bool:
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return not "\ue000" <= char <= "\uf8ff"


def lost_in(cell: str) -> bool:
    """Whether letters of a cell were replaced by signs for letters that are lost."""
    return bool(_LOST.search(cell))


def is_broken(line: str) -> bool:
    """Whether a single character of some cell is broken, as where a bank cuts a memo between two bytes."""
    return "\ufffd" in line and any("\ufffd" in cell and not lost_in(cell) for cell in CELL.findall(line))


def may_be_lost(cell: str) -> bool:
    """Whether they may have been: counts where others of the same file are lost."""
    return bool(_MAYBE_LOST.search(cell))
