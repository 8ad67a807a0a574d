"""Services are named in every spelling, and nothing else is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher

MATCHER = Matcher(load())
SERVICES = load().services
CASES = tomllib.loads((Path(__file__).parent / "memos.toml").read_text(encoding="utf-8"))


def named(text: str) -> set[str]:
    return {hit.service for hit in MATCHER.find(text)}


@pytest.mark.parametrize(("service", "memo"), [(s.id, memo) for s in SERVICES.values() for memo in s.samples.match])
def test_a_service_names_its_own_samples(service: str, memo: str):
    assert service in named(memo)


@pytest.mark.parametrize(("service", "memo"), [(s.id, memo) for s in SERVICES.values() for memo in s.samples.must_not_match])
def test_a_service_leaves_its_lookalikes_alone(service: str, memo: str):
    assert service not in named(memo)


@pytest.mark.parametrize(("memo", "service"), [(case["memo"], case["service"]) for case in CASES["found"]])
def test_a_memo_as_seen_on_statements_is_named(memo: str, service: str):
    assert named(memo) == {service}


@pytest.mark.parametrize("memo", [case["memo"] for case in CASES["not_found"]])
def test_an_ordinary_memo_names_no_service(memo: str):
    assert named(memo) == set()


@pytest.mark.parametrize(
    ("service", "text"),
    [(s.id, n.text) for s in SERVICES.values() for n in s.names if s.kind == "wallet" and n.fit == "anywhere"],
)
@pytest.mark.parametrize(
    "around", ["ＲＴＫ　{}", "RS {}", "({})", "フリカエ　{}", "{}（カ", "カ）{}", "{}　チヤ－ジ", "自払\t{}", "（株）{}"]
)
def test_a_name_is_found_whatever_the_bank_prints_around_it(service: str, text: str, around: str):
    assert service in named(around.format(text))


def test_the_printed_characters_are_given_back():
    (hit,) = MATCHER.find("自払\tRS ﾄﾞｺﾓ ｺｳｻﾞ(ｶ")
    assert hit.matched == "ﾄﾞｺﾓ ｺｳｻﾞ"


def test_no_name_of_one_service_folds_like_that_of_another():
    owner: dict[str, str] = {}
    for service in SERVICES.values():
        for name in service.names:
            assert owner.setdefault(fold(name.text), service.id) == service.id
