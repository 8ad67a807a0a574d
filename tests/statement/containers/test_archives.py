"""What archives, mails and saved pages hold, and the limits within which they are opened."""

from __future__ import annotations

import errno
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from selfcheck.errors import InputError, UnreadableError
from selfcheck.statement.containers import in_child
from selfcheck.statement.containers import zip_members as archives
from selfcheck.statement.containers.archive_names import is_in_icloud, is_nobodys, is_zip, names_in
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.excel import _is_pasted_text
from selfcheck.statement.containers.mail import MAIL
from selfcheck.statement.containers.mhtml import MHTML
from selfcheck.statement.containers.open_file import read_bytes
from selfcheck.statement.containers.refusals import kind_of_text, refuse
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


REFUSED = [
    (b"", "empty"),
    *((start + b"x" * 20, "is-picture") for start in (b"GIF8", b"BMxxxx\0\0\0\0", b"II*\0", b"RIFFxxxxWEBP", b"xxxxftypheic")),
    *(
        (start + b"x" * 20, "is-packed")
        for start in (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"xx-lh5-", b"\x1f\x8b", b"BZh91AY&SY")
    ),
    (b"x" * 257 + b"ustar", "is-packed"),
    (b"{\\rtf1", "is-document"),
    (b'{"a": [1]}', "is-json"),
    (b'\xef\xbb\xbf[{"a": 1}]\n', "is-json"),
    (b"PAR1", "is-database"),
    (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "is-document"),
    (b"L\0\0\0\x01\x14\x02\0", "is-shortcut"),
    (b"xxxxftypisom", "is-media"),
    (b"MZ\0", "is-media"),
    (packed({"word/document.xml": b""}), "is-document"),
    (packed({"Index/Document.iwa": b""}), "is-numbers"),
]


@pytest.mark.parametrize(("content", "key"), REFUSED)
def test_a_kind_that_holds_no_statement_is_called_by_its_name(content: bytes, key: str):
    with pytest.raises(UnreadableError) as refused:
        refuse(Source("x", content))
    assert refused.value.sentence.key == key


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + stream.encode("utf-16-le")


CALLED = {
    "GIF": b"GIF8",
    "TIFF": b"MM\0*",
    "WebP": b"RIFFxxxxWEBP",
    "HEIC": b"xxxxftypmif1",
    "AVIF": b"xxxxftypavif",
    "RAR": b"Rar!\x1a\x07",
    "xz": b"\xfd7zXZ\0",
    "Zstandard": b"\x28\xb5\x2f\xfd",
    "CAB": b"MSCF\0\0\0\0",
    "LZH": b"xx-lz5-",
    "PowerPoint": compound("PowerPoint Document"),
    "Outlook": compound("__substg1.0_"),
    "RTF": b"{\\rtf",
    "SQLite": b"SQLite format 3\0",
    "Access": b"\0\1\0\0Standard",
    "Mac": b"book\0\0\0\0mark",
    "MP4": b"xxxxftypqt  ",
    "MP3": b"ID3",
    "WAV": b"RIFFxxxxWAVE",
    "AVI": b"RIFFxxxxAVI ",
    "Ogg": b"OggS",
    "FLAC": b"fLaC",
    "ELF": b"\x7fELF",
    "Mach-O": b"\xcf\xfa\xed\xfe",
    "TrueType": b"OTTO",
    "XPS": packed({"FixedDocSeq.fdseq": b""}),
}


@pytest.mark.parametrize("name", CALLED)
def test_a_file_is_called_as_people_call_it(name: str):
    with pytest.raises(UnreadableError) as refused:
        refuse(Source("x", CALLED[name] + b"x" * 9 if name != "XPS" else CALLED[name]))
    assert refused.value.sentence.details["kind"] == name
    assert all(refused.value.sentence.in_lang(lang) for lang in ("ja", "en"))


@pytest.mark.parametrize(
    "content",
    [
        *(b"a,b\n", b"BM,1\n", b"xxxxftypzzzz", b"RIFFxxxxAAAA", b"[1", b'{"a": 1', b"a{}", b"MZ,1"),
        *(b"xx-lh-", packed({"a/word/x": b""}), b"\xd0\xcf\x11\xe0", b"x" * 256 + b"ustar", b"bplist00"),
    ],
)
def test_what_only_looks_like_such_a_kind_is_not_refused(content: bytes):
    refuse(Source("x", content))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ID;PWXL", "is-sheet"),
        ("TABLE\n0,1\n", "is-sheet"),
        ("<?xml?><x opendocument.spreadsheet>", "is-sheet"),
        ("<svg a>", "is-picture"),
        ("%!PS-Adobe", "is-document"),
        ("a,b", None),
        ("x <svg>", None),
    ],
)
def test_a_kind_of_text_without_a_statement_is_called_by_its_name(text: str, key: str | None):
    error = kind_of_text(text)
    assert (error and error.sentence.key) == key


def mail(*attached: tuple[str, str, bytes], text: str = "x", more: bytes = b"") -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Message-ID"] = "<1@x>"
    message["MIME-Version"] = "1.0"
    message.set_content(text)
    for kind, name, content in attached:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes() + more


def test_a_mail_is_its_text_and_what_is_attached():
    made = mail(("text/csv", "a.csv", b"1,2"), ("image/png", "b.png", b"p"))
    assert MAIL.recognises(Source("x", made))
    assert [(part.name, part.content) for part in parts(MAIL, made)] == [
        ("本文.txt", b"x\n"),
        ("a.csv", b"1,2"),
        ("b.png", b"p"),
    ]
    inline = mail(("image/png", "b.png", b"p")).replace(b"attachment;", b"inline;")
    assert [part.name for part in parts(MAIL, inline)] == ["本文.txt"]


def test_a_page_in_a_mail_is_called_its_text_too():
    made = mail().replace(b"text/plain", b"text/html")
    assert [part.name for part in parts(MAIL, made)] == ["本文.html"]
    other = mail().replace(b"text/plain", b"text/x-own")
    assert [part.name for part in parts(MAIL, other)] == ["text.x-own"]


@pytest.mark.parametrize(
    ("head", "is_mail"),
    [
        (b"Message-ID: <1>\nMIME-Version: 1.0\n\nx", True),
        (b"Received: a\n b\nmessage-id: <1>\n\n", True),
        (b"Message-ID: <1>\nSubject: x\n\n", False),
        (b"x\nMessage-ID: <1>\nMIME-Version: 1.0\n", False),
    ],
)
def test_a_mail_is_known_by_two_lines_of_its_head(head: bytes, is_mail: bool):
    assert MAIL.recognises(Source("x", head)) is is_mail


def test_a_mail_of_too_many_files_says_which_were_left():
    made = mail(*(("text/csv", f"{number}.csv", b"1") for number in range(100)))
    found = parts(MAIL, made)
    assert len(found) == 101
    assert [part.name for part in found if isinstance(part.content, UnreadableError)] == ["99.csv"]


@pytest.mark.parametrize(
    ("head", "is_saved"),
    [
        (b"From: <Saved by Blink>\nContent-Type: multipart/related;\n", True),
        (b"Snapshot-Content-Location: http://x\ncontent-type:multipart/alternative\n", True),
        (b"Content-Type: multipart/related;\n", False),
        (b"From: <Saved by Blink>\nContent-Type: text/html\n", False),
        (b"bplist00xxWebMainResource", True),
        (b"bplist00xx", False),
        (b"<?xml version='1.0'?><!DOCTYPE plist x>WebMainResource", True),
        (b"xWebMainResource", False),
    ],
)
def test_a_saved_page_is_known_by_its_head(head: bytes, is_saved: bool):
    assert MHTML.recognises(Source("x", head)) is is_saved


def test_frames_of_a_saved_page_are_bounded(monkeypatch: pytest.MonkeyPatch):
    table = "<table><tr><th>日付<th>摘要<th>出金<tr><td>2026/9/{}<td>電気<td>1,000</table>"
    pages = "".join(f"--x\nContent-Type: text/html; charset=utf-8\n\n{table.format(day)}\n" for day in (1, 2, 3))
    data = f"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n{pages}--x--\n".encode()
    assert len(parts(MHTML, data)) == 3
    if not in_child.forks():
        pytest.skip("a process that starts anew has its own bound")
    monkeypatch.setattr("selfcheck.statement.containers.mhtml_pages._MOST_PAGES", 2)
    assert len(parts(MHTML, data)) == 2


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


def test_a_part_is_called_by_its_container():
    assert MAIL.path_of("a.eml", Part(b"", "b.csv")) == "a.eml/b.csv"
    assert SPREADSHEET_XML.path_of("a.xml", Part(b"", "9月")) == "a.xml [9月]"
    assert MAIL.path_of("a.eml", Part(b"")) == "a.eml"
