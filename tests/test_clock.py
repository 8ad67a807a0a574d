"""The day is that of Japan, wherever the machine stands and whatever its clock says of its own zone."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import selfcheck
from selfcheck import clock
from tests.helpers import simple
from tests.in_process import command

NIGHT = dt.datetime(2030, 1, 2, 1, 0, tzinfo=clock.JAPAN)
"""The first day of the year still in Greenwich, and two days of it in all."""


@pytest.fixture(params=["America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"])
def file(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A statement of that night's day, on a machine of another country."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone is that of the system here")
    monkeypatch.setattr(clock, "japan_now", lambda: NIGHT)
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    place = tmp_path / "meisai.csv"
    place.write_text(simple("ペイペイ", date="2030/01/02"), encoding="utf-8")
    yield place
    monkeypatch.undo()
    time.tzset()


def test_a_line_of_today_is_not_ahead_of_it(file: Path):
    assert [problem.code for problem in selfcheck.read(file).problems] == []
    assert selfcheck.scan(file).today == NIGHT.date()


def test_a_year_that_is_not_printed_is_that_of_japan(file: Path):
    file.write_text(simple("ペイペイ", date="01/02"), encoding="utf-8")
    assert [row.date for row in selfcheck.read(file).records.every()] == [NIGHT.date()]


def test_inspect_and_scan_have_the_same_day(file: Path):
    report = json.loads(command("scan", file, "--format", "json").stdout)
    assert report["statements"][0]["problems"] == []
    assert "今日より先" not in command("inspect", file).stdout.decode()
