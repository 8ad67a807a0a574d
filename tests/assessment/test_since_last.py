"""What is new since the last check: which findings are left out, which account it is, what is missing in between."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck import Report
from selfcheck.assessment.watch import Watch
from tests.assessment.months import LINES, TODAY, Line, Month, missing, part, raised, statement

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
