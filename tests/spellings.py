"""How banks print a text: every form that the comparison must see through."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from selfcheck.matching.fold import fold

HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFFA0)}
LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")
DASHES = "-－−ｰー‐―"
PREFIXES = (
    "ＲＴ",
    "ＲＴＫ",
    "RS",
    "DF.",
    "ＡＰ／",
    "JD/",
    "フリカエ",
    "即時振替",
    "ソクジフリカエ",
    "自払",
    "チャージ",
    "口座振替",
)
SUFFIXES = ("チヤ－ジ", "チャージ", "インストール", "（カ", "(ｶ", "（株）", "株式会社")
LEGAL_BEFORE = ("カ）", "（株）", "㈱", "株式会社")


def half_width(text: str) -> str:
    """As banks print it: half-width kana, sound marks as characters of their own, ASCII."""
    plain = unicodedata.normalize("NFKC", text).translate(LARGE)
    apart = unicodedata.normalize("NFD", plain).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(HALF.get(char, char) for char in apart)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else "　" if char == " " else char for char in text)


def detached(text: str, voiced: str, half_voiced: str) -> str:
    return unicodedata.normalize("NFD", text).replace("\u3099", voiced).replace("\u309a", half_voiced)


def hiragana(text: str) -> str:
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def forms(name: str) -> Iterator[str]:
    """Every way in which a bank may print ``name`` by itself."""
    kana = name.translate(LARGE)
    yield from (name, kana, half_width(name), full_width(name), hiragana(name), name.lower(), name.upper())
    yield from (full_width(name.lower()), full_width(name.upper()))
    yield from (detached(kana, "゛", "゜"), detached(kana, "ﾞ", "ﾟ"), detached(name, "\u3099", "\u309a"))
    for dash in (*DASHES, ""):
        yield name.replace("ー", dash)
        yield half_width(name.replace("ー", dash))
    for gap in (" ", "　", "・"):
        yield gap.join(name.replace(" ", ""))
    yield from (f"({name})", f"（{name}）", f"「{name}」", f"[{name}]", f"({half_width(name)})")


def surrounded(name: str, *, purchase: bool = True) -> Iterator[str]:
    """``name`` among what banks print around names; ``purchase``: after AP, a card scheme to some banks, too."""
    prefixes = [prefix for prefix in PREFIXES if purchase or prefix != "ＡＰ／"]
    for text in (name, half_width(name), full_width(name)):
        for prefix in prefixes:
            yield from (f"{prefix}　{text}", f"{prefix} {text}", f"{prefix}({text})", f"{prefix}\t{text}")
        for prefix in ("ＲＴＫ", "DF.", "JD/", *(["AP/"] if purchase else [])):
            yield f"{prefix}{text}"
        yield from (f"{text}{suffix}" for suffix in SUFFIXES if fold(suffix)[:1] not in fold(text)[-1:])
        yield from (f"{text}　{suffix}" for suffix in SUFFIXES)
        yield from (f"{legal}{text}" for legal in LEGAL_BEFORE)
