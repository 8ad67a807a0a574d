"""Nothing in a folder or an archive goes unmentioned, and nobody is troubled with what is no statement."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import re
import zipfile
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report
from tests.helpers import simple
from tests.in_process import command
from tests.workbooks import workbook

TODAY = dt.date(2026, 11, 22)
CLEAN, RAISED = simple("電気").encode("cp932"), simple("ドコモコウザ").encode("cp932")


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


KINDS = {
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC", "not-opened"),
    "photo.webp": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "WebP", "not-opened"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG", "not-opened"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG", "not-opened"),
    "meisai.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z", "not-opened"),
    "meisai.rar": (b"Rar!\x1a\x07\x01\0" + bytes(40), "RAR", "not-opened"),
    "meisai.lzh": (b"\x20\x3b-lh5-" + bytes(40), "LZH", "not-opened"),
    "meisai.csv.gz": (gzip.compress(RAISED), "gzip", "not-opened"),
    "meisai.docx": (packed(word__document=b"<w/>", a=b""), "Word", "not-opened"),
    "meisai.numbers": (packed(**{"Index__Document.iwa": b"x"}), "Numbers", "not-opened"),
    "mail.msg": (b"\xd0\xcf\x11\xe0" + bytes(60) + "__substg1.0_".encode("utf-16-le"), "メール", "not-opened"),
    "data.sqlite": (b"SQLite format 3\0" + bytes(40), "SQLite", "not-opened"),
    "meisai.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "ショートカット", "not-opened"),
    "meisai.xps": (packed(**{"FixedDocSeq.fdseq": b"<x/>"}), "XPS", "not-opened"),
    ".meisai.csv.icloud": (b"bplist00\xd3" + bytes(60), "iCloud", "not-opened"),
    "page.html": ("<html><body><p>もう一度ログインしてください</p></body></html>".encode(), "ログイン", "not-a-statement"),
    "drawing.svg": (b"<svg xmlns='x'><text>1</text></svg>", "SVG", "not-a-statement"),
    "unknown.bin": (bytes(range(1, 32)) * 9, "文字のファイル", "not-opened"),
    "package.json": (b'{"name": "x", "since": "2026-09-08", "size": 30000}', "JSON", "not-a-statement"),
    "song.mp3": (b"ID3\x04" + bytes(40), "MP3", "not-a-statement"),
    "empty.csv": (b"", "空", "not-a-statement"),
    "shopping.txt": ("牛乳\nたまご\n".encode(), "日付と金額", "not-a-statement"),
    "notes": ("2026年の予定\n".encode(), "日付と金額", "not-a-statement"),
    "card.csv": (
        "利用日,利用店名・商品名,利用者,支払方法,利用金額,支払手数料,支払総額\n".encode("cp932"),
        "",
        "not-a-statement",
    ),
}


def put(folder: Path, **files: bytes) -> Report:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return selfcheck.scan(folder, today=TODAY)


@pytest.mark.parametrize("where", ["folder", "archive"])
@pytest.mark.parametrize("name", KINDS)
def test_what_lies_beside_a_statement_is_told_by_its_kind(name: str, where: str, tmp_path: Path):
    content, word, reason = KINDS[name]
    if where == "folder":
        report = put(tmp_path, **{"a.csv": CLEAN, name: content})
    else:
        (tmp_path / "x.zip").write_bytes(packed(**{"a.csv": CLEAN, name: content}))
        report = selfcheck.scan(tmp_path / "x.zip", today=TODAY)
    assert [(Path(file.path).name, file.reason) for file in report.skipped] == [(name, reason)]
    assert word in report.skipped[0].sentence.in_lang("ja")
    assert [statement.status for statement in report.statements] == ["read"]
    assert report.exit_code == (3 if reason == "not-opened" else 0)


@pytest.mark.parametrize("name", list(KINDS))
def test_a_file_that_is_named_itself_is_answered_for(name: str, tmp_path: Path):
    content, word, _ = KINDS[name]
    put(tmp_path, **{name: content})
    report = selfcheck.scan(tmp_path / name, today=TODAY)
    assert (report.exit_code, report.skipped) == (4, ())
    assert word in report.statements[0].problems[0].sentence.in_lang("ja")


def test_something_raised_goes_before_something_not_opened(tmp_path: Path):
    report = put(tmp_path, **{"a.csv": RAISED, "b.png": KINDS["photo.png"][0]})
    assert report.exit_code == 1


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Windows are others")
@pytest.mark.parametrize("kind", ["link to what is gone", "pipe", "link to a device", "link to itself"])
def test_what_is_called_a_statement_and_is_no_file_is_told(kind: str, tmp_path: Path):
    for name in ("b.csv", "lock"):
        if kind == "pipe":
            os.mkfifo(tmp_path / name)
        else:
            target = {"link to a device": os.devnull, "link to itself": name}.get(kind, "gone.csv")
            (tmp_path / name).symlink_to(target)
    report = put(tmp_path, **{"a.csv": CLEAN})
    assert [(Path(file.path).name, file.reason) for file in report.skipped] == [("b.csv", "not-opened")]
    assert "b.csv" in report.skipped[0].sentence.in_lang("ja")
    assert report.exit_code == 3


@pytest.mark.parametrize("name", [".DS_Store", "~$meisai.xlsx", "._meisai.csv", "Thumbs.db", "desktop.ini"])
def test_what_systems_leave_behind_is_nobodys_statement(name: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    report = put(tmp_path / "folder", **{"a.csv": CLEAN, name: b"\0\1\2"})
    (tmp_path / "x.zip").write_bytes(packed(**{"a.csv": CLEAN, f"__MACOSX/{name}".replace("__MACOSX", "MACOSX"): b""}))
    assert (report.skipped, report.exit_code) == ((), 0)


def test_what_a_mac_adds_to_an_archive_is_nobodys_statement(tmp_path: Path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("meisai.csv", CLEAN)
        archive.writestr("__MACOSX/._meisai.csv", b"\0\5\x16\7")
        archive.writestr(".DS_Store", b"\0\0\0\1Bud1")
    (tmp_path / "x.zip").write_bytes(data.getvalue())
    report = selfcheck.scan(tmp_path / "x.zip", today=TODAY)
    assert (len(report.statements), report.skipped, report.exit_code) == (1, (), 0)


def test_a_statement_whose_name_says_nothing_is_read(tmp_path: Path):
    report = put(tmp_path, **{"meisai.csv.download": RAISED, "20260930": simple("ペイペイ", "電気").encode("cp932")})
    assert [finding.service for finding in report.raised] == ["paypay", "docomo-koza"]


def test_a_broken_statement_in_a_folder_stays_an_unreadable_one(tmp_path: Path):
    broken = "".join(f"2026/9/{day} ドコモコウザ {day}000円 あと{day}000円\n" for day in range(1, 9)).encode("cp932")
    report = put(tmp_path, **{"a.csv": CLEAN, "b.csv": b"\xff" + broken})
    assert report.exit_code in (1, 3)


def test_a_folder_without_any_statement_says_so(tmp_path: Path):
    report = put(tmp_path, **{"a.png": KINDS["photo.png"][0], "b.txt": "牛乳".encode()})
    assert report.exit_code == 4
    assert [statement.path for statement in report.statements] == [str(tmp_path)]
    assert len(report.skipped) == 2


def test_an_archive_within_an_archive_is_told(tmp_path: Path):
    (tmp_path / "x.zip").write_bytes(packed(**{"a.csv": CLEAN, "b.zip": packed(**{"c.csv": RAISED})}))
    report = selfcheck.scan(tmp_path / "x.zip", today=TODAY)
    assert [(file.reason, file.sentence.key) for file in report.skipped] == [("not-opened", "zip-nested")]
    assert report.exit_code == 3


STATEMENT: list[list[object]] = [["日付", "摘要", "出金", "入金", "残高"], ["2026/9/8", "電気", 3000, None, 97000]]
NOTES: list[list[object]] = [["メモ"], ["カードの暗証番号を変えること"]]


def test_a_sheet_of_notes_is_no_statement_and_is_told_in_one_line(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(workbook(STATEMENT, NOTES))
    report = selfcheck.scan(tmp_path / "x.xlsx", today=TODAY)
    assert [(file.path.rsplit(" ", 1)[1], file.reason) for file in report.skipped] == [("[シート2]", "not-a-statement")]
    assert (len(report.statements), report.exit_code) == (1, 0)
    assert len(selfcheck.read(tmp_path / "x.xlsx").transactions) == 1
    shown = command("scan", tmp_path / "x.xlsx", "--lang", "ja").stdout.decode()
    assert "明細ではないもの: 1 個（x.xlsx [シート2]）" in shown


def test_every_form_names_what_was_not_opened(tmp_path: Path):
    put(tmp_path, **{"a.csv": CLEAN, "b.png": KINDS["photo.png"][0], "c.txt": "牛乳".encode()})
    for form in ("text", "html", "markdown"):
        shown = command("scan", tmp_path, "--format", form, "--lang", "ja")
        assert shown.returncode == 3
        assert "b.png" in shown.stdout.decode().replace("\\", "")
        assert re.search("開け.{2,4}ファイル 1 個", shown.stdout.decode())
    assert command("inspect", tmp_path).returncode == 3
    told = command("convert", tmp_path, "--lang", "ja")
    assert told.returncode == 3
    assert "b.png" in told.stderr.decode()


def test_a_report_to_share_names_no_file(tmp_path: Path):
    put(tmp_path, **{"a.csv": CLEAN, "yamada_hanako.png": KINDS["photo.png"][0]})
    assert b"yamada" not in command("scan", tmp_path, "--share", "--format", "json").stdout


SHEETS = {
    "a.slk": "".join(f'C;X1;Y{row};K"2026/9/{row}"\r\nC;X2;K"ﾄﾞｺﾓｺｳｻﾞ"\r\nC;X3;K{row}0000\r\n' for row in range(1, 9)),
    "a.dif": "".join(f'1,0\r\n"2026/9/{row}"\r\n1,0\r\n"ﾄﾞｺﾓｺｳｻﾞ"\r\n0,{row}0000\r\nV\r\n' for row in range(1, 9)),
}
BEGINNINGS = {"a.slk": "ID;PCALC\r\n", "a.dif": 'TABLE\r\n0,1\r\n"a"\r\nDATA\r\n0,0\r\n""\r\n'}


@pytest.mark.parametrize("name", SHEETS)
def test_names_are_looked_for_in_a_sheet_of_a_form_that_is_not_read(name: str, tmp_path: Path):
    report = put(tmp_path, **{name: (BEGINNINGS[name] + SHEETS[name]).encode("cp932"), "b.csv": CLEAN})
    (sheet,) = (statement for statement in report.statements if statement.path.endswith(name))
    assert [problem.code for problem in sheet.problems] == ["is-sheet"]
    assert {finding.service for finding in report.raised} == {"docomo-koza"}
