"""What is new since the last check: which findings are left out, which account it is, what is missing in between."""

from __future__ import annotations

import datetime as dt
import json
import stat
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck import InputError, OptionError, Report
from selfcheck.assessment.since_last import only_new
from selfcheck.assessment.watch import Watch, change_watch, load_watch
from tests.helpers import simple
from tests.in_process import Outcome, command

TODAY = dt.date(2026, 11, 22)
Line = tuple[str, str, int]
"""Day, memo, yen taken."""
LINES: tuple[Line, ...] = (
    ("2026/09/01", "電気", 3000),
    ("2026/09/10", "ＲＴＫ　ペイペイ", 10000),
    ("2026/09/20", "ガス", 4000),
    ("2026/10/02", "水道", 2000),
    ("2026/10/09", "ドコモコウザ", 20000),
    ("2026/10/20", "家賃", 60000),
    ("2026/11/02", "メルペイ", 5000),
    ("2026/11/10", "電気", 3000),
)


def statement(lines: Sequence[Line], *, number: str = "1111111", start: int = 1_000_000, balances: bool = True) -> str:
    """A statement of an account; without a number where that is empty."""
    rows = [f"口座番号,{number}"] if number else []
    rows.append("日付,摘要,出金,入金,残高" if balances else "日付,摘要,出金,入金")
    for day, memo, yen in lines:
        start -= yen
        rows.append(f"{day},{memo},{yen},{f',{start}' if balances else ''}")
    return "\n".join(rows) + "\n"


def part(begin: int, end: int, *, lines: Sequence[Line] = LINES, **how: object) -> str:
    """A download of some of the lines."""
    return statement(lines[begin:end], start=1_000_000 - sum(yen for *_, yen in lines[:begin]), **how)  # type: ignore[arg-type]


class Month:
    """Checks one after the other, each with what the one before kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watch = Watch(TODAY)

    def check(self, *texts: str, **options: object) -> Report:
        """Scan files, and keep what was checked."""
        files = []
        for place, text in enumerate(texts):
            files.append(self.folder / f"{place}.csv")
            files[-1].write_text(text, encoding="utf-8")
        report = selfcheck.scan(files, today=TODAY, watch=self.watch, **options)  # type: ignore[arg-type]
        assert report.since_last
        self.watch = only_new(self.watch, report.statements, (*report.findings, *report.since_last.left_out)).watch
        return report


@pytest.fixture
def month(tmp_path: Path) -> Month:
    return Month(tmp_path)


def raised(report: Report) -> list[str]:
    return [finding.memo for finding in report.raised]


def missing(report: Report) -> list[tuple[tuple[str, ...], bool]]:
    assert report.since_last
    return [(gap.months, gap.proven) for account in report.since_last.accounts for gap in account.missing]


# --- what is left out ---------------------------------------------------------------------------------


def test_the_first_check_raises_everything_and_says_so(month: Month):
    report = month.check(part(0, 6))
    assert raised(report) == ["ＲＴＫ　ペイペイ", "ドコモコウザ"]
    assert report.since_last
    assert [(one.known, one.since, one.until) for one in report.since_last.accounts] == [("new", None, dt.date(2026, 10, 20))]


def test_the_second_check_raises_what_is_new_and_counts_the_rest(month: Month):
    month.check(part(0, 6))
    report = month.check(part(3, 8))
    assert raised(report) == ["メルペイ"]
    assert report.since_last
    assert [(one.since, one.left_out) for one in report.since_last.accounts] == [(dt.date(2026, 10, 20), 1)]
    assert missing(report) == []


@pytest.mark.parametrize("number", ["1111111", ""])
def test_the_same_file_again_raises_nothing(number: str, month: Month):
    month.check(part(0, 8, number=number))
    report = month.check(part(0, 8, number=number))
    assert raised(report) == []
    assert report.exit_code == 0


def test_a_line_added_later_on_the_last_day_is_new(month: Month):
    month.check(part(0, 5))
    later = (*LINES[:5], ("2026/10/09", "ドコモコウザ", 30000))
    assert [finding.withdrawal for finding in month.check(statement(later)).raised] == [30000]


def test_a_line_that_is_posted_late_under_an_older_day_is_new(month: Month):
    month.check(part(0, 6))
    late = (*LINES[:3], ("2026/09/21", "ペイペイ", 7000), *LINES[3:6])
    assert 7000 in [finding.withdrawal for finding in month.check(statement(late)).raised]


def test_an_equal_line_more_is_new_where_no_balance_tells_them_apart(month: Month):
    once = [*LINES[:2], *LINES[2:4]]
    month.check(statement(once, balances=False))
    assert raised(month.check(statement([LINES[1], *once], balances=False))) == ["ＲＴＫ　ペイペイ"]


def test_a_name_that_was_not_looked_for_then_is_new(month: Month):
    lines = (*LINES[:4], ("2026/10/05", "コトリペイ", 8000))
    month.check(statement(lines))
    assert raised(month.check(statement(lines), also=["コトリペイ"])) == ["コトリペイ"]


def test_what_was_a_note_and_is_to_be_checked_now_is_new(month: Month):
    assert raised(month.check(part(0, 4), uses=["paypay"])) == []
    assert raised(month.check(part(0, 4))) == ["ＲＴＫ　ペイペイ"]


def test_a_line_that_could_not_be_read_is_raised_every_time(month: Month):
    broken = statement(LINES[:4]) + "2026/10/99,ペイペイ,,,\n"
    for _ in range(2):
        assert "ペイペイ" in " ".join(raised(month.check(broken)))


def test_numbers_of_findings_are_those_of_the_whole_file(month: Month):
    month.check(part(0, 4))
    report = month.check(part(0, 8))
    every = selfcheck.scan(month.folder / "0.csv", today=TODAY)
    assert {finding.number: finding.memo for finding in report.raised}.items() <= {
        finding.number: finding.memo for finding in every.raised
    }.items()


def test_advice_is_given_for_what_is_new_alone(month: Month):
    month.check(part(0, 6))
    report = month.check(part(3, 8))
    assert {line.finding for deadline in report.guidance.deadlines for line in deadline.lines} <= {
        finding.number for finding in report.raised
    }


# --- which account it is -------------------------------------------------------------------------------


def test_accounts_are_told_by_their_numbers(month: Month):
    month.check(part(0, 6))
    other = month.check(part(0, 6, number="2222222"))
    assert len(raised(other)) == 2
    assert raised(month.check(part(0, 8, number="2222222"), part(0, 8))) == ["メルペイ", "メルペイ"]


def test_without_a_number_an_account_is_known_by_lines_met_before(month: Month):
    month.check(part(0, 6, number=""))
    report = month.check(part(3, 8, number=""))
    assert raised(report) == ["メルペイ"]
    assert report.since_last
    assert report.since_last.accounts[0].known == "lines"


def test_without_a_number_an_account_is_known_by_a_balance_that_goes_on(month: Month):
    month.check(part(0, 6, number=""))
    report = month.check(part(6, 8, number=""))
    assert report.since_last
    assert [(one.known, one.missing) for one in report.since_last.accounts] == [("balance", ())]


def test_an_equal_line_of_another_account_without_a_number_is_raised(month: Month):
    """Two accounts that were emptied on one day look alike in one line."""
    emptied = ("2026/10/30", "ペイペイ", 1000)
    month.check(statement([LINES[0], emptied], number="", start=4000))
    other = month.check(statement([LINES[3], emptied], number="", start=3000))
    assert raised(other) == ["ペイペイ"]
    assert other.since_last
    assert other.since_last.accounts[0].known == "unsure"


def test_two_accounts_without_numbers_are_each_known_again(month: Month):
    hers, his = part(0, 6, number=""), statement(LINES[:5], number="", start=500_000)
    month.check(hers)
    assert len(raised(month.check(his))) == 2
    assert raised(month.check(part(2, 8, number=""))) == ["メルペイ"]
    assert raised(month.check(statement(LINES[:5], number="", start=500_000))) == []
    assert len(month.watch.accounts) == 2


# --- what is missing ----------------------------------------------------------------------------------


def test_a_month_that_is_missing_is_named_and_the_result_is_not_clean(month: Month):
    month.check(part(0, 3))
    report = month.check(part(7, 8))
    assert missing(report) == [(("2026-10",), True)]
    assert report.exit_code == 3


def test_a_missing_part_is_said_until_it_is_there(month: Month):
    month.check(part(0, 3))
    month.check(part(6, 8))
    assert missing(month.check(part(6, 8))) == [(("2026-10",), True)]
    filled = month.check(part(3, 6))
    assert (missing(filled), raised(filled)) == ([], ["ドコモコウザ"])
    assert len(month.watch.accounts[0].periods) == 1


def test_lines_missing_within_a_month_are_told_by_the_balance(month: Month):
    month.check(part(0, 3))
    assert missing(month.check(part(4, 6))) == [((), True)]


def test_a_quiet_month_is_none_that_is_missing_where_the_balance_goes_on(month: Month):
    lines = (*LINES[:3], *LINES[6:])
    month.check(part(0, 3, lines=lines))
    assert missing(month.check(part(3, 5, lines=lines))) == []


def test_where_no_balance_tells_a_long_pause_is_said_once(month: Month):
    month.check(part(0, 3, balances=False))
    assert missing(month.check(part(6, 8, balances=False))) == [(("2026-10",), False)]
    assert missing(month.check(part(6, 8, balances=False))) == []


def test_days_with_lines_that_could_not_be_read_do_not_count_as_checked(month: Month):
    rows = part(0, 6).splitlines()
    rows.insert(5, "2026/09/xx,ペイ,1,,")
    report = month.check("\n".join(rows) + "\n")
    assert report.since_last
    assert report.since_last.accounts[0].partly
    assert len(month.watch.accounts[0].periods) == 2
    assert missing(month.check(part(6, 8))) == [((), True)]
    assert missing(month.check(part(0, 6))) == []


def test_a_file_that_is_not_to_be_trusted_covers_no_day(month: Month):
    rows = part(0, 6).splitlines()
    broken = "\n".join([rows[0], "明細件数：99", *rows[1:]]).replace("ペイペイ", "\ufffd\ufffd\ufffd\ufffd")
    month.check(broken)
    lasts = [account.last for account in month.watch.accounts]
    assert lasts in ([None], [dt.date(2026, 10, 20)])


def test_days_to_come_do_not_count_as_checked(month: Month):
    month.check(statement([*LINES, ("2027/03/01", "予定", 100)]))
    assert month.watch.accounts[0].last == TODAY


# --- whatever the downloads ------------------------------------------------------------------------------

MEMOS = ("電気", "ＲＴＫ　ペイペイ", "ドコモコウザ", "家賃", "メルペイ", "ﾃﾞｲ-ﾊﾞﾗｲ")


@st.composite
def two_downloads(draw: st.DrawFn) -> tuple[list[Line], int, int]:
    """Lines in time, where the first download ends, and where the second begins: whole days, with those in common twice."""
    steps = draw(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(MEMOS), st.integers(1, 60)), min_size=2, max_size=14))
    day, lines = dt.date(2026, 5, 1), []
    for pause, memo, thousands in steps:
        day += dt.timedelta(days=pause)
        lines.append((f"{day:%Y/%m/%d}", memo, thousands * 1000))
    days = sorted({line[0] for line in lines})
    end = draw(st.sampled_from(days))
    begin = draw(st.sampled_from([other for other in days if other <= end]))
    last = max(place for place, line in enumerate(lines) if line[0] == end) + 1
    first = min(place for place, line in enumerate(lines) if line[0] == begin)
    return lines, last, first


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def identities(report: Report) -> Counter[str]:
    return Counter(finding.identity for finding in report.raised)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(downloads=two_downloads(), numbered=st.booleans(), newest_first=st.booleans(), balances=st.booleans())
def test_two_downloads_raise_together_what_one_scan_raises(
    downloads: tuple[list[Line], int, int], numbered: bool, newest_first: bool, balances: bool, folder: Path
):
    """And none of it twice, where the account is known again."""
    lines, last, first = downloads
    number = "1111111" if numbered else ""

    def text(begin: int, end: int) -> str:
        made = part(begin, end, lines=lines, number=number, balances=balances)
        if not newest_first:
            return made
        rows = made.splitlines()
        head = 2 if numbered else 1
        return "\n".join([*rows[:head], *reversed(rows[head:])]) + "\n"

    month = Month(folder)
    one = identities(month.check(text(0, len(lines))))
    month.watch = Watch(TODAY)
    before, after = month.check(text(0, last)), month.check(text(first, len(lines)))
    assert identities(before) | identities(after) == one
    assert after.since_last
    if after.since_last.accounts[0].known in ("number", "lines"):
        assert identities(before) + identities(after) == one
        assert not after.since_last.missing


# --- the command -----------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "watch.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "meisai.csv"
    path.write_text(part(0, 6), encoding="utf-8")
    return path


def since(file: Path | str, place: Path, *more: str | Path, stdin: bytes = b"") -> Outcome:
    return command("scan", file, "--since-last", "--watch", place, "--today", "2026-11-22", *more, stdin=stdin)


def test_the_command_keeps_what_it_has_checked_and_says_where(file: Path, place: Path):
    first = since(file, place)
    assert first.returncode == 1
    assert "この口座の記録がまだない" in first.stdout.decode()
    assert str(place) in first.stderr.decode()
    again = since(file, place)
    assert again.returncode == 0
    assert "2026年10月20日まで前に確かめてあり" in again.stdout.decode()
    assert "前にお知らせした 2 件" in again.stdout.decode()


def test_json_tells_since_when_and_what_is_missing(file: Path, place: Path):
    since(file, place)
    file.write_text(part(7, 8), encoding="utf-8")
    told = json.loads(since(file, place, "--format", "json").stdout)["since_last"]
    (account,) = told["accounts"]
    assert (account["since"], account["known"], account["left_out"]) == ("2026-10-20", "number", 0)
    assert account["missing"] == [{"from": "2026-10-20", "to": "2026-11-10", "months": [], "proven": True}]


def test_a_missing_month_is_said_with_what_to_do(file: Path, place: Path):
    file.write_text(part(0, 3), encoding="utf-8")
    since(file, place)
    file.write_text(part(7, 8), encoding="utf-8")
    said = since(file, place)
    assert said.returncode == 3
    assert "2026年10月の明細がありません" in said.stdout.decode()
    assert "watch forget" in said.stdout.decode()


def test_without_being_asked_nothing_is_kept(file: Path, place: Path):
    command("scan", file, SELFCHECK_WATCH=str(place))
    assert not place.exists()
    assert command("scan", file, "--watch", place).returncode == 2


def test_the_file_holds_no_memo_amount_or_number_and_is_for_its_owner_alone(file: Path, place: Path):
    since(file, place)
    text = place.read_text(encoding="utf-8")
    assert not any(secret in text for secret in ("1111111", "10000", "20000", "ペイペイ", "9/10", "09-10", "meisai"))
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_report_that_could_not_be_written_leaves_everything_to_be_checked(file: Path, place: Path, tmp_path: Path):
    assert since(file, place, "--output", tmp_path / "none" / "report.html").returncode == 4
    assert not place.exists()


def test_a_report_that_nobody_saw_leaves_everything_to_be_checked(file: Path, place: Path):
    quiet = command("-q", "scan", file, "--since-last", "--watch", place)
    assert quiet.returncode == 1
    assert "加えていません" in quiet.stderr.decode()
    assert not place.exists()


def test_a_file_that_is_no_statement_keeps_nothing(place: Path, tmp_path: Path):
    other = tmp_path / "letter.txt"
    other.write_text("こんにちは\n", encoding="utf-8")
    assert since(other, place).returncode == 4
    assert not place.exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"schema":"selfcheck.watch/1","key":"zz","accounts":[]}'])
def test_a_damaged_record_checks_everything_and_is_left_alone(content: bytes, file: Path, place: Path):
    place.parent.mkdir()
    place.write_bytes(content)
    result = since(file, place)
    assert result.returncode == 1
    assert "記録が読めない" in result.stdout.decode()
    assert "watch forget --all" in result.stdout.decode()
    assert place.read_bytes() == content
    with pytest.raises(InputError, match=r"watch\.json"):
        load_watch(place, TODAY)
    assert command("watch", "list", "--watch", place).returncode == 4
    assert command("watch", "forget", "--all", "--watch", place).returncode == 0
    assert not place.exists()


def test_list_and_forget(file: Path, place: Path):
    since(file, place)
    (account,) = json.loads(command("watch", "list", "--format", "json", "--watch", place).stdout)["accounts"]
    assert account["periods"] == [{"from": "2026-09-01", "to": "2026-10-20"}]
    assert account["id"] in command("watch", "--watch", place).stdout.decode()
    assert command("watch", "forget", account["id"], "--watch", place).returncode == 0
    assert since(file, place).returncode == 1
    for wrong in ([], ["--all", account["id"]], ["00000000"]):
        assert command("watch", "forget", *wrong, "--watch", place).returncode == 2


def test_an_unknown_id_changes_nothing(file: Path, place: Path):
    since(file, place)
    before = place.read_bytes()
    with pytest.raises(OptionError, match="0000"):
        change_watch(place, TODAY, lambda kept: kept.forgetting(["0000"]))
    assert place.read_bytes() == before


def test_a_shared_report_tells_no_id(file: Path, place: Path):
    shared = since(file, place, "--share", "--format", "json")
    assert json.loads(shared.stdout)["since_last"]["accounts"][0]["id"] == "***"
    assert since(file, place).returncode == 0


def test_the_record_is_never_overwritten_by_a_report(file: Path, place: Path):
    since(file, place)
    before = place.read_bytes()
    assert since(file, place, "--output", place, "--force", "--format", "json").returncode == 2
    assert place.read_bytes() == before


def test_what_the_holder_knows_is_a_note_and_not_asked_again(file: Path, place: Path, tmp_path: Path):
    mine = tmp_path / "mine.json"
    reviewed = since(file, place, "--review", "--mine", mine, stdin=b"y\n\nn\n")
    assert reviewed.returncode == 1
    again = json.loads(since(file, place, "--mine", mine, "--format", "json").stdout)
    assert again["findings"] == []
    assert again["since_last"]["left_out"] == 1


def test_a_folder_of_several_downloads_of_one_account(place: Path, tmp_path: Path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, text in (("a", part(0, 5)), ("b", part(3, 8)), ("c", simple("電気"))):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    first = json.loads(since(folder, place, "--format", "json").stdout)
    assert first["summary"]["alert"] + first["summary"]["check"] == 3
    again = json.loads(since(folder, place, "--format", "json").stdout)
    assert again["findings"] == []
    assert [account["left_out"] for account in again["since_last"]["accounts"]] == [3, 0]


def test_standard_input_is_known_again(file: Path, place: Path):
    since(file, place)
    assert since("-", place, stdin=file.read_bytes()).returncode == 0
