"""How often ordinary words are taken for a payment service, and how often a cut name is still found.

Run: ``.venv/bin/python benchmarks/naming.py`` with any of these installed: sudachidict_core, ipadic, unidic-lite,
japanese-personal-name-dataset (``pip install sudachidict_core ipadic unidic-lite japanese-personal-name-dataset``);
what is missing is left out. ``--limit 100000`` takes so many words of each, evenly spread; ``--before FOLDER`` measures an
older checkout of selfcheck beside this one, in pairs.

Every word of the dictionaries is printed as banks print it: in full and in half width, behind marks of rails and agents,
with a legal form behind it, and cut off by a column of 12, 14 and 16 half-width cells. A word that is then named as
a service is a false alarm, unless naming_accepted.toml says why it may be. Then every name of every service is cut within the
name behind the same marks, and counted as found if its service is named.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import time
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
PREFIXES = ("", "RTK ", "SMBC(ｶ)", "DF.", "ｸﾚｼﾞﾂﾄ ", "EBﾌﾘｶｴ ", "MHF)", "ﾌﾘｶｴ ")
"""Before a word that is cut off."""
WIDTHS = (12, 13, 14, 15, 16)
"""Half-width cells of a column."""
HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFFA0)}
LARGE = str.maketrans("ァィゥェォャュョッヮ", "アイウエオヤユヨツワ")
KANA_IN_UTF16 = re.compile(rb"(?:[\xa1-\xf4\xfc]\x30){3,40}")
_MECAB_HEADER = 72
"""Bytes before the double array: ten numbers and the name of the character set."""


def half_width(text: str) -> str:
    """As banks print a word: half-width kana, large, sound marks as characters of their own, - for the long mark."""
    plain = unicodedata.normalize("NFKC", text).translate(LARGE).upper().replace("ー", "-")
    apart = unicodedata.normalize("NFD", plain).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(HALF.get(char, char) for char in apart)


def katakana(text: str) -> str:
    """Hiragana as katakana."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)


def mecab_words(package: str) -> Iterator[str]:
    """Words and their readings, from the features of a compiled MeCab dictionary."""
    data = (folder_of(package) / "dicdir" / "sys.dic").read_bytes()
    sizes = [int.from_bytes(data[at : at + 4], "little") for at in range(24, 36, 4)]
    double_array, tokens, features = sizes
    begin = _MECAB_HEADER + double_array + tokens
    for feature in data[begin : begin + features].split(b"\0"):
        for field in feature.decode("utf-8", "ignore").split(",")[6:]:
            if len(field) > 1 and field != "*" and "-" not in field:
                yield field


def sudachi_words(package: str) -> Iterator[str]:
    """Readings: the runs of kana in the compiled dictionary (UTF-16)."""
    data = (folder_of(package) / "resources" / "system.dic").read_bytes()
    for run in KANA_IN_UTF16.finditer(data):
        yield run.group().decode("utf-16-le")


def people(package: str) -> Iterator[str]:
    """Readings of first and last names."""
    for file in sorted((folder_of(package) / "dataset").rglob("*")):
        if file.suffix in (".csv", ".json", ".txt"):
            yield from re.findall(r"[ぁ-ゖァ-ヺー]{2,}", file.read_text(encoding="utf-8", errors="ignore"))


def folder_of(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


SOURCES: dict[str, Callable[[str], Iterator[str]]] = {
    "sudachidict_core": sudachi_words,
    "ipadic": mecab_words,
    "unidic_lite": mecab_words,
    "japanese_personal_name_dataset": people,
}


def words(limit: int) -> list[str]:
    """The different words of all that are installed, ``limit`` of each source at most (0: all)."""
    found: dict[str, None] = {}
    for package, read in SOURCES.items():
        if importlib.util.find_spec(package) is None:
            print(f"{package}: not installed, left out")
            continue
        every = list(dict.fromkeys(katakana(word) for word in read(package)))
        step = max(len(every) // limit, 1) if limit else 1
        print(f"{package}: {len(every):,} words, {len(every[::step]):,} taken")
        found.update(dict.fromkeys(every[::step]))
    return list(found)


def printings(word: str) -> Iterator[tuple[str, bool]]:
    """The word as memos have it, and whether the column cuts it there."""
    half = half_width(word)
    for text in (word, half, f"ＲＴＫ　{word}", f"自払 {half}", f"{half}(ｶ", f"DF.{half}"):
        yield text, False
    for prefix in PREFIXES:
        for width in WIDTHS[::2]:
            if len(prefix) < width < len(prefix) + len(half):
                yield (prefix + half)[:width], True


def services_in(matcher: object, memo: str, *, column_ends: bool) -> set[str]:
    """What counts in a memo, in a statement whose column ends with it, or does not."""
    hits = matcher.find(memo)  # type: ignore[attr-defined]
    return {
        hit.service
        for hit in hits
        if not (getattr(hit, "needs_whole_column", False) if column_ends else hit.needs_narrow_column)
    }


def false_alarms(matcher: object, every: list[str]) -> dict[str, dict[str, list[str]]]:
    """Word → service → the printings that name it."""
    alarms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in every:
        for memo, cut in printings(word):
            for service in services_in(matcher, memo, column_ends=cut):
                alarms[word][service].append(memo)
    return alarms


def cut_names(matcher: object, names: list[tuple[str, str]]) -> Counter[tuple[int, bool]]:
    """(width, found) → number of cut memos: at least three letters of the name, five if they are Latin, are left."""
    counts: Counter[tuple[int, bool]] = Counter()
    for service, name in names:
        half = half_width(name)
        for prefix in PREFIXES:
            for width in WIDTHS:
                left = re.sub(r"[ﾞﾟ\- ]", "", half[: width - len(prefix)]) if width > len(prefix) else ""
                if len(prefix) + len(half) > width and len(left) >= (5 if left.isascii() else 3):
                    memo = (prefix + half)[:width]
                    counts[width, service in services_in(matcher, memo, column_ends=True)] += 1
    return counts


def report() -> int:
    """Print the figures of the selfcheck that is on the path; 1 if a false alarm is not accepted."""
    from selfcheck.knowledge import load
    from selfcheck.matching.matcher import Matcher

    options = arguments()
    matcher = Matcher(load())
    accepted = {entry["word"] for entry in tomllib.loads((HERE / "naming_accepted.toml").read_text("utf-8"))["accepted"]}
    names = [(service.id, name.text) for service in load().services.values() for name in service.names if name.fit != "whole"]
    counts = cut_names(matcher, names)
    for width in WIDTHS:
        found, every = counts[width, True], counts[width, True] + counts[width, False]
        print(f"cut at {width} half-width cells: {found:,} of {every:,} found ({found / max(every, 1):.1%})")
    every_word = words(options.limit)
    begin = time.process_time()
    alarms = false_alarms(matcher, every_word)
    each = (time.process_time() - begin) / max(sum(1 for word in every_word for _ in printings(word)), 1)
    print(f"{len(every_word):,} words, {each * 1e6:.1f} µs for each printing")
    by_service = Counter(service for services in alarms.values() for service in services)
    print(f"{len(alarms):,} words are named: " + ", ".join(f"{service} {count}" for service, count in by_service.most_common()))
    new = {word: services for word, services in alarms.items() if word not in accepted}
    for word, services in sorted(new.items()):
        for service, memos_of in services.items():
            print(f"  {word}\t{service}\t{' | '.join(memos_of[:3])}")
    print(f"{len(new):,} of them are not in naming_accepted.toml")
    return 1 if new else 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, default=0, help="words of each dictionary (0: all)")
    parser.add_argument("--before", type=Path, help="an older checkout, measured first")
    return parser.parse_args()


def main() -> int:
    """Measure here, and before in a process of its own."""
    options = arguments()
    if options.before:
        script = [sys.executable, str(Path(__file__)), "--limit", str(options.limit)]
        print(f"--- before: {options.before}", flush=True)
        subprocess.run(
            script,
            env={**os.environ, "PYTHONPATH": f"{options.before}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
            check=False,
        )
        print("--- now", flush=True)
    return report()


if __name__ == "__main__":
    raise SystemExit(main())
