"""Series of texts: headers, quotes and memos of every odd kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.growth.series import HEADER, Call, Series, csv, day, scan, scanned, taking

_LINE = "2026/9/8,ドコモコウザ,100,,9900\n"


def _different_headers(size: int) -> str:
    """Every header has a word of its own; two rows below each."""
    left, parts = 10**9, []
    for number in range(size):
        parts.append(f"日付,摘要{number},出金,入金,残高,備考{number}")
        for _ in range(2):
            left -= 100
            parts.append(f"{day(number, size)},ペイペイ,100,,{left},")
    return "\n".join(parts) + "\n"


def _turned_headers(size: int) -> str:
    """Headers of the same words in another order each time."""
    names = ["日付", "摘要", "出金", "入金", "残高", "店", "番号"]
    parts = []
    for number in range(size):
        order = [names[(number // 7**step + step) % 7] for step in range(7)]
        parts += [",".join(dict.fromkeys(order)), "2026/9/8,ペイペイ,100,,9900,,"]
    return "\n".join(parts) + "\n"


def _wide(size: int) -> str:
    return "\r\n".join([HEADER + ",欄" * size, *["2026/9/8,ドコモコウザ,100,,900" + ",x" * size] * 50])


def _wide_names(size: int) -> str:
    """Every column is called like one of money."""
    return "\r\n".join(
        [HEADER + "".join(f",出金{number}" for number in range(size)), *["2026/9/8,ドコモコウザ,100,,900" + ",5" * size] * 20]
    )


def _sections(size: int) -> str:
    left, parts = 10**9, []
    for number in range(size):
        parts += ["", f"口座番号,{number % 9:07}", HEADER]
        left -= 100
        parts.append(f"{day(number, size)},ペイペイ{number},100,,{left}")
        parts.append("合計,,100,,")
    return "\n".join(parts) + "\n"


def _preamble(size: int) -> str:
    return "".join(f"お知らせ{number},{number},見本\n" for number in range(size)) + HEADER + "\n" + _LINE * 3


def _months(size: int) -> str:
    rows = [
        row
        for number in range(size)
        for row in (f"{2000 + number % 25}年{number % 12 + 1}月分", f"{number % 12 + 1}/8,ペイペイ,100,,9900")
    ]
    return csv(rows)


def _no_header(size: int) -> str:
    return csv(
        [f"{day(number, size)},電気{number % 50},100,,{10**9 - 100 * number}" for number in range(1, size)],
        f"{day(0, size)},水道,100,,{10**9}",
    )


def _quoted(cell: Callable[[int], str], memos: int = 1) -> Callable[[int], str]:
    """``memos`` rows with a cell of a size each, in quotes."""
    return lambda size: HEADER + "\n" + f'2026/9/8,"{cell(size)}",100,,9900\n' * memos + _LINE


def _rows_with(cell: str) -> Callable[[int], str]:
    """Many rows with such a memo."""
    return lambda size: taking(lambda number: cell.format(number), size)


def _one_line(text: str) -> Callable[[int], str]:
    """One memo of a text so many times."""
    return lambda size: HEADER + "\n" + _LINE + "2026/9/8," + text * size + ",100,,9900\n" + _LINE


def _own_names(folder: Path, size: int) -> Call:
    """Own names, and memos that name them."""
    names = ", ".join(f'"{_kana(number)}コトリ"' for number in range(size))
    rules = f'[[services]]\nid = "kotori"\nname = "コトリ"\nnames = [{names}]\n'
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "x.csv").write_text(taking(lambda number: _kana(number * 7) + "コトリ", 2_000), encoding="utf-8")
    return scan(folder / "x.csv", "--rules", folder / "rules.toml")


def _kana(number: int) -> str:
    return "".join(chr(0x30AB + number // 40**place % 40) for place in range(4))


def _series(family: str, name: str, unit: str, first: int, write: Callable[[int], bytes | str]) -> Series:
    return Series(family, name, unit, first, scanned(write))


SERIES = (
    _series("header", "all different", "headers", 500, _different_headers),
    _series("header", "the same words in another order", "headers", 4_000, _turned_headers),
    _series("header", "wide", "columns", 2_000, _wide),
    _series("header", "wide, every column of money", "columns", 450, _wide_names),
    _series("header", "many sections", "sections", 1_000, _sections),
    _series("header", "a long text before it", "lines", 20_000, _preamble),
    _series("header", "a month above every row", "months", 2_000, _months),
    _series("header", "none", "lines", 25_000, _no_header),
    _series(
        "quote", "nothing else in a line", "quotes", 1_000_000, lambda size: HEADER + "\n" + _LINE + '"' * size + "\n" + _LINE
    ),
    _series("quote", "a lone one in every memo", "lines", 8_000, _rows_with('"電気{}')),
    _series("quote", "one in the middle of every memo", "lines", 8_000, _rows_with('電"気{}')),
    _series("quote", "a lone one at the end of every memo", "lines", 8_000, _rows_with('電気{}"')),
    _series("quote", "never closed", "lines", 8_000, lambda size: HEADER + '\n2026/9/8,"電気,100,,9900\n' + _LINE * size),
    _series("quote", "doubled in every memo", "lines", 10_000, _rows_with('"電""気{}"')),
    _series("quote", "closed and opened again in every row", "lines", 8_000, _rows_with('"電" x "気{}')),
    _series("quote", "one cell of many lines", "lines", 40_000, _quoted(lambda size: "電気\n" * size)),
    _series("quote", "every memo of three lines", "lines", 8_000, _rows_with('"電\n気\n{}"')),
    _series("quote", "one cell of many lines with quotes", "lines", 40_000, _quoted(lambda size: 'a""b,c\n' * size)),
    _series(
        "quote", "lone ones between many empty cells", "cells", 200_000, lambda size: HEADER + "\n" + '",' * size + "\n" + _LINE
    ),
    _series("memo", "one long", "letters", 1_000_000, _one_line("長")),
    _series("memo", "one long, of digits", "letters", 500_000, _one_line("7")),
    _series("memo", "one long, of blanks", "letters", 500_000, _one_line(" ")),
    _series("memo", "one long, of half-width sound marks", "letters", 250_000, _one_line("ｶﾞ")),
    _series("memo", "near misses in one", "near misses", 30_000, _one_line("ドコモコウペイペ")),
    _series("memo", "many names in one", "names", 5_000, _one_line("ドコモコウザ ペイペイ　")),
    _series("memo", "names without a gap in one", "names", 10_000, _one_line("ドコモコウザペイペイ")),
    _series("memo", "a run of what stands before names", "words", 20_000, _one_line("ＲＴ　自払　")),
    _series("memo", "a run of forms of companies", "words", 20_000, _one_line("カ）")),
    _series("memo", "a run of brackets", "brackets", 100_000, _one_line("（")),
    _series("memo", "near misses, all different", "lines", 8_000, _rows_with("ドコモコウ{}ザペイペ")),
    _series("memo", "all different", "lines", 10_000, _rows_with("口座振替ﾄﾘﾋｷｻｷ{}コトリ")),
    _series("memo", "names, all different", "lines", 8_000, _rows_with("ＲＴ{}　ペイペイ")),
    _series("memo", "long, all different", "lines", 500, _rows_with("コトリ{0}" * 40)),
    Series("memo", "names of one's own", "names", 4_000, _own_names),
)
