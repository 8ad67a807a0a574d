"""Which withdrawal each refund undoes: the same as if each were compared with all."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck.knowledge import load

TODAY = dt.date(2026, 11, 22)
FIRST = dt.date(2026, 1, 1)
LINES = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(["out", "in"]), st.sampled_from(["ペイペイ", "メルペイ", "返金"])),
    min_size=1,
    max_size=12,
).map(lambda lines: sorted(lines, key=lambda line: line[0]))


def statement(lines: list[tuple[int, str, str]]) -> str:
    rows = ["日付,摘要,出金,入金"]
    for day, way, memo in lines:
        money = "3000," if way == "out" else ",3000"
        rows.append(f"{FIRST + dt.timedelta(days=day):%Y/%m/%d},{memo},{money}")
    return "\n".join(rows) + "\n"


def pairs(lines: list[tuple[int, str, str]]) -> set[tuple[int, int]]:
    """Places of withdrawals and of what undoes them: refunds that name a service choose first, each the latest that is left."""
    most, taken = load().signals["refunded"].days, set()
    found = set()
    backs = [place for place, (_, way, _) in enumerate(lines) if way == "in"]
    for back in sorted(backs, key=lambda place: (lines[place][2] == "返金", lines[place][0], place)):
        named = lines[back][2]
        possible = [
            place
            for place, (day, way, memo) in enumerate(lines[:back])
            if way == "out" and memo != "返金" and place not in taken and 0 <= lines[back][0] - day <= most
            and named in (memo, "返金")
        ]  # fmt: skip
        if possible:
            taken.add(max(possible))
            found.add((max(possible), back))
    return found


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_a_refund_undoes_the_latest_withdrawal_that_is_left(lines: list[tuple[int, str, str]]):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "meisai.csv"
        file.write_text(statement(lines), encoding="utf-8")
        report = selfcheck.scan(file, today=TODAY)
    undone = {
        (finding.line - 2, reason.details["date"])
        for finding in report.findings
        for reason in finding.reasons
        if reason.signal == "refunded"
    }
    assert undone == {(out, FIRST + dt.timedelta(days=lines[back][0])) for out, back in pairs(lines)}
