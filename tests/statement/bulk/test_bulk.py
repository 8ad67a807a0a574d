"""A large file read block by block gives the statement that reading it whole gives."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import NOTHING
from selfcheck.statement.build import Origin
from selfcheck.statement.bulk import blocks
from selfcheck.statement.bulk.amounts import plain_amounts
from selfcheck.statement.bulk.buffer import Buffer
from selfcheck.statement.bulk.cells import cut
from selfcheck.statement.bulk.large import LARGE
from selfcheck.statement.containers.container import Source
from selfcheck.statement.in_bulk import statement_in_bulk
from selfcheck.statement.options import Options
from selfcheck.statement.reader import statements_in
from selfcheck.statement.values import BAD, EMPTY, parse_amount
from tests.helpers import GOLDEN, sample_of

OPTIONS = Options(dt.date(2026, 11, 22))
TEXT = [sample_of(file) for file in GOLDEN if sample_of(file).suffix in (".csv", ".tsv", ".txt")]


def whole(data: bytes) -> Statement:
    (statement,) = statements_in(Source("x.csv", data), OPTIONS)
    return statement


def in_bulk(data: bytes) -> Statement | None:
    return statement_in_bulk(Origin("x.csv", "csv"), io.BytesIO(data), OPTIONS)


def described(statement: Statement) -> dict[str, Any]:
    """All that a report can be made of."""
    records = statement.records
    problems = sorted((one.line, one.code, one.sentence.in_lang("ja")) for one in statement.problems)
    return {
        **{name: getattr(statement, name) for name in ("status", "bank", "layout", "encoding", "delimiter", "why", "header")},
        "lines": dict(statement.lines),
        "balance": statement.balance_check,
        "problems": problems,
        "others": statement.others,
        "rows": [row[1:3] + row[3][:2] + row[4:] for row in records.rows(range(len(records)))],
        "accounts": [row.text.account.split()[0] for row in records.rows(range(len(records)))],
        "columns": statement.columns,
    }


@pytest.fixture(params=[200, 3000, 1 << 20], ids=lambda size: f"blocks-of-{size}")
def _block_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "SIZE", request.param)
    monkeypatch.setattr("selfcheck.statement.bulk.head._HEAD", 1)
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 12)


def same(data: bytes) -> bool:
    """Whether ``data`` was read in bulk, and then whether to the same end."""
    found = in_bulk(data)
    if found is None:
        return False
    assert described(found) == described(whole(data))
    return True


@pytest.mark.usefixtures("_block_size")
@pytest.mark.parametrize("sample", TEXT, ids=lambda path: path.stem)
def test_samples_are_read_alike(sample: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 4200)
    same(sample.read_bytes())


@pytest.mark.parametrize("above", [1, 150, 300, 1500, 1999])
def test_a_header_may_stand_far_down(above: int):
    rows = [f"2026/{1 + at % 12}/{1 + at % 28},電気{at},{at + 1},,{9_000_000 - at * (at + 1) // 2 - at}" for at in range(2500)]
    data = "\n".join([*["お知らせ,,,,"] * above, "日付,摘要,出金,入金,残高", *rows, ""]).encode("cp932")
    assert same(data)


def spanning(lines: int) -> str:
    """A cell of so many lines."""
    return '"' + "\n".join(["お知らせ, など"] * lines) + '"'


@pytest.mark.parametrize("shown_by", [1500, 1850])
def test_columns_are_told_by_as_many_rows_as_of_a_small_file(shown_by: int):
    above = [spanning(15) + ",,"] * 105  # rows of several lines leave fewer of them in a head of so many lines
    memos = [spanning(5) if at % 52 == 0 else f"電気{at}" for at in range(4000)]
    yen = [-at if at > shown_by else at + 1 for at in range(4000)]  # a column of money out has no minus
    rows = [f"2026/{1 + at % 11}/{1 + at % 28},{memo},{yen[at]}" for at, memo in enumerate(memos)]
    data = "\n".join([*above, "日付,摘要,金額", *rows, ""]).encode("cp932")
    assert same(data)
    assert "amount" in whole(data).columns


def test_a_state_that_nobody_knows_is_told_in_a_large_file_too():
    states = ["未定" if at == 1500 else "取消" if at % 50 == 0 else "完了" for at in range(4000)]
    days = [f"2026/{1 + at % 11}/{1 + at % 28}" for at in range(4000)]
    rows = [f"{day},{state},電気{at},10,,{90_000 - 10 * at}" for at, (day, state) in enumerate(zip(days, states, strict=True))]
    data = "\n".join(["日付,状態,摘要,出金,入金,残高", *rows, ""]).encode("cp932")
    assert same(data)
    assert [problem.line for problem in whole(data).problems if problem.code == "state-unknown"] == [1502]


@pytest.mark.parametrize("balance", [9_000_001, 5])
def test_rows_above_the_header_are_told_as_in_a_small_file(balance: int):
    rows = [
        f"2026/{1 + at // 250}/{1 + at % 28},電気{at},{at + 1},,{9_000_000 - at * (at + 1) // 2 - at}" for at in range(2500)
    ]
    data = "\n".join([f"2025/12/30,家賃,1000,,{balance}", "日付,摘要,出金,入金,残高", *rows, ""]).encode("cp932")
    found = in_bulk(data) or whole(data)
    assert described(found) == described(whole(data))
    assert ("layout-changed" in [problem.code for problem in found.problems]) is (balance == 5)


@pytest.mark.parametrize("last", ['"', '",', '",\n', '","', 'x",', '"\n\n', '2026/9/1,"電気,1,,2', '2026/9/1,"電気",1,,2'])
@pytest.mark.usefixtures("_block_size")
def test_the_last_line_is_read_alike(last: str):
    rows = [f"2026/{1 + at % 11}/{1 + at % 28},電気{at},10,,{90_000 - 10 * at}" for at in range(60)]
    assert same("\n".join(["日付,摘要,出金,入金,残高", *rows, last]).encode("cp932"))


def mutations(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """The same file with something odd below its first lines."""
    lines = data.splitlines(keepends=True)
    odd = [b'"', b",", b",,,", b"\xff", b"\x83", b'""', b"\x00", b"\t", b"-", b" ", b"x", b'",\n"']
    for _ in range(3):
        made = list(lines)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(min(12, len(made) - 1), len(made))
            place = chance.randrange(len(made[at]))
            match chance.randrange(5):
                case 0:
                    made[at] = made[at][:place] + chance.choice(odd) + made[at][place:]
                case 1:
                    made[at] = made[at][:place] + made[at][place + 1 :]
                case 2:
                    made.insert(at, chance.choice([b"\n", b"\r\n", lines[at], b"total,,,\r\n"]))
                case 3:
                    made[at] = made[at].replace(b",", chance.choice([b'","', b", ", b"\t"]), 1)
                case _:
                    made[at] = made[at].rstrip(b"\r\n") + chance.choice([b",\n", b'"\n', b"\n", b"\r\n\r\n", b""])
        yield b"".join(made)


@pytest.mark.usefixtures("_block_size")
@pytest.mark.slow
def test_files_with_odd_lines_are_read_alike(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 4200)
    chance = random.Random(20)
    read = [same(data) for sample in TEXT for data in mutations(long(sample), chance)]
    assert sum(read) > len(read) / 2


def test_a_character_of_three_bytes_cut_at_the_end_of_a_line_is_read_alike(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._HEAD", 1)
    sample = next(path for path in TEXT if path.stem == "simple_eucjp")
    for end in (b"", b"\n", b"\r\n"):
        data = long(sample).rstrip() + b"\r\ntotal,\x8f\xc4\r\ntotal,\x8f\xc4\ntotal,\x8f\xc4" + end
        assert same(data)


def long(sample: Path) -> bytes:
    """A sample with its last line many times, so that its lines are mostly regular."""
    lines = sample.read_bytes().splitlines(keepends=True)
    whole_line = lines[-2] if lines[-2].endswith(b"\n") else lines[-1]
    return b"".join((*lines[:-1], *[whole_line] * 150, lines[-1]))


@pytest.mark.usefixtures("_block_size")
@pytest.mark.parametrize(
    "odd",
    [
        "2020/9/8,\ufffdペイペイ,100,,899".encode(),
        b"2020/9/8,\xe3\x83,100,,899",
        b"2020/9/8,\xe3\x83",
        b"\xe3\x83\r",
    ],
)
def test_broken_characters_are_named_wherever_they_stand(odd: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 30)
    rows = [f"2020/9/{day},電気,1,,{1000 - day}".encode() for day in range(1, 28)]
    for place in (0, 5, 27):
        above = [b"\xe3\x83"] if place == 5 else []
        lines = [*above, "日付,摘要,出金,入金,残高".encode(), *rows[:place], odd, *rows[place:]]
        assert same(b"\n".join(lines) + b"\n")


@pytest.mark.parametrize("newest_first", [False, True])
def test_years_pass_in_a_large_file_that_prints_none(newest_first: bool, tmp_path: Path):
    days = [dt.date(2024, 10, 1) + dt.timedelta(days=number // 10) for number in range(7_600)]
    rows = [f"{day.month}月{day.day}日,口座振替 電気,1000,,{90_000_000 - 1000 * at}" for at, day in enumerate(days)]
    file = tmp_path / "a.csv"
    lines = ["日付,摘要,出金,入金,残高", *(reversed(rows) if newest_first else rows)]
    file.write_text("\n".join(lines) + "\n", encoding="cp932")
    assert file.stat().st_size > LARGE
    (statement,) = selfcheck.scan(file, today=dt.date(2026, 11, 29)).statements
    assert statement.period == (days[0], days[-1])


@pytest.mark.parametrize("odd", ['2020/9/8,電"気,1,,{}', "2020/9/8,電気,{}"], ids=["a quote", "too few cells"])
@pytest.mark.parametrize(("count", "begins"), [(60, True), (70, False)])
def test_a_file_of_odd_rows_is_given_up_before_numpy_is_loaded(
    odd: str, count: int, *, begins: bool, monkeypatch: pytest.MonkeyPatch
):
    class BeginsError(Exception):
        pass

    def begin(*_: object, **__: object):
        raise BeginsError

    monkeypatch.setattr("selfcheck.statement.bulk.reader.BulkReader", begin)
    lines = ["前書き"] * 100 + ["日付,摘要,出金,入金,残高"]
    lines += [f"2020/9/8,電気,1,,{1000 - number}" for number in range(300)]
    lines[-count:] = [odd.format(1000 - number) for number in range(300 - count, 300)]
    data = "\n".join(lines).encode()
    if begins:
        with pytest.raises(BeginsError):
            in_bulk(data)
    else:
        assert in_bulk(data) is None


def buffer_of(*cells: str) -> tuple[Buffer, Any]:
    buffer = Buffer("".join(f"{cell};x\n" for cell in cells).encode())
    return buffer, cut(buffer, 2, ord(";"))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.from_regex(r"-?[0-9]{0,16}|-?[0-9]{1,3}(,[0-9]{3}){0,5}|[-,0-9.]{0,17}", fullmatch=True), min_size=1))
def test_plain_amounts_are_read_as_single_ones_are(cells: list[str]):
    buffer, found = buffer_of(*cells)
    yen, other = plain_amounts(buffer, found.start[0], found.end[0])
    for cell, value, is_other in zip(cells, yen.tolist(), other.tolist(), strict=True):
        if not is_other:
            read = parse_amount(cell)
            assert read is not BAD
            assert value == (NOTHING if read is EMPTY else read), cell


def test_usual_amounts_are_plain():
    cells = ["", "0", "1", "12345678", "123456789", "999999999999999", "1,234", "12,345,678", "123,456,789,012", "-5", "-1,000"]
    buffer, found = buffer_of(*cells)
    _, other = plain_amounts(buffer, found.start[0], found.end[0])
    assert not other.any()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet='a",\r é', max_size=12), min_size=1, max_size=8))
def test_lines_cut_plainly_are_cut_as_the_csv_module_cuts_them(lines: list[str]):
    import csv

    lines = [line.replace("\r", "") for line in lines]
    buffer = Buffer("\n".join(lines).encode() + b"\n")
    for width in (2, 3):
        cells = cut(buffer, width, ord(","))
        for place, line in enumerate(cells.lines.tolist()):
            row = [
                buffer.bytes[first[place] : last[place]].tobytes().decode()
                for first, last in zip(cells.start, cells.end, strict=True)
            ]
            assert row == next(csv.reader([lines[line]]))
        assert not np.isin(cells.lines, [i for i, line in enumerate(lines) if line.count('"') % 2]).any()


def test_a_large_file_is_told_of_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "SIZE", 200_000)
    lines = (f"2020/9/{1 + number % 28},電気,1,,{10**6 - number}" for number in range(40_000))
    file, small = tmp_path / "large.csv", tmp_path / "small.csv"
    file.write_text("\n".join(["日付,摘要,出金,入金,残高", *lines]), encoding="utf-8")
    small.write_text("日付,摘要,出金,入金,残高\n2020/9/8,ガス,1,,9\n", encoding="utf-8")
    told: list[tuple[str, int, int | None]] = []
    selfcheck.scan([small, file], progress=lambda *one: told.append(one))
    assert told[:3] == [(str(small), 0, 0), (str(small), 2, None), (str(file), 2, 0)]
    assert told[-1] == (str(file), 40_003, None)
    sizes = [read for path, _, read in told[3:-1] if path == str(file) and read]
    assert len(sizes) > 2
    assert sizes == sorted(sizes)
    assert sizes[-1] == file.stat().st_size
