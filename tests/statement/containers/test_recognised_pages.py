"""What is said of a table that was read from pictures."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.statement.containers.pdf_text import PrintedPages
from selfcheck.statement.containers.recognised_pages import Recognised, doubts
from selfcheck.statement.options import options_for
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names
from tests.helpers import simple

OPTIONS = options_for(dt.date(2026, 11, 29), ocr=True)


def said(found: Recognised, text: str = "") -> list[tuple[int, str, dict[str, object]]]:
    table = read_table(text or simple("電気", "ガス", "水道"), column_names())
    return [(problem.line, problem.code, problem.sentence.details) for problem in doubts(found, table, "x", OPTIONS)]


GUESSED = (0, "ocr-guessed", {"pages": "1, 3"})
UNPROVEN = (2, "ocr-unproven", {})
"""No balance stands before the first transaction."""


@pytest.mark.parametrize(("unclear", "lines"), [((), ""), ((1, 9), ""), ((1, 3, 4), "3, 4")])
def test_transactions_whose_text_was_read_in_as_many_ways_as_it_was_looked_at_are_named(unclear: tuple[int, ...], lines: str):
    told = [(0, "ocr-names-unclear", {"count": 2, "lines": lines})] if lines else []
    assert said(Recognised(PrintedPages((), {}), (1, 3), unclear=frozenset(unclear))) == [GUESSED, *told, UNPROVEN]


def test_a_number_of_which_there_are_two_readings_is_told_with_both_where_nothing_else_can_be_read_too():
    found = Recognised(PrintedPages((), {}), (1, 3), rivals=((3, "3,000", "8,000"),))
    rival = (3, "ocr-two-readings", {"taken": "3,000", "other": "8,000"})
    assert said(found) == [GUESSED, rival, UNPROVEN]
    assert said(found, "お知らせ\n") == [GUESSED, rival]
