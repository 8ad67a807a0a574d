"""Layouts as people have them: each is read exactly, or the report says what it did not read (`layouts.toml`)."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck.matching.fold import fold
from tests.helpers import codes_of

TODAY = dt.date(2026, 11, 28)
LAYOUTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text("utf-8"))["layout"]
QUIET = {"year-inferred", "stray-quote"}
"""Codes that do not make a file partly read."""


def told(folder: Path, layout: dict[str, Any]) -> selfcheck.Statement:
    file = folder / "meisai.csv"
    file.write_bytes(layout["text"].lstrip("\n").encode(layout.get("encoding", "cp932")))
    (statement,) = selfcheck.scan([file], today=TODAY).statements
    return statement


def read(statement: selfcheck.Statement) -> list[tuple[object, ...]]:
    return [
        (str(row.date), row.withdrawal, row.deposit, row.balance)
        for row in statement.records.rows(range(len(statement.records)))
    ]


def wanted(row: str) -> tuple[object, ...]:
    day, _, *money = row.split("|")
    return (day, *(int(yen) if yen else None for yen in money))


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_a_layout_is_read_exactly_or_says_what_was_not_read(layout: dict[str, Any], tmp_path: Path):
    statement = told(tmp_path, layout)
    if "refused" in layout:
        assert (statement.status, codes_of(statement)) == ("unreadable", [layout["refused"]])
        return
    assert read(statement) == [wanted(row) for row in layout["rows"]]
    memos = [row.text.memo for row in statement.records.rows(range(len(statement.records)))]
    for memo, row in zip(memos, layout["rows"], strict=True):
        assert fold(row.split("|")[1]) in fold(memo)
    codes = codes_of(statement)
    assert codes == layout.get("problems", [])
    assert statement.status == ("read" if set(codes) <= QUIET else "partly-read")


def test_layouts_have_names_of_their_own():
    assert len({layout["name"] for layout in LAYOUTS}) == len(LAYOUTS) >= 80
