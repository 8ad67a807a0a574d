"""The form on which the numbers of desks are checked: what is known of each, and blanks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from selfcheck.guidance.wording import age_of_desks
from selfcheck.knowledge import load
from tests.in_process import command

AT = ("--now", "2026-11-24T10:30")
BLANKS = {
    "ja": ("確かめた日", "確かめた人", "どこで", "聞いたこと"),
    "en": ("Confirmed on", "Confirmed by", "Where", "What was heard"),
}


def form(*arguments: str) -> str:
    return command("desks", *arguments, *AT).stdout.decode()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_old_number_stands_on_it_with_hours_date_source_and_blanks(lang: str):
    parts = form("--stale", "--lang", lang).split("\n## ")[1:]
    desks = [desk for desk in load().desks.values() if desk.phones or desk.url]
    assert [re.findall(r"\(([\w-]+)\)$", part.splitlines()[0])[0] for part in parts] == [desk.id for desk in desks]
    for part, desk in zip(parts, desks, strict=True):
        assert all(phone.number in part for phone in desk.phones)
        assert str(desk.as_of.year) in part
        assert all(load().source(source).cite[lang] in re.sub(r"[\\`]", "", part) for source in desk.sources)
        assert all(f"\n- {blank}" in part for blank in BLANKS[lang])
        rows = [line for line in part.splitlines() if line.startswith("|")]
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}, rows


def test_only_what_is_older_than_asked_stands_on_it():
    assert "smbc-lost" in form("--stale", "--older-than", "2000")
    assert "yucho-lost" not in form("--stale", "--older-than", "2000")
    assert "yucho-lost" in form("--format", "markdown")


def test_it_is_written_to_a_file_whose_name_says_which_form(tmp_path: Path):
    for name, begins in (("form.md", "# 窓口の番号を確かめる表"), ("desks.json", "{"), ("desks.txt", "\n■ 連絡先")):
        assert command("desks", "--stale", "--output", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert command("desks", "--stale", "--output", tmp_path / name).returncode == 2
    assert command("desks", "--output", tmp_path / "desks.html").returncode == 2


def test_how_old_the_desks_are_is_said_in_a_sentence_by_doctor_guide_and_the_whole_report(tmp_path: Path):
    (tmp_path / "x.csv").write_text("日付,摘要,出金,入金,残高\n2026/11/10,ペイペイ,10000,,90000\n", encoding="utf-8")
    desks = list(load().desks.values())
    oldest = min(desk.as_of for desk in desks)
    assert f"{oldest.year}年{oldest.month}月から" in age_of_desks(desks, "ja")
    for arguments in (("doctor",), ("guide",), ("desks",), ("scan", tmp_path / "x.csv", "--full", "--no-mine"),
                      ("scan", tmp_path / "x.csv", "--no-mine", "--format", "html"),
                      ("scan", tmp_path / "x.csv", "--no-mine", "--format", "markdown")):  # fmt: skip
        assert "窓口の番号と時間は、" in command(*arguments, COLUMNS="200").stdout.decode(), arguments
    assert age_of_desks([], "ja") == ""
