"""A copy reads as the file does, or says in what it does not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

import selfcheck
from selfcheck.model.findings import Level
from selfcheck.sanitize.compared import Reading, differences
from selfcheck.sanitize.copy import sanitized
from selfcheck.sanitize.invented_amounts import InventedAmounts
from selfcheck.statement.options import Options
from tests.helpers import SAMPLES
from tests.in_process import command

OPTIONS = Options(dt.date(2026, 11, 22))
FOUND = Counter({("paypay", Level.CHECK): 2})
READING = Reading((1, 2, 3), FOUND, Counter(("gap",)), ("read", "consistent"))
DIFFERENT: list[tuple[dict[str, object], dict[str, dict[str, int]]]] = [
    ({}, {}),
    ({"days": (1, 2)}, {"sanitize-differs-rows": {"old": 3, "new": 2}}),
    ({"days": (1, 9, 9)}, {"sanitize-differs-days": {"count": 2}}),
    ({"findings": Counter({("paypay", Level.CHECK): 1})}, {"sanitize-differs-findings": {"old": 2, "new": 1}}),
    ({"findings": Counter({("merpay", Level.CHECK): 2})}, {"sanitize-differs-findings": {"old": 2, "new": 2}}),
    ({"findings": Counter({("paypay", Level.CHECK): 1, ("paypay", Level.ALERT): 1})}, {"sanitize-differs-levels": {}}),
    ({"problems": Counter()}, {"sanitize-differs-problems": {"old": 1, "new": 0}}),
    ({"status": ("read", "broken")}, {"sanitize-differs-problems": {"old": 1, "new": 1}}),
    (
        {"days": (), "findings": Counter(), "status": ("read", "not-possible")},
        {
            "sanitize-differs-rows": {"old": 3, "new": 0},
            "sanitize-differs-findings": {"old": 2, "new": 0},
            "sanitize-differs-problems": {"old": 1, "new": 1},
        },
    ),
]


@pytest.mark.parametrize(("changes", "told"), DIFFERENT)
def test_each_difference_is_told_by_a_sentence_of_its_own(changes: dict[str, object], told: dict[str, dict[str, int]]):
    found = differences(READING, replace(READING, **changes))  # type: ignore[arg-type]
    assert {one.key: one.details for one in found} == told
    assert all(one.in_lang("ja") != one.in_lang("en") for one in found)


def test_a_copy_that_is_no_statement_any_more_says_only_that():
    assert [one.key for one in differences(READING, None)] == ["sanitize-differs-unread"]


def rows(*moves: tuple[str, str, int, int], start: int = 500_000) -> str:
    lines = ["取引日,摘要,出金,入金,残高"]
    for day, memo, out, into in moves:
        start += into - out
        lines.append(f"{day},{memo},{out or ''},{into or ''},{start}")
    return "\n".join(lines) + "\n"


CALLING_FOR_A_LOOK = {
    "a small try before a large withdrawal": rows(
        ("2026/11/01", "電気", 5000, 0), ("2026/11/02", "ペイペイ", 1000, 0), ("2026/11/03", "ペイペイ", 30000, 0)
    ),
    "the limit of a month": rows(*((f"2026/11/{day:02}", "ペイペイ", 30000, 0) for day in range(1, 11))),
    "just below the limit of a month": rows(*((f"2026/11/{day:02}", "ペイペイ", 25000, 0) for day in range(1, 28, 3))),
    "an account that was emptied": rows(
        ("2026/11/01", "電気", 5000, 0), ("2026/11/05", "ペイペイ", 60000, 0), ("2026/11/06", "ガス", 100, 0), start=65_900
    ),
    "money that came back": rows(
        ("2026/11/01", "電気", 5000, 0), ("2026/11/05", "ペイペイ", 30000, 0), ("2026/11/08", "ペイペイ", 0, 30000)
    ),
}


@pytest.mark.parametrize("text", CALLING_FOR_A_LOOK.values(), ids=CALLING_FOR_A_LOOK)
def test_what_calls_for_a_look_does_so_in_the_copy(text: str, tmp_path: Path):
    file, copy = tmp_path / "meisai.csv", tmp_path / "copy.csv"
    file.write_text(text, encoding="utf-8")
    made = sanitized(file, OPTIONS)
    assert made.differs == ()
    copy.write_bytes(made.data)
    old, new = (sorted((f.line, f.service, f.level) for f in selfcheck.scan(one).findings) for one in (file, copy))
    assert old == new
    for name in ("withdrawal", "deposit"):
        before, after = ({int(yen) for yen in selfcheck.read(one).transactions[name].dropna()} for one in (file, copy))
        assert not before & after


def test_a_copy_that_reads_differently_says_so_and_is_written(tmp_path: Path):
    file, copy = tmp_path / "meisai.csv", tmp_path / "copy.csv"
    lines = (SAMPLES / "simple_utf8.csv").read_text(encoding="utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line[:4].isdigit())
    day = lines[first].split(",")[0]
    file.write_text("\n".join([*lines[:first], lines[first].replace(day, "1958/04/05"), *lines[first + 1 :]]), encoding="utf-8")
    result = command("sanitize", file, "--output", copy, "--quiet")
    assert (result.returncode, copy.exists()) == (0, True)
    assert "取引の日が違うところが 1 件" in result.stderr.decode()
    assert "1958/" not in copy.read_text(encoding="utf-8-sig")  # an invented amount may hold these digits
    english = command("sanitize", file, "--output", copy, "--force", "--lang", "en").stderr.decode()
    assert "1 transaction has another day" in english
    assert "違う" not in command("sanitize", SAMPLES / "mufg.csv", "--output", tmp_path / "x.csv").stderr.decode()


def test_invented_amounts_are_about_as_large_and_the_same_for_the_same():
    every = (1, 9, 10, 999, 1000, 1001, 29999, 30000, 49999, 50000, 299999, 300000, 10**12)
    taken = {*range(1, 2000, 7), *every}
    amounts = InventedAmounts(taken)
    for yen in every:
        made = amounts.of(yen)
        assert made == amounts.of(yen)
        assert made not in taken
        assert (made <= 1000, made < 30000, made < 50000, made < 300000) == (
            yen <= 1000, yen < 30000, yen < 50000, yen < 300000,
        )  # fmt: skip
        assert yen < 100 or 0.6 * yen < made < 1.5 * yen


@pytest.mark.parametrize("digits", [3, 5, 7])
def test_invented_amounts_have_as_many_digits(digits: int):
    most = 10**digits - 2
    assert {len(str(InventedAmounts((most,)).of(yen))) for yen in (most, most // 2, 10 ** (digits - 1)) for _ in range(60)} == {
        digits
    }
