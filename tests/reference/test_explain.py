"""Every id of a report can be explained, in both languages."""

from __future__ import annotations

import json

import pytest

from selfcheck.cli.options import banks_beginning, services_beginning
from selfcheck.cli.reference import _ids_beginning
from selfcheck.errors import OptionError
from selfcheck.knowledge import load
from selfcheck.reference.explain import all_ids, explanations
from tests.helpers import run_command
from tests.in_process import command

KNOWLEDGE = load()
NEEDED = {
    "service": ("means", "why", "mine", "todo"),
    "signal": ("means", "why", "mine", "todo"),
    "bank": ("means", "why", "mine", "todo"),
    "step": ("means", "why", "todo"),
}


def test_services_signals_banks_steps_and_sources_can_all_be_explained():
    steps = (step.id for step in KNOWLEDGE.guidance.steps)
    assert {*KNOWLEDGE.services, *KNOWLEDGE.signals, *KNOWLEDGE.banks, *steps, *KNOWLEDGE.sources, *KNOWLEDGE.desks} <= set(
        all_ids()
    )


@pytest.mark.parametrize("ident", all_ids())
def test_an_id_is_explained_in_both_languages_with_a_source(ident: str):
    japanese, english = (explanations(ident, KNOWLEDGE, lang) for lang in ("ja", "en"))
    assert [one.kind for one in japanese] == [one.kind for one in english]
    for one in (*japanese, *english):
        for part in NEEDED.get(one.kind, ("means",)):
            assert all(text.strip() for text in getattr(one, part)), part
            assert getattr(one, part), part
        assert one.title.strip()
        assert one.sources
        for text in (one.title, *one.means, *one.why, *one.mine, *one.todo):
            assert "{" not in text
            text.encode("cp932")
    for ja, en in zip(japanese, english, strict=True):
        assert len(ja.means) == len(en.means)
        assert ja.means != en.means or ja.kind == "source"


@pytest.mark.parametrize(("name", "ident"), [("第三銀行", "sanjusan"), ("ドコモ口座", "docomo-koza"), ("PayPay", "paypay")])
def test_services_and_banks_are_found_by_name(name: str, ident: str):
    assert ident in {one.id for one in explanations(name, KNOWLEDGE, "ja")}


def test_an_unknown_id_is_a_wrong_call_that_says_what_is_near():
    with pytest.raises(OptionError, match="monthly-cap"):
        explanations("monthly", KNOWLEDGE, "ja")
    assert command("explain", "nosuch").returncode == 2


def test_explain_prints_a_screen_json_and_all_ids():
    assert "なぜ大事か" in command("explain", "probe").stdout.decode()
    assert "Why it matters" in command("explain", "probe", "--lang", "en").stdout.decode()
    (one,) = json.loads(command("explain", "probe", "--format", "json").stdout)["explanations"]
    assert one["kind"] == "signal"
    assert "burst" in command("explain").stdout.decode()
    assert "burst" in json.loads(command("explain", "--format", "json").stdout)["signal"]


def test_ids_are_completed():
    assert "monthly-cap" in list(_ids_beginning("month"))
    assert set(services_beginning("pay")) == {"paypay", "paypal", "payb"}
    assert list(banks_beginning("yuc")) == ["yucho"]
    shown = run_command(
        "explain", "mon", _SELFCHECK_COMPLETE="complete_bash", COMP_WORDS="selfcheck explain mon", COMP_CWORD="2"
    )
    assert "monthly-cap" in shown.stdout.decode()
