"""The statement to sign: what the file proves is filled in, what only the holder knows is a blank."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import SAMPLES, simple, yucho
from tests.in_process import command

YUCHO = SAMPLES / "yucho.csv"


def letters(*arguments: str | Path) -> list[dict[str, Any]]:
    ran = command("letter", *arguments, "--format", "json", "--lang", "ja", SELFCHECK_MINE="/nowhere/mine.json")
    found: list[dict[str, Any]] = json.loads(ran.stdout)["letters"]
    return found


def test_a_bank_gets_one_letter_for_each_account(tmp_path: Path):
    other = tmp_path / "other.csv"
    other.write_text(yucho(("20200908", "ＲＴ", "(PAYPAY)", 30000)).replace("00000001", "00000002"), encoding="cp932")
    both = letters(YUCHO, other, "--to", "bank")
    assert [len(letter["lines"]) for letter in both] == [12, 1]
    assert {letter["to"] for letter in both} == {"ゆうちょ銀行 御中"}


def test_a_service_gets_one_letter_with_its_own_withdrawals():
    by_service = letters(YUCHO, "--to", "service")
    assert [len(letter["lines"]) for letter in by_service] == [8, 2, 1, 1]
    assert "NTTドコモ" in by_service[0]["to"].replace(" ", "")
    assert by_service[0]["totals"] == ["ドコモ口座: 8 件、合計 600,000 円"]


def test_the_police_get_one_letter_with_all_and_a_sum_for_each_service_and_for_all():
    (letter,) = letters(YUCHO, SAMPLES / "mizuho.csv", "--to", "police")
    assert letter["totals"][-1].startswith("全部: 21 件")
    assert dict(letter["who"])["銀行"] == ""


def test_money_that_came_in_and_lookalikes_are_in_no_letter(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(
        "日付,摘要,出金,入金,残高\n2026/11/02,ペイペイ,,10000,20000\n2026/11/03,PAYPAYカード,5000,,15000\n", encoding="utf-8"
    )
    assert letters(file, "--to", "bank") == []


@pytest.mark.parametrize(("more", "shown"), [((), False), (("--show-account",), True)])
def test_the_account_number_is_masked_unless_asked_for(more: tuple[str, ...], shown: bool, tmp_path: Path):
    file = tmp_path / "12345-00000001.csv"
    file.write_text(yucho(("20200908", "ＲＴ", "(PAYPAY) 12345-00000001", 30000)), encoding="cp932")
    text = command("letter", file, "--to", "bank", "--format", "html", *more).stdout.decode()
    assert ("12345-00000001" in text) is shown
    assert ("手で書きます" in text) is not shown
    assert "001" in text


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_memo_cannot_act_in_a_letter(form: str, tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(simple("ペイペイ <b>[x](https://example.com)\u202e"), encoding="utf-8")
    text = command("letter", file, "--to", "police", "--format", form).stdout.decode()
    assert "<b>" not in text
    assert "\u202e" not in text
    assert form == "html" or "](https://" not in text  # in HTML these are letters like any others


def test_the_form_follows_the_ending_and_nothing_is_overwritten(tmp_path: Path):
    page = tmp_path / "letter.html"
    assert command("letter", YUCHO, "--to", "bank", "--output", page).returncode == 1
    assert page.read_bytes().startswith(b"<!doctype html>")
    assert command("letter", YUCHO, "--to", "bank", "--output", page).returncode == 2


def test_a_clean_statement_needs_no_letter():
    ran = command("letter", SAMPLES / "yucho_clean.csv", "--to", "bank", "--lang", "ja")
    assert ran.returncode == 0
    assert "確かめる引き出し" in ran.stdout.decode()
