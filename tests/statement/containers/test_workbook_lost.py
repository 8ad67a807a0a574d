"""Cells of a workbook that hold an error, or a formula without a result, are told and never taken for empty ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

import selfcheck
from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.compound_file import stream_in
from selfcheck.statement.containers.workbook_lost import LostCells
from selfcheck.statement.containers.workbook_lost_ods import lost_in_opendocument
from selfcheck.statement.containers.workbook_lost_xls import lost_in_stream
from tests.helpers import rows
from tests.workbooks import opendocument
from tests.xls_writer import Lost, compound, stream, xls
from tests.xlsb_writer import xlsb

openpyxl = pytest.importorskip("openpyxl")
HEADER = ["日付", "摘要", "出金", "入金", "残高"]
ROWS = [
    ["2025/4/1", "ガス", 3000, None, 97000],
    ["2025/4/2", "メルペイ", 5000, None, 92000],
    ["2025/4/3", "給与", None, 9000, 101000],
]


def written(tmp_path: Path, cell: str, value: str) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.active[cell] = value
    if value.startswith("#"):
        book.active[cell].data_type = "e"
    book.save(tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#VALUE!", "=B1+0"])
@pytest.mark.parametrize("cell", ["A3", "B3", "C3", "E3"])
def test_a_cell_without_its_value_is_told_with_its_line(cell: str, value: str, tmp_path: Path):
    statement = selfcheck.read(written(tmp_path, cell, value))
    assert statement.status == "partly-read"
    assert 3 in [problem.line for problem in statement.problems]
    assert len(rows(statement)) == (3 if cell in ("B3", "E3") else 2)


def test_a_formula_names_its_cell(tmp_path: Path):
    (problem, *_) = selfcheck.read(written(tmp_path, "E3", "=E2-C3")).problems
    assert (problem.code, problem.sentence.details["cell"]) == ("cell-formula", "E3")


def test_a_whole_workbook_has_no_problem(tmp_path: Path):
    assert not selfcheck.read(written(tmp_path, "B3", "メルペイ")).problems


def test_an_error_in_a_text_file_is_told_too(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text("日付,摘要,出金,入金\n2025/4/1,ガス,3000,\n2025/4/2,#N/A,5000,\n", encoding="utf-8")
    statement = selfcheck.read(file)
    assert [(problem.line, problem.code) for problem in statement.problems] == [(3, "cell-error")]


@pytest.mark.parametrize(
    "sheet", [b'<c r="A1" t="e"/><c r="B2" t="e"><v>#REF!</v></c>', b'<x:c t="e" r="B2"><x:v>#REF!</x:v></x:c>']
)
def test_cells_are_found_however_they_are_written(sheet: bytes):
    lost = LostCells()
    lost.look("xl/worksheets/sheet1.xml", b"<sheetData>" + sheet + b"</sheetData>")
    lost.look("xl/workbook.xml", b'<sheet name="a&amp;b" sheetId="1" r:id="rId1"/>')
    lost.look("xl/_rels/workbook.xml.rels", b'<Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/>')
    assert [(cell.name, cell.text) for cell in lost.by_sheet()["a&b"]] == [("B2", "#REF!")]


def test_a_hostile_sheet_costs_no_more_than_its_length():
    lost = LostCells()
    lost.look("xl/worksheets/sheet1.xml", b'<c t="e"' * 200_000 + b"<f" * 200_000)
    assert lost.by_sheet() == {}


def ods(table: list[list[object]]) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, Lost) and value.error is None:
            return '<table:table-cell table:formula="of:=[.B1]+0"/>'
        if isinstance(value, Lost):
            formula = 'table:formula="of:=[.B1]" ' if value.is_formula else ""
            attributes = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            return f"<table:table-cell {formula}{attributes}><text:p>{NAMES[value.error or 0]}</text:p></table:table-cell>"
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>' if value else "<table:table-cell/>"

    return opendocument("".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table))


NAMES = {0x17: "#REF!", 0x2A: "#N/A", 0x0F: "#VALUE!"}
KINDS = {"a.xls": xls, "b.xlsb": xlsb, "c.ods": ods}
LOST = [Lost(0x17, is_formula=False), Lost(0x2A), Lost(0x0F), Lost()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lost", LOST, ids=["#REF!", "#N/A", "#VALUE!", "formula"])
@pytest.mark.parametrize("column", [0, 1, 2, 4])
def test_it_is_told_in_every_kind_of_workbook(kind: str, lost: Lost, column: int, tmp_path: Path):
    table: list[list[object]] = [[*HEADER], *([*row] for row in ROWS)]
    table[2][column] = lost
    file = tmp_path / kind
    file.write_bytes(KINDS[kind](table))
    statement = selfcheck.read(file)
    assert statement.status == "partly-read"
    told = [problem for problem in statement.problems if problem.line == 3]
    name = f"{'ABCDE'[column]}3" if lost.error is None else NAMES[lost.error]
    assert name in {problem.sentence.details.get("cell") for problem in told}
    assert len(rows(statement)) == (3 if column in (1, 4) else 2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_workbook_of_any_kind_has_no_problem(kind: str, tmp_path: Path):
    (tmp_path / kind).write_bytes(KINDS[kind]([HEADER, *ROWS]))
    assert not selfcheck.read(tmp_path / kind).problems


def test_a_small_old_workbook_is_told_as_well():
    """Its stream lies among the small ones."""
    table: list[list[object]] = [[*HEADER], [*ROWS[0]], [*ROWS[1]]]
    table[2][1] = Lost(0x2A)
    content = stream(table)
    assert [cell.name for cell in lost_in_stream(content)["明細"]] == ["B3"]
    assert stream_in(compound(content), ["Workbook"])[: len(content)] == content


def test_a_formula_that_shows_nothing_is_no_loss(tmp_path: Path):
    """=IF(C9="","",E8-C9) is copied far below many a household's list."""
    sheet = b'<c r="E9" t="str"><f>IF(C9="","",E8-C9)</f><v></v></c><c r="F9" t="str"><f>A1</f></c>'
    lost = LostCells()
    lost.look("xl/worksheets/sheet1.xml", b"<sheetData>" + sheet + b"</sheetData>")
    lost.look("xl/workbook.xml", b'<sheet name="a" sheetId="1" r:id="rId1"/>')
    lost.look("xl/_rels/workbook.xml.rels", b'<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>')
    assert [cell.name for cell in lost.by_sheet()["a"]] == ["F9"]


def test_rows_that_stand_for_several_are_told_one_by_one():
    cell = b'<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:formula="of:=1"/>'
    content = (
        b'<table:table table:name="x &amp; y"><table:table-row table:number-rows-repeated="2">'
        + cell
        + b"</table:table-row></table:table>"
    )
    assert [cell.name for cell in lost_in_opendocument(content)["x & y"]] == ["C1", "C2"]


def test_an_opendocument_formula_that_shows_nothing_is_no_loss():
    cell = b'<table:table-cell table:formula="of:=IF(1;&quot;&quot;)"><text:p/></table:table-cell>'
    assert lost_in_opendocument(b'<table:table table:name="x"><table:table-row>' + cell + b"</table:table-row>") == {"x": []}


@pytest.mark.parametrize("content", [b"", b"\0" * 600, b"\xff" * 5000, bytes(range(256)) * 40])
def test_what_is_no_compound_file_has_no_stream(content: bytes):
    with suppress(UnreadableError):  # as `refuse_endless` says before
        assert stream_in(content[:30] + b"\x09\0" + content[32:], ["Workbook"]) == b""
