"""The pieces of the block reader: blocks of whole lines, cells cut plainly, equal cells, plain amounts."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest

from selfcheck.model.transactions import NOTHING
from selfcheck.statement.build import Origin
from selfcheck.statement.bulk import blocks, codes
from selfcheck.statement.bulk.amounts import plain_amounts
from selfcheck.statement.bulk.blocks import Blocks
from selfcheck.statement.bulk.buffer import Buffer, LoneReturnError
from selfcheck.statement.bulk.cells import cut
from selfcheck.statement.bulk.codes import Codes, codes_of, codes_of_texts, combined, same
from selfcheck.statement.bulk.head import NotInBulkError, decode_head, read_head
from selfcheck.statement.bulk.large import LARGE, is_large_file
from selfcheck.statement.in_bulk import statement_in_bulk
from selfcheck.statement.options import Options
from tests.statement.rows.made import TODAY


def lines_of(data: bytes) -> list[bytes]:
    buffer = Buffer(data)
    return [buffer.line(index) for index in range(len(buffer))]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nbc\n", [b"a", b"bc"]),
        (b"a\r\nbc\r\n", [b"a", b"bc"]),
        (b"a\nbc", [b"a", b"bc"]),
        (b"\n\na", [b"", b"", b"a"]),
        (b"", []),
        (b"a\r\nb\nc", [b"a", b"b", b"c"]),
    ],
)
def test_lines_stand_where_they_are(data: bytes, lines: list[bytes]):
    assert lines_of(data) == lines


@pytest.mark.parametrize("data", [b"a\rb\n", b"\ra\n"])
def test_a_lone_return_is_no_end_that_can_be_read_in_blocks(data: bytes):
    with pytest.raises(LoneReturnError):
        Buffer(data)


def test_blocks_are_whole_lines_and_together_the_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "SIZE", 4)
    data = b"head\nab\ncdefgh\ni\nrest"
    file = io.BytesIO(data)
    found = Blocks(file, file.read(7), 5, hashed=True)
    pieces = []
    while not found.at_end:
        pieces.append(b"".join(found.next()))
    assert pieces == [b"ab\n", b"cdefgh\n", b"i\n", b"rest"]
    assert found.count == len(data)
    assert found.digest == hashlib.sha256(data).hexdigest()


def test_lines_that_are_given_back_come_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "SIZE", 4)
    found = Blocks(io.BytesIO(b"ab\ncd\nef\n"), b"", 0, hashed=False)
    assert b"".join(found.next()) == b"ab\n"
    found.back(b"ab\n")
    assert b"".join(found.next()) == b"ab\ncd\n"
    assert found.digest == ""


def test_a_file_is_large_by_its_bytes(tmp_path: Path):
    file = tmp_path / "a.csv"
    for size, large in ((LARGE, False), (LARGE + 1, True)):
        file.write_bytes(bytes(size))
        assert is_large_file(str(file)) is large
    assert not is_large_file(str(tmp_path))
    assert not is_large_file(str(tmp_path / "none"))
    assert not is_large_file("a\0")


def test_the_head_of_a_file_is_whole_lines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._HEAD", 3)
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 2)
    file = io.BytesIO(b"ab\ncd\nefgh\ni\n")
    assert read_head(file) == b"ab\ncd\nefgh\n"
    assert read_head(io.BytesIO(b"ab")) == b"ab"


def test_the_head_is_read_further_as_long_as_there_is_more(monkeypatch: pytest.MonkeyPatch):
    for name, value in (("_HEAD", 1), ("_LINES", 2), ("_FURTHER", 3)):
        monkeypatch.setattr(f"selfcheck.statement.bulk.head.{name}", value)
    file = io.BytesIO(b"a\n" * 9)
    head = read_head(file)
    assert head == b"a\n" * 3
    further = read_head(file, head)
    assert further == b"a\n" * 7
    assert read_head(file, further) == b"a\n" * 9 == read_head(file, b"a\n" * 9)


def test_only_a_head_of_delimited_text_in_a_sure_encoding_is_read_in_blocks():
    text = "日付,摘要,出金\n2026/9/1,電気,1000\n"
    assert decode_head(text.encode("cp932"), None).encoding == "cp932"
    for data in (text.encode("utf-16"), b"<OFX>\n", text.encode("cp932") + b"\x81,1\n" + text.encode()):
        with pytest.raises(NotInBulkError):
            decode_head(data, None)


def cells_of(*lines: str, width: int = 3) -> list[list[str] | None]:
    buffer = Buffer("\n".join(lines).encode())
    found = cut(buffer, width, ord(","))
    rows: list[list[str] | None] = [None] * len(buffer)
    for at, line in enumerate(found.lines.tolist()):
        rows[line] = [buffer.data[found.start[c][at] : found.end[c][at]].decode() for c in range(width)]
    return rows


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (("a,b,c", "d,,f"), [["a", "b", "c"], ["d", "", "f"]]),
        (("a,b,c", "d,e"), [["a", "b", "c"], None]),
        (("a,b,c,d", "e,f"), [None, None]),
        (('"a","b","c"', '"d","","f"'), [["a", "b", "c"], ["d", "", "f"]]),
        (('"a","b","c"', "d,e,f"), [["a", "b", "c"], ["d", "e", "f"]]),
        (('a,"b,x",c', "d,e,f"), [["a", "b,x", "c"], ["d", "e", "f"]]),
        (('a,"b""x",c', "d,e,f"), [None, ["d", "e", "f"]]),
        (('a,b"x,c', "d,e,f"), [None, ["d", "e", "f"]]),
        (('a,"b,c', "d,e,f"), [None, ["d", "e", "f"]]),
        (('a,",c', 'd,",f'), [None, None]),
        (('"a","b","c"', '"d",",","f"'), [["a", "b", "c"], ["d", ",", "f"]]),
        (('""",""","a"', '"b","c","d"'), [None, ["b", "c", "d"]]),
        (('"a,b,c"', "d,e,f"), [None, ["d", "e", "f"]]),
        (('"a","b",c"', "d,e,f"), [None, ["d", "e", "f"]]),
    ],
)
def test_lines_are_cut_where_every_quote_opens_or_closes_a_cell(lines: tuple[str, ...], rows: list[object]):
    assert cells_of(*lines) == rows


def coded(*cells: str, texts: bool = False) -> tuple[list[int], list[int], list[bool]]:
    buffer = Buffer("\n".join(cells).encode())
    found, lettered = (
        codes_of_texts(buffer, buffer.start, buffer.end) if texts else (codes_of(buffer, buffer.start, buffer.end), None)
    )
    return found.code.tolist(), found.first.tolist(), [] if lettered is None else lettered.tolist()


def test_equal_cells_have_one_number():
    for cells in (
        ("a", "b", "a", "", "b"),
        ("x", "x"),
        ("12345678a", "12345678b", "12345678a"),
        ("a", "aa", "a", "aaaaaaaa", "aaaaaaaaa"),
        ("a" * 64, "a" * 63 + "b", "a" * 64),
    ):
        code, first, _ = coded(*cells)
        assert [cells[first[at]] for at in code] == list(cells)
        assert len(first) == len(set(cells))
        assert all(cells.index(cells[at]) == at for at in first)  # the first line with it
    many = [str(number % 700) for number in range(3000)]
    code, first, _ = coded(*many)
    assert [many[first[at]] for at in code] == many
    assert len(first) == 700


def test_equal_cells_are_told_apart_though_their_hashes_meet(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(codes, "_TABLE", 1)
    many = [str(number % 5) for number in range(40)]
    code, first, _ = coded(*many)
    assert [many[first[at]] for at in code] == many


def test_cells_without_letters_count_as_empty_among_texts():
    code, _, lettered = coded("1", "a", "2", "a", "ド", texts=True)
    assert (code[0], code[1]) == (code[2], code[3])
    assert (len(set(code)), lettered) == (3, [False, True, False, True, True])
    assert coded("1", "2", texts=True) == ([0, 0], [0], [False, False])
    assert coded("@", "?", texts=True)[2] == [True, False]


def test_lines_are_equal_where_all_columns_are():
    one = Codes(np.array([0, 0, 1, 1]), np.array([0, 2]))
    two = Codes(np.array([0, 1, 0, 0]), np.array([0, 1]))
    assert combined([one, two]).code.tolist() == [0, 1, 2, 2]
    assert combined([one, two]).first.tolist() == [0, 1, 2]
    assert combined([same(4), same(4)]).code.tolist() == [0, 0, 0, 0]
    assert combined([same(4), one]).code.tolist() == [0, 0, 1, 1]
    assert len(same(0).first) == 0


AMOUNTS = [
    *(("0", 0), ("7", 7), ("12345678", 12345678), ("123456789", 123456789), ("1" * 15, int("1" * 15)), ("", NOTHING)),
    *(("1,234", 1234), ("12,345", 12345), ("123,456", 123456), ("1,234,567", 1234567), ("123,456,789", 123456789)),
    *(("-5", -5), ("-1,234", -1234), ("-12,345,678", -12345678), ("999,999,999", 999999999), ("1,234,567,890", 1234567890)),
    *((odd, None) for odd in ("1" * 16, "-", ",123", "1,23", "12,34", "1234,567", "1,2345", "1,234,56", "1a", "a1", " 1")),
    *((odd, None) for odd in ("1:", "/1", "1.5", "+5", "--5", "1,234,5678", "1,,234", "12,3456,789", "1-")),
]


@pytest.mark.parametrize("count", [1, len(AMOUNTS)])
def test_plain_amounts_are_read_and_others_are_left(count: int):
    for begin in range(0, len(AMOUNTS), count):
        some = AMOUNTS[begin : begin + count]
        buffer = Buffer(("\n".join(cell for cell, _ in some) + "\n").encode())
        yen, other = plain_amounts(buffer, buffer.start, buffer.end)
        found = [None if odd else value for value, odd in zip(yen.tolist(), other.tolist(), strict=True)]
        assert found == [value for _, value in some]


@pytest.mark.parametrize("odd", ["\0", "\ufeff"])
def test_what_is_no_plain_text_below_the_head_is_left_to_be_read_whole(odd: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.bulk.head._HEAD", 1)
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 5)
    rows = [f"2026/9/{day},電気,10,,{1000 - 10 * day}\n" for day in range(1, 29)]

    def found(*lines: str) -> bool:
        file = io.BytesIO("".join(("日付,摘要,出金,入金,残高\n", *lines)).encode())
        return statement_in_bulk(Origin("x.csv", "csv"), file, Options(TODAY)) is not None

    assert found(*rows)
    assert not found(*rows[:20], odd + rows[20], *rows[21:])


@pytest.mark.parametrize("size", [150, 1 << 20])
def test_the_header_again_below_another_number_begins_another_account(size: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "SIZE", size)
    monkeypatch.setattr("selfcheck.statement.bulk.head._HEAD", 1)
    monkeypatch.setattr("selfcheck.statement.bulk.head._LINES", 5)
    header = "日付,摘要,出金,入金,残高\n"
    account = [f"2026/9/{day},電気,10,,{1000 - 10 * day}\n" for day in range(1, 29)]
    text = "".join((header, *account, "口座番号,7654321\n", header, *account, header, *account))
    found = statement_in_bulk(Origin("x.csv", "csv"), io.BytesIO(text.encode()), Options(TODAY))
    assert found is not None
    numbers = [row.text.number for row in found.records.rows(range(len(found.records)))]
    assert numbers == [""] * 28 + ["7654321"] * 56
    assert (found.balance_check.status, found.balance_check.checked) == ("consistent", 3 * 27)
