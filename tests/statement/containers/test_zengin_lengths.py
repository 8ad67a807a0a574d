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


@pytest.mark.parametrize("at", [70, 100, 128])
def test_a_record_that_lost_one_blank_is_told_where_the_others_have_all(at: int, tmp_path: Path):
    short = WHOLE[1][:at] + WHOLE[1][at + 1 :]
    assert codes(read([WHOLE[0], short, *WHOLE[2:]], tmp_path)) == [(2, "zengin-length")]


def test_records_of_199_letters_are_whole_where_all_are(tmp_path: Path):
    lines = [line[:199] if line.startswith("2") else line for line in WHOLE]
    assert codes(read(lines, tmp_path)) == []


def test_a_record_that_is_longer_is_told_unless_it_is_blank(tmp_path: Path):
    assert codes(read([*WHOLE[:2], WHOLE[2] + "  ", *WHOLE[3:]], tmp_path)) == []
    assert codes(read([*WHOLE[:2], WHOLE[2] + "ｱ", *WHOLE[3:]], tmp_path)) == [(3, "zengin-length")]


@pytest.mark.parametrize(("record", "fields"), [(0, 129), (1, 199), (3, 61)])
def test_what_stands_in_the_room_behind_the_fields_of_a_record_is_no_part_of_them(record: int, fields: int, tmp_path: Path):
    lines = [*WHOLE]
    lines[record] = lines[record][:fields].ljust(200, "7")
    statement = read(lines, tmp_path)
    assert (codes(statement), [row["withdrawal"] for row in rows(statement)]) == ([], [5000, 3000])
    assert statement.balance_check.status == "consistent"


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


COUNTED = "9" + "0000000005" + "00001"
ONE_LINE = [*WHOLE[:4], COUNTED.ljust(200)]


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("length", [72, 120, 150, 199, 201, 230])
def test_without_line_breaks_a_record_of_another_length_is_told_and_moves_no_other(place: int, length: int, tmp_path: Path):
    records = [*ONE_LINE]
    records[place] = records[place][:length].ljust(length)
    statement = read(records, tmp_path, "")
    assert [row["withdrawal"] for row in rows(statement)] == [5000, 3000]
    assert (1, "zengin-length-record") in codes(statement)
    assert [problem.sentence.details["number"] for problem in statement.problems] == [place + 1]
    assert statement.status == "partly-read"


@pytest.mark.parametrize("width", [199, 200, 220, 256])
def test_records_that_are_all_filled_up_to_one_width_are_whole(width: int, tmp_path: Path):
    assert codes(read([record[:199].ljust(width) for record in ONE_LINE], tmp_path, "")) == []


def test_letters_between_two_records_are_searched(tmp_path: Path):
    file = tmp_path / "z.txt"
    read([*ONE_LINE[:2], "ﾍﾟｲﾍﾟｲ".ljust(50), *ONE_LINE[2:]], tmp_path, "")
    assert "paypay" in {finding.service for finding in selfcheck.scan([file]).findings}


def test_two_records_on_one_of_several_lines_are_two(tmp_path: Path):
    statement = read(["".join(ONE_LINE[:2]), *ONE_LINE[2:]], tmp_path)
    assert (codes(statement), [row["withdrawal"] for row in rows(statement)]) == ([], [5000, 3000])


def test_a_last_record_that_was_cut_off_is_told(tmp_path: Path):
    text = "".join(ONE_LINE)
    (tmp_path / "z.txt").write_bytes(text[:500].encode("cp932"))
    assert (1, "zengin-length-record") in codes(selfcheck.read(tmp_path / "z.txt"))


def test_blanks_that_an_editor_took_away_make_it_no_other_kind_of_file(tmp_path: Path):
    statement = read([record.rstrip() for record in ONE_LINE], tmp_path)
    assert statement.container == "zengin"
    assert [row["withdrawal"] for row in rows(statement)] == [5000, 3000]


def test_a_record_whose_first_letter_is_damaged_loses_itself_alone(tmp_path: Path):
    statement = read([ONE_LINE[0], "?" + ONE_LINE[1][1:], *ONE_LINE[2:]], tmp_path, "")
    assert [row["withdrawal"] for row in rows(statement)] == [3000]
    assert "zengin-record" in [code for _, code in codes(statement)]


def with_head(of: list[str], branch: str) -> list[str]:
    return [of[0].replace("9999" + "ﾐﾎﾝ".ljust(15) + "001", "9999" + "ﾐﾎﾝ".ljust(15) + branch), *of[1:4]]


def test_one_number_in_two_branches_is_two_accounts(tmp_path: Path):
    statement = read([*with_head(WHOLE, "001"), *with_head(WHOLE, "002"), COUNTED.ljust(200)], tmp_path)
    numbers = [row.text.number for row in statement.records.every()]
    assert numbers == ["9999-001-1-0001234567"] * 2 + ["9999-002-1-0001234567"] * 2
    assert (statement.balance_check.status, statement.balance_check.checked) == ("consistent", 2)


def test_one_account_twice_is_one(tmp_path: Path):
    statement = read([*WHOLE[:4], *WHOLE[:4], COUNTED.ljust(200)], tmp_path)
    assert {row.text.number for row in statement.records.every()} == {"0001234567"}


def test_what_follows_a_trailer_without_a_header_is_of_no_known_account(tmp_path: Path):
    statement = read([*WHOLE[:4], "?" + WHOLE[0][1:], *WHOLE[1:4]], tmp_path)
    assert [row.text.number for row in statement.records.every()] == ["0001234567"] * 2 + [""] * 2
    assert [code for _, code in codes(statement)] == ["zengin-record", "zengin-record"]
