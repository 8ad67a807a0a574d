"""What a rule about days means for the withdrawals at hand: which is named, which are counted, which comes first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.guidance.deadlines import deadline_in_words, length_in_words
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang

TODAY = dt.date(2026, 11, 22)
RULES = {rule.id: rule for rule in load().guidance.deadlines}


def scanned(folder: Path, memo: str, *days: str, today: dt.date = TODAY) -> selfcheck.Report:
    rows = [f"{day.replace('-', '/')},{memo},1000,,{90_000 - 1000 * place}" for place, day in enumerate(sorted(days))]
    file = folder / "meisai.csv"
    file.write_text("\n".join(["日付,摘要,出金,入金,残高", *rows, ""]), encoding="utf-8")
    return selfcheck.scan(file, today=today)


def said(folder: Path, rule: str, memo: str, *days: str, lang: Lang = "ja", today: dt.date = TODAY) -> str:
    deadlines = scanned(folder, memo, *days, today=today).guidance.deadlines
    return deadline_in_words(next(one for one in deadlines if one.rule == rule), RULES[rule], today, lang)


@pytest.mark.parametrize(
    ("rule", "memo", "days", "words"),
    [
        ("paypay-60", "ペイペイ", ["2026-11-02"], "2026年11月2日の出金なら 2027年1月1日まで、あと40日です。"),
        (
            "bank-general-730",
            "KYASH",
            ["2026-11-12"],
            "2026年11月12日の出金の日から数えれば 2028年11月12日まで、あと721日です。",
        ),
        (
            "bank-general-30",
            "KYASH",
            ["2026-11-12"],
            "2026年11月12日の出金は、2026年12月12日までに知らせれば日数に入ります（あと20日）。",
        ),
        ("d-barai-30", "デイ－バライ", ["2020-09-08"], "今日気づいたのなら 2026年12月22日までです。"),
        ("kyash-10", "KYASH", ["2026-11-13"], "2026年11月13日の出金なら 2026年11月23日まで、あと1日です。"),
        ("kyash-10", "KYASH", ["2026-11-12"], "2026年11月12日の出金なら、今日（2026年11月22日）が最後の日です。"),
        (
            "kyash-10",
            "KYASH",
            ["2026-11-12", "2026-11-15", "2026-11-16"],
            "2026年11月12日の出金なら、今日（2026年11月22日）が最後の日です。それよりあとのものが 2 件あります。",
        ),
        (
            "kyash-10",
            "KYASH",
            ["2026-11-11", "2026-10-01"],
            "古いものが 2 件あります（いちばん古いもの: 2026年10月1日）。それでも、今日たずねてください。",
        ),
    ],
)
def test_the_nearest_day_is_named_and_the_others_are_counted(rule: str, memo: str, days: list[str], words: str, tmp_path: Path):
    assert said(tmp_path, rule, memo, *days).startswith(words)


def test_what_comes_and_what_has_passed_are_both_said(tmp_path: Path):
    words = said(tmp_path, "kyash-10", "KYASH", "2026-11-20", "2026-11-01", lang="en")
    assert "days from now" in words
    assert words.index("2026") < words.index("1 withdrawal looks too old (oldest: 1 November 2026)")


def test_in_english_the_number_of_the_others_stands_in_a_sentence_of_its_own(tmp_path: Path):
    for others, words in (
        (("2026-11-15",), "the last day. 1 more is later."),
        (("2026-11-15", "2026-11-16"), "2 more are later."),
    ):
        assert words in said(tmp_path, "kyash-10", "KYASH", "2026-11-12", *others, lang="en")


def test_the_withdrawal_whose_last_day_is_nearest_comes_first_and_those_that_seem_past_last(tmp_path: Path):
    days = ("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-14", "2026-11-20")
    deadlines = scanned(tmp_path, "KYASH", *days).guidance.deadlines
    (lines,) = (one.lines for one in deadlines if one.rule == "kyash-10")
    assert [line.days_left(TODAY) for line in lines] == [0, 2, 8, -1, -2]


def test_a_deadline_of_years_from_the_29th_of_february_ends_with_that_month(tmp_path: Path):
    today = dt.date(2024, 3, 5)
    report = scanned(tmp_path, "KYASH", "2024-02-29", today=today)
    (line,) = next(one.lines for one in report.guidance.deadlines if one.rule == "bank-general-730")
    assert line.last_day == dt.date(2026, 3, 1)


def test_the_length_of_a_rule_is_said_in_its_own_unit():
    assert length_in_words(RULES["kyash-10"], "ja") == "10日"
    assert length_in_words(RULES["bank-general-730"], "ja") == "2年"
    assert length_in_words(RULES["kyash-10"], "en") == "10 days"
