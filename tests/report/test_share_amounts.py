"""A number that cannot be an amount is not shown as one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.clock import JAPAN
from selfcheck.report.report import Report
from selfcheck.report.share import shared
from selfcheck.report.share_amounts import ShownAmounts
from tests.helpers import SAMPLES, simple
from tests.planting.prints import every_form

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=JAPAN)


def with_number(folder: Path, number: str, text: str = "") -> Report:
    """``number`` stands where the second of four rows has its amount."""
    lines = (text or simple("電気", "ペイペイ", "ガス", "ペイペイ")).splitlines()
    lines[2] = lines[2].replace(",10000,", f",{number},", 1)
    (folder / "meisai.csv").write_text("\n".join(lines), encoding="utf-8")
    return selfcheck.scan(folder / "meisai.csv", now=NOW)


@pytest.mark.parametrize("number", ["8365729", "8 3 6 5 7 2 9", "８３６５７２９", "19580405"])
def test_a_number_that_the_balance_disproves_and_that_is_more_than_there_ever_was_is_not_shown(number: str, tmp_path: Path):
    given = with_number(tmp_path, number)
    assert any((one.withdrawal or 0) > 1_000_000 for one in given.findings)
    hidden = shared(given)
    assert [one.withdrawal for one in hidden.findings if one.line == 3] == [None]
    assert [one.withdrawal for one in hidden.findings if one.line != 3] == [10000]
    digits = "8365729" if "1958" not in number else number
    for form, text in every_form(given):
        plain = "".join(filter(str.isdigit, text.replace(",", "")))
        assert digits not in plain, form
        assert str(int(digits) + 10000) not in plain, form


def test_no_sum_is_shown_in_which_such_a_number_may_be(tmp_path: Path):
    shown = ShownAmounts(with_number(tmp_path, "8365729").statements)
    assert [shown.may_show(yen) for yen in (8365728, 8365729, 8375729, "8365729")] == [True, False, False, True]


def test_a_file_that_prints_one_balance_for_all_rows_is_shared_though_that_disproves_them(tmp_path: Path):
    text = (SAMPLES / "zengin_comma.csv").read_text(encoding="cp932")
    rows, trailer, end = text.splitlines()[:-2], *text.splitlines()[-2:]
    cells = trailer.split(",")
    (tmp_path / "z.txt").write_text("\r\n".join([*rows, ",".join([*cells[:6], "1", *cells[7:]]), end]), encoding="cp932")
    given = selfcheck.scan(tmp_path / "z.txt", now=NOW)
    assert given.statements[0].balance_check.breaks
    assert [one.withdrawal for one in shared(given).findings] == [one.withdrawal for one in given.findings]


def test_an_amount_that_the_balance_disproves_because_a_line_is_missing_is_shown(tmp_path: Path):
    lines = simple("電気", "ペイペイ", "ガス", "ペイペイ").splitlines()
    (tmp_path / "meisai.csv").write_text("\n".join([*lines[:3], *lines[4:]]), encoding="utf-8")
    given = selfcheck.scan(tmp_path / "meisai.csv", now=NOW)
    assert given.statements[0].balance_check.breaks
    assert [one.withdrawal for one in shared(given).findings] == [10000, 10000]


def test_a_large_amount_that_the_balance_proves_is_shown(tmp_path: Path):
    rows = ("2026/11/01,電気,1000,,99000", "2026/11/02,ペイペイ,8365729,,-8266729", "2026/11/03,給与,,9000000,733271")
    given = with_number(tmp_path, "10000", "\n".join(("日付,摘要,出金,入金,残高", *rows)))
    assert [one.withdrawal for one in shared(given).findings] == [8365729]
