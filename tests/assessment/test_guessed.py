"""A line that was read from a picture is asked about by every way in which it can be read, and never taken as sure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

import selfcheck
from selfcheck import Finding
from selfcheck.assessment.assess import assess
from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher
from tests.helpers import simple

MATCHER = Matcher(load())


def found(folder: Path, readings: dict[int, tuple[str, ...]], *memos: str, bank: str | None = None) -> list[Finding]:
    file = folder / "meisai.csv"
    file.write_text(simple(*memos), encoding="utf-8")
    statement = selfcheck.read(file, today=dt.date(2026, 11, 22), bank=bank)
    return sorted(assess([replace(statement, readings=readings)], MATCHER, load()), key=lambda finding: finding.line)


def told(findings: list[Finding]) -> list[tuple[int, str, bool]]:
    """Line, service, and whether it says that the name was guessed."""
    return [(one.line, one.service, any(reason.signal == "name-guessed" for reason in one.reasons)) for one in findings]


def test_a_name_in_a_picture_is_a_guess(tmp_path: Path):
    assert told(found(tmp_path, {2: ("ペイペイ",), 3: ("電気",)}, "ペイペイ", "電気")) == [(2, "paypay", True)]
    assert told(found(tmp_path, {}, "ペイペイ", "電気")) == [(2, "paypay", False)]


def test_a_name_that_only_another_reading_shows_is_asked_about(tmp_path: Path):
    assert told(found(tmp_path, {2: ("へイへイ", "メルペイ")}, "へイへイ", "電気")) == [(2, "merpay", True)]


def test_a_name_that_no_reading_shows_is_guessed_by_its_look(tmp_path: Path):
    assert told(found(tmp_path, {2: ('へ"イへ” イ',)}, "へイ", "電気")) == [(2, "paypay", True)]


def test_a_service_that_several_readings_name_is_asked_about_once(tmp_path: Path):
    (finding,) = found(tmp_path, {2: ("ペイペイ", "ＰＡＹＰＡＹ")}, "ﾍﾟｲﾍﾟｲ", "電気")
    assert finding.matched == "ﾍﾟｲﾍﾟｲ"


def test_a_payee_that_nobody_knows_may_be_a_misread_name_and_gives_way_to_it(tmp_path: Path):
    findings = found(tmp_path, {2: ("ＲＴ　(PAYMPAY)",)}, "ＲＴ　(PAYMPAY)", "電気", bank="yucho")
    assert told(findings) == [(2, "paypay", True)]


def test_a_line_below_a_transaction_may_hold_the_rest_of_its_memo(tmp_path: Path):
    findings = found(tmp_path, {2: ("電気",), 9: ("ドコモコウザ", "")}, "電気", "水道")
    assert [(one.line, one.service, one.date) for one in findings] == [(9, "docomo-koza", None)]
