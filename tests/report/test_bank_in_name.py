"""A bank in a file's name is asked about, never taken for granted, and no word that only contains its letters counts."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import selfcheck
from selfcheck.clock import japan_time
from selfcheck.knowledge import load
from selfcheck.report.bank_in_name import bank_named_in
from selfcheck.report.documents import as_html, document
from tests.helpers import SAMPLES, simple
from tests.in_process import command

NOW = japan_time("2026-11-24T10:30", None)


@pytest.mark.parametrize(
    ("name", "bank"),
    [
        ("七十七銀行_meisai.csv", "shichijushichi"),
        ("/home/me/七十七銀行の明細202611.csv", "shichijushichi"),
        ("私の七十七銀行.csv", "shichijushichi"),
        ("77銀行.csv", "shichijushichi"),
        ("しちじゅうしちぎんこう.csv", "shichijushichi"),
        ("七十七.csv", "shichijushichi"),
        ("shiga-bank.csv", "shiga"),
        ("SHIGABANK_2026.csv", "shiga"),
        (r"C:\Users\me\shiga_ginko.csv", "shiga"),
        ("ﾐｽﾞﾎ銀行.csv", "mizuho"),
        ("みずほ_普通.csv", "mizuho"),
        ("mizuho (1).csv", "mizuho"),
        ("千葉_2026年11月_明細.csv", "chiba"),
        ("千葉興業銀行.csv", "chiba-kogyo"),
        ("Bank of Kyoto 2026.csv", "kyoto"),
        ("smbc_20261101.csv", "smbc"),
    ],
)
def test_a_bank_is_known_by_its_whole_name_or_by_a_short_one_that_stands_alone(name: str, bank: str):
    found = bank_named_in(name, load())
    assert found is not None
    assert found.id == bank


@pytest.mark.parametrize(
    "name",
    [
        "meisai.csv", "177銀行.csv", "二十六銀行.csv", "東千葉銀行.csv", "千葉県.csv", "京都 旅行.csv", "七十七回忌.csv",
        "shigabanker.csv", "mizuhochan.csv", "paypay.csv", "ja.csv", "gunma-bank.csv", "shiga_bank and chiba_bank.csv",
        "七十七銀行.zip/9.csv", "銀行.csv", "",
    ],
)  # fmt: skip
def test_other_words_two_banks_and_banks_that_nobody_knows_are_not_asked_about(name: str):
    assert bank_named_in(name, load()) is None


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_screen_asks_and_its_command_names_the_banks_desk(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("七十七銀行 明細.csv").write_text(simple("ペイペイ"), encoding="utf-8")
    printed = command("scan", ".", "--lang", lang).stdout.decode()
    assert {"ja": "七十七銀行の明細ですか", "en": "Is this a statement of 77 Bank?"}[lang] in printed
    (again,) = re.findall(r"selfcheck (scan .* --bank .*)$", printed, re.MULTILINE)
    named = command(*shlex.split(again), "--now", "2026-11-24T10:30").stdout.decode()
    assert {"ja": "七十七銀行 事故受付センター", "en": "77 Bank, accident desk"}[lang] in named
    assert {"ja": "明細ですか", "en": "Is this"}[lang] not in named


def test_the_question_is_no_fact_and_a_page_asks_it_without_a_command(tmp_path: Path):
    file = tmp_path / "七十七銀行.csv"
    file.write_text(simple("ペイペイ"), encoding="utf-8")
    report = selfcheck.scan(file, now=NOW)
    assert report.statements[0].bank is None
    assert "七十七銀行の明細ですか" in as_html(report)
    assert "selfcheck scan" not in as_html(report)
    assert "七十七銀行の明細ですか" in document(report, "markdown", on_screen=False).decode()


def test_a_file_that_tells_its_bank_is_not_asked_about_another(tmp_path: Path):
    file = tmp_path / "七十七銀行.csv"
    file.write_bytes((SAMPLES / "yucho.csv").read_bytes())
    assert "明細ですか" not in document(selfcheck.scan(file, now=NOW), "text", on_screen=False).decode()
