"""Pages saved with their parts, and pages that are hostile."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from selfcheck.statement.containers.html.depth import within_depth
from tests.statement.containers.test_html import AS_READ, TABLE, only, page, read, scan


def mhtml(body: bytes, coding: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bank.example/x\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Boundary--x"\r\n\r\n\r\n'
        "------Boundary--x\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: {coding}\r\nContent-Location: https://bank.example/meisai\r\n\r\n"
    )
    style = "\r\n------Boundary--x\r\nContent-Type: text/css\r\n\r\ntd { color: red }\r\n------Boundary--x--\r\n"
    return head.encode() + body + style.encode()


def encoded(text: bytes, coding: str) -> bytes:
    import base64
    import quopri

    return {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "binary": bytes}[coding](text)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("name", ["meisai.mhtml", "meisai.mht", "meisai.html", "meisai"])
def test_a_page_saved_with_its_parts_is_read(coding: str, encoding: str, name: str, tmp_path: Path):
    statement = only(scan(tmp_path, mhtml(encoded(page(TABLE).encode(encoding), coding), coding), name))
    assert (read(statement), statement.container) == (AS_READ, "mhtml")


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("in_frame", [False, True])
def test_an_archive_of_safari_is_read(form: plistlib.PlistFormat, in_frame: bool, tmp_path: Path):
    def resource(text: str) -> dict[str, object]:
        return {
            "WebResourceData": text.encode("cp932"),
            "WebResourceTextEncodingName": "Shift_JIS",
            "WebResourceURL": "https://x",
        }

    archive: dict[str, object] = {"WebMainResource": resource(page(TABLE))}
    if in_frame:
        archive = {"WebMainResource": resource(page("<iframe src=x>")), "WebSubframeArchives": [archive]}
    statement = only(scan(tmp_path, plistlib.dumps(archive, fmt=form), "meisai.webarchive"))
    assert (read(statement), statement.container) == (AS_READ, "mhtml")


HOSTILE = {
    "100,000 elements in each other": "<div>" * 100_000 + TABLE,
    "100,000 tables in each other": "<table><tr><td>" * 100_000 + TABLE,
    "100,000 formats in each other": "<b><i>" * 50_000 + TABLE,
    "a cell that claims a million rows and columns": TABLE.replace("<td>給与", "<td rowspan=1000000 colspan=1000000>給与") * 50,
    "a table of spans only": "<table>" + "<tr><td rowspan=60000 colspan=1000>2026/9/8" * 3000 + "</table>",
    "20,000 attributes": "<div " + " ".join(f"a{number}=1" for number in range(20_000)) + ">" + TABLE,
    "an entity without an end": TABLE + "&#" * 100_000,
    "a tag without an end": TABLE + "<td " * 100_000,
    "a comment without an end": TABLE + "<!--" * 100_000,
}


LONG = {"100,000 elements in each other", "a cell that claims a million rows and columns", "20,000 attributes"}
"""Pages that take a second and more."""


@pytest.mark.parametrize(
    "body", [pytest.param(body, id=name, marks=[pytest.mark.slow] * (name in LONG)) for name, body in HOSTILE.items()]
)
def test_a_hostile_page_ends_in_a_sentence_or_a_reading(body: str, tmp_path: Path):
    report = scan(tmp_path, page(body))
    assert report.exit_code in (1, 3, 4)
    assert all(problem.sentence.in_lang("ja") for statement in report.statements for problem in statement.problems)


def test_what_is_cut_off_is_still_read_as_far_as_it_goes(tmp_path: Path):
    whole = page(TABLE)
    assert read(only(scan(tmp_path, whole[: whole.index("210,000")])))[:1] == AS_READ[:1]


@pytest.mark.parametrize(
    "data", [b"bplist00WebMainResource", mhtml(b"", "base64"), b"<?xml version='1.0'?><!DOCTYPE plist>WebMainResource"]
)
def test_a_broken_archive_is_a_sentence(data: bytes, tmp_path: Path):
    report = scan(tmp_path, data, "x.mhtml")
    assert [problem.code for problem in only(report).problems] == ["broken-mhtml"]


@pytest.mark.parametrize("before", ["", "<p>お知らせ</p>"])
def test_a_statement_within_more_elements_than_browsers_take_is_read(before: str, tmp_path: Path):
    deep = "<div>" * 3_000 + before + TABLE + "</div>" * 3_000
    assert read(only(scan(tmp_path, page(deep)))) == AS_READ


def test_lines_within_more_elements_than_browsers_take_stay_lines(tmp_path: Path):
    rows_of = "".join(f"<section><div>2026/9/{day}　ドコモコウザ　1,000円</div></section>" for day in range(1, 5))
    shallow, deep = (only(scan(tmp_path, page("<div>" * depth + rows_of + "</div>" * depth))) for depth in (3, 600))
    assert read(deep) == read(shallow)


def test_a_page_of_usual_depth_is_left_as_it_is():
    text = "<div><ul><li>x</ul></div>" * 2_000
    assert within_depth(text) is text
