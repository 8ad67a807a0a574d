"""全銀 records that are too short or too long, or whose sums are missing, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from tests.helpers import rows

HEAD = "1030070430070401070430" + "9999" + "ﾐﾎﾝ".ljust(15) + "001" + "ﾎﾝﾃﾝ".ljust(15) + "000" + "1" + "0001234567"
HEAD = (HEAD + "ﾀﾅｶ".ljust(40) + "11" + "00000000500000").ljust(200)
END = "9".ljust(200)


def data(number: int, yen: int, memo: str) -> str:
    start = f"2{number:08}0704{number:02}0704{number:02}211{yen:012}{0:012}" + "0" * 12 + " " + "0" * 10 + " " * 10
    return (start + memo.ljust(48)).ljust(200)


def trailer(count: int, out: int) -> str:
    return (f"8{0:06}{0:013}{count:06}{out:013}1{500_000 - out:014}{count:07}").ljust(200)


WHOLE = [HEAD, data(1, 5000, "ﾄﾞｺﾓｺｳｻﾞ"), data(2, 3000, "ｶﾞｽ"), trailer(2, 8000), END]


def read(lines: list[str], tmp_path: Path, end: str = "\r\n") -> Statement:
    file = tmp_path / "z.txt"
    file.write_bytes("".join(line + end for line in lines).encode("cp932"))
    return selfcheck.read(file)


def codes(statement: Statement) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in statement.problems]


@pytest.mark.parametrize("end", ["\r\n", ""])
def test_a_whole_file_has_no_problem(end: str, tmp_path: Path):
    statement = read(WHOLE, tmp_path, end)
    assert (codes(statement), [row["withdrawal"] for row in rows(statement)]) == ([], [5000, 3000])
    assert (statement.balance_check.status, statement.balance_check.checked) == ("consistent", 1)


@pytest.mark.parametrize("length", [100, 119, 121, 180])
def test_a_record_of_another_length_is_told_on_its_line(length: int, tmp_path: Path):
    statement = read([*WHOLE[:2], WHOLE[2][:length], *WHOLE[3:]], tmp_path)
    assert (3, "zengin-length") in codes(statement)
    assert statement.status == "partly-read"


def test_a_record_that_is_longer_is_told_unless_it_is_blank(tmp_path: Path):
    assert codes(read([*WHOLE[:2], WHOLE[2] + "  ", *WHOLE[3:]], tmp_path)) == []
    assert codes(read([*WHOLE[:2], WHOLE[2] + "ｱ", *WHOLE[3:]], tmp_path)) == [(3, "zengin-length")]


def test_without_its_sums_nothing_proves_a_file(tmp_path: Path):
    statement = read(WHOLE[:3], tmp_path)
    assert (codes(statement), statement.balance_check.status) == ([(1, "zengin-no-trailer")], "not-possible")


def test_a_comma_too_many_or_too_few_is_told(tmp_path: Path):
    cells = ["2", "1", "070401", "070401", "2", "11", "5000", *[""] * 7, "ｶﾞｽ", "", "", "", ""]
    head = "1,03,0,070430,070401,070430,9999,ﾐﾎﾝ,001,ﾎﾝﾃﾝ,000,1,1234567,ﾀﾅｶ,1,1,500000"
    whole = [head, ",".join(cells), ",".join(cells), "8,0,0,3,15000,1,485000,3", "9,1,1"]
    more, fewer = ([*cells[:7], "", *cells[7:]], [*cells[:7], *cells[8:]])
    for other in (more, fewer):
        statement = read([*whole[:3], ",".join(other), *whole[3:]], tmp_path)
        assert codes(statement)[0][0] == 4
        assert len(rows(statement)) == 2
