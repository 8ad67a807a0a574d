"""The knowledge is complete, sourced, bilingual, and can be shown on every console."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from selfcheck.errors import KnowledgeError
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge.schema import HolidayFile
from selfcheck.statement.layout.known import signature
from tests.helpers import ROOT

KNOWLEDGE = load()
FILES = sorted((ROOT / "selfcheck" / "knowledge").rglob("*.toml"))


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in an entry, with where it stands."""
    yield path, value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from walk(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value):
            yield from walk(one, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, f"{path}.{key}")


PARTS = ("services", "banks", "lookalikes", "rails", "columns", "signals", "desks", "guidance", "incidents", "chronicle")
HOLIDAYS = msgspec.convert(tomllib.loads((KNOWLEDGE.folder / "holidays.toml").read_text("utf-8")), HolidayFile)
ALL = [entry for part in PARTS for entry in walk(getattr(KNOWLEDGE, part), part)]
ALL += walk(HOLIDAYS, "holidays")


def test_every_source_that_is_named_exists():
    named = {source for path, value in ALL if path.endswith(".sources") for source in value}
    assert named <= set(KNOWLEDGE.sources)


def test_every_source_is_named_somewhere():
    named = {source for path, value in ALL if path.endswith(".sources") for source in value}
    assert set(KNOWLEDGE.sources) <= named


def test_every_service_bank_and_desk_that_is_named_exists():
    for path, value in ALL:
        if path.endswith((".services", ".banks", ".desks", ".seen_at")) and isinstance(value, tuple):
            known = {"services": KNOWLEDGE.services, "desks": KNOWLEDGE.desks}.get(path.rsplit(".", 1)[1], KNOWLEDGE.banks)
            assert set(value) <= set(known), path
        if path.endswith((".service", ".counted_with")) and value:
            assert value in KNOWLEDGE.services, path
        if path.endswith(".bank") and value:
            assert value in KNOWLEDGE.banks, path


def test_the_five_documents_are_sources():
    assert sum(source.kind == "document" for source in KNOWLEDGE.sources.values()) == 5


def test_every_source_says_when_it_was_written():
    for source in KNOWLEDGE.sources.values():
        assert source.date or source.as_seen or source.kind in ("statement", "inference"), source.id


def test_every_text_stands_in_both_languages():
    texts = [(path, value) for path, value in ALL if type(value).__name__ == "Text"]
    assert len(texts) > 300
    for path, text in texts:
        assert text.ja.strip(), path
        assert text.en.strip(), path
        assert set(re.findall(r"\{\w+\}", text.ja)) == set(re.findall(r"\{\w+\}", text.en)), path


def test_every_text_can_be_shown_on_a_cp932_console():
    for path, value in [*ALL, *walk(KNOWLEDGE.sources, "sources")]:
        if isinstance(value, str):
            value.encode("cp932"), path


def test_no_sentence_shouts():
    for path, value in ALL:
        if type(value).__name__ == "Text":
            assert not re.search("[!！]", (value.ja + value.en).replace("Yahoo!", "").replace("YOKA!", "")), path


def test_the_lapsed_domain_appears_nowhere():
    for file in FILES:
        assert "docomokouza.jp" not in file.read_text(encoding="utf-8"), file.name


def test_numbers_that_must_not_be_used_appear_nowhere():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert "0120-86-6910" not in text
        assert "0120-444-964" not in text


def test_no_two_layouts_have_the_same_header():
    headers = [signature(layout.header) for bank in KNOWLEDGE.banks.values() for layout in bank.layouts]
    assert len(headers) == len(set(headers))


def test_a_layout_names_only_columns_of_its_header():
    for bank in KNOWLEDGE.banks.values():
        for layout in bank.layouts:
            roles = (layout.withdrawal, layout.deposit, layout.amount, layout.direction, layout.balance)
            named = {*layout.date, *layout.memo, *filter(None, roles)}
            assert named <= {*layout.header, *layout.optional}, layout.id


def test_the_fsa_room_is_as_the_document_has_it():
    desk = KNOWLEDGE.desks["fsa-room"]
    assert {phone.number for phone in desk.phones} == {"0570-016811", "03-5251-6811"}
    assert desk.fax == "03-3506-6699"
    (hours,) = desk.hours
    assert (hours.days, f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}") == ("weekdays", "10:00", "17:00")
    assert "koabe-2020-09-18" in desk.sources


def test_the_docomo_desk_of_2020_is_told_of_as_an_event_and_given_to_nobody_to_call():
    assert "0120-885-360" in {event.id: event.text.ja for event in KNOWLEDGE.chronicle.events}["docomo-desk-2020-09-12"]
    assert not [desk.id for desk in KNOWLEDGE.desks.values() if "0120-885-360" in str(desk)]


def test_no_step_or_service_leads_to_the_line_for_lost_phones():
    assert not KNOWLEDGE.desks["paypay-lost"].services
    assert not [step.id for step in KNOWLEDGE.guidance.steps if "paypay-lost" in step.desks]


def test_the_lists_of_banks_have_as_many_as_the_documents_say():
    lists = {one.means: one.banks for one in KNOWLEDGE.incidents.bank_lists if one.service == "docomo-koza"}
    assert {means: len(banks) for means, banks in lists.items()} == {"confirmed": 11, "linked": 35, "stopped": 27}
    assert set(lists["confirmed"]) < set(lists["stopped"]) < set(lists["linked"])


def test_a_bank_is_found_under_its_earlier_name():
    for old, now in {
        "第三銀行": "sanjusan",
        "みちのく銀行": "aomori-michinoku",
        "愛知銀行": "aichi",
        "ジャパンネット銀行": "paypay-bank",
    }.items():
        assert KNOWLEDGE.bank(old).id == now


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[[desks]]\nid = "x"\n', "missing"),
        ("not toml", ""),
        ('[[desks]]\nid = "x"\nname = { ja = "x", en = "x" }\nkind = "bank"\nfor_what = { ja = "x", en = "x" }\n'
         'as_of = 2020-01-01\nconfirmed = true\nconfidence = "A"\nsources = []\n', "sources"),
    ],
)  # fmt: skip
def test_a_desk_file_that_breaks_the_rules_does_not_load(content: str, reason: str, tmp_path: Path):
    (tmp_path / "desks.toml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        Knowledge(tmp_path).desks  # noqa: B018
    assert "desks.toml" in str(error.value)
    assert reason in str(error.value)


def test_all_files_are_toml():
    for file in FILES:
        tomllib.loads(file.read_text(encoding="utf-8"))
