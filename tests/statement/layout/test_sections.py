"""A file of many sections: each is read by its own header, and none costs a look at the whole file."""

from __future__ import annotations

import pytest

import selfcheck
from selfcheck.statement.layout.layouts import Layouts
from tests.helpers import rows


def sections(count: int) -> str:
    """Accounts one after the other, each with a header that no other has."""
    lines = []
    for number in range(count):
        lines += [f"日付,摘要{number},お支払金額,お預り金額,差引残高"]
        lines += [f"2020/9/{day},ｶﾞｽ,5000,,{1_000_000 - 5000 * day}" for day in (2, 3)]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_a_header_far_down_is_one_too(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text(sections(900), encoding="utf-8")
    read = rows(selfcheck.read(file))
    assert len(read) == 1800
    assert {row["withdrawal"] for row in read} == {5000}


def test_a_section_is_inferred_from_its_own_rows(tmp_path, monkeypatch):
    looked_at = []
    below = Layouts._below

    def watched(self: Layouts, header: int | None, end: int | None = None) -> list[list[str]]:
        found = below(self, header, end)
        looked_at.append(len(found))
        return found

    monkeypatch.setattr(Layouts, "_below", watched)
    file = tmp_path / "x.csv"
    file.write_text(sections(50), encoding="utf-8")
    selfcheck.read(file)
    assert sum(looked_at) < 20 * 150
