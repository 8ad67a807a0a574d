"""How long the lines of a bank's customers take to be screened, with one worker process and with two.

Run: ``.venv/bin/python benchmarks/fleet.py`` (a few minutes; ``--quick`` for a tenth of the lines). Seconds are by the
clock, medians of interleaved runs in processes of their own; the time in which the worker processes start is told apart.
Prints a table and writes ``benchmarks/fleet.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from speed import Row, machine, table

RESULTS = Path(__file__).with_name("fleet.json")
_WORDS = ("電気料金", "水道料", "給与　カ）コトリ", "振込　スズキ", "カード", "ﾃﾞﾝｷ", "ATM", "ｾﾌﾞﾝｲﾚﾌﾞﾝ", "家賃", "コンビニ")
_NAMES = ("ドコモコウザ", "ＲＴＫ　ペイペイ", "メルペイ", "ディーバライ", "ｷﾔﾂｼﾕ", "ﾗｲﾝﾍﾟｲ")
_OTHERS = 3000
"""Payees besides."""
_GROUP = 250_000
"""Rows of a row group."""


def lines(path: Path, accounts: int, each: int = 250, services: float = 0.002, seed: int = 1) -> Path:
    """A year of lines of so many accounts, day by day as a bank books them, with balances."""
    chance = np.random.default_rng(seed)
    count = accounts * each
    memos = np.array([*_WORDS, *(f"ﾌﾘｺﾐ ﾄﾘﾋｷｻｷ{number}" for number in range(_OTHERS))], dtype=object)
    memo = memos[chance.integers(0, len(memos), count)]
    named = chance.random(count) < services
    memo[named] = np.array(_NAMES, dtype=object)[chance.integers(0, len(_NAMES), int(named.sum()))]
    into = (chance.random(count) < 0.4) & ~named
    yen = chance.integers(100, 50_000, count)
    balance = np.where(into, yen, -yen).reshape(accounts, each).cumsum(axis=1).reshape(count) + 5_000_000
    day = np.tile(np.arange(each) * 365 // each, accounts)
    table = pd.DataFrame(
        {
            "account": pd.Series(np.repeat([f"{number:07}" for number in range(accounts)], each), dtype="str"),
            "line": np.tile(np.arange(1, each + 1), accounts),
            "date": (np.datetime64("2020-01-01") + day.astype("timedelta64[D]")).astype("datetime64[s]"),
            "memo": pd.Series(memo, dtype="str"),
            "withdrawal": pd.arrays.IntegerArray(yen, into),
            "deposit": pd.arrays.IntegerArray(yen, ~into),
            "balance": balance,
        }
    )
    table.sort_values(["line", "account"], kind="stable").to_parquet(path, row_group_size=_GROUP, index=False)
    return path


def once(path: str, workers: int) -> dict[str, Any]:
    """Screen a file: seconds to start, seconds to screen, MiB of the largest worker, lines and findings."""
    from selfcheck.screening.accounts import Screening
    from selfcheck.screening.cluster import client_of, screen_pieces
    from selfcheck.screening.pieces import find_pieces

    begin = time.perf_counter()
    pieces = find_pieces([path], {})
    with client_of(None, workers) as client:
        started = time.perf_counter()
        tally, parts = screen_pieces(pieces, Screening.of(bank=None, uses=(), also=(), rules=None), client)
        findings = sum(len(part.findings) for part in parts)
        done = time.perf_counter()
        memory = client.run(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {
        "start": started - begin,
        "screen": done - started,
        "memory": max(memory.values()),
        "lines": tally.screened,
        "findings": findings,
    }


def measured(path: Path, workers: int) -> dict[str, Any]:
    """`once`, in a process of its own."""
    command = [sys.executable, __file__, "--once", str(path), "--workers", str(workers)]
    found: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


def measure(folder: Path, accounts: int, runs: int) -> list[Row]:
    """The table."""
    large, small = lines(folder / "large.parquet", accounts), lines(folder / "small.parquet", accounts // 10)
    asked = {"one": (large, 1), "two": (large, 2), "small": (small, 1)}
    every: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
    for _ in range(runs):
        for name, (path, workers) in asked.items():
            every[name].append(measured(path, workers))
    seconds = {name: statistics.median(one["screen"] for one in found) for name, found in every.items()}
    memory = {name: max(one["memory"] for one in found) for name, found in every.items()}
    start = statistics.median(one["start"] for found in every.values() for one in found)
    count = {name: found[0]["lines"] for name, found in every.items()}
    assert len({one["findings"] for one in (*every["one"], *every["two"])}) == 1
    what = f"{count['one']:,} lines of {accounts:,} accounts"
    cost = {name: seconds[name] / count[name] * 1e6 for name in asked}
    growth, faster = cost["one"] / cost["small"], seconds["one"] / seconds["two"]
    told = f"{seconds['one']:.1f} s; and {start:.1f} s to start"
    return [
        Row(f"{what}, one worker", "lines a second", round(count["one"] / seconds["one"]), "-", True, told),
        Row(
            f"{what}, two workers", "lines a second", round(count["two"] / seconds["two"]), "-", True, f"{seconds['two']:.1f} s"
        ),
        Row("two workers", "one worker", round(faster, 2), "-", True, "times as fast"),
        Row(
            f"time a line, {count['one']:,} lines",
            f"{count['small']:,} lines",
            round(growth, 2),
            "at most 1.2",
            growth <= 1.2,
            f"{cost['one']:.2f}, {cost['small']:.2f} µs with one worker",
        ),
        Row("memory of a worker", "MiB", round(memory["two"]), "-", True, f"the only one: {memory['one']:.0f}"),
        Row(
            f"memory of the only worker, {count['one']:,} lines",
            f"{count['small']:,} lines",
            round(memory["one"] / memory["small"], 2),
            "-",
            True,
            f"{memory['one']:.0f}, {memory['small']:.0f} MiB",
        ),
    ]


def main() -> None:
    """Measure, print, write."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the lines, one run")
    parser.add_argument("--once", help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    if asked.once:
        print(json.dumps(once(asked.once, asked.workers)))
        return
    with tempfile.TemporaryDirectory() as place:
        rows = measure(Path(place), *((2_000, 1) if asked.quick else (20_000, 3)))
    content = {"machine": machine(), "rows": [vars(row) for row in rows]}
    print(table(content))
    asked.output.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
