"""What follows a brand's name makes a card, a bank or a shop of it, in any mix of scripts."""

from __future__ import annotations

import itertools

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher
from tests.spellings import half_width

KNOWLEDGE = load()
MATCHER = Matcher(KNOWLEDGE)
SHARED = {words.id: words.texts for words in KNOWLEDGE.lookalikes.endings}
BRANDS = [service for service in KNOWLEDGE.services.values() if service.endings]


@pytest.mark.parametrize("service", BRANDS, ids=lambda service: service.id)
def test_every_ending_behind_every_name_is_something_else(service):
    wrong = []
    for ending in service.endings:
        names = ending.behind or [name.text for name in service.names if name.fit != "whole"]
        words = (*ending.texts, *(word for group in ending.of for word in SHARED[group]))
        for name, word, gap in itertools.product(names, words, ("", "　")):
            memos = (f"{name}{gap}{word}", half_width(f"{name}{gap}{word}"), f"自払　{name}{gap}{word}（カ")
            wrong += [memo for memo in memos if service.id in {hit.service for hit in MATCHER.find(memo)}]
    assert wrong == []


@pytest.mark.parametrize(
    "memo",
    ["ペイペイBK", "カードﾍﾟｲﾍﾟｲBK", "PAYPAYシサンウンヨウ", "ペイPAY銀行", "PAYPAYポイントウンヨウ", "ﾍﾟｲﾍﾟｲ商品券",
     "AUPAYマ－ケツト", "ペイペイギ",
     "PAYPAYアセ",
     "ペイペイド－ム", "楽天キヤツシユバツ"],
)  # fmt: skip
def test_it_is_no_service(memo: str):
    assert MATCHER.find_all(memo) == ()


@pytest.mark.parametrize(
    "memo",
    ["エーユーPAYカード", "ラインペイCARD", "MERPAY清算", "ラクテンペイカード", "メルペイカード", "AUペイカ－ド",
     "エ－ユ－ペイカ", "ﾗｲﾝPAYｶ-ﾄﾞ", "ペイPAYアトバライ",
     "PAYPAYクレ"],
)  # fmt: skip
def test_a_bill_is_a_note_in_every_spelling(memo: str):
    (hit,) = MATCHER.find_all(memo)
    assert hit.bill


@pytest.mark.parametrize(
    "memo",
    ["PAYPAY", "ペイペイシ", "ペイペイフリ", "PAYPAYC", "PAYPAYBA", "ペイペイ銀行チャージ",
     "ペイペイ　ギンコウニユウキン", "PAYPAY BKXYZ",
     "メルペイニユ", "J-COIN PA"],
)  # fmt: skip
def test_what_may_as_well_be_a_word_behind_the_name_hides_nothing(memo: str):
    assert MATCHER.find(memo)
