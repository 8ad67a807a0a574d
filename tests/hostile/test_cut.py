"""A file of any kind that was cut off anywhere, or in which bytes are others, leaves the files beside it whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import selfcheck
from tests.helpers import simple
from tests.hostile.archives import packed
from tests.hostile.test_beside import flipped
from tests.in_process import not_hanging
from tests.statement.containers.test_started_anew import FILES

GOOD = "ﾄﾞｺﾓｺｳｻﾞ"
WHOLE = {**FILES, "zip": ("meisai.zip", packed(*FILES.values()))}
CHANGED: dict[str, Callable[[bytes, int], bytes]] = {
    "cut off at every sixteenth": lambda data, at: data[: len(data) * at // 16],
    "with flipped bytes": flipped,
    "without its beginning": lambda data, at: data[len(data) * at // 16 :],
    "with a piece twice": lambda data, at: data[: len(data) * at // 16] + data[len(data) * (at - 1) // 16 :],
}


@pytest.mark.parametrize("how", CHANGED)
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[pytest.mark.slow] * (kind == "zip")) for kind in WHOLE])
def test_damaged_files_leave_the_others_whole(kind: str, how: str, tmp_path: Path):
    name, content = WHOLE[kind]
    for at in range(1, 16):
        (tmp_path / f"h{at:02}{Path(name).suffix}").write_bytes(CHANGED[how](content, at))
    for number, good in enumerate(("a.csv", "z.csv"), start=1):
        (tmp_path / good).write_text(simple(GOOD, start=number * 1_000_000), encoding="cp932")
    with not_hanging():
        report = selfcheck.scan(tmp_path)
    assert [finding.memo for finding in report.findings].count(GOOD) == 2
    assert report.exit_code == 1
    told = {problem.code for one in report.statements for problem in one.problems}
    assert "unforeseen" not in told | {one.sentence.key for one in report.skipped}
