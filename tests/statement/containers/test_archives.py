"""What archives, mails and saved pages hold, and the limits within which they are opened."""

from __future__ import annotations

import errno
import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from selfcheck.errors import InputError, UnreadableError
from selfcheck.statement.containers import zip_members as archives
from selfcheck.statement.containers.archive_names import is_in_icloud, is_nobodys, is_zip, names_in
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.excel import _is_pasted_text
from selfcheck.statement.containers.mail import MAIL
from selfcheck.statement.containers.open_file import read_bytes
from selfcheck.statement.containers.spreadsheet_xml import SPREADSHEET_XML
from selfcheck.statement.containers.workbook_extent import cells_in
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import Table
from tests.statement.rows.made import TODAY

OPTIONS = Options(TODAY)


def parts(container: Container, data: bytes, path: str = "x") -> list[Part]:
    return list(container.read(Source(path, data), OPTIONS))


def packed(files: dict[str, bytes], *, compress: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def opened(data: bytes) -> list[tuple[str, object]]:
    return [
        (name, content.sentence.key if isinstance(content, UnreadableError) else content)
        for name, content in archives.members(data)
    ]


def test_files_of_an_archive_come_in_the_order_of_their_names_without_what_systems_left():
    data = packed({"b.csv": b"2", "a.csv": b"1", "d/": b"", "__MACOSX/a.csv": b"x", "Thumbs.db": b"x", "d/~$c.xlsx": b"x"})
    assert opened(data) == [("a.csv", b"1"), ("b.csv", b"2")]


def test_what_an_archive_may_hold_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 2)
    assert opened(packed(dict.fromkeys("abcd", b"1"))) == [("a", b"1"), ("b", b"1"), ("c", "zip-too-many")]
    assert opened(packed(dict.fromkeys("ab", b"1"))) == [("a", b"1"), ("b", b"1")]
    monkeypatch.setattr(archives, "_MOST_BYTES", 5)
    assert opened(packed({"a": b"123", "b": b"12"})) == [("a", b"123"), ("b", b"12")]
    assert opened(packed({"a": b"123", "b": b"123"})) == [("a", b"123"), ("b", "zip-too-large")]


def test_a_member_that_grows_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "_MOST_RATIO", 10)
    assert opened(packed({"a": bytes(1000)}, compress=True)) == [("a", bytes(1000))]  # little is never too much
    assert opened(packed({"a": bytes(1001)}, compress=True)) == [("a", "zip-too-large")]


def test_a_member_that_says_less_than_it_holds_is_refused():
    data = packed({"a": b"123456"}).replace(
        (6).to_bytes(4, "little") * 2, (6).to_bytes(4, "little") + (5).to_bytes(4, "little")
    )
    assert opened(data)[0][1] in ("zip-too-large", "broken-zip")


def test_a_locked_or_broken_member_is_told_and_the_others_are_read():
    data = bytearray(packed({"a": b"123", "b": b"456"}))
    at = data.index(b"PK\x01\x02")
    locked = bytes(data[: at + 8]) + b"\x01" + bytes(data[at + 9 :])
    assert opened(locked) == [("a", "zip-encrypted"), ("b", b"456")]
    assert opened(bytes(data).replace(b"123", b"124")) == [("a", "broken-zip"), ("b", b"456")]
    with pytest.raises(UnreadableError) as broken:
        opened(b"PK\x03\x04")
    assert broken.value.sentence.key == "broken-zip"


@pytest.mark.parametrize("place", [1 << 62, 1 << 63, (1 << 64) - 1])
def test_a_member_that_lies_about_its_place_is_told_and_the_others_are_read(place: int):
    data = packed({"a.csv": b"lost", "b.csv": b"whole"})
    listed, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    longer = struct.pack("<HHQ", 1, 8, place)  # APPNOTE 4.5.3: the place of a member in an archive of the 64-bit kind
    first = bytearray(data[listed : listed + 46 + len("a.csv")])
    first[30:32], first[42:46] = struct.pack("<H", len(longer)), b"\xff" * 4
    rest = data[listed + len(first) : end]
    tail = bytearray(data[end:])
    tail[12:16] = struct.pack("<I", len(first) + len(longer) + len(rest))
    assert opened(data[:listed] + first + longer + rest + tail) == [("a.csv", "broken-zip"), ("b.csv", b"whole")]


def test_names_of_members_are_those_of_windows_in_japan():
    data = packed({"aiueo.csv": b"1"}).replace(b"aiueo", "明細".encode("cp932") + b"9")
    assert opened(data) == [("明細9.csv", b"1")]
    assert opened(packed({"明細.csv": b"1"})) == [("明細.csv", b"1")]


@pytest.mark.parametrize(
    ("path", "nobodys"),
    [
        *(("meisai.csv", False), ("__MACOSX/meisai.csv", True), ("a\\Thumbs.db", True), ("desktop.ini", True)),
        *((".hidden", True), ("a/.git/x", True), ("../meisai.csv", False), ("~$meisai.xlsx", True), (".a.csv.icloud", False)),
    ],
)
def test_what_nobody_made_is_no_statement(path: str, nobodys: bool):
    assert is_nobodys(path) is nobodys


def test_names_in_archives():
    assert names_in(packed({"a\\b": b"", "c": b""})) == {"a/b", "c"}
    assert names_in(b"PK\x03\x04") == names_in(b"x") == frozenset()
    assert [is_zip(data) for data in (b"PK\x03\x04", b"PK\x05\x06", b"PK")] == [True, True, False]
    assert [is_in_icloud(name) for name in (".a.csv.icloud", "a.icloud", ".a.csv")] == [True, False, False]


SHEET = b'<sheetData><row r="1"><c r="A1"/></row><row r="7"><c r="C7"/><c r="D7"/></row></sheetData>'
ODS = (
    b'<table:table-row table:number-rows-repeated="3"><table:table-cell office:value="1"/></table:table-row>'
    b'<table:table-row><table:table-cell table:number-columns-repeated="4"/><table:table-cell><p/></table:table-cell>'
    b'</table:table-row><table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
)


def record(kind: int, content: bytes) -> bytes:
    return bytes([kind, len(content)]) + content


@pytest.mark.parametrize(
    ("name", "content", "cells"),
    [
        ("xl/worksheets/sheet1.xml", SHEET, 7 * 4),
        ("xl/worksheets/sheet1.xml", b"<row><c/><c/></row><row><c/></row>", 2 * 2),
        ("xl/worksheets/sheet1.xml", b'<row r="2"><c r="AB2"/></row>', 2 * 28),
        ("xl/worksheets/sheet1.xml", b'<row r = "5"><c/></row>', 5),
        ("xl/styles.xml", b"<styles/>", 0),
        ("content.xml", ODS, 4 * 5),
        ("content.xml", b"<table:table-row><table:table-cell/></table:table-row>", 0),
        ("xl/worksheets/SHEET1.BIN", record(0, (4).to_bytes(4, "little")) + record(2, (2).to_bytes(4, "little") + b"x"), 15),
        ("xl/worksheets/sheet1.bin", record(99, (9).to_bytes(4, "little")), 1),
        ("xl/worksheets/sheet1.bin", record(0, b"\xff"), 1),
        ("xl/worksheets/sheet1.bin", b"\x80\x01\x00" + record(0, (1).to_bytes(4, "little")), 2),
        ("xl/styles.bin", record(0, (4).to_bytes(4, "little")), 0),
    ],
)
def test_how_many_cells_a_sheet_asks_for(name: str, content: bytes, cells: int):
    assert cells_in(name, content) == cells


def workbook(body: str, *, sheets: int = 1) -> bytes:
    one = f'<Worksheet ss:Name="9月"><Table>{body}</Table></Worksheet>'
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{one * sheets}</Workbook>'
    ).encode()


def data(text: str, kind: str = "String") -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


def test_a_sheet_of_xml_is_rows_at_their_places():
    body = (
        f'<Row><Cell>{data("a")}</Cell><Cell ss:Index="3">{data("b")}</Cell></Row>'
        f'<Row ss:Index="4"><Cell>{data("5.00", "Number")}</Cell><Cell>{data("5.50", "Number")}</Cell>'
        f"<Cell>{data('2026-09-07T00:00:00.000', 'DateTime')}</Cell>"
        f"<Cell>{data('2026-09-07T01:00:00', 'DateTime')}</Cell></Row>"
        f'<Row ss:Index="2"><Cell/><Cell>{data("5.0")}</Cell></Row>'
    )
    (part,) = parts(SPREADSHEET_XML, workbook(body))
    assert isinstance(part.content, Table)
    assert part.name == "9月"
    assert part.content.rows == [
        ["a", "", "b"],
        [],
        [],
        ["5", "5.50", "2026-09-07", "2026-09-07T01:00:00"],
        ["", "5.0"],
    ]
    assert list(part.content.first) == list(part.content.last) == [1, 2, 3, 4, 5]
    assert parts(SPREADSHEET_XML, workbook("<Row><Cell/></Row>")) == []
    assert len(parts(SPREADSHEET_XML, workbook(body, sheets=2))) == 2


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (f'<Row><Cell ss:Index="16385">{data("a")}</Cell></Row>', "excel-too-large"),
        (f'<Row ss:Index="5000001"><Cell>{data("a")}</Cell></Row>', "excel-too-large"),
        ("<Row></Table>", "broken-excel"),
    ],
)
def test_a_sheet_of_xml_beyond_all_limits_is_refused(body: str, key: str):
    with pytest.raises(UnreadableError) as refused:
        parts(SPREADSHEET_XML, workbook(body))
    assert refused.value.sentence.key == key


def test_a_sheet_of_xml_is_known_by_its_name_space_near_its_beginning():
    assert SPREADSHEET_XML.recognises(Source("x", workbook("")))
    assert SPREADSHEET_XML.recognises(Source("x", workbook("").decode().encode("utf-16")))
    assert not SPREADSHEET_XML.recognises(Source("x", b"<?xml?>" + b" " * (1 << 14) + workbook("")))
    assert not SPREADSHEET_XML.recognises(Source("x", b"a" + workbook("")))
    assert not SPREADSHEET_XML.recognises(Source("x", b"<Workbook/>"))
    with pytest.raises(UnreadableError):
        parts(SPREADSHEET_XML, workbook("").replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>'))


def test_a_standard_input_that_is_closed_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError) as refused:
        read_bytes("-")
    assert (refused.value.sentence.key, refused.value.sentence.details["reason"]) == ("cannot-open", os.strerror(errno.EBADF))


@pytest.mark.parametrize(
    ("rows", "is_text"),
    [
        ([["a,b,c"], ["1,2,3"]], True),
        ([["a\tb\tc"], [], [""]], True),
        ([["a,b,c", ""], ["1,2,3"]], True),
        ([["a,b,c", "x"], ["1,2,3"]], False),
        ([["a,b"], ["1,2"]], False),  # one comma stands anywhere
        ([["a,b,c"], ["1"]], False),  # half
        ([["a,b,c\n1,2,3"]], False),
        ([], False),
    ],
)
def test_lines_that_were_pasted_into_the_first_column_are_known(rows: list[list[str]], is_text: bool):
    assert _is_pasted_text(rows) is is_text


def test_a_path_that_cannot_be_opened_is_said_with_the_reason(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"123")
    assert (read_bytes(file), read_bytes(file, 2)) == (b"123", b"12")
    for path, key in (
        (tmp_path / "b", "not-found"),
        (tmp_path, "is-a-folder"),
        (os.devnull, "not-a-file"),
        ("a\0", "cannot-open"),
    ):
        with pytest.raises(InputError) as refused:
            read_bytes(path)
        assert refused.value.sentence.key == key


def test_a_folder_is_told_where_the_system_says_that_nobody_may_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Windows does."""

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(InputError) as told:
        read_bytes(tmp_path)
    assert told.value.sentence.key == "is-a-folder"


@pytest.mark.parametrize(("system", "key"), [("linux", "no-permission"), ("win32", "no-permission-or-in-use")])
def test_on_windows_another_program_may_keep_a_file_for_itself(
    system: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Opening it fails there as without a permission, and nothing tells the one from the other."""
    (tmp_path / "a.csv").write_bytes(b"123")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(InputError) as told:
        read_bytes(tmp_path / "a.csv")
    assert told.value.sentence.key == key


def test_a_part_is_called_by_its_container():
    assert MAIL.path_of("a.eml", Part(b"", "b.csv")) == "a.eml/b.csv"
    assert SPREADSHEET_XML.path_of("a.xml", Part(b"", "9月")) == "a.xml [9月]"
    assert MAIL.path_of("a.eml", Part(b"")) == "a.eml"
