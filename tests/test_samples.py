"""Every sample statement is read exactly as its golden file says, and its findings are raised."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Level
from tests.helpers import GOLDEN, REFUSED, golden, rows, sample_of

each_sample = pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name.removesuffix(".golden.json"))


def day_of(file: Path) -> dt.date | None:
    """The day on which a sample without years in its dates is read."""
    today = golden(file).get("today")
    return dt.date.fromisoformat(today) if today else None


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.name)
def test_what_is_no_bank_statement_is_answered_with_what_to_download(file: Path):
    report = selfcheck.scan(sample_of(file))
    assert [problem.code for problem in report.statements[0].problems] == [golden(file)["refused"]]
    assert report.findings == ()
    assert report.exit_code == 4


def test_there_are_at_least_ten_samples():
    assert len(GOLDEN) >= 10


@each_sample
def test_all_transactions_equal_the_golden_file(file: Path):
    assert rows(selfcheck.read(sample_of(file), today=day_of(file))) == golden(file)["transactions"]


@each_sample
def test_the_way_of_reading_equals_the_golden_file(file: Path):
    statement, expected = selfcheck.read(sample_of(file), today=day_of(file)), golden(file)
    assert (statement.encoding, statement.bank, statement.layout) == (
        expected["encoding"],
        expected["bank"],
        expected["layout"],
    )
    assert {fate.value: number for fate, number in statement.lines.items()} == expected["lines"]
    assert statement.balance_check.status == expected["balance_check"]
    if expected["balance_check"] == "consistent":
        steps = len(expected["transactions"]) - expected.get("accounts", 1)
        assert statement.balance_check.checked == expected.get("checks", steps)
    assert statement.status == "read"


@each_sample
def test_exactly_the_withdrawals_that_name_a_service_are_raised(file: Path):
    expected = golden(file)
    raised = [(f.line, f.service) for f in selfcheck.scan(sample_of(file), today=day_of(file)).raised]
    assert sorted(raised) == sorted((one["line"], one["service"]) for one in expected["findings"])


@each_sample
def test_lookalikes_and_money_in_stay_quiet(file: Path):
    quiet = set(golden(file)["quiet"])
    levels = {f.line: f.level for f in selfcheck.scan(sample_of(file), today=day_of(file)).findings if f.line in quiet}
    assert set(levels.values()) <= {Level.NOTE}


@each_sample
def test_reading_changes_nothing(file: Path):
    sample = sample_of(file)
    before = sample.read_bytes()
    first, second = (selfcheck.scan(sample).to_dict() for _ in range(2))
    first.pop("generated_at")
    second.pop("generated_at")
    assert first == second
    assert sample.read_bytes() == before
