"""How the time of a command grows when there is twice as much of something, for every kind of thing there is.

Run: ``.venv/bin/python -m benchmarks.growth`` (an hour; ``--only quote`` for one family, ``--only quote/never`` for one series;
``--runs 1 --scale 0.25`` for a first look). Each series is doubled three times. Figures are CPU seconds of the whole process
and its children, the least of the runs, without the time that the same command takes for next to nothing. Prints a table, and
writes it to ``docs/speed.md`` and ``benchmarks/growth.json``; what was measured before and is left out now stays there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.growth import files, lines, outputs, texts
from benchmarks.growth.series import Call, Series
from benchmarks.speed import machine

RESULTS = Path(__file__).parent.with_suffix(".json")
PAGE = RESULTS.parent.parent / "docs" / "speed.md"
SERIES = (*files.SERIES, *texts.SERIES, *lines.SERIES, *outputs.SERIES)
MOST = 2.4
"""Times as long for twice as much."""
_LEAST = 0.1
"""Seconds; what is less is not measured against."""
_TINY = 100
"""This part of the smallest input is what is measured to be left out."""


@dataclass(frozen=True)
class Growth:
    """What a series came to."""

    family: str
    name: str
    unit: str
    sizes: list[int]
    seconds: list[float]
    doublings: list[float]
    """How many times as long each size takes as the one before."""

    @property
    def met(self) -> bool:
        """Whether none of the doublings is above `MOST`."""
        return max(self.doublings, default=0) <= MOST


def seconds_of(call: Call) -> float:
    """CPU seconds of a command and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call.command, input=call.stdin.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(series: Series, runs: int, scale: float) -> Growth:
    """All sizes of a series, the runs interleaved; ``scale``: so much of each."""
    first = max(int(series.first * scale), 8)
    sizes = [first * 2**step for step in range(4)]
    least: dict[int, float] = {}
    for _ in range(runs):
        for size in (max(first // _TINY, 2), *sizes):
            with tempfile.TemporaryDirectory() as place:
                spent = seconds_of(series.make(Path(place), size))
            least[size] = min(spent, least.get(size, spent))
    tiny, *rest = least.values()
    net = [max(spent - tiny, 0) for spent in rest]
    doublings = [two / one for one, two in itertools.pairwise(net) if one >= _LEAST]
    rounded = [round(one, 2) for one in net]
    return Growth(series.family, series.name, series.unit, sizes, rounded, [round(one, 2) for one in doublings])


def table(content: dict[str, Any]) -> str:
    """The results as Markdown."""
    found = [", ".join(content["machine"].values()), "", "| | | sizes | seconds | a doubling |", "|---|---|---|---|---|"]
    for row in content["rows"]:
        sizes = f"{row['sizes'][0]:,} - {row['sizes'][-1]:,} {row['unit']}"
        seconds = ", ".join(f"{one:.2f}" for one in row["seconds"])
        doublings = ", ".join(f"{one:.2f}" for one in row["doublings"])
        over = " (not met)" if max(row["doublings"], default=0) > MOST else ""
        found.append(f"| {row['family']} | {row['name']} | {sizes} | {seconds} | {doublings}{over} |")
    return "\n".join(found)


def merged(before: Iterable[dict[str, Any]], rows: Iterable[Growth]) -> list[dict[str, Any]]:
    """What was measured before, with what is measured now in its place, in the order of `SERIES`."""
    found = {(row["family"], row["name"]): row for row in before}
    found.update({(row.family, row.name): asdict(row) for row in rows})
    return [found[key] for series in SERIES if (key := (series.family, series.name)) in found]


def main() -> int:
    """Measure, print, write; 1 where something grows too fast."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a family, or family/beginning of a name")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0, help="so much of every size; what is smaller is not written")
    parser.add_argument("--output", type=Path, help="write the figures there, and leave the documents alone")
    told = parser.parse_args()
    rows = []
    for series in SERIES:
        if f"{series.family}/{series.name}".startswith(told.only):
            rows.append(measured(series, told.runs, told.scale))
            print(table({"machine": {}, "rows": [asdict(rows[-1])]}).splitlines()[-1], flush=True)
            if told.output or told.scale >= 1:
                write(told.output or RESULTS, rows, [] if told.output else [PAGE])
    return 0 if all(row.met for row in rows) else 1


def write(results: Path, rows: Iterable[Growth], pages: Iterable[Path]) -> None:
    """Put figures among those that were measured before, and the table between its marks on pages."""
    before = json.loads(results.read_text(encoding="utf-8"))["rows"] if results.exists() else []
    content = {"machine": machine(), "rows": merged(before, rows)}
    results.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for page in pages:
        head, _, rest = page.read_text(encoding="utf-8").partition("<!-- growth -->\n")
        _, _, tail = rest.partition("<!-- end -->")
        page.write_text(f"{head}<!-- growth -->\n{table(content)}\n<!-- end -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
