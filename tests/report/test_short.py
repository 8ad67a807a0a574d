"""The first screen: short enough to be read, whom to call at once, and nothing that cannot be relied on."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import selfcheck
from selfcheck import Report
from selfcheck.clock import japan_time
from selfcheck.knowledge import load
from selfcheck.report.documents import document
from selfcheck.report.findings_in_words import age_in_words
from selfcheck.report.view import View
from tests.helpers import GOLDEN, SAMPLES, sample_of, simple, yucho
from tests.in_process import command

NOW = japan_time("2026-11-28T23:50", None)
MEMOS = ("ドコモコウザ", "デイーバライ", "ペイペイ", "メルペイ", "ラインペイ", "キヤツシユ", "ペイパル", "ジエイコインペイ",
         "バンクペイ", "シハライヒシヨ", "エーユーペイ", "フアミペイ", "ラクテンペイ")  # fmt: skip
UNCONFIRMED = {phone.number for desk in load().desks.values() if not desk.confirmed for phone in desk.phones} - {
    phone.number for desk in load().desks.values() if desk.confirmed for phone in desk.phones
}
LANGUAGES = pytest.mark.parametrize("lang", ["ja", "en"])


@cache
def report_of(file: Path, lang: str) -> Report:
    return selfcheck.scan(file, now=NOW, lang=lang)


def screen(report: Report) -> list[str]:
    return document(report, "text", on_screen=False).decode("utf-8").splitlines()


def scanned(folder: Path, text: str, lang: str = "ja") -> Report:
    (folder / "meisai.csv").write_text(text, encoding="utf-8")
    return selfcheck.scan(folder / "meisai.csv", now=NOW, lang=lang)


@LANGUAGES
@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name.split(".")[0])
def test_a_screen_of_up_to_twelve_findings_has_sixty_lines_and_one_of_none_twenty(file: Path, lang: str):
    report = report_of(sample_of(file), lang)
    assert len(report.raised) <= 12
    lines = screen(report)
    assert len(lines) <= (60 if report.raised else 20)
    assert all(cell_len(line) <= 100 for line in lines if not line.startswith("    selfcheck "))  # a command is never broken


@LANGUAGES
def test_many_findings_in_many_files_take_at_most_24_lines_more_and_none_is_left_uncounted(lang: str):
    report = report_of(SAMPLES, lang)
    assert len(report.raised) > 100
    assert len(screen(report)) <= 84


@settings(max_examples=25, deadline=None)
@given(
    memos=st.lists(st.sampled_from(MEMOS), min_size=1, max_size=12), lang=st.sampled_from(["ja", "en"]), more=st.integers(0, 4)
)
def test_whatever_twelve_findings_there_are_they_fit(
    tmp_path_factory: pytest.TempPathFactory, memos: list[str], lang: str, more: int
):
    folder = tmp_path_factory.mktemp("screen")
    report = scanned(folder, simple(*(f"{memo}　{'あ' * 9 * more}" for memo in memos)), lang)
    assert len(screen(report)) <= (60 if report.raised else 20)


@LANGUAGES
def test_whom_to_call_comes_before_anything_else_and_the_end_says_it_again(lang: str):
    lines = screen(report_of(SAMPLES / "yucho.csv", lang))
    assert any("0120-794-889" in line for line in lines[:6])
    end = lines[max(number for number, line in enumerate(lines) if line == lines[0]) :]
    assert len(end) <= 4
    assert "0120-794-889" in end[1]
    assert "selfcheck sheet" in "".join(end[2:])


@LANGUAGES
@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name.split(".")[0])
def test_no_number_that_is_not_confirmed_stands_on_the_screen_or_the_sheet(file: Path, lang: str):
    path = sample_of(file)
    printed = "\n".join(screen(report_of(path, lang)))
    sheet = command("sheet", path, "--lang", lang, "--now", "2026-11-28T23:50").stdout.decode()
    assert len(UNCONFIRMED) > 5
    assert not [number for number in UNCONFIRMED if number in printed + sheet]


def test_a_bank_without_a_confirmed_number_is_reached_through_the_card():
    lines = screen(report_of(SAMPLES / "mizuho.csv", "ja"))
    assert "カードの裏" in "".join(lines[3:6])
    assert "カードの裏" in "".join(lines[-3:])


def test_the_words_to_say_are_given_in_japanese_and_can_be_read_in_latin_letters():
    printed = "\n".join(screen(report_of(SAMPLES / "yucho.csv", "en")))
    assert "Oboe no nai hikidashi ga arimasu." in printed
    assert "「覚えのない引き出しがあります。" in printed


def test_findings_are_numbered_as_they_are_printed():
    for lang in ("ja", "en"):
        report = report_of(SAMPLES / "mizuho.csv", lang)
        assert [line.number for group in View(report).raised for line in group.lines] == list(range(1, len(report.raised) + 1))


def test_one_strongest_reason_is_said_of_a_group_and_how_old_it_is():
    groups = View(report_of(SAMPLES / "yucho.csv", "ja")).raised
    assert [group.age for group in groups] == ["6年前"] * 4
    assert all(group.short_reason for group in groups)
    printed = "".join(line.strip() for line in screen(report_of(SAMPLES / "yucho.csv", "ja")))
    assert groups[0].short_reason in printed


@pytest.mark.parametrize(
    ("days", "ja", "en"),
    [
        (0, "今日", "today"),
        (1, "1日前", "1 day ago"),
        (29, "29日前", "29 days ago"),
        (30, "1か月前", "1 month ago"),
        (364, "12か月前", "12 months ago"),
        (365, "1年前", "1 year ago"),
        (2281, "6年前", "6 years ago"),
        (-1, "日付が今日より後", "dated after today"),
    ],
)
def test_an_age_is_said_in_the_unit_that_people_use(days: int, ja: str, en: str):
    today = NOW.date()
    assert [age_in_words(today - dt.timedelta(days), today, lang) for lang in ("ja", "en")] == [ja, en]


def test_a_statement_that_ends_long_ago_sends_to_the_recent_months_first(tmp_path: Path):
    old = View(scanned(tmp_path, simple("ペイペイ", date="2024/03/02"))).recency
    new = View(scanned(tmp_path, simple("ペイペイ", date="2026/11/10"))).recency
    assert old
    assert old.old
    assert "2024年3月" in old.heading
    assert "最近の明細" in old.text
    assert new
    assert not new.old


def test_the_days_between_the_end_of_a_statement_and_today_are_told_as_not_looked_at(tmp_path: Path):
    weeks_ago = View(scanned(tmp_path, simple("ペイペイ", date="2026/10/28"))).recency
    days_ago = View(scanned(tmp_path, simple("ペイペイ", date="2026/11/25"))).recency
    assert weeks_ago
    assert "そのあとの31日分は、まだ見ていません" in weeks_ago.text
    assert days_ago
    assert "そのあと" not in days_ago.text


def test_an_old_statement_does_not_hide_behind_a_new_one(tmp_path: Path):
    (tmp_path / "a.csv").write_text(simple("ペイペイ", date="2026/11/25"), encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)).encode("cp932"))
    recency = View(selfcheck.scan(tmp_path, now=NOW)).recency
    assert recency
    assert recency.heading == "いちばん新しい明細は、2026年11月25日まで入っています"
    assert "いちばん古い明細は、2020年9月8日で終わっています" in recency.text


def test_what_has_passed_is_told_before_a_day_that_is_far_off_and_after_one_that_is_near(tmp_path: Path):
    far = "".join(View(scanned(tmp_path, simple("メルペイ", date="2026/10/13"))).brief_deadlines)
    near = "".join(View(report_of(SAMPLES / "yucho.csv", "ja")).brief_deadlines)
    assert far.index("今日聞いて") < far.index("2028年10月13日")
    assert near.index("2026年12月28日") < near.index("過ぎているように")


def test_a_short_reason_that_counts_lines_of_another_group_says_so(tmp_path: Path):
    """Lines of d払い and ドコモ口座 count together, but a single one of d払い is not "three in a row"."""
    days = (("10", "ドコモコウザ"), ("11", "ドコモコウザ"), ("11", "ドコモコウザ"), ("12", "デイーバライ"))
    rows = "".join(f"2026/11/{day},{memo},50000,\n" for day, memo in days)
    groups = View(scanned(tmp_path, f"日付,摘要,出金,入金\n{rows}")).raised
    assert [group.short_reason for group in groups] == [
        "2026年11月10日から11日までに3回続いています",
        "ほかの行と合わせて、2026年11月11日から12日までに3回続いています",
    ]


def test_of_several_reasons_of_one_kind_the_one_of_most_lines_is_said():
    assert View(report_of(SAMPLES / "yucho.csv", "ja")).raised[0].short_reason.endswith("9月1日までに7回続いています")


def test_a_single_withdrawal_that_is_only_counted_keeps_its_day():
    printed = command("scan", SAMPLES / "yucho.csv", "--lang", "en", COLUMNS="80").stdout.decode()
    assert "PayPal, 2020-09-06, 5,000 yen" in printed


def test_where_the_number_is_on_the_card_it_is_said_that_somebody_may_answer_at_night(tmp_path: Path):
    assert "夜や休日も開いている" in "".join(screen(scanned(tmp_path, simple("ペイペイ"))))


def test_a_memo_is_cut_but_never_within_the_name(tmp_path: Path):
    printed = "\n".join(
        screen(scanned(tmp_path, simple("アイウエオカキクケコサシスセソタチツテト　ペイペイ　ハヒフヘホマミムメモヤユヨ")))
    )
    assert "…ペイペイ" in printed
    assert "アイウエオ" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="names of files hold no quotation mark there, and shlex reads sh")
@pytest.mark.parametrize("columns", ["60", "160"])
@pytest.mark.parametrize("name", ["私の 明細.csv", 'it\'s "mine".csv', "-11月.csv"])
def test_the_next_commands_work_as_they_are_printed(name: str, columns: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)), encoding="cp932")
    asked = ("--bank", "ゆうちょ", "--uses", "kyash", "--also", "コトリ ペイ", "--lang", "en", "--no-mine")
    printed = "".join(command("scan", *asked, *full, "--", name, COLUMNS=columns).stdout.decode() for full in ((), ("--full",)))
    typed = re.findall(r"selfcheck ((?:sheet|scan|guide|inspect) .*)$", printed, re.MULTILINE)
    assert {line.split()[0] for line in typed} == {"sheet", "scan", "guide", "inspect"}
    for line in typed:
        outcome = command(*shlex.split(line), stdin=b"q\n")
        assert outcome.returncode in (0, 1), (line, outcome.stderr)
        assert not re.search("[ぁ-ん]{3}です", outcome.stdout.decode())
    assert Path("sheet.html").exists()


def test_hints_name_the_program_as_it_was_started_and_the_language_that_was_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules["selfcheck.cli.main"], "program_as_typed", lambda: "python -m selfcheck")
    wrong = command("scan", "x.csv", "--bank", "nowhere", "--lang", "en").stderr.decode()
    assert "python -m selfcheck banks --lang en" in wrong
    assert any(line.endswith("python -m selfcheck desks --stale") for line in command("doctor").stdout.decode().splitlines())


def test_several_accounts_have_a_line_each_those_with_a_number_first(tmp_path: Path):
    (tmp_path / "a.csv").write_text(simple("ペイペイ"), encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)).encode("cp932"))
    calls = [line for line in screen(selfcheck.scan(tmp_path, now=NOW)) if line.startswith("    ・")]
    assert ["0120-794-889" in line for line in calls] == [True, False]
    assert "b.csv" in calls[0]
    assert "30,000" in calls[0]


def test_an_account_in_several_files_says_so(tmp_path: Path):
    for month, day in enumerate(("20200908", "20201008"), start=1):
        (tmp_path / f"{month}.csv").write_bytes(yucho((day, "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)).encode("cp932"))
    assert [call.file for call in View(selfcheck.scan(tmp_path, now=NOW)).calls] == ["1.csv ほか 1 個"]


def test_who_cannot_have_a_file_read_is_sent_to_the_bank(tmp_path: Path):
    assert "ファイルを待たずに、銀行に電話してください" in "".join(line.strip() for line in screen(scanned(tmp_path, "")))


def test_who_was_charged_by_a_service_that_has_ended_is_sent_to_the_bank_and_not_to_its_site():
    printed = "\n".join(screen(report_of(SAMPLES / "mizuho.csv", "ja")))
    assert "LINE Pay: もう終わったサービスです。銀行に聞く" in printed


def test_a_clean_result_says_first_how_much_was_looked_at(tmp_path: Path):
    first = screen(scanned(tmp_path, simple("電気", "水道")))[0]
    assert "取引 2 件" in first
    assert "2026年11月" in first


def test_full_says_everything_in_the_order_of_old(tmp_path: Path):
    report = report_of(SAMPLES / "yucho.csv", "ja")
    full = document(report, "text", on_screen=False, full=True).decode()
    headings = re.findall(r"^■ (.*)$", full, re.MULTILINE)
    assert headings[1:] == ["確かめる引き出し", "今すること", "連絡先", *headings[4:]]
    assert len(full.splitlines()) > 250
    assert "出典" in headings[-1]


def test_sharing_names_no_file_in_the_commands(tmp_path: Path):
    file = tmp_path / "yamada.csv"
    file.write_text(simple("ペイペイ"), encoding="utf-8")
    assert b"yamada" not in command("scan", file, "--share").stdout
