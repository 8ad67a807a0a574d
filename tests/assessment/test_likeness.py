"""Names are guessed from what was misread, and what is something else is left alone."""

from __future__ import annotations

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.likeness import Likeness
from selfcheck.matching.matcher import Matcher

LIKENESS, MATCHER = Likeness(load()), Matcher(load())


def guessed(*readings: str) -> set[str]:
    return {hit.service for guess in LIKENESS.guesses(readings) for hit in MATCHER.find(guess)}


@pytest.mark.parametrize(
    ("readings", "service"),
    [
        (['へ"イへ” イ'], "paypay"),
        (['へ"イイへ”イ'], "paypay"),
        (["パイパイ", '"イベイ'], "paypay"),
        (["ト~ コモコウサ~"], "docomo-koza"),
        (["トコモコ9ザ"], "docomo-koza"),
        (["メルへ”イ"], "merpay"),
        (["ライッへ“イ"], "line-pay"),
        (["ユコウチヨ^”イ"], "yucho-pay"),
        (["PAYMPAY"], "paypay"),
        (["ヘキイヘイ"], "paypay"),
        (["ヘイヘキイ"], "paypay"),
    ],
)
def test_what_tesseract_makes_of_a_name_is_asked_about(readings: list[str], service: str):
    assert service in guessed(*readings)


@pytest.mark.parametrize(
    "reading",
    [
        "水道料",
        "カ~ス夕~イ",
        "テ~ンキリヨウ",
        "スイト~ウリヨウキン",
        "給与ミホンシヨウジ",
        "家賃",
        "ATM引出",
        "ネンキン",
        "カードオリコ",
        "NTTドコモ リヨウキン",
        "",
    ],
)
def test_ordinary_memos_are_no_names(reading: str):
    assert guessed(reading) == set()


def test_of_two_names_the_one_that_fits_better_is_meant():
    assert guessed("ラインへ”イ") == {"line-pay"}


def test_names_that_fit_as_well_are_all_asked_about():
    assert guessed("PAYMPAY", "トコモコ9ザ") == {"paypay", "docomo-koza"}


def test_a_guess_keeps_what_stands_around_it():
    assert LIKENESS.guesses(["RT ハンドルカ~ト"]) == ["RT バンドルカード"]
    assert LIKENESS.guesses(["PAYMPAY01"]) == ["PayPay01"]
    assert LIKENESS.guesses(["RTヘイキヘイ01"]) == ["RTペイペイ01"]
    assert [guess for guess in LIKENESS.guesses(["RT(へ”イへ”イ 01"]) if "PayPay" in guess or "ペイペイ" in guess]
