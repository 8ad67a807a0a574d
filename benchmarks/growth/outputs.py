"""Series of what is made of findings and lines: every form of a report, and the other commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.growth.series import Call, Series, asked, scan, taking, usual
from benchmarks.written import WRITERS, moves


def _all_findings(folder: Path, size: int) -> Path:
    (folder / "x.csv").write_text(taking(lambda number: ("ペイペイ", "メルペイ")[number % 2], size), encoding="utf-8")
    return folder / "x.csv"


def _reported(*options: str) -> Callable[[Path, int], Call]:
    return lambda folder, size: scan(_all_findings(folder, size), *options)


def _given(command: str, *options: str) -> Callable[[Path, int], Call]:
    return lambda folder, size: asked(command, _all_findings(folder, size), *options)


def _of_lines(command: str, *options: str) -> Callable[[Path, int], Call]:
    return lambda folder, size: asked(command, usual(folder, size), *options)


def _sanitized(kind: str = "quoted") -> Callable[[Path, int], Call]:
    def make(folder: Path, size: int) -> Call:
        place = folder / f"meisai{WRITERS[kind].suffix}"
        place.write_bytes(WRITERS[kind].write(moves(size)))
        return asked("sanitize", place, "--output", folder / f"copy{WRITERS[kind].suffix}", "--force")

    return make


SERIES = (
    *(
        Series("output", f"scan {' '.join(options)}", "findings", first, _reported(*options))
        for first, options in (
            (2_000, ("--full",)),
            (2_000, ("--plain", "--full")),
            (6_000, ("--share",)),
            (2_000, ("--format", "html")),
            (4_000, ("--format", "markdown")),
            (4_000, ("--format", "csv")),
            (4_000, ("--format", "json")),
            (6_000, ("--share", "--format", "html")),
        )
    ),
    Series("output", "sheet", "findings", 2_000, _given("sheet", "--no-mine")),
    Series("output", "sheet --format html", "findings", 2_000, _given("sheet", "--no-mine", "--format", "html")),
    Series("output", "letter --to bank", "findings", 2_000, _given("letter", "--to", "bank", "--no-mine")),
    Series("output", "inspect", "lines", 50_000, _of_lines("inspect")),
    Series("output", "convert", "lines", 10_000, _of_lines("convert")),
    Series("output", "convert --format json", "lines", 10_000, _of_lines("convert", "--format", "json")),
    Series("output", "sanitize", "lines", 5_000, _sanitized()),
    Series("output", "sanitize, a page", "lines", 1_000, _sanitized("html")),
    Series("output", "sanitize, fixed width", "lines", 1_000, _sanitized("fixed_width")),
)
