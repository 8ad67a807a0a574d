"""The pages for the telephone: one for each account, with what concerns its bank and its services and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import selfcheck
from selfcheck.guidance.sheet_pages import sheet_pages
from selfcheck.knowledge import load
from selfcheck.model.guidance import SheetPage
from tests.helpers import simple, yucho

TODAY = dt.date(2026, 11, 22)
LINES = {line.id: line for line in load().sheet}
DESKS = load().desks


def pages(folder: Path, *texts: str, bank: str | None = None) -> tuple[SheetPage, ...]:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.csv")
        files[-1].write_text(text, encoding="cp932")
    return selfcheck.scan(files, today=TODAY, bank=bank).guidance.pages


def test_two_accounts_in_one_file_are_two_pages(tmp_path: Path):
    rows = [
        "1111111,2026/11/2,ペイペイ,1000,,9000",
        "2222222,2026/11/3,ペイペイ,1000,,5000",
        "1111111,2026/11/4,KYASH,1000,,8000",
    ]
    found = pages(tmp_path, "\n".join(["口座番号,日付,摘要,出金,入金,残高", *rows, ""]))
    assert sorted(page.services for page in found) == [("paypay",), ("paypay", "kyash")]
    numbers = [page.findings for page in found]
    assert numbers == sorted(numbers)
    assert sorted(number for page in found for number in page.findings) == [1, 2, 3]


def test_names_in_two_files_that_are_no_statements_are_two_pages(tmp_path: Path):
    found = pages(tmp_path, "きょう\nドコモコウザという行\n", "あした\nペイペイという行\n")
    assert [page.services for page in found] == [("docomo-koza",), ("paypay",)]


def test_a_sentence_that_is_not_for_this_bank_is_left_out_there_alone(tmp_path: Path):
    excepted = {line.id for line in LINES.values() if "yucho" in line.except_banks and not line.services}
    (own,) = pages(tmp_path, yucho(("20260908", "ＲＴ", "(PAYPAY)", 30000)))
    (other,) = pages(tmp_path, simple("ペイペイ"))
    assert excepted
    assert not excepted & set(own.lines)
    assert excepted <= set(other.lines)


def test_a_sentence_that_one_service_is_excepted_from_stays_where_there_is_another(tmp_path: Path):
    (alone,) = pages(tmp_path, simple("即時振替　ミヂカ"))
    (both,) = pages(tmp_path, simple("即時振替　ミヂカ", "ペイペイ"))
    assert alone.services == ("unnamed",)
    assert "unnamed" in LINES["say-bank"].except_services
    assert "say-bank" not in alone.lines
    assert "say-bank" in both.lines
    assert "say-bank-unnamed" in alone.lines


def test_a_page_names_desks_that_answer_the_banks_number_first_and_pages_of_services(tmp_path: Path):
    (page,) = pages(tmp_path, yucho(("20260908", "ＲＴ", "(KYASH)", 30000)))
    first = DESKS[page.desks[0]]
    assert first.kind == "bank"
    assert first.phones
    assert first.confirmed
    kinds = [load().desk_order.index(DESKS[ident].kind) for ident in page.desks]
    assert kinds == sorted(kinds)
    assert "kyash" in page.desks  # no telephone, but a page
    assert all(DESKS[ident].phones or DESKS[ident].hours or DESKS[ident].kind == "service" for ident in page.desks)
    assert not {"npa-cyber", "own-bank"} & set(page.desks)


def test_a_bank_whose_number_nobody_knows_is_reached_through_the_card(tmp_path: Path):
    for bank in (None, "sanjusan"):
        (page,) = pages(tmp_path, simple("KYASH"), bank=bank)
        assert page.desks[0] == "own-bank"
        assert page.desks.count("own-bank") == 1


def test_nothing_raised_needs_no_page():
    assert sheet_pages([], [], load()) == ()
