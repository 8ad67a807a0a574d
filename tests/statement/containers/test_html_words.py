"""Which elements of a page begin a line, stand within a word, or hold no text; and how its encoding is told."""

from __future__ import annotations

import plistlib

import pytest

from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.html.container import HTML, text_of_page
from selfcheck.statement.containers.html.page import Page
from selfcheck.statement.containers.html.tables import _parsed
from selfcheck.statement.containers.mhtml import MHTML
from selfcheck.statement.options import Options
from tests.statement.rows.made import TODAY

BLOCKS = (
    "address article aside blockquote button center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header legend li main nav ol p pre section summary ul"
)
WITHIN = "a abbr b bdi em font i mark s small strong sub sup u"
WITHOUT_TEXT = "script style template noscript svg iframe object datalist"


def page(body: str) -> Page:
    return _parsed(f"<!DOCTYPE html><body>{body}</body>".encode())


@pytest.mark.parametrize("tag", BLOCKS.split())
def test_a_block_is_a_line_of_its_own(tag: str):
    assert page(f"<div>a<{tag}>b</{tag}>c</div>").lines == ["a", "b", "c"]


@pytest.mark.parametrize("tag", ["br", "hr"])
def test_a_line_break_breaks_a_line(tag: str):
    assert page(f"a<{tag}>b").lines == ["a", "b"]


@pytest.mark.parametrize("tag", WITHIN.split())
def test_what_stands_within_a_word_leaves_it_one_word(tag: str):
    assert page(f"ド<{tag}>コ</{tag}>モ").cut_lines == ["ドコモ"]


def test_any_other_element_ends_a_cell_of_its_line():
    assert page("ド<span>コ</span>モ").cut_lines == ["ドコ\tモ"]
    assert page("ド<wbr>コ<img>モ").cut_lines == ["ドコモ"]


@pytest.mark.parametrize("tag", WITHOUT_TEXT.split())
def test_what_is_no_text_is_not_read(tag: str):
    assert page(f"a<{tag}>x</{tag}>b").lines[0].startswith("a")
    assert "x" not in "".join(page(f"a<{tag}>x</{tag}>b").lines)


def test_the_reading_of_a_word_printed_above_it_is_no_part_of_it():
    assert page("<ruby>電気<rp>(</rp><rt>でんき</rt><rp>)</rp></ruby>料金").lines == ["電気料金"]


@pytest.mark.parametrize(
    "kind", ["button", "checkbox", "color", "file", "image", "password", "radio", "range", "reset", "submit"]
)
def test_a_field_that_holds_no_text_says_nothing(kind: str):
    assert page(f"a<input type={kind} value=x>").lines == ["a"]
    assert page(f"a<input type={kind.upper()} value=x>").lines == ["a"]
    assert page("a<input type=text value=x>").lines == ["ax"]


@pytest.mark.parametrize(("table", "cell"), [("table", "cell"), ("grid", "gridcell"), ("treegrid", "cell")])
def test_roles_make_tables_of_other_elements(table: str, cell: str):
    row = "".join(f"<span role={cell}>{text}</span>" for text in ("2026/9/1", "電気", "1,000"))
    head = "".join(f"<span role=columnheader>{text}</span>" for text in ("日付", "摘要", "出金"))
    (found,) = page(f"<div role={table}><div role=row>{head}</div><div role=row>{row}</div></div>").tables
    assert [[(one.text, one.is_header) for one in row.cells] for row in found.rows] == [
        [("日付", True), ("摘要", True), ("出金", True)],
        [("2026/9/1", False), ("電気", False), ("1,000", False)],
    ]


EITHER = "<p>亜唖娃阿".encode("euc-jp")
"""Bytes that are letters in cp932, too."""


@pytest.mark.parametrize("name", ["shift_jis", "x-sjis", "Shift-JIS", "sjis", "windows-31j", "ms932", "cp932"])
def test_what_a_page_says_of_its_encoding_breaks_a_tie(name: str):
    said = f"<meta charset={name}>".encode() + EITHER
    assert text_of_page(EITHER, None, name).encoding == text_of_page(said, None).encoding == "cp932"
    assert text_of_page(EITHER, None).encoding == text_of_page(EITHER, None, "utf-8").encoding == "euc-jp"


@pytest.mark.parametrize("declares", [True, False])
def test_what_the_envelope_of_a_saved_page_says_of_its_encoding_breaks_a_tie(declares: bool):
    head = b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html"
    message = head + b"; charset=Shift_JIS" * declares + b"\n\n" + EITHER + b"\n--x--\n"
    resource = {"WebResourceData": EITHER} | ({"WebResourceTextEncodingName": "Shift_JIS"} if declares else {})
    for data in (message, plistlib.dumps({"WebMainResource": resource})):
        (part,) = MHTML.read(Source("x", data), Options(TODAY))
        assert part.decoded is not None
        assert part.decoded.encoding == ("cp932" if declares else "euc-jp")


def test_what_a_person_says_of_the_encoding_counts():
    assert text_of_page(EITHER, "cp932").encoding == "cp932"
    (part,) = HTML.read(Source("x", EITHER, "cp932"), Options(TODAY))
    assert part.decoded is not None
    assert part.decoded.encoding == "cp932"


def test_markup_and_scripts_are_no_evidence_of_an_encoding():
    data = "<p>電気料金</p>".encode("cp932") + b"<script>'\xe3\x83\x89\xe3\x82\xb3\xe3\x83\xa2'</script>"
    assert text_of_page(data, None).encoding == "cp932"
    several = EITHER + b"<script>1</script>" + "<script>ドコモコウザ</script>".encode("cp932") + b"<style>a</style>"
    assert text_of_page(several, None).encoding == "euc-jp"
