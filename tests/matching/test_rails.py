"""Immediate transfers: whose mark it is, who was paid, and who is known to be harmless."""

from __future__ import annotations

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher

MATCHER = Matcher(load())


@pytest.mark.parametrize(
    ("text", "bank", "payee"),
    [
        ("ＲＴ\t(ＡＮＡＰＡＹ)", "yucho", "ＡＮＡＰＡＹ"),
        ("ＲＴ\t（ミジカ）", "yucho", "ミジカ"),
        ("RT (ANAPAY)", None, "ANAPAY"),
        ("ＲＴ", "yucho", ""),
        ("ＲＴ\t（０１２３）", "yucho", ""),
        ("口座振替\tＲＴＫ　アナペイ", "mufg", "アナペイ"),
        ("ＲＴＫアナペイ（カ", "mufg", "アナペイ"),
        ("即時振替ミヂカ", "iyo", "ミヂカ"),
        ("ミヂカ　即時振替", "iyo", "ミヂカ"),
        ("ソクシ゛フリカエ　ミヂカ", "rakuten", "ミヂカ"),
        ("リアルタイム口座振替　カ）コトリ", None, "コトリ"),
        ("（即時振替）ミヂカ", None, "ミヂカ"),
        ("ミヂカ（即時振替）", None, "ミヂカ"),
        ("【即時振替】ミヂカ", None, "ミヂカ"),
        ("ミヂカ【即時振替】", None, "ミヂカ"),
    ],
)
def test_a_payee_in_no_list_is_found_on_a_rail(text: str, bank: str | None, payee: str):
    hit = MATCHER.unnamed(text, bank)
    assert hit
    assert not set("()（）【】") & set(hit.rail or "")
    assert (hit.service, hit.payee, hit.harmless) == ("unnamed", payee, None)


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("ＲＴ\t(ＡＮＡＰＡＹ)", "mufg"),  # another bank's letters
        ("フリカエ　アナペイ", "sbi-net"),  # at other banks between the holder's own accounts
        ("RS ｱﾅﾍﾟｲ", None),
        ("口座振替　アナペイ", "mufg"),
        ("自払\tアナペイ", "yucho"),
        ("ＰＥ　アナペイ", "yucho"),
        ("ことら送金　アナペイ", "yucho"),
        ("RT アナペイ", None),  # whose two letters, nobody knows
        ("ＲＴ", None),
        ("ARTISAN", "yucho"),
        ("RTBF SHOP", "yucho"),
        ("スマート　デンキ", "yucho"),
        ("シヨツプ　ＲＴ　ホンテン", "yucho"),  # in the middle of a name
        ("ＲＴ\t(PAYPAY)", "yucho"),  # a known service stays that service
        ("ＲＴ\t(PAYPAYｶ-ﾄﾞ)", "yucho"),
    ],
)
def test_other_lines_have_no_unknown_payee(text: str, bank: str | None):
    assert MATCHER.unnamed(text, bank) is None


@pytest.mark.parametrize(
    "payee",
    ["ﾗｸﾃﾝｼﾖｳｹﾝ", "ｴｽﾋﾞ-ｱｲｼﾖｳｹ", "マネツクスシヨウケン", "GMOｸﾘﾂｸ", "ミツイスミトモカ－ド", "ｸﾚﾃﾞｲｾｿﾞﾝ", "コクゼイ",
     "シゼイ", "ニホンセイメイ",
     "ジドウシヤホケン", "JRA", "オツズパ－ク", "テイキ", "テスウリヨウ", "ミズホギンコウ", "PayPay証券"],
)  # fmt: skip
def test_a_payee_that_keeps_no_money_for_strangers_is_known(payee: str):
    hit = MATCHER.unnamed(f"ＲＴ\t({payee})", "yucho")
    assert hit
    assert hit.harmless


@pytest.mark.parametrize(
    "payee",
    [
        "ＡＮＡＰＡＹ",
        "ミジカ",
        "ビツトフライヤ－",
        "コインチエツク",
        "メルカリ",
        "シヨウカイ",
        "カドカワ",
        "WALLET",
        "ラクテン",
        "ステイキング",
        "サロン",
    ],
)
def test_other_payees_are_not(payee: str):
    hit = MATCHER.unnamed(f"ＲＴ\t({payee})", "yucho")
    assert hit
    assert hit.harmless is None


def test_every_mark_stands_for_one_rail():
    texts = [fold(text) for rail in load().rails.rails for text in rail.texts]
    assert len(set(texts)) == len(texts)
