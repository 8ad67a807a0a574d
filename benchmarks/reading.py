"""How often each decoder names the encoding of a Japanese statement rightly, on the same generated files.

Run: ``.venv/bin/python benchmarks/reading.py`` with charset-normalizer and faust-cchardet installed (missing
ones are left out). Files differ in encoding, width of the memos, header and number of rows; a decoder
is right if the text that its answer gives is the text that was written.
"""

from __future__ import annotations

import importlib.util
import itertools
import random
from collections import defaultdict
from collections.abc import Callable

import chardet

from selfcheck.errors import UnreadableError
from selfcheck.statement.text.decode import decode
from selfcheck.statement.words import column_words

ENCODINGS = ("cp932", "euc_jp", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso2022_jp_ext")
ROWS = (1, 2, 5, 20, 300)
HEADERS = {"ja": "日付,摘要,出金,入金,残高", "ascii": "Date,Description,Withdrawal,Deposit,Balance", "none": ""}
MEMOS = {
    "half": ["ﾄﾞｺﾓｺｳｻﾞ", "ﾃﾞﾝｷﾀﾞｲ", "ｷﾕｳﾖ", "ｽｲﾄﾞｳ", "ﾎｹﾝ", "ﾃｽﾄﾊﾅｺ", "ｱｵｿﾞﾗｼﾖｳﾃﾝ", "ﾔﾏﾀﾞﾀﾛｳ", "ﾗﾝﾄﾞ", "ﾊﾟﾝﾔ"],
    "full": ["ドコモコウザ", "デンキダイ", "キユウヨ", "スイドウ", "ホケン", "テストハナコ", "アオゾラシヨウテン", "パンヤ"],
    "kanji": ["電気代", "給与", "水道料金", "保険料", "青空商店", "家賃", "振込手数料", "口座振替", "利息", "税金"],
    "mixed": ["自払ﾄﾞｺﾓｺｳｻﾞ", "電気ﾃﾞﾝﾘﾖｸ", "給与アオゾラ", "ＡＴＭ", "水道", "ﾃｽﾄﾊﾅｺ様", "利息"],
}
WORDS = column_words()


def text_of(kind: str, header: str, rows: int, seed: int) -> str:
    """One statement; the seed decides which memos it has."""
    rng, balance, lines = random.Random(seed), 10_000_000, [HEADERS[header]] if HEADERS[header] else []
    for number in range(rows):
        yen = rng.randrange(100, 90000)
        balance -= yen
        lines.append(f"2026/{number % 12 + 1}/{number % 28 + 1},{rng.choice(MEMOS[kind])},{yen},,{balance}")
    return "\r\n".join(lines) + "\r\n"


def ours(data: bytes) -> str:
    """The decoder of this project."""
    return decode(data, WORDS).text


def by_chardet(data: bytes) -> str:
    """chardet alone."""
    return data.decode(chardet.detect(data, prefer_superset=True)["encoding"] or "ascii")


def decoders() -> dict[str, Callable[[bytes], str]]:
    """Those that are installed."""
    found: dict[str, Callable[[bytes], str]] = {"selfcheck": ours, "chardet": by_chardet}
    if importlib.util.find_spec("charset_normalizer"):
        from charset_normalizer import from_bytes

        found["charset-normalizer"] = lambda data: str(from_bytes(data).best() or "")
    if importlib.util.find_spec("cchardet"):
        import cchardet

        found["faust-cchardet"] = lambda data: data.decode(cchardet.detect(data)["encoding"] or "ascii")
    return found


def main() -> None:
    """Print a table: right of all, for each encoding and decoder."""
    table: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    ambiguous = 0
    for encoding, kind, header, rows, seed in itertools.product(ENCODINGS, MEMOS, HEADERS, ROWS, range(3)):
        text = text_of(kind, header, rows, seed)
        data = text.encode(encoding)
        for name, decoder in decoders().items():
            try:
                right = decoder(data).removeprefix("\ufeff") == text
            except (UnicodeError, LookupError, UnreadableError):
                right = False
            table[encoding][name][0] += right
            table[encoding][name][1] += 1
            if name == "selfcheck" and not right and decode(data, WORDS).rival:
                ambiguous += 1
    names = list(decoders())
    print(f"{'encoding':16}" + "".join(f"{name:>22}" for name in names))
    for encoding, row in table.items():
        print(f"{encoding:16}" + "".join(f"{row[name][0]:>15} / {row[name][1]}" for name in names))
    print(f"wrong answers of selfcheck that it declares as ambiguous: {ambiguous}")


if __name__ == "__main__":
    main()
