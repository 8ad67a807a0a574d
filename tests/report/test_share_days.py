"""A day that is none of a transaction is not shown, wherever a report tells of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

import selfcheck
from selfcheck.clock import JAPAN
from selfcheck.language.sentences import sentence
from selfcheck.model.findings import Reason
from selfcheck.model.since_last import AccountSince, Missing, SinceLast
from selfcheck.model.statement import Problem
from selfcheck.report.report import Report
from selfcheck.report.share import MASK, shared
from tests.helpers import simple
from tests.planting.prints import every_form

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=JAPAN)
BORN = dt.date(1958, 4, 5)


def scanned(folder: Path, text: str) -> Report:
    (folder / "meisai.csv").write_text(text, encoding="utf-8")
    return selfcheck.scan(folder / "meisai.csv", now=NOW)


def born(folder: Path) -> Report:
    """The second of four rows has a day of birth where its day stands."""
    lines = simple("電気", "ペイペイ", "ペイペイ", "ガス").splitlines()
    lines[2] = lines[2].replace("2026/11/02", "1958/4/5")
    lines[4] = lines[4].replace("2026/11/02", "2026/11/05")
    return scanned(folder, "\n".join(lines))


def test_a_withdrawal_on_a_day_that_is_none_of_the_statements_has_no_day_and_all_else_of_it(tmp_path: Path):
    given = born(tmp_path)
    hidden = shared(given)
    (own,) = [one for one in given.findings if one.date == BORN]
    (shown,) = [one for one in hidden.findings if one.number == own.number]
    assert shown.date is None
    assert (shown.line, shown.withdrawal, shown.matched, shown.level) == (own.line, own.withdrawal, own.matched, own.level)
    assert {one.date for one in hidden.findings if one.number != own.number} == {
        one.date for one in given.findings if one.number != own.number
    }
    period = hidden.statements[0].period
    assert period
    assert period[0].year == 2026
    assert len(hidden.statements[0].records) == len(given.statements[0].records)
    assert BORN not in {line.date for deadline in hidden.guidance.deadlines for line in deadline.lines}
    assert BORN in {line.date for deadline in given.guidance.deadlines for line in deadline.lines}
    for form, text in every_form(given):
        assert "1958" not in text, form


def test_a_row_that_holds_only_a_day_does_not_stretch_the_days_of_a_statement(tmp_path: Path):
    given = scanned(tmp_path, simple("電気", "ペイペイ") + "2024/05/05,,,,\n")
    assert given.statements[0].period
    assert given.statements[0].period[0] == dt.date(2024, 5, 5)
    period = shared(given).statements[0].period
    assert period
    assert period[0].year == 2026


def test_reasons_problems_and_what_was_checked_before_do_not_tell_that_day_either(tmp_path: Path):
    given = born(tmp_path)
    (statement,) = given.statements
    (finding, *_) = [one for one in given.findings if one.date != BORN]
    own = finding.date
    assert own
    reason = Reason("burst", {"first": BORN, "last": own, "count": 2}, ())
    problem = Problem(0, "gap", sentence("gap", first=BORN, last=own, count=2))
    account = AccountSince(
        id="k-1", statements=(0,), known="number", since=BORN, until=own,
        missing=(Missing(BORN, own, True), Missing(own, own, True)), left_out=0, partly=False,
    )  # fmt: skip
    hidden = shared(
        replace(
            given,
            findings=(replace(finding, reasons=(reason,)),),
            statements=(replace(statement, problems=(problem,)),),
            since_last=SinceLast((account,), (), ""),
        )
    )
    assert hidden.findings[0].reasons[0].details == {"first": MASK, "last": own, "count": 2}
    assert hidden.statements[0].problems[0].sentence.details == {"first": MASK, "last": own, "count": 2}
    assert hidden.since_last
    (told,) = hidden.since_last.accounts
    assert (told.since, told.until, told.missing) == (None, own, (Missing(own, own, True),))


def test_a_day_that_another_file_of_the_run_has_may_be_shown(tmp_path: Path):
    old = "日付,摘要,出金,入金,残高\n" + "".join(f"1958/4/{day},ペイペイ,10,,{900 - 10 * day}\n" for day in (5, 6, 7))
    (tmp_path / "old.csv").write_text(old, encoding="utf-8")
    born(tmp_path)
    given = selfcheck.scan([tmp_path / "old.csv", tmp_path / "meisai.csv"], now=NOW)
    assert [one.date for one in shared(given).findings] == [one.date for one in given.findings]
