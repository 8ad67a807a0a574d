"""Decoded text comes in; how much it looks like a Japanese bank statement goes out.

Used only where bytes can be read in more than one encoding. Every character outside ASCII gets a
weight per byte: kana and the kanji that statements use speak for a reading; rare kanji, sound
marks on a letter that cannot carry one, small half-width kana, private-use characters and broken
bytes speak against it. Known column words count most of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from msgspec import Struct

from selfcheck.language.sentences import Sentence, sentence
from selfcheck.patterns import regex
from selfcheck.statement.text.characters import characters

_VOICED = "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ"
_SEMIVOICED = "ﾊﾋﾌﾍﾎ"
VOICED_MARK = regex(f"[{_VOICED}]ﾞ|[{_SEMIVOICED}]ﾟ")
"""A letter of half-width kana with a sound mark that it can carry."""
USUAL_KANJI = (
    "口座振替込入出金取引残高差支払預受渡料利息税給与賞年月日時分円手数現普通定期積立当貯蓄貸付借返済保険証券株式会社有限合同"
    "電気水道話力東西南北京都府県市区町村大中小阪名古屋横浜神戸川島山田本木村上下前後内外国民健康介護住宅家賃費学校園大学院"
    "病薬局店商事業産工業建設運輸交通鉄道航空放送新聞信用組合銀行農協郵便局印紙自動車油食品生活協共済年金児童所得市県固定"
    "資産代表者様御氏名番号摘要内容明細種別区照会契約者支店店舗科目対象件数合計小計翌繰越前月当月度回分割一二三四五六七八九十百千"
    "万億藤佐鈴高橋渡辺伊加吉松井清林斎坂石和原野太郎子美花子一真愛香健恵優直博明正弘幸久雄司浩秀義勝隆誠智法務省庁役所納付"
    "還付返戻戻組取消訂正確定予約即時他行本人依頼先元"
)
_HEAD = 1 << 16
"""Characters among which column words are looked for."""
_SAMPLE = 1 << 18
"""Characters that are weighed."""
_WORD = 0.5
"""What a column word adds to the mean of a byte; the sixth is the last that counts."""
_MOST_WORDS = 6
_CLEARLY = 0.4
"""Mean weight of the first letters from which on no more need be weighed; half-width kana alone have 0.5."""


PLAUSIBLE = 0.25
"""Plausibility below which even the only valid reading is doubted, and compared with those that break a few characters."""


class Plausibility(Struct, frozen=True):
    """How plausible a reading is, and what that rests on."""

    per_byte: float
    """Mean weight of a byte outside ASCII, column words added; about 1 for sound text, 0 or less for nonsense."""
    words: int
    rare: int
    broken: int

    @property
    def in_words(self) -> Sentence:
        """The evidence as a sentence."""
        return sentence("plausibility", words=self.words, rare=self.rare, broken=self.broken)


class Weight(Struct, frozen=True):
    """What the letters of a text weigh, ASCII left out."""

    total: float
    size: int
    """Bytes in cp932, or what comes nearest."""
    rare: int

    @property
    def per_byte(self) -> float:
        """0 for a text without any."""
        return self.total / max(self.size, 1)


def weigh_letters(text: str) -> Weight:
    """Weigh every character outside ASCII.

    ﾞ and ﾟ are characters of their own in half-width kana; right behind ｱ or ﾏ they show that the reading is wrong.
    """
    marks = text.count("ﾞ") + text.count("ﾟ")
    # ｶﾞ ﾊﾟ are letters of a memo; ｱﾞ and ﾏﾟ come about where EUC-JP is read as cp932.
    carried = len(VOICED_MARK.findall(text)) if marks else 0
    total, size, rare = _CARRIED * carried + _ASTRAY * (marks - carried), marks, 0
    for char, count in Counter(text).items():
        if char > "\x7f" and char not in "ﾞﾟ":
            weight, width = _weight(char)
            total, size = total + weight * width * count, size + width * count
            rare += count if width == 2 and weight < 0 else 0
    return Weight(total, size, rare)


def plausibility(text: str, words: Collection[str]) -> Plausibility:
    """Weigh ``text``; column words are looked for in its first part, characters in a sample of lines."""
    head = text[:_HEAD]
    present = sum(1 for word in words if len(word) > 1 and word in head)
    sample = _sample(text)
    letters = weigh_letters(sample)
    per_byte = letters.per_byte + min(present, _MOST_WORDS) * _WORD
    return Plausibility(per_byte, present, letters.rare, sample.count("\ufffd"))


def is_plausible(text: str, words: Collection[str]) -> bool:
    """Whether a text looks like a statement; mostly the letters of its beginning say so, and no word need be looked for."""
    first = weigh_letters(_sample(text[:_HEAD], _HEAD // 4)).per_byte
    return first > _CLEARLY or plausibility(text, words).per_byte > PLAUSIBLE


def _sample(text: str, most: int = _SAMPLE) -> str:
    """The lines that are not plain ASCII, each once, up to so many letters."""
    if text.isascii():
        return ""
    lines: dict[str, None] = {}
    size = 0
    for line in text.splitlines():
        if not line.isascii() and line not in lines:
            lines[line] = None
            size += len(line)
            if size > most:
                break
    return "\n".join(lines)


_CARRIED, _ASTRAY = 1.5, -2.0
"""What a sound mark weighs on a letter that can carry one, and elsewhere."""
_KINDS: tuple[tuple[str, float, int], ...] = (
    ("\ufffd", -3.0, 1),
    ("｡-･ｧ-ｯ", -0.4, 1),  # small kana and points: banks print large kana, and EUC-JP read as cp932 is full of them
    ("ｦ-ﾝ", 0.5, 1),  # any byte from A6 to DD: valid by chance more often than the pairs below
    (f"ぁ-ヿ{USUAL_KANJI}", 1.0, 2),
    ("！-～　、。・「」（）￥【】＊※○●□■◇△▲→㈱①②③−―", 0.7, 2),
)
"""Characters, what a byte of them weighs, and their bytes in cp932. The first that holds a character counts."""
_WEIGHTS = {char: (weight, size) for spec, weight, size in reversed(_KINDS) for char in characters(spec)}


@lru_cache(maxsize=20_000)
def _weight(char: str) -> tuple[float, int]:
    """Weight per byte, and bytes, of one character."""
    if char in _WEIGHTS:
        return _WEIGHTS[char]
    if "一" <= char <= "鿿":
        return (0.1, 2) if _is_level_1(char) else (-1.0, 2)
    return -1.0, 2


def _is_level_1(char: str) -> bool:
    """JIS level 1 kanji (rows 16 to 47, 0xB0 to 0xCF in EUC-JP) are in use; level 2 is rare outside names."""
    try:
        return char.encode("euc_jp")[0] < 0xD0
    except UnicodeEncodeError:
        return False
