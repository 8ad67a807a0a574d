"""Guidance: the right steps in the right order, for the bank and the service at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import selfcheck
from selfcheck import Report
from selfcheck.knowledge import load
from tests.helpers import simple, yucho

TODAY = dt.date(2026, 11, 22)
STEPS = {step.id: step for step in load().guidance.steps}


def scan(folder: Path, text: str) -> Report:
    file = folder / "meisai.csv"
    file.write_bytes(text.encode("cp932"))
    return selfcheck.scan(file, today=TODAY)


def test_the_steps_come_in_the_order_in_which_to_act(tmp_path: Path):
    steps = scan(tmp_path, simple("ペイペイ")).guidance.steps
    asked = [
        "rule-out-own-use",
        "call-bank",
        "tell-service",
        "tell-paypay",
        "police",
        "claim-in-writing",
        "change-pin",
        "next-desk",
    ]
    assert [step for step in steps if step in asked] == asked


def test_yucho_holders_are_sent_to_the_counter_with_passbook_and_id(tmp_path: Path):
    guidance = scan(tmp_path, yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000))).guidance
    assert {"yucho-counter", "yucho-move-balance", "yucho-term-deposit", "tell-docomo"} <= set(guidance.steps)
    assert {"yucho-counter", "docomo-2020", "fsa-room", "own-bank"} <= set(guidance.desks)


def test_others_are_not(tmp_path: Path):
    guidance = scan(tmp_path, simple("ペイペイ")).guidance
    assert not any(STEPS[step].banks for step in guidance.steps)
    assert not any(desk.startswith("yucho") or "docomo" in desk for desk in guidance.desks)


def test_ones_own_bank_comes_first_and_the_fsa_room_after_it(tmp_path: Path):
    desks = scan(tmp_path, simple("ペイペイ")).guidance.desks
    assert desks[0] == "own-bank"
    assert desks.index("own-bank") < desks.index("fsa-room")


def test_deadlines_count_from_the_oldest_withdrawal_that_they_concern(tmp_path: Path):
    text = simple("ペイペイ", date="2026/11/02") + "2026/10/13,KYASH,10000,,980000\n"
    deadlines = {one.rule: (one.oldest, one.days_since) for one in scan(tmp_path, text).guidance.deadlines}
    assert deadlines["paypay-60"] == (dt.date(2026, 11, 2), 20)
    assert deadlines["kyash-10"] == (dt.date(2026, 10, 13), 40)
    assert deadlines["bank-general-30"] == (dt.date(2026, 10, 13), 40)
    assert "d-barai-30" not in deadlines


def test_no_deadline_says_that_a_right_has_lapsed():
    for rule in load().guidance.deadlines:
        assert "たずね" in rule.text.ja
        assert "sk" in rule.text.en


def test_without_findings_there_are_things_to_do_all_the_same(tmp_path: Path):
    guidance = scan(tmp_path, simple("電気", "水道")).guidance
    assert guidance.steps
    assert all(STEPS[step].when in ("always", "nothing-found") for step in guidance.steps)
    assert guidance.deadlines == ()


def test_the_merged_lines_of_yucho_are_named_as_a_limit_only_there(tmp_path: Path):
    assert "yucho-merged" in scan(tmp_path, yucho(("20200908", "自払", "ﾃﾞﾝｷ", 3000))).guidance.limits
    assert "yucho-merged" not in scan(tmp_path, simple("電気")).guidance.limits
