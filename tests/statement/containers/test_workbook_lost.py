"""Cells of a workbook that hold an error, or a formula without a result, are told and never taken for empty ones."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.containers.workbook_lost import LostCells
from tests.helpers import rows

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
