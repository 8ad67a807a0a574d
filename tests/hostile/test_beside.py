"""Whatever a file does to who reads it, the reports of the others are complete; wherever it lies, whatever it is called."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import selfcheck
from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.apart import budget
from selfcheck.statement.containers.excel_cells import Sheets, sheets_of
from selfcheck.statement.containers.html.container import is_page, text_of_page
from selfcheck.statement.containers.in_child import ChildLostError, call
from selfcheck.statement.containers.zip_members import members
from tests.helpers import SAMPLES, codes_of, said, simple
from tests.hostile.archives import ARCHIVES, packed
from tests.hostile.compound import xls
from tests.hostile.documents import DOCUMENTS
from tests.hostile.pages import MAILS, PAGES, attached
from tests.hostile.workbooks import MEMOS, WORKBOOKS, in_sheet
from tests.in_process import command, not_hanging
from tests.xlsb_writer import xlsb

KINDS = {**WORKBOOKS, **DOCUMENTS, **PAGES, **MAILS, **ARCHIVES}
GOOD = {"a.csv": "ﾄﾞｺﾓｺｳｻﾞ", "m.csv": "ペイペイ", "z.csv": "ﾃﾞｲ-ﾊﾞﾗｲ"}
ENDINGS = {"xls": ".xls", "xlsx": ".xlsx", "xlsb": ".xlsb", "ods": ".ods", "PDF": ".pdf", "page": ".html", "mail": ".eml"}
HEAVY = {
    "xls of one sheet that is named ten thousand times", "xls that shows one long text in every cell",
    "xlsx of one sheet that is named ten thousand times", "xlsx with dates beyond all dates", "PDF of forms in forms",
    "PDF of a form in itself", "PDF that unpacks to a gigabyte", "PDF packed in packed in packed",
    "PDF with millions of lines drawn", "PDF with text at millions of places", "PDF of a million objects",
    "page nested a million deep", "page of letters that never end", "page of paragraphs that only end", "page of choices",
    "page of many elements with many attributes", "page of broken tags", "page of comments that do not end",
    "mail of many lines in many parts", "ZIP of half a million names", "page of entities", "page of scripts that do not end",
    "page of forms in tables", "page of frames and svg", "page of cells that span all", "mail with a long header",
}  # fmt: skip
"""Kinds that take a second and more."""
WAYS = ("named", "as a CSV", "in a ZIP", "in a mail")
EVERY = [(name, WAYS[number % len(WAYS)]) for number, name in enumerate(KINDS)]
"""Each kind in one way; all of them in all ways take ten minutes."""


def place(folder: Path, name: str, way: str, data: bytes) -> None:
    """Put a file among the good ones."""
    for number, (good, memo) in enumerate(GOOD.items(), start=1):
        (folder / good).write_text(simple(memo, memo, memo, start=number * 1_000_000), encoding="cp932")
    ending = ENDINGS.get(name.split()[0], ".zip")
    if way == "as a CSV":
        (folder / "h.csv").write_bytes(data)
    elif way == "in a ZIP":
        (folder / "h.zip").write_bytes(packed((f"h{ending}", data), method=zipfile.ZIP_STORED))
    elif way == "in a mail":
        (folder / "h.eml").write_bytes(attached(f"h{ending}", data))
    else:
        (folder / f"h{ending}").write_bytes(data)


@pytest.mark.parametrize(
    ("name", "way"), [pytest.param(*one, marks=[pytest.mark.slow] if one[0] in HEAVY else []) for one in EVERY]
)
def test_the_reports_of_the_others_are_complete(name: str, way: str, tmp_path: Path):
    place(tmp_path, name, way, KINDS[name]())
    with not_hanging():
        report = selfcheck.scan(tmp_path)
    read = [finding.memo for finding in report.findings if finding.memo in GOOD.values()]
    assert sorted(read) == sorted([*GOOD.values()] * 3)
    assert report.exit_code == 1
    told = [problem.code for one in report.statements for problem in one.problems]
    assert not {"unforeseen", "file-too-slow", "archive-too-slow", "run-too-slow"} & {*told}
    assert not [one for one in report.skipped if one.sentence.key == "unforeseen"]


def test_a_panic_is_a_sentence_and_nothing_else_on_the_screen(tmp_path: Path):
    place(tmp_path, "xls", "named", WORKBOOKS["xls with a macro that unpacks for ever"]())
    outcome = command("scan", tmp_path, "--no-mine", "--plain")
    assert outcome.returncode == 1
    assert "panicked" not in outcome.read
    assert "Traceback" not in outcome.read


ENDLESS = {
    "noughts within a cell": b"\0" * 1_000_000 + b"x",
    "brackets that do not close": b"(" * 1_000_000,
    "brackets that close once": b"(" * 1_000_000 + b")",
}
"""What a pattern that begins anew at every place would look at for hours."""


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_cell_of_one_letter_without_end_is_read_in_time_that_grows_with_its_length(kind: str, tmp_path: Path):
    text = simple(GOOD["a.csv"], GOOD["m.csv"]).encode("cp932").replace(GOOD["m.csv"].encode("cp932"), b"x" + ENDLESS[kind])
    (tmp_path / "h.csv").write_bytes(text)
    (tmp_path / "z.csv").write_text(simple(GOOD["z.csv"], start=9_000_000), encoding="cp932")
    with not_hanging():
        report = selfcheck.scan(tmp_path)
    assert GOOD["z.csv"] in [finding.memo for finding in report.findings]


def test_rows_that_many_sheets_leave_out_are_bounded_together(tmp_path: Path):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = '<Row ss:Index="{}"><Cell><Data ss:Type="String">x</Data></Cell></Row>'

    def saved(rows: int, sheets: int) -> str:
        sheet = f'<Worksheet ss:Name="S"><Table>{row.format(rows)}</Table></Worksheet>'
        return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheet * sheets}</Workbook>'

    (tmp_path / "h.xml").write_text(saved(4_000_000, 50), encoding="utf-8")
    (tmp_path / "z.csv").write_text(simple(GOOD["z.csv"]), encoding="cp932")
    report = selfcheck.scan(tmp_path)
    assert [one.sentence.key for one in report.skipped] == ["excel-too-large"]
    assert report.exit_code == 1


def test_of_more_tables_than_any_file_has_the_first_are_read_and_the_rest_is_told(tmp_path: Path):
    row = "<tr><td>2026/11/02</td><td>ドコモコウザ</td><td>1,000円</td></tr>"
    page, few = tmp_path / "m.html", tmp_path / "few.html"
    page.write_text(f"<html><body>{f'<table>{row}</table>' * 1001}</body></html>", encoding="utf-8")
    few.write_text(f"<html><body>{f'<table>{row}</table>' * 1000}</body></html>", encoding="utf-8")
    report = selfcheck.scan(page, uses=("docomo-koza",))
    assert len(report.statements) == 1000
    assert [one.reason for one in report.skipped] == ["not-opened"]
    assert said(*(one.sentence for one in report.skipped)) == ["too-many-tables"]
    assert not selfcheck.scan(few).skipped


def flipped(data: bytes, seed: int) -> bytes:
    """A file with one to three bytes that are others."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed) if chance.random() < 0.9 else bytes(changed[: chance.randrange(len(data))])


WHOLE: dict[str, Callable[[], bytes]] = {
    "xls": lambda: xls(MEMOS).bytes(),
    "xlsx": lambda: in_sheet(""),
    "xlsb": lambda: xlsb([["日付", "摘要", "出金"], ["2026/11/02", "ドコモコウザ", 1000]]),
    "ods": (SAMPLES / "simple_ods.ods").read_bytes,
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("seeds", [range(25), pytest.param(range(25, 400), marks=pytest.mark.slow)], ids=["some", "many"])
def test_a_workbook_with_flipped_bytes_is_read_or_refused(kind: str, seeds: range):
    whole = WHOLE[kind]()
    for seed in seeds:
        try:
            call(sheets_of, flipped(whole, seed), Sheets, loads="python_calamine")
        except (UnreadableError, ChildLostError):
            continue


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_any_byte_flipped_is_unpacked_or_refused(method: int):
    whole = packed(("1.csv", b"2026/11/02,x,1000\n" * 9), ("2.csv", b"2026/11/03,y,1000\n"), method=method)
    for at in range(len(whole)):
        for bit in (0, 6):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            try:
                assert all(isinstance(content, bytes | UnreadableError) for _, content in members(bytes(changed)))
            except UnreadableError:
                continue


def test_a_page_is_looked_at_in_time_that_grows_with_its_length():
    with not_hanging():
        assert not is_page(b"<!---->" * 9000 + b"x")
        assert is_page(b"<!---->" * 900 + b"<html>")
        assert not is_page(b"<tr " * 16_000)
        page = b"<html>" + b"<script>" * 50_000 + "ドコモコウザ".encode()
        assert text_of_page(page, None).text == page.decode()


def test_what_a_script_holds_does_not_tell_how_a_page_is_written():
    page = "<html><script>var a = '{}';</script><p>ﾄﾞｺﾓｺｳｻﾞ</p><STYLE>{}</style ><p>ペイペイ</p>"
    assert text_of_page(page.format("x", "y").encode("cp932"), None).encoding == "cp932"


def test_files_that_take_long_in_an_archive_leave_the_others_their_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(budget, "ARCHIVE_SECONDS", 0.0)
    good = xls([GOOD["a.csv"]]).bytes()
    bad = WORKBOOKS["xls of a hundred sheets with cells at opposite corners"]()
    (tmp_path / "h.zip").write_bytes(packed(*((f"{number}.xls", bad) for number in range(3)), ("z.xls", good)))
    report = selfcheck.scan(tmp_path / "h.zip")
    assert [finding.memo for finding in report.findings] == [GOOD["a.csv"]]
    assert len(report.skipped) == 3


class PanicException(BaseException):
    """What pyo3 makes of a panic of Rust; no `Exception`."""


@pytest.mark.parametrize("fault", [RecursionError, MemoryError, PanicException])
def test_a_fault_of_this_program_loses_one_file(fault: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place(tmp_path, "xls", "named", xls(MEMOS).bytes())

    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr("selfcheck.statement.containers.excel._table", fails)
    report = selfcheck.scan(tmp_path)
    assert said(*(one.sentence for one in report.skipped)) == ["unforeseen"]
    assert report.exit_code == 1
    (alone,) = selfcheck.scan(tmp_path / "h.xls").statements
    assert codes_of(alone) == ["unforeseen"]


@pytest.mark.parametrize("asked", [KeyboardInterrupt, SystemExit])
def test_who_asks_to_end_while_a_file_is_read_is_heard(
    asked: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place(tmp_path, "xls", "named", xls(MEMOS).bytes())

    def asks(*_: object) -> None:
        raise asked

    monkeypatch.setattr("selfcheck.statement.containers.excel._table", asks)
    with pytest.raises(asked):
        selfcheck.scan(tmp_path)
