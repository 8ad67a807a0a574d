"""The corpus, memos.toml: what each memo names, alone, at the end of a column, over two cells or on an immediate transfer."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher
from selfcheck.model.findings import Hit

MATCHER = Matcher(load())
CASES = tomllib.loads((Path(__file__).parent / "memos.toml").read_text(encoding="utf-8"))


def named(text: str) -> set[str]:
    return {hit.service for hit in MATCHER.find(text)}


def wanted(service: str) -> set[str]:
    return {service} if service else set()


def unknown_payee(case: dict[str, str]) -> Hit:
    hit = MATCHER.unnamed(case["memo"], case.get("bank"))
    assert hit
    return hit


@pytest.mark.parametrize(("memo", "service"), [(case["memo"], case["service"]) for case in CASES["found"]])
def test_a_memo_as_seen_on_statements_is_named(memo: str, service: str):
    assert named(memo) == {service}


@pytest.mark.parametrize("memo", [case["memo"] for case in CASES["not_found"]])
def test_an_ordinary_memo_names_no_service(memo: str):
    assert named(memo) == set()


@pytest.mark.parametrize(("memo", "service"), [(case["memo"], case["service"]) for case in CASES["two_readings"]])
def test_a_name_and_a_kind_of_payment_in_one_are_raised_and_both_readings_known(memo: str, service: str):
    (hit,) = MATCHER.find(memo)
    assert (hit.service, hit.with_kind) == (service, memo.split("\t")[-1])


@pytest.mark.parametrize(("memo", "service"), [(case["memo"], case["service"]) for case in CASES["cut"]])
def test_a_memo_that_ends_with_its_column_is_named_by_what_is_left(memo: str, service: str):
    assert {hit.service for hit in MATCHER.find(memo) if not hit.needs_whole_column} == wanted(service)


@pytest.mark.parametrize(("text", "service"), [(case["memo"], case["service"]) for case in CASES["over_cells"]])
def test_a_memo_of_several_cells_is_named_over_two_of_them(text: str, service: str):
    assert {hit.service for hit in MATCHER.over_cells(text)} == wanted(service)


@pytest.mark.parametrize("case", CASES["unknown_payees"], ids=lambda case: case["memo"])
def test_a_payee_that_nobody_knows_is_told_as_printed(case: dict[str, str]):
    hit = unknown_payee(case)
    assert (hit.payee, hit.harmless) == (case["payee"], None)


@pytest.mark.parametrize("case", CASES["harmless_payees"], ids=lambda case: case["memo"])
def test_a_harmless_payee_is_told_to_be_so(case: dict[str, str]):
    assert unknown_payee(case).harmless


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("memo", "expected"), [(case["memo"], case["expected"]) for case in CASES["known_failures"]])
def test_a_known_failure_is_read_rightly(memo: str, expected: str):
    assert named(memo) == wanted(expected)


def test_the_corpus_is_large_and_says_why():
    every = [case for group in CASES.values() for case in group]
    assert len(every) >= 900
    assert len({case["memo"] for case in every}) == len(every)
    assert all(case["note"] for case in every)
