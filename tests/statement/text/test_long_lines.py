"""A file that has lost its line ends is told at once, whatever its size; a long memo is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck.errors import UnreadableError
from selfcheck.statement.bulk.large import LARGE
from selfcheck.statement.text import lines
from selfcheck.statement.text.lines import too_long
from tests.helpers import simple

OF_LINES = lines._MOST_IN_LONG
LONG = lines._LONG + 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("あ" * (OF_LINES + 1), 1),
        ("a\nb\r\n" + "あ" * (OF_LINES + 1) + "\nc", 3),
        # The sum of all long lines counts, however long each is.
        ("a\n" + ("あ" * LONG + "\n") * (OF_LINES // LONG + 1), 2),
        ("あ" * OF_LINES, None),
        ("a\n" + "あ" * (OF_LINES - 1) + "\n" + "あ\n" * 1000, None),
        ("あいうえお\n" * (OF_LINES // 4), None),
    ],
    ids=["nothing else", "below others", "many", "just not", "one, and many short ones", "many short ones"],
)
def test_lines_are_too_long_where_those_that_no_bank_writes_make_up_a_file(text: str, first: int | None):
    assert too_long(text) == first


@pytest.mark.parametrize("before", [1, 20_000])
def test_a_line_as_long_as_a_file_is_told_by_its_number(before: int, tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text(simple(*["電気"] * before) + "2026/9/1," + "あ" * (OF_LINES + 1) + ",1,,1\n", encoding="cp932")
    (statement,) = selfcheck.scan([file]).statements
    assert statement.status == "unreadable"
    (problem,) = statement.problems
    assert (problem.code, problem.sentence.details["line"]) == ("lines-too-long", before + 2)


def test_a_memo_longer_than_a_block_is_read_and_named(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text(simple("電気", "あ" * LARGE * 2 + " ﾄﾞｺﾓｺｳｻﾞ", "水道"), encoding="cp932")
    report = selfcheck.scan([file])
    assert [finding.service for finding in report.findings] == ["docomo-koza"]
    assert report.statements[0].status == "read"


def test_a_table_of_one_line_is_told_when_it_is_screened(tmp_path: Path):
    pytest.importorskip("pyarrow", reason="the extra fleet is not installed")
    from selfcheck.screening.pieces import find_pieces

    file = tmp_path / "a.csv"
    file.write_text("account,date,memo,withdrawal\n" + "あ" * (OF_LINES + 1), encoding="utf-8")
    with pytest.raises(UnreadableError) as told:
        find_pieces([str(file)], {}, None)
    assert "lines-too-long" in repr(told.value.sentence)
