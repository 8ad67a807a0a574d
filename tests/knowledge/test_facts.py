"""The facts of the documents stand in the data, figure by figure: totals, banks, desks, days, periods."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from selfcheck.knowledge import load
from tests.in_process import command

KNOWLEDGE = load()
INCIDENTS = {(one.service, one.bank, one.as_of.isoformat()): (one.cases, one.yen) for one in KNOWLEDGE.incidents.incidents}
RULES = {rule.id: rule for rule in KNOWLEDGE.guidance.deadlines}
EVENTS = {event.id: event for event in KNOWLEDGE.chronicle.events}


@pytest.mark.parametrize(
    ("as_of", "cases", "yen"),
    [
        ("2020-09-09", 34, 10_000_000),
        ("2020-09-10", 66, 18_000_000),
        ("2020-09-11", 73, 19_900_000),
        ("2020-09-14", 120, 25_420_000),
        ("2020-09-15", 143, 26_760_000),
        ("2020-09-16", 145, 26_780_000),
        ("2020-10-07", 125, 28_420_000),
        ("2020-10-25", 129, 28_910_000),
    ],
)
def test_the_totals_of_docomo_koza_are_those_of_each_day(as_of: str, cases: int, yen: int):
    assert INCIDENTS["docomo-koza", "", as_of] == (cases, yen)


@pytest.mark.parametrize(
    ("service", "bank", "as_of", "cases", "yen"),
    [
        ("docomo-koza", "yucho", "2020-09-16", 82, 15_460_000),
        ("paypay", "", "2020-09-22", 18, 2_653_041),
        ("paypay", "yucho", "2020-09-22", 13, 1_354_041),
        ("paypay", "aichi", "2020-09-22", 3, 1_200_000),
        ("paypay", "aeon", "2020-09-22", 2, 99_000),
        ("kyash", "", "2020-09-15", 4, 530_000),
        ("kyash", "aeon", "2020-09-15", 1, 300_000),
        ("kyash", "yucho", "2020-09-15", 3, 230_000),
        ("merpay", "", "2020-09-18", 4, 1_050_489),
        ("line-pay", "", "2020-09-16", 2, 498_000),
        ("paypal", "", "2020-09-16", 2, 10_000),
        ("shiharai-hisho", "", "2020-09-16", 35, 2_696_440),
    ],
)
def test_the_damage_by_service_and_bank_is_that_of_the_table(service: str, bank: str, as_of: str, cases: int, yen: int):
    assert INCIDENTS[service, bank, as_of] == (cases, yen)


def test_the_table_adds_up_to_what_it_adds_up_to():
    last = [("docomo-koza", "2020-09-16"), ("paypay", "2020-09-22"), ("kyash", "2020-09-15"), ("merpay", "2020-09-18")]
    last += [("line-pay", "2020-09-16"), ("paypal", "2020-09-16"), ("shiharai-hisho", "2020-09-16")]
    rows = [INCIDENTS[service, "", as_of] for service, as_of in last]
    assert (sum(cases for cases, _ in rows), sum(yen for _, yen in rows)) == (210, 34_217_970)


@pytest.mark.parametrize(
    ("name", "means"),
    [
        *((name, {"confirmed", "linked", "stopped"}) for name in
          ("七十七", "中国", "東邦", "鳥取", "滋賀", "大垣共立", "紀陽", "みちのく", "ゆうちょ", "イオン", "第三")),
        *((name, {"linked", "stopped"}) for name in
          ("池田泉州", "伊予", "愛媛", "大分", "京都", "静岡", "十六", "仙台", "但馬", "千葉", "千葉興業", "南都", "広島",
           "百十四", "北洋", "琉球")),
        *((name, {"linked"}) for name in ("みずほ", "三井住友", "スルガ", "ソニー", "西日本シティ", "八十二", "肥後", "福岡")),
        *((name, set()) for name in ("三菱UFJ", "愛知", "りそな")),
    ],
)  # fmt: skip
def test_every_bank_stands_on_the_lists_of_docomo_koza_that_name_it(name: str, means: set[str]):
    bank = KNOWLEDGE.bank(f"{name}銀行").id
    lists = [one for one in KNOWLEDGE.incidents.bank_lists if one.service == "docomo-koza" and bank in one.banks]
    assert {one.means for one in lists} == means


@pytest.mark.parametrize(
    ("desk", "numbers", "confirmed"),
    [
        ("fsa-room", {"0570-016811", "03-5251-6811"}, True),
        ("zenginkyo", {"0570-017109", "03-5252-3772"}, False),
        ("s-kessai", {"03-3556-6261"}, False),
        ("police-9110", {"#9110", "110"}, True),
        ("consumer-188", {"188"}, True),
        ("kokusen", {"03-3446-1623"}, False),
        ("paypay-support", {"0120-990-634"}, True),
        ("paypay-lost", {"0120-990-633"}, True),
        ("paypal", {"0120-271-888", "03-6739-7360"}, True),
        ("yucho-call", {"0120-108420"}, False),
        ("yucho-lost", {"0120-794-889"}, True),
        ("shichijushichi-accident", {"0120-771-099"}, False),
        ("shichijushichi-contact", {"0120-56-8677", "022-723-3977"}, False),
        ("chugoku-desk", {"0120-234-273", "086-801-2080"}, False),
        ("aichi-atm", {"0120-858-029"}, False),
        ("mufg-lost", {"0120-544-565", "03-5637-0875"}, False),
        ("smbc-lost", {"0120-956-999"}, False),
        ("mizuho-lost", {"0120-415-415"}, False),
        ("resona-lost", {"0120-30-1343"}, False),
        ("sbi-net-lost", {"0120-974-242", "03-5363-7370"}, True),
        ("paypay-bank-lost", {"03-3344-3332"}, True),
    ],
)
def test_a_desk_has_its_numbers_and_says_how_sure_they_are(desk: str, numbers: set[str], confirmed: bool):
    entry = KNOWLEDGE.desks[desk]
    assert {phone.number for phone in entry.phones} == numbers
    assert entry.confirmed is confirmed


def test_no_other_number_is_given():
    listed = {phone.number for desk in KNOWLEDGE.desks.values() for phone in desk.phones}
    assert len(listed) == 30
    for bank in ("toho", "tottori", "shiga", "ogaki-kyoritsu", "kiyo", "aomori-michinoku", "aeon", "rakuten"):
        assert not [desk for desk in KNOWLEDGE.desks.values() if bank in desk.banks and desk.phones]


@pytest.mark.parametrize(
    ("rule", "days", "counts"),
    [
        ("kyash-10", 10, "from-loss"),
        ("bank-general-30", 30, "back-from-notice"),
        ("bank-general-730", 730, "from-theft"),
        ("yucho-30", 30, "from-loss"),
        ("d-barai-30", 30, "from-noticing"),
        ("d-barai-90", 90, "back-from-notice"),
        ("paypay-60", 60, "from-loss"),
        ("line-pay-30", 30, "from-loss"),
        ("au-pay-90", 90, "back-from-notice"),
        ("rakuten-bank-30", 30, "from-loss"),
    ],
)
def test_a_rule_has_its_days_and_what_they_are_counted_from(rule: str, days: int, counts: str):
    assert (RULES[rule].days, RULES[rule].counts) == (days, counts)


@pytest.mark.parametrize(
    ("event", "first"),
    [
        ("ring-case-2019-03", dt.date(2019, 3, 1)),
        ("resona-2019-05", dt.date(2019, 5, 1)),
        ("shichijushichi-2020-09-01", dt.date(2020, 9, 1)),
        ("link-stop-2020-09-05", dt.date(2020, 9, 5)),
        ("link-stop-2020-09-09", dt.date(2020, 9, 9)),
        ("link-stop-2020-09-10", dt.date(2020, 9, 10)),
        ("bank-pay-stop-2020-09-14", dt.date(2020, 9, 14)),
        ("yucho-stops-eight-2020-09-15", dt.date(2020, 9, 15)),
        ("scam-joetsu-2020-09-15", dt.date(2020, 9, 15)),
        ("fsa-statement-2020-10-14", dt.date(2020, 10, 14)),
        ("bank-guideline-2020-11-30", dt.date(2020, 11, 30)),
        ("docomo-koza-renamed", dt.date(2021, 10, 25)),
        ("still-happening-2026-02-05", dt.date(2026, 2, 5)),
    ],
)
def test_an_event_stands_on_its_day(event: str, first: dt.date):
    assert EVENTS[event].first == first


def test_the_texts_of_events_carry_the_figures():
    for event, figures in {
        "shichijushichi-2020-09-01": ("9万", "2万"),
        "scam-joetsu-2020-09-15": ("28万7,000",),
        "data-source-2021-02-15": ("6,347",),
        "yucho-twelve-operators": ("12",),
        "link-stop-2020-09-09": ("9時40分",),
    }.items():
        for figure in figures:
            assert figure in EVENTS[event].text.ja, event


def test_disagreements_are_kept_as_such():
    topics = {one.id for one in KNOWLEDGE.chronicle.disagreements}
    assert {"banks-hit", "docomo-cases", "infobox-and-table", "shiharai-hisho-amount", "merpay-cases", "paypay-cases",
            "first-occurrence", "top-up-stop-count", "entry-route", "memo-of-d-barai"} <= topics  # fmt: skip
    for one in KNOWLEDGE.chronicle.disagreements:
        assert one.sources


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_happened_is_printed_by_day_for_a_service_and_a_bank(lang: str):
    listed = json.loads(command("incidents", "--format", "json", "--lang", lang).stdout)
    assert len(listed["facts"]) > 100
    assert len(listed["disagreements"]) > 15
    assert all(fact["text"] and fact["source"] and fact["when"] for fact in listed["facts"])
    kyash = json.loads(command("incidents", "--service", "kyash", "--format", "json", "--lang", lang).stdout)["facts"]
    assert all("kyash" in fact["services"] or not fact["services"] for fact in kyash)
    assert 4 < len(kyash) < len(listed["facts"])
    text = command("incidents", "--bank", "第三銀行", "--lang", lang).stdout.decode()
    assert "三十三" in text or "San ju San" in text


def test_the_lapsed_domain_is_printed_nowhere():
    for name in ("incidents", "guide", "desks", "services", "banks"):
        for lang in ("ja", "en"):
            assert "docomokouza" not in command(name, "--lang", lang).stdout.decode().casefold()
