"""How a desk, its hours and its age are said: to people in words, to programs as values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from selfcheck.clock import JAPAN
from selfcheck.guidance import wording
from selfcheck.knowledge import load
from selfcheck.knowledge.schema import Desk, Hours, Phone, Text
from selfcheck.language.sentences import Lang

KNOWLEDGE = load()
ALWAYS = (Hours(days="every-day", opens=dt.time(0), closes=dt.time(0)),)
DESK = replace(
    KNOWLEDGE.desks["fsa-room"],
    name=Text(ja="まどぐち", en="A desk"),
    phones=(Phone(number="0120-000-000", label=None), Phone(number="03-0000-0000", label=Text(ja="夜", en="night"))),
    fax="03-0000-0001",
    url="https://example.invalid/",
    for_what=Text(ja="聞けます。", en="It answers."),
    cannot=Text(ja="止められません。", en="It stops nothing."),
    hours=(Hours(days="weekdays", opens=dt.time(9), closes=dt.time(17, 5)),),
    as_of=dt.date(2024, 3, 1),
    confirmed=True,
)
TUESDAY = dt.datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)
SUNDAY = dt.datetime(2026, 11, 22, 10, 0, tzinfo=JAPAN)


def words(desk: Desk, lang: Lang = "ja", now: dt.datetime = TUESDAY) -> dict[str, Any]:
    return wording.desk_in_words(desk, lang, now)


def test_every_way_to_reach_a_desk_has_a_line():
    assert words(DESK)["numbers"] == [
        "電話: 0120-000-000",
        "電話: 03-0000-0000（夜）",
        "FAX: 03-0000-0001",
        "Web: https://example.invalid/",
    ]
    assert words(replace(DESK, phones=(), fax="", url=""))["numbers"] == []
    assert words(DESK, "en")["phones"] == [("0120-000-000", ""), ("03-0000-0000", "night")]


def test_what_a_desk_is_for_and_what_it_cannot_do_are_said_together():
    assert words(DESK)["what"] == "聞けます。止められません。"
    assert words(DESK, "en")["what"] == "It answers. It stops nothing."
    assert words(replace(DESK, cannot=None))["what"] == "聞けます。"


@pytest.mark.parametrize(
    ("phones", "confirmed", "said"),
    [(DESK.phones, True, "の情報）"), (DESK.phones, False, "かける前に"), ((), False, "の情報で、その後は確かめていません）")],
)
def test_how_far_a_number_can_be_trusted_is_said(phones: tuple[Phone, ...], confirmed: bool, said: str):
    trust = words(replace(DESK, phones=phones, confirmed=confirmed))["trust"]
    assert said in trust
    assert "2024年3月1日" in trust
    assert ("かける前に" in trust) == (bool(phones) and not confirmed)


def test_hours_are_said_as_one_phrase_and_what_is_doubtful_only_where_there_is_room():
    two = replace(DESK, hours=(*DESK.hours, Hours(days="weekends-and-holidays", opens=dt.time(9), closes=dt.time(12))))
    assert wording.hours_in_words(two, "ja") == "平日 9:00～17:05、土日祝日 9:00～12:00"
    assert words(two)["hours"] == "受付: 平日 9:00～17:05、土日祝日 9:00～12:00"
    assert wording.hours_in_words(replace(DESK, hours=ALWAYS), "en") == "24 hours every day"
    doubtful = replace(DESK, hours_text=Text(ja="平日の昼ごろ（不確か）", en="around noon"))
    assert wording.hours_in_words(doubtful, "ja") == "平日の昼ごろ（不確か）"
    assert wording.hours_in_short(doubtful, "ja") == "平日 9:00～17:05"
    assert wording.hours_in_short(replace(doubtful, hours=()), "ja") == "平日の昼ごろ（不確か）"
    assert wording.hours_in_words(replace(DESK, hours=()), "ja") is None
    assert words(replace(DESK, hours=()))["hours"] == ""


@pytest.mark.parametrize(
    ("hours", "now", "screen", "call", "paper"),
    [
        (
            DESK.hours,
            TUESDAY,
            "いま受け付けています（17:05まで）。",
            "いま開いています（17:05まで）",
            "この紙を作ったときは受付中でした。",
        ),
        (
            DESK.hours,
            SUNDAY,
            "いまは休みのはずです。次は 11月24日（火）9:00からです。",
            "11月24日（火）9:00から",
            "次は 11月24日（火）9:00から受け付けます。",
        ),
        (ALWAYS, SUNDAY, "いま受け付けています（24時間）。", "24時間", None),
        ((), SUNDAY, None, "", None),
    ],
)
def test_whether_somebody_answers_is_said_for_the_screen_the_call_and_the_paper(
    hours: tuple[Hours, ...], now: dt.datetime, screen: str | None, call: str, paper: str | None
):
    desk = replace(DESK, hours=hours)
    assert wording.open_in_words(desk, now, "ja") == screen
    assert words(desk, now=now)["open"] == (screen or "")
    assert wording.when_to_call(desk, now, "ja") == call
    assert wording.opening_on_paper(desk, now, "ja") == paper
    unconfirmed = replace(desk, confirmed=False)
    for said, certain in (
        (wording.open_in_words(unconfirmed, now, "ja"), screen),
        (wording.opening_on_paper(unconfirmed, now, "ja"), paper),
    ):
        assert said == (f"{certain}（この時間は、その後は確かめていません）" if certain else None)


def test_the_age_of_what_is_known_of_desks_names_the_oldest_and_the_newest_month():
    desks = [
        replace(DESK, as_of=dt.date(year, month, 5), confirmed=year > 2021)
        for year, month in ((2022, 1), (2020, 9), (2025, 12))
    ]
    said = wording.age_of_desks(desks, "ja")
    assert "2020年9月から2025年12月まで" in said
    assert "3 件のうち、確かめられたもの 2 件" in said
    assert "2 of 3" in wording.age_of_desks(desks, "en")
    assert wording.age_of_desks([], "ja") == ""


# --- values for programs ------------------------------------------------------------------------------


def test_a_desk_as_values_says_what_is_known_and_null_where_nothing_is():
    closed = wording.desk_as_dict(DESK, KNOWLEDGE, "en", SUNDAY)
    assert closed == {
        "id": "fsa-room",
        "name": "A desk",
        "kind": "authority",
        "phones": [{"number": "0120-000-000", "label": None}, {"number": "03-0000-0000", "label": "night"}],
        "fax": "03-0000-0001",
        "url": "https://example.invalid/",
        "hours": "weekdays 9:00-17:05",
        "open_now": False,
        "closes_at": None,
        "opens_at": "2026-11-24T09:00:00+09:00",
        "for": "It answers.",
        "cannot": "It stops nothing.",
        "as_of": "2024-03-01",
        "confirmed": True,
        "source": KNOWLEDGE.cite(DESK.sources, "en"),
    }
    assert closed["source"]
    open_now = wording.desk_as_dict(DESK, KNOWLEDGE, "en", TUESDAY)
    assert (open_now["open_now"], open_now["closes_at"], open_now["opens_at"]) == (True, "2026-11-24T17:05:00+09:00", None)
    bare = wording.desk_as_dict(replace(DESK, phones=(), fax="", url="", hours=(), cannot=None), KNOWLEDGE, "ja", SUNDAY)
    assert bare["phones"] == []
    assert {bare[name] for name in ("fax", "url", "hours", "open_now", "closes_at", "opens_at", "cannot")} == {None}


def test_a_step_as_values_is_the_one_that_was_asked_for():
    step = next(step for step in KNOWLEDGE.guidance.steps if step.desks)
    assert wording.step_as_dict(step.id, KNOWLEDGE, "en") == {
        "id": step.id,
        "title": step.title.en,
        "text": step.text.en,
        "why": step.why.en,
        "desks": list(step.desks),
        "as_of": step.as_of.isoformat(),
        "source": KNOWLEDGE.cite(step.sources, "en"),
    }


def test_a_service_as_values_says_how_it_is_printed_and_what_became_of_it():
    told = wording.service_as_dict(KNOWLEDGE.services["docomo-koza"], KNOWLEDGE, "ja")
    assert set(told) == {"id", "name", "operator", "kind", "about", "mine", "ambiguous", "names", "status", "incidents"}
    assert (told["id"], told["name"], told["kind"]) == ("docomo-koza", "ドコモ口座", "wallet")
    assert {"ドコモコウザ"} <= {name["text"] for name in told["names"]}
    assert all(set(name) == {"text", "fit", "confidence", "source"} and name["source"] for name in told["names"])
    assert all(set(status) == {"since", "state", "text", "source"} and status["source"] for status in told["status"])
    assert {incident["bank"] for incident in told["incidents"]} >= {"chugoku", None}
    keys = {"bank", "cases", "yen", "as_of", "text", "source"}
    assert all(set(incident) == keys and incident["source"] for incident in told["incidents"])
    assert {other.service for other in KNOWLEDGE.incidents.incidents} > {"docomo-koza"}
    paypay = wording.service_as_dict(KNOWLEDGE.services["paypay"], KNOWLEDGE, "ja")
    assert len(paypay["incidents"]) == sum(incident.service == "paypay" for incident in KNOWLEDGE.incidents.incidents)
    assert bool(told["ambiguous"]) == bool(KNOWLEDGE.services["docomo-koza"].ambiguous)
    assert wording.service_as_dict(KNOWLEDGE.services["merpay"], KNOWLEDGE, "ja")["ambiguous"]


def test_a_bank_as_values_says_which_files_are_known_and_what_documents_name_it():
    told = wording.bank_as_dict(KNOWLEDGE.banks["yucho"], KNOWLEDGE, "en")
    assert set(told) == {"id", "name", "aliases", "history", "layouts", "lists", "desks", "source"}
    assert (told["id"], told["name"]) == ("yucho", KNOWLEDGE.banks["yucho"].name.en)
    assert told["desks"] == ["yucho-lost", "yucho-call", "yucho-counter"]
    assert told["layouts"] == [layout.id for layout in KNOWLEDGE.banks["yucho"].layouts]
    assert told["lists"]
    for entry in told["lists"]:
        assert "yucho" in next(one for one in KNOWLEDGE.incidents.bank_lists if one.id == entry["id"]).banks
        assert set(entry) == {"id", "text", "as_of", "source"}
    assert wording.bank_as_dict(KNOWLEDGE.banks["mufg"], KNOWLEDGE, "en")["lists"] != told["lists"]
    assert told["source"] == KNOWLEDGE.cite(KNOWLEDGE.banks["yucho"].sources, "en")
