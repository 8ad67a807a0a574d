"""The call sheet: one page for every account with lines to ask about, in every format."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report
from selfcheck.clock import japan_time
from selfcheck.knowledge import load
from selfcheck.report.account_numbers import masked
from selfcheck.report.call_sheet import call_sheet
from selfcheck.report.sheet_in_words import sheet_as_list
from tests.helpers import simple, yucho
from tests.in_process import command

NOW = japan_time("2026-11-24T10:30", None)
HIT = ("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)
NASTY = "ドコモコウザ<b>*x*|[a](http://a.b)`c` =1+1 www.a.b"


def report(folder: Path, *texts: str, lang: str = "ja") -> Report:
    for number, text in enumerate(texts):
        (folder / f"meisai{number}.csv").write_bytes(text.encode("cp932"))
    return selfcheck.scan(sorted(folder.glob("*.csv")), now=NOW, lang=lang)  # type: ignore[arg-type]


def test_every_account_has_a_page_of_its_own(tmp_path: Path):
    pages = report(
        tmp_path, yucho(HIT), simple("ペイペイ", "電気"), simple("水道", header="日付,内容,出金,入金,残高")
    ).guidance.pages
    assert [page.bank for page in pages] == ["yucho", None]
    assert [page.services for page in pages] == [("docomo-koza",), ("paypay",)]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_number_to_dial_first_stands_on_top(form: str, tmp_path: Path):
    at_yucho = call_sheet(report(tmp_path, yucho(HIT)), form)
    assert at_yucho.index("0120-794-889") < at_yucho.index("はじめに言うこと")
    desks = at_yucho[at_yucho.index("連絡先") :]
    assert desks.index("0120-794-889") < desks.index("ゆうちょコールセンター")


def test_without_a_number_the_sheet_says_where_it_is_and_when_somebody_answers(tmp_path: Path):
    sheet = "".join(call_sheet(report(tmp_path, simple("ペイペイ")), "text").split())
    assert sheet.index("キャッシュカードの裏か通帳、公式サイトの番号です") < sheet.index("はじめに言うこと")
    assert "夜や休日も開いている" in sheet
    assert "番号はカードの裏か通帳" in sheet[sheet.index("連絡先") :]


def test_two_accounts_of_one_bank_are_two_pages_and_two_files_of_one_account_one(tmp_path: Path):
    other = yucho(("20200909", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 20000)).replace("00000001", "00000002")
    later = yucho(("20200910", "自払", "ﾃﾞｲ-ﾊﾞﾗｲ", 20000))
    pages = sheet_as_list(report(tmp_path, yucho(HIT), other, later))
    assert [page["account"][-3:] for page in pages] == ["001", "002"]
    assert [len(page["lines"]) for page in pages] == [2, 1]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("12345-12345671", "*****-*****671"),
        ("蔵町支店（017） 普通 1234567", "****567"),
        ("1234567", "****567"),
        ("", ""),
        ("#12", ""),
        ("普通", ""),
    ],
)
def test_account_numbers_are_masked(number: str, shown: str):
    assert masked(number) == shown


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_a_page_has_all_that_is_needed_and_no_account_number(output_format: str, lang: str, tmp_path: Path):
    found = report(tmp_path, yucho(HIT), lang=lang)
    sheet = call_sheet(found, output_format)
    plain = html.unescape(re.sub(r"<[^>]+>|\\|\s", "", sheet))
    (page,) = sheet_as_list(found)
    for part in ("say", "ask", "bring", "note"):
        assert page[part]
        for one in page[part]:
            assert re.sub(r"\s", "", one["text"]) in plain
    assert "30,000" in plain
    assert "ﾄﾞｺﾓｺｳｻﾞ" in plain
    assert "0120-794-889" in plain
    assert "12345-00000001" not in sheet
    assert "001" in plain


@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_nothing_that_a_memo_holds_can_act(output_format: str, tmp_path: Path):
    sheet = call_sheet(report(tmp_path, simple(NASTY + "\x1b[31m")), output_format)
    assert "\x1b" not in sheet
    assert "<b>" not in sheet.replace("\\<b\\>", "") or output_format == "text"
    if output_format == "markdown":
        no_code = re.sub(r"(`+)[^`].*?(?<!`)\1(?!`)", "", sheet)
        assert not re.search(r"(?<!\\)\[a\]|(?<!\\)\*x|(?<!\\)`c|http://|www\.a", no_code)


def test_the_page_forbids_everything_but_its_own_style(tmp_path: Path):
    sheet = call_sheet(report(tmp_path, simple("ペイペイ")), "html")
    assert "default-src 'none'" in sheet.replace("&#39;", "'")
    assert "<script" not in sheet
    assert "src=" not in sheet
    assert all(re.match(r"tel:[\d%+*]+$|https://", link) for link in re.findall(r'href="([^"]*)"', sheet))


def test_without_lines_to_ask_about_the_sheet_says_so(tmp_path: Path):
    found = report(tmp_path, simple("電気"))
    assert found.guidance.pages == ()
    for output_format in ("text", "markdown", "html"):
        assert "控えはありません" in call_sheet(found, output_format)


def test_every_sentence_of_the_sheet_can_be_said_for_every_service_and_bank():
    knowledge = load()
    assert {line.part for line in knowledge.sheet} == {"say", "ask", "bring", "note"}
    for line in knowledge.sheet:
        for lang in ("ja", "en"):
            assert "{" not in line.text[lang].format(service="PayPay")
            assert all(knowledge.source(source) for source in line.sources)


# --- the command ----------------------------------------------------------------------------------------


def test_the_command_writes_a_page_and_tells_by_its_code_that_something_was_raised(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(yucho(HIT).encode("cp932"))
    page = tmp_path / "sheet.html"
    result = command("sheet", file, "--format", "html", "--output", page, "--now", "2026-11-24T10:30")
    assert (result.returncode, result.stdout) == (1, b"")
    assert "ﾄﾞｺﾓｺｳｻﾞ" in page.read_text(encoding="utf-8")
    assert command("sheet", file, "--format", "html", "--output", page).returncode == 2
    assert command("sheet", file, "--format", "html", "--output", page, "--force").returncode == 1
    assert command("sheet", file, "--output", file, "--force").returncode == 2
    (sheet,) = json.loads(command("sheet", file, "--format", "json").stdout)["sheets"]
    assert sheet["account"].endswith("001")


def test_a_sheet_can_be_printed_on_a_japanese_windows_console(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(yucho(HIT).encode("cp932"))
    shown = command("sheet", file, PYTHONIOENCODING="cp932").stdout.decode("cp932")
    assert "ﾄﾞｺﾓｺｳｻﾞ" in shown
    assert "?" not in shown


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"LC_ALL": "en_US.UTF-8"}, "Whom to call"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}, "Whom to call"),
        ({"LC_ALL": "ja_JP.UTF-8"}, "連絡先"),
        ({"LC_ALL": "C.UTF-8"}, "連絡先"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "連絡先"),
    ],
)
def test_the_language_is_that_of_the_locale_and_else_japanese(settings: dict[str, str], word: str, tmp_path: Path):
    assert word in command("desks", **settings).stdout.decode()
    assert word in command("desks", "--lang", "ja" if word == "連絡先" else "en", LC_ALL="fr_FR.UTF-8").stdout.decode()
    said = command("explain", "nosuch", **settings).stderr.decode()
    assert ("There is no" in said) == (word != "連絡先")
