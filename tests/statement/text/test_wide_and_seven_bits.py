"""Encodings that change from line to line, wide letters, and letters of seven bits."""

from __future__ import annotations

import pytest

from selfcheck.statement.text.by_line import Run, by_line, may_change
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.seven_bits import seven_bits
from selfcheck.statement.text.wide import parts_of
from tests.statement.text.test_weights import WORDS


def test_each_line_is_read_in_the_encoding_that_explains_it():
    lines = ["日付,摘要", "電気料金", "2026,100", "ドコモコウザ"]
    data = "\n".join(lines[:2]).encode("cp932") + b"\n" + "\n".join(lines[2:]).encode()
    text, runs = by_line(data)
    assert text.split("\n") == lines
    assert [run.encoding for run in runs] == ["cp932", "utf-8"]
    assert runs[0].first == 1
    assert runs[0].last + 1 == runs[1].first
    assert runs[-1].last == 4
    assert by_line("電気\nガス".encode("euc-jp"))[1] == [Run("euc-jp", 1, 2)]


def test_a_single_doubtful_line_stays_with_its_neighbours():
    data = b"\n".join(["電気料金".encode(), "ｱ".encode("cp932"), "水道料金".encode()])
    assert len(by_line(data)[1]) == 1
    longer = b"\n".join(["電気料金".encode(), "水道料金電気".encode("cp932"), "水道料金".encode()])
    assert [run.encoding for run in by_line(longer)[1]] == ["utf-8", "cp932", "utf-8"]


def test_bytes_may_change_where_a_line_is_more_like_another_encoding():
    assert may_change("電気".encode("cp932") + b"\n" + "ドコモコウザ".encode(), "cp932")
    assert not may_change("日付,区分,摘要\n電気".encode("cp932"), "cp932")
    assert may_change(b"abc", "euc-jp")
    assert not may_change("ドコモ".encode(), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_are_known_by_the_side_on_which_their_nuls_stand(encoding: str):
    text = "日付,摘要,出金\n2026/9/1,ドコモコウザ,1000\n" * 3
    (part,) = parts_of(text.encode(encoding))
    assert (part.encoding, part.text, part.is_marked) == (encoding, text, False)
    (marked,) = parts_of(("\ufeff" + text).encode(encoding))
    assert (marked.encoding, marked.text, marked.is_marked) == (encoding, text, True)
    odd = parts_of(text.encode(encoding) + b"\n") if encoding.startswith("utf-16") else [part]
    assert odd[0].text == text


def test_a_text_that_changes_between_wide_and_narrow_has_parts():
    wide, narrow = "2026/9/1,ドコモコウザ,1000\n".encode("utf-16-le"), "2026/9/2,デンキ,500\n".encode("cp932")
    parts = parts_of(wide + narrow)
    assert [part.encoding for part in parts] == ["utf-16-le", ""]
    assert parts[1].data == narrow
    assert decode(wide + narrow, WORDS).text == "2026/9/1,ドコモコウザ,1000\n2026/9/2,デンキ,500\n"
    assert parts_of(narrow) == []


@pytest.mark.parametrize("data", [b"", b"abc,1\n", "日付\n".encode("iso2022_jp_ext"), "日付,ドコモコウザ\n".encode("utf-7")])
def test_seven_bits_are_ascii_or_letters_behind_escapes(data: bytes):
    found = seven_bits(data)
    assert found is not None
    assert found.text == {b"": "", b"abc,1\n": "abc,1\n"}.get(data, found.text)
    assert ("日付" in found.text) is (len(data) > 7)


def test_eight_bits_are_not_seven():
    assert seven_bits("日付".encode("cp932")) is None
    assert "+" in decode(b"a,+AGE-,b\n", WORDS).text  # one + and - is no UTF-7
