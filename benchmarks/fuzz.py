"""Inputs that nobody thought of come in, one part after the other is held to what it promises; what it broke goes out.

Run from the project's folder: ``.venv/bin/python -m benchmarks.fuzz --target reader --seconds 240``. With atheris installed
(``pip install atheris``) the inputs follow the branches of the code that they reach; without it they are the seeds with random
changes, and the first line says so. Nothing is written but the inputs that broke a promise, into ``--found`` (a new folder for
temporary files, if not given); they are run again with ``-m benchmarks.fuzz --target reader FILE...``. Exit code 1: something
was found.

Targets, and what holds for any input:

- ``decode``: text or `UnreadableError`; the text is what the codec makes of the bytes; a rival is shown by a line that differs.
- ``table``: rows stand on all lines, one after the other; no letter of the text is lost.
- ``reader``: one statement or more and no exception; every line has one fate; the same bytes give the same statement.
- ``matcher``: what is matched stands in the text; asked again, and by a matcher that remembers nothing, the answer is the same.
- ``bulk``: read block by block and read whole, a file gives the same statement, and blocks of any size do.

No input may take more than a few seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import hashlib
import itertools
import os
import random
import re
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

with atheris.instrument_imports(include=["selfcheck"]) if atheris else contextlib.nullcontext():
    from selfcheck.errors import UnreadableError
    from selfcheck.knowledge import load
    from selfcheck.matching.matcher import Matcher
    from selfcheck.model.statement import Fate, Statement
    from selfcheck.statement.bulk import blocks
    from selfcheck.statement.bulk import reader as bulk_reader
    from selfcheck.statement.inputs import Input
    from selfcheck.statement.options import Options
    from selfcheck.statement.reader import read_input
    from selfcheck.statement.text.decode import decode
    from selfcheck.statement.text.table import read_table
    from selfcheck.statement.words import column_names, column_words
    from tests.helpers import GOLDEN, SAMPLES, sample_of
    from tests.hostile.case import physical_lines
    from tests.statement.bulk.test_bulk import described, in_bulk, long, whole

TODAY = dt.date(2026, 11, 22)
CODECS = {"iso-2022-jp": "iso2022_jp_ext"}
LONGEST = 12_000
"""Bytes of an input."""
SLOWEST = 8.0
"""Seconds of processor time, in code that counts its branches, for `LONGEST` bytes."""
_PLAIN = """
日付 お取引日 摘要 出金 入金 お支払金額 お預り金額 残高 差引残高 年 月 日 合計 明細件数：3 金額
2026/11/02 20261102 R8.11.2 令和8年11月2日 11月2日 11/02 0 10000 1,000 -5 ▲30,000 (1) 円 1, 2, 8, 9,
ドコモコウザ ﾄﾞｺﾓｺｳｻﾞ ト゛コモ ペイペイ ﾍﾟｲﾍﾟｲ PAYPAY ＰａｙＰａｙ ペイペイギンコウ ドコモコウ プリン キヤツシユ
自払 ＲＴ 口座振替 （カ カ） 株式会社 (ｶ ＊ ・ ー - ﾞ ゛ チャージ ギンコウ ǅ ﬁ ㍿ ¼ İ ß
" "" , ; ,,, <OFX> <STMTTRN> <TRNAMT>-1 </OFX> &#0; \x1b$B \x1b(B \x1a \ufeff \u3099 \u200b \0
"""
WORDS = (*_PLAIN.split(), "\t", "\n", "\r\n", "\r", '",\n"', " ", "　")
TOKENS = sorted({word.encode(codec, "ignore") for word in WORDS for codec in ("utf-8", "cp932", "euc-jp")} - {b""})


# --- what holds -----------------------------------------------------------------------------------


def text_of(data: bytes) -> str:
    """Some text: valid UTF-8 as it is, everything else as a Japanese bank would read it."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("cp932", "replace")


def decodes(data: bytes) -> None:
    """Bytes become text, and it is told rightly how."""
    try:
        found = decode(data, column_words())
    except UnreadableError:
        return
    codec = CODECS.get(found.encoding, found.encoding)
    assert found.text == data.decode(codec, "replace"), f"not what {found.encoding} says"
    assert found.evidence
    assert all(one.in_lang(lang) for one in found.evidence for lang in ("ja", "en"))
    if found.rival:
        line, one, other = found.differs
        assert line > 0, f"{found.rival} is as plausible as {found.encoding} and no line shows it"
        assert one != other, "a line that does not differ"
    assert decode(data, column_words(), found.encoding).text == found.text, "told its own encoding, it reads something else"


_CUT = str.maketrans("", "", '",;\t\r\n')


def cuts(data: bytes) -> None:
    """Text becomes rows that hold all of it."""
    text = text_of(data)
    table = read_table(text, column_names())
    assert table.line_count == physical_lines(text)
    assert len(table.rows) == len(table.first) == len(table.last)
    ends = [0, *table.last]
    assert [last + 1 for last in ends[:-1]] == list(table.first), "rows do not follow one another"
    assert ends[-1] == table.line_count, "lines behind the last row"
    assert all(first <= last for first, last in zip(table.first, table.last, strict=True))
    assert all(1 <= problem.line <= table.line_count for problem in table.problems)
    kept = "".join(cell for row in table.rows for cell in row).translate(_CUT)
    assert kept == text.translate(_CUT), "letters were lost"


@functools.cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="selfcheck-fuzz-")) / "meisai.csv"


def _read(data: bytes) -> list[Statement]:
    _place().write_bytes(data)
    return read_input(Input(str(_place())), Options(TODAY)).statements


def reads(data: bytes) -> None:
    """Bytes become statements that account for every line."""
    statements = _read(data)
    assert statements
    for statement in statements:
        lines = sum(statement.lines.values())
        if statement.encoding and statement.container in ("csv", "zengin", "ofx"):
            text = data.decode(CODECS.get(statement.encoding, statement.encoding), "replace")
            assert lines == physical_lines(text), f"{lines} fates for {physical_lines(text)} lines"
        assert statement.status != "unreadable" or statement.problems, "unreadable, and nobody says why"
        assert all(0 <= problem.line <= max(lines, 1) for problem in statement.problems), "a problem outside the file"
        assert all(problem.sentence.in_lang(lang) for problem in statement.problems for lang in ("ja", "en"))
        frame = statement.transactions
        if statement.container in ("csv", "zengin"):
            assert frame["line"].between(1, lines).all()
            assert len(frame) <= lines
            assert statement.status == "unreadable" or statement.lines[Fate.TRANSACTION] >= len(set(frame["line"]))
        assert all(1 <= one.line <= lines for one in statement.others) or statement.container == "excel"
    for one, again in zip(statements, _read(data), strict=True):
        assert one.problems == again.problems, "read twice, read differently"
        assert one.transactions.equals(again.transactions), "read twice, read differently"


@functools.cache
def _matcher() -> Matcher:
    return Matcher(load())


def matches(data: bytes) -> None:
    """What is found in a text stands there, however often it is asked."""
    text, matcher = text_of(data), _matcher()
    hits = matcher.find_all(text)
    for hit in hits:
        assert hit.service in load().services
        assert hit.cell in text.split("\t"), "a cell that is none"
        assert hit.matched, "nothing matched"
        assert hit.matched in hit.cell, "what is matched does not stand in the text"
    assert len({hit.service for hit in hits}) == len(hits), "one service twice"
    assert matcher.find_all(text) == hits, "asked again, another answer"
    matcher._known.clear()
    matcher._without.clear()
    assert matcher.find_all(text) == hits, "without what it remembers, another answer"
    assert matcher.find(text) == tuple(hit for hit in hits if hit.bill is None)
    matcher.immediate_rail(text)
    matcher.says_only(text, ["返金", "取消"])


def reads_in_bulk(data: bytes) -> None:
    """A file read block by block is the file read whole."""
    bulk_reader._HEAD, bulk_reader._LINES, blocks.SIZE = 1, 4200, 1 << 20
    _alike(in_bulk(data), whole(data))
    bulk_reader._LINES = 12
    at_once, blocks.SIZE = in_bulk(data), 100 + 50 * (len(data) % 20)
    if at_once:
        _alike(in_bulk(data), at_once)


def _alike(one: Statement | None, other: Statement) -> None:
    if one:
        shown, expected = described(one), described(other)
        different = [name for name in expected if shown[name] != expected[name]]
        assert not different, f"read in blocks of {blocks.SIZE}, other {', '.join(different)}"


# --- seeds ----------------------------------------------------------------------------------------


def _samples() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix not in (".json", ".md")]


def _texts() -> list[bytes]:
    return [one.decode("cp932", "replace").encode() for one in _samples()] + [b'a,"b\nc",d\n' * 3, b'a,"b,c\n' * 3, b"a;b\tc\n"]


def _memos() -> list[bytes]:
    cases = tomllib.loads((Path(__file__).parent.parent / "tests/matching/memos.toml").read_text(encoding="utf-8"))
    names = [name.text for service in load().services.values() for name in service.names]
    return [text.encode() for text in (*(case["memo"] for group in cases.values() for case in group), *names)]


def _long() -> list[bytes]:
    samples = [sample_of(file) for file in GOLDEN if sample_of(file).suffix in (".csv", ".tsv", ".txt")]
    return [b"".join(long(sample).splitlines(keepends=True)[:60])[:LONGEST] for sample in samples]


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "decode": (decodes, _samples),
    "table": (cuts, _texts),
    "reader": (reads, _samples),
    "matcher": (matches, _memos),
    "bulk": (reads_in_bulk, _long),
}


# --- changes --------------------------------------------------------------------------------------


def changed(data: bytes, seeds: list[bytes], chance: random.Random) -> bytes:
    """The same input with something odd about it: in its lines, its cells, or anywhere."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        lines = data.splitlines(keepends=True) or [b""]
        at, place = chance.randrange(len(lines)), chance.randrange(len(data) + 1)
        line = lines[at]
        match chance.randrange(9):
            case 0 | 1:
                data = data[:place] + chance.choice(TOKENS) + data[place:]
                continue
            case 2:
                data = data[:place] + data[place + chance.choice((1, 1, 2, 20)) :]
                continue
            case 3:
                data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
                continue
            case 4:
                lines.insert(at, chance.choice(lines))
            case 5:
                lines[at : at + chance.choice((1, 1, 5))] = []
            case 6:
                cells = line.split(b",")
                cells[chance.randrange(len(cells))] = chance.choice(TOKENS)
                lines[at] = b",".join(cells)
            case 7:
                other = chance.choice(seeds).splitlines(keepends=True) or [b""]
                lines[at:at] = other[: chance.choice((1, 2, 8))]
            case _:
                lines[at] = line.replace(b",", chance.choice((b'","', b"\t", b", ", b";", b"")), chance.choice((1, -1)))
        data = b"".join(lines)
    return data[:LONGEST]


# --- running --------------------------------------------------------------------------------------


@dataclass
class Held:
    """Holds a part to its promises, and keeps one input for every way in which it broke them."""

    name: str
    folder: Path
    known: set[str] = field(default_factory=set)

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        begun = time.process_time()
        try:
            TARGETS[self.name][0](data)
        except Exception as error:
            self._keep(data, error)
        else:
            if time.process_time() - begun > SLOWEST:
                self._keep(data, TimeoutError(f"{time.process_time() - begun:.0f} s for {len(data)} bytes"))

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{type(error).__name__} in {frames[-1].name}, line {frames[-1].lineno}" if frames else type(error).__name__
        way = where + re.sub(r"\d+", "", str(error))[:80]
        if way not in self.known:
            self.known.add(way)
            file = self.folder / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
            file.write_bytes(data)
            print(f"{where}: {str(error)[:300]}\n  {file}", flush=True)


def _guided(held: Held, seeds: list[bytes], seconds: int, corpus: Path) -> None:
    """With atheris, which ends its process; so it gets one of its own."""
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed[:LONGEST])

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        made: bytes = changed(data, seeds, chance) if chance.random() < 0.6 else atheris.Mutate(data, most)
        return made[:most]

    child = os.fork()
    if not child:
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-timeout=60",
            "-report_slow_units=60",
            f"-artifact_prefix={held.folder}/",
        ]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], held, custom_mutator=mutated)
        atheris.Fuzz()
    os.waitpid(child, 0)


def _unguided(held: Held, seeds: list[bytes], seconds: int) -> None:
    """Without it: the seeds as they are, then changed ones."""
    chance, end = random.Random(), time.monotonic() + seconds
    made = itertools.chain(seeds, (changed(chance.choice(seeds), seeds, chance) for _ in itertools.count()))
    for tried, data in enumerate(made, start=1):
        held(data)
        if time.monotonic() > end:
            print(f"{tried} inputs tried")
            return


def main() -> int:
    """Try inputs for so many seconds, or the files that are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--target", choices=TARGETS, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--found", type=Path, help="folder for inputs that broke a promise")
    parser.add_argument("file", type=Path, nargs="*", help="run these inputs alone")
    told = parser.parse_args()
    if told.file:
        for file in told.file:
            TARGETS[told.target][0](file.read_bytes())
            print(f"{file}: nothing broken")
        return 0
    folder: Path = told.found or Path(tempfile.mkdtemp(prefix="selfcheck-found-"))
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    held, seeds = Held(told.target, folder), TARGETS[told.target][1]()
    if atheris:
        with tempfile.TemporaryDirectory() as corpus:
            _guided(held, seeds, told.seconds, Path(corpus))
    else:
        print("atheris is not installed (pip install atheris): the seeds are changed at random, whatever code they reach.")
        _unguided(held, seeds, told.seconds)
    found = sorted(set(folder.iterdir()) - before)
    print(f"{told.target}: {len(found)} found" + "".join(f"\n  {file}" for file in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
