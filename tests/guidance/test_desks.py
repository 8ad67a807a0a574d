"""Whether a desk answers now: the clock of Japan, weekends, public holidays, New Year."""

from __future__ import annotations

import datetime as dt
import json

import jpholiday
import pytest
from msgspec.structs import replace

from selfcheck.clock import JAPAN, japan_time
from selfcheck.errors import OptionError
from selfcheck.guidance.desks import is_day_off, older, opening
from selfcheck.guidance.wording import open_in_words
from selfcheck.knowledge import load
from selfcheck.knowledge.schema import Hours
from tests.in_process import command

DESKS = load().desks


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("desk", "now", "state", "then"),
    [
        ("fsa-room", "2026-11-24T10:00", "open", "2026-11-24T17:00"),
        ("fsa-room", "2026-11-24T09:59", "closed", "2026-11-24T10:00"),
        ("fsa-room", "2026-11-24T16:59:59", "open", "2026-11-24T17:00"),
        ("fsa-room", "2026-11-24T17:00", "closed", "2026-11-25T10:00"),
        # Sunday, and Monday the 23rd is Labour Thanksgiving Day
        ("fsa-room", "2026-11-22T12:00", "closed", "2026-11-24T10:00"),
        ("fsa-room", "2026-11-20T18:00", "closed", "2026-11-24T10:00"),
        # the days around New Year, then a weekend
        ("fsa-room", "2026-12-28T12:00", "open", "2026-12-28T17:00"),
        ("fsa-room", "2026-12-29T12:00", "closed", "2027-01-04T10:00"),
        ("fsa-room", "2026-12-31T12:00", "closed", "2027-01-04T10:00"),
        # a lunch break
        ("kokusen", "2026-11-24T12:30", "closed", "2026-11-24T13:00"),
        ("kokusen", "2026-11-24T11:30", "open", "2026-11-24T12:00"),
        # other hours on weekends, holidays and around New Year
        ("yucho-call", "2026-11-24T20:00", "open", "2026-11-24T21:00"),
        ("yucho-call", "2026-11-22T20:00", "closed", "2026-11-23T09:00"),
        ("yucho-call", "2026-11-23T16:00", "open", "2026-11-23T17:00"),
        ("yucho-call", "2026-12-30T20:00", "open", "2026-12-30T21:00"),
        ("yucho-call", "2026-12-31T20:00", "closed", "2027-01-01T09:00"),
        # around the clock
        ("yucho-lost", "2027-01-01T03:00", "open", None),
    ],
)
def test_a_desk_is_open_when_it_answers(desk: str, now: str, state: str, then: str | None):
    found = opening(DESKS[desk], at(now))
    assert found.state == state
    assert (found.until or found.again) == (at(then) if then else None)


NIGHT = Hours(days="every-day", opens=dt.time(22), closes=dt.time(6))
EARLY, LATE = (Hours(days="weekdays", opens=dt.time(opens), closes=dt.time(opens + 3)) for opens in (9, 13))
ALWAYS = Hours(days="every-day", opens=dt.time(0), closes=dt.time(0))


@pytest.mark.parametrize(
    ("hours", "now", "state", "then"),
    [
        ((NIGHT,), "2026-11-24T23:00", "open", "2026-11-25T06:00"),
        ((NIGHT,), "2026-11-24T03:00", "open", "2026-11-24T06:00"),
        ((NIGHT,), "2026-11-24T06:00", "closed", "2026-11-24T22:00"),
        ((LATE, EARLY), "2026-11-24T08:00", "closed", "2026-11-24T09:00"),
        ((LATE, EARLY), "2026-11-24T12:00", "closed", "2026-11-24T13:00"),
        ((EARLY, ALWAYS), "2026-11-22T03:00", "open", None),
    ],
)
def test_hours_may_pass_midnight_and_stand_in_any_order(hours: tuple[Hours, ...], now: str, state: str, then: str | None):
    found = opening(replace(DESKS["fsa-room"], hours=hours), at(now))
    assert found.state == state
    assert (found.until or found.again) == (at(then) if then else None)


def test_what_is_known_of_a_desk_is_old_after_a_year():
    desk = DESKS["fsa-room"]
    assert older([desk], desk.as_of + dt.timedelta(days=365)) == []
    assert older([desk], desk.as_of + dt.timedelta(days=366)) == [desk]


def test_nothing_is_said_of_hours_that_nobody_knows():
    assert opening(DESKS["own-bank"], at("2026-11-24T12:00")).state == "unknown"
    assert open_in_words(DESKS["own-bank"], at("2026-11-24T12:00"), "ja") is None


@pytest.mark.parametrize(
    "day", ["2026-05-03", "2026-05-06", "2026-09-22", "2026-11-21", "2027-01-01", "2026-12-30", "2027-03-22"]
)
def test_weekends_holidays_substitutes_and_new_year_are_days_off(day: str):
    assert is_day_off(dt.date.fromisoformat(day), "12-29/01-03")


@pytest.mark.parametrize("year", sorted(load().holidays))
def test_announced_holidays_are_those_that_the_law_makes(year: int):
    assert load().holidays[year] == {day for day, _ in jpholiday.year_holidays(year)}


@pytest.mark.parametrize("day", ["2020-09-21", "2020-09-22", "2031-05-05"])
def test_holidays_of_other_years_are_worked_out(day: str):
    assert dt.date.fromisoformat(day).year not in load().holidays
    assert is_day_off(dt.date.fromisoformat(day), "12-29/01-03")


@pytest.mark.parametrize("day", ["2026-11-24", "2026-12-28", "2027-01-04", "2026-05-07"])
def test_other_days_are_not(day: str):
    assert not is_day_off(dt.date.fromisoformat(day), "12-29/01-03")


def test_hours_of_an_old_source_are_said_to_be_unconfirmed():
    said = {lang: open_in_words(DESKS["yucho-call"], at("2026-11-24T12:00"), lang) for lang in ("ja", "en")}
    assert "確かめていません" in str(said["ja"])
    assert "not confirmed" in str(said["en"])
    assert "11月24日（火）10:00" in str(open_in_words(DESKS["fsa-room"], at("2026-11-22T12:00"), "ja"))
    assert "Tuesday 24 November, 10:00" in str(open_in_words(DESKS["fsa-room"], at("2026-11-22T12:00"), "en"))


def test_every_desk_has_an_answer_at_every_hour_of_a_year():
    for desk in DESKS.values():
        for hour in range(0, 24 * 366, 37):
            now = at("2026-01-01T00:00") + dt.timedelta(hours=hour)
            found = opening(desk, now)
            assert (found.state == "unknown") == (not desk.hours)
            assert found.again is None or found.again > now
            assert found.until is None or found.until > now


@pytest.mark.parametrize(
    ("now", "today", "expected"),
    [
        ("2026-11-24T10:30", None, "2026-11-24T10:30"),
        ("2026-11-24T01:30+00:00", None, "2026-11-24T10:30"),
        ("2026-11-23T23:30:00Z", None, "2026-11-24T08:30"),
    ],
)
def test_a_time_without_a_zone_is_that_of_japan(now: str, today: str | None, expected: str):
    assert japan_time(now, today) == at(expected)


def test_a_day_alone_keeps_the_time_of_day():
    for told in (japan_time(None, "2026-11-24"), japan_time("2026-11-24", None)):
        assert told.date() == dt.date(2026, 11, 24)
        assert abs(told - japan_time(None, None).replace(year=2026, month=11, day=24)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("tomorrow", None),
        (None, "24.11.2026"),
        ("2026-11-24T10:30", "2026-11-24"),
        ("9999-12-31T23:59", None),
        ("0001-01-01T00:00+14:00", None),
        (None, "0001-01-01"),
    ],
)
def test_what_is_no_time_is_a_wrong_call(now: str | None, today: str | None):
    with pytest.raises(OptionError):
        japan_time(now, today)


# --- the command --------------------------------------------------------------------------------------


def desks(*arguments: str) -> dict[str, dict[str, object]]:
    listed = json.loads(command("desks", "--format", "json", *arguments).stdout)["desks"]
    return {desk["id"]: desk for desk in listed}


def test_only_open_desks_are_listed_when_asked():
    night = desks("--open-now", "--now", "2027-01-01T03:00")
    day = desks("--open-now", "--now", "2026-11-24T10:30")
    assert "yucho-lost" in night
    assert "fsa-room" not in night
    assert {"yucho-lost", "fsa-room", "kokusen"} <= set(day)
    assert all(desk["open_now"] is True for desk in (*night.values(), *day.values()))


def test_stale_desks_are_those_older_than_asked():
    stale = desks("--stale", "--older-than", "2000", "--now", "2026-11-24T10:30")
    assert {"smbc-lost", "yucho-call"} <= set(stale)
    assert "yucho-lost" not in stale
    assert len(desks("--stale", "--older-than", "0")) == len(desks())


def test_an_open_desk_says_until_when_and_a_closed_one_from_when():
    shown = command("desks", "--now", "2026-11-22T12:00").stdout.decode()
    assert "11月24日（火）10:00" in shown
    assert "いま受け付けています（24時間）" in shown
