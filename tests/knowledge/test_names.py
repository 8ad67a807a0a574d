"""Services and banks are found by the names that people type."""

from __future__ import annotations

import re

import pytest

from selfcheck.errors import OptionError
from selfcheck.knowledge import load
from selfcheck.knowledge.names import nearest, plain_bank, plain_name

KNOWLEDGE = load()


@pytest.mark.parametrize(
    ("typed", "ident"),
    [
        ("paypay", "paypay"), ("PayPay", "paypay"), ("ペイペイ", "paypay"), ("ﾍﾟｲﾍﾟｲ", "paypay"), ("ぺいぺい", "paypay"),
        ("ドコモ口座", "docomo-koza"), ("どこもこうざ", "docomo-koza"), ("d払い", "d-barai"), ("ｄ払い", "d-barai"),
        ("bankpay", "bank-pay"), ("Bank Pay", "bank-pay"),
    ],
)  # fmt: skip
def test_a_service_is_found_by_any_of_its_names(typed: str, ident: str):
    assert KNOWLEDGE.service(typed).id == ident


@pytest.mark.parametrize(
    ("typed", "ident"),
    [
        ("みずほ", "mizuho"), ("みずほ銀行", "mizuho"), ("みずほぎんこう", "mizuho"), ("ミズホ", "mizuho"),
        ("Mizuho Bank", "mizuho"),
        ("みついすみとも", "smbc"), ("ミツイスミトモギンコウ", "smbc"), ("よこはま", "yokohama"),
        ("第三銀行", "sanjusan"), ("ゆうちょ", "yucho"), ("paypay銀行", "paypay-bank"),
    ],
)  # fmt: skip
def test_a_bank_is_found_by_any_of_its_names(typed: str, ident: str):
    assert KNOWLEDGE.bank(typed).id == ident


@pytest.mark.parametrize("service", KNOWLEDGE.services.values(), ids=lambda service: service.id)
def test_every_name_of_a_service_finds_that_service(service):  # type: ignore[no-untyped-def]
    for name in (service.id, service.name.ja, service.name.en):
        assert KNOWLEDGE.service(name) is service


@pytest.mark.parametrize("bank", KNOWLEDGE.banks.values(), ids=lambda bank: bank.id)
def test_every_name_of_a_bank_finds_that_bank(bank):  # type: ignore[no-untyped-def]
    for name in (bank.id, bank.name.ja, bank.name.en, *bank.aliases):
        assert KNOWLEDGE.bank(name) is bank


@pytest.mark.parametrize(("typed", "near"), [("paypai", "PayPay"), ("ペイパイ", "PayPay"), ("ドコモ講座", "ドコモ口座")])
def test_a_mistyped_service_is_answered_with_the_one_that_is_near(typed: str, near: str):
    with pytest.raises(OptionError, match=near):
        KNOWLEDGE.service(typed)


@pytest.mark.parametrize(("typed", "near"), [("mizuno", "みずほ銀行"), ("ゆうちょ銀", "ゆうちょ銀行"), ("三菱", "三菱UFJ銀行")])
def test_a_mistyped_bank_is_answered_with_the_one_that_is_near(typed: str, near: str):
    with pytest.raises(OptionError, match=near):
        KNOWLEDGE.bank(typed)


def test_a_name_that_is_near_nothing_is_answered_with_where_the_list_is():
    with pytest.raises(OptionError, match="selfcheck banks") as raised:
        KNOWLEDGE.bank("zzzzzz")
    assert "のことでしょうか" not in str(raised.value)


def test_names_are_compared_without_what_people_leave_out():
    assert plain_name("J-Coin Pay") == plain_name("ｊｃｏｉｎｐａｙ")
    assert plain_bank("みずほ銀行") == plain_bank("みずほ") == plain_bank("ミズホギンコウ")
    assert plain_bank("銀行") == "銀行"
    assert plain_name("Bank Pay") != plain_name("Pay")


@pytest.mark.parametrize(
    ("wanted", "names", "found"),
    [
        ("brust", ["burst", "probe"], ["burst"]),
        ("month", ["monthly-cap", "burst"], ["monthly-cap"]),
        ("x", ["xyz", "abc"], []),
        ("", ["abc"], []),
    ],
)
def test_the_nearest_come_first(wanted: str, names: list[str], found: list[str]):
    assert nearest(wanted, names) == found


def test_a_bank_whose_name_is_kanji_has_a_reading_and_no_two_banks_share_one():
    readings = [bank.reading for bank in KNOWLEDGE.banks.values() if bank.reading]
    assert len(set(readings)) == len(readings)
    assert all(re.fullmatch("[ぁ-んー]+", reading) for reading in readings)
    for bank in KNOWLEDGE.banks.values():
        assert bank.reading or re.search("[ぁ-んァ-ヶ]{2}", bank.name.ja), bank.id
