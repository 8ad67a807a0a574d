"""How long selfcheck takes and how much memory it needs, set against programs that everybody knows.

Run: ``.venv/bin/python benchmarks/speed.py`` (about ten minutes; ``--quick`` for a smaller file
and fewer runs, ``--only`` for one part). Every
figure is a ratio of CPU seconds of whole processes in one run (medians, the runs interleaved), so that the machine does
not matter much; what folders are read by is measured by the clock, since it is about using all cores. Prints a table
and writes ``benchmarks/speed.json``. nkf is compared with where it is installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("speed.json")
ROOT = RESULTS.parent.parent
_NAMES = "ドコモコウザ|ペイペイ|メルペイ|ディーバライ|ラインペイ|キヤツシユ|ペイパル|シハライヒシヨ"
_SELFCHECK = (sys.executable, "-m", "selfcheck")
_HEADER = "日付,摘要,摘要内容,支払い金額,預かり金額,差引残高,メモ,未資金化区分,入払区分"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    against: str
    figure: float
    wanted: str
    met: bool
    details: str


def run(command: Sequence[str] | str) -> tuple[float, float, float]:
    """CPU seconds, seconds by the clock and the peak memory in MiB of a command and what it starts."""
    pid_before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    shell = isinstance(command, str)
    with subprocess.Popen(command, shell=shell, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    clock = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - pid_before.ru_utime - pid_before.ru_stime
    return cpu, clock, usage.ru_maxrss / 1024


def medians(commands: dict[str, Sequence[str] | str], runs: int) -> dict[str, tuple[float, float, float]]:
    """Medians of `run` for every command, the runs interleaved; one before that is not counted."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            figures = run(command)
            if number:
                found[name].append(figures)
    return {
        name: tuple(statistics.median(column) for column in zip(*rows, strict=True))  # type: ignore[misc]
        for name, rows in found.items()
    }


def statement(path: Path, lines: int, seed: int = 1, services: float = 0.002) -> Path:
    """A statement as a bank writes it: cp932, every cell quoted, nine columns, commas in the amounts."""
    chance = random.Random(seed)
    words = ["電気料金", "水道料", "給与　カ）コトリ", "振込　スズキ", "カード", "ﾃﾞﾝｷ", "ATM", "ｾﾌﾞﾝｲﾚﾌﾞﾝ", "家賃", "コンビニ"]
    balance, first = 500_000_000, dt.date(2015, 1, 1)
    with path.open("w", encoding="cp932", newline="") as file:
        file.write(",".join(f'"{cell}"' for cell in _HEADER.split(",")) + "\r\n")
        for number in range(lines):
            day = first + dt.timedelta(days=number * 3650 // lines)
            out, yen = chance.random() < 0.55, chance.randint(1, 3000) * 100
            memo = chance.choice(words) + (str(chance.randint(1, 500)) if chance.random() < 0.5 else "")
            if chance.random() < services:
                memo, out = chance.choice(["ドコモコウザ", "ペイペイ", "メルペイ"]), True
            balance += -yen if out else yen
            money = (f"{yen:,}", "") if out else ("", f"{yen:,}")
            way = "支払い" if out else "入金"
            cells = (f"{day.year}/{day.month}/{day.day}", "振込", memo, *money, f"{balance:,}", "", "", way)
            file.write(",".join(f'"{cell}"' for cell in cells) + "\r\n")
    return path


def scan(*paths: Path | str) -> list[str]:
    """The command that scans files; options may stand among them."""
    return [*_SELFCHECK, "scan", *map(str, paths), "--no-mine"]


def starting(runs: int, folder: Path) -> list[Row]:
    """Commands that read no statement, and a scan of a usual one."""
    small, middle = statement(folder / "small.csv", 300, services=0.02), statement(folder / "middle.csv", 10_000)
    three = [ROOT / "sample_statements" / name for name in ("yucho.csv", "mufg.csv", "smbc.csv")]
    usual = "import typer, rich.console, rich.table"
    figures = medians(
        {
            usual: [sys.executable, "-c", usual],
            "import pandas": [sys.executable, "-c", "import pandas"],
            **{name: [*_SELFCHECK, name] for name in ("--help", "guide", "desks")},
            "scan": scan(small),
            "10,000": scan(middle),
            "one": scan(three[0]),
            "three": scan(*three),
        },
        runs,
    )
    rows = [
        ratio(f"selfcheck {name}", usual, figures[name][0], figures[usual][0], 1.3) for name in ("--help", "guide", "desks")
    ]
    return [
        *rows,
        ratio("scan of 300 lines", usual, figures["scan"][0], figures[usual][0], 2.0),
        ratio("scan of 300 lines", "import pandas", figures["scan"][0], figures["import pandas"][0], 1.5),
        ratio("scan of 10,000 lines", "scan of 300 lines", figures["10,000"][0], figures["scan"][0], 2.0),
        ratio("scan of three usual files", "one of them", figures["three"][0], figures["one"][0], 1.15),
    ]


def reading(runs: int, folder: Path, lines: int) -> list[Row]:
    """A scan of a large file."""
    large, larger = statement(folder / "large.csv", lines), statement(folder / "larger.csv", 4 * lines)
    read_csv = f"import pandas; pandas.read_csv({str(large)!r}, encoding='cp932', dtype=str)"
    pyarrow = f"import pandas; pandas.read_csv({str(large)!r}, encoding='cp932', engine='pyarrow')"
    commands: dict[str, Sequence[str] | str] = {
        "scan": scan(large),
        "pandas": [sys.executable, "-c", read_csv],
        "pyarrow": [sys.executable, "-c", pyarrow],
    }
    if shutil.which("nkf"):
        commands["nkf"] = f"nkf -w -X {large} | grep -E '{_NAMES}'"
    if shutil.which("rg"):
        commands["rg"] = f"rg -E sjis '{_NAMES}' {large}"
    figures = medians(commands, runs)
    name = f"scan of {lines:,} lines"
    rows = [
        ratio(name, "pandas.read_csv(dtype=str)", figures["scan"][0], figures["pandas"][0], 2.0),
        ratio(name, "pandas.read_csv(engine='pyarrow')", figures["scan"][0], figures["pyarrow"][0], 1.0),
    ]
    if "nkf" in figures:
        rows.append(ratio(name, "nkf, grep", figures["scan"][0], figures["nkf"][0], 1.0))
    if "rg" in figures:  # far away: it looks for names in bytes, and knows nothing of days, amounts and lookalikes
        rows.append(ratio(name, "ripgrep", figures["scan"][0], figures["rg"][0], None))
    memory = figures["scan"][2]
    rows.append(Row(f"memory, {lines:,} lines", "MiB", round(memory), "at most 220", memory <= 220, ""))
    most = run(scan(larger))[2]
    times = f"{most / memory:.1f} times that of {lines:,} lines"
    rows.append(Row(f"memory, {4 * lines:,} lines", "MiB", round(most), "at most 520", most <= 520, times))
    return rows


def growth(runs: int, folder: Path, lines: int) -> list[Row]:
    """Time for ten times the lines, what every run takes left out; and for hostile text, twice as much of it."""
    files = {count: statement(folder / f"{count}.csv", count) for count in (100, lines // 100, lines // 10, lines)}
    figures = medians({str(count): scan(path) for count, path in files.items()}, runs)
    least, *counts = files
    per_line = {count: (figures[str(count)][0] - figures[str(least)][0]) / (count - least) for count in counts}
    rows = [
        ratio(f"time a line, {two:,} lines", f"{one:,} lines", per_line[two] * 1e6, per_line[one] * 1e6, 1.2, "µs")
        for one, two in itertools.pairwise(counts)
    ]
    line = '"2020/9/8","振込","ドコモコウザ","30,000","","970,000","","","支払い"\r\n'
    head = ",".join(f'"{cell}"' for cell in _HEADER.split(",")) + "\r\n"
    hostile: dict[str, Callable[[int], str]] = {
        "one line of 5 and 10 MB": lambda size: head + line + '"' + "長" * (2_500_000 * size) + '"\r\n' + line,
        "4 and 8 million quotes": lambda size: head + line + '"' * 4_000_000 * size + "\r\n" + line,
        "2,500 and 5,000 columns": lambda size: "\r\n".join(
            ["日付,摘要,出金,入金,残高" + ",欄" * 2500 * size, *["2020/9/8,ドコモコウザ,100,,900" + ",x" * 2500 * size] * 100]
        ),
        "near misses 50,000 and 100,000 times": lambda size: (
            head + line + '"' + "ドコモコウペイペ" * 50_000 * size + '"\r\n' + line
        ),
    }
    for name, made in hostile.items():
        paths = []
        for size in (1, 2):
            paths.append(folder / f"hostile-{len(paths)}.csv")
            paths[-1].write_bytes(made(size).encode("cp932"))
        found = medians({"least": scan(files[least]), "one": scan(paths[0]), "two": scan(paths[1])}, runs)
        one, two = (max(found[name][0] - found["least"][0], 0.001) for name in ("one", "two"))
        small = two < 0.15  # nothing to measure
        rows.append(
            Row(name, "half of it", round(two / one, 2), "at most 2.4", small or two / one <= 2.4, f"{one:.2f} s, {two:.2f} s")
        )
    return rows


def folders(runs: int, folder: Path, files: int) -> list[Row]:
    """A folder of many statements, by the clock."""
    place = folder / "many"
    place.mkdir()
    for number in range(files):
        statement(place / f"{number:04}.csv", 200, seed=number)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = medians({str(jobs): scan(place, "--jobs", str(jobs)) for jobs in (1, 2)}, runs)
    one, two = found["1"][1], found["2"][1]
    met = one / two >= 1.6 or cores < 2
    return [
        Row(f"{files:,} files of 200 lines", "--jobs 1", round(one / two, 2), "at least 1.6", met, f"{one:.1f} s, {two:.1f} s")
    ]


def ratio(what: str, against: str, one: float, other: float, most: float | None, unit: str = "s") -> Row:
    """How many times ``other`` ``one`` is; ``most`` is None where nothing is wanted."""
    figure = one / other
    digits = 2 if unit == "s" else 1
    wanted, met = ("-", True) if most is None else (f"at most {most}", figure <= most)
    return Row(what, against, round(figure, 2), wanted, met, f"{one:.{digits}f}, {other:.{digits}f} {unit}")


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "system": platform.system(),
        "python": platform.python_version(),
        "day": dt.date.today().isoformat(),
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def merged(before: list[dict[str, object]], rows: list[Row]) -> list[dict[str, object]]:
    """What was measured before, with what is measured now in its place."""
    found = {(str(row["what"]), str(row["against"])): row for row in before}
    found.update({(row.what, row.against): asdict(row) for row in rows})
    return list(found.values())


def table(content: dict[str, Any]) -> str:
    """The results as Markdown."""
    lines = [", ".join(content["machine"].values()), "", "| | against | figure | wanted | |", "|---|---|---|---|---|"]
    for row in content["rows"]:
        met = "" if row["met"] else " (not met)"
        lines.append(f"| {row['what']} | {row['against']} | {row['figure']} | {row['wanted']}{met} | {row['details']} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled; a checkout is at the first run
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smaller file and fewer runs")
    parser.add_argument(
        "--only", choices=("starting", "reading", "growth", "folders"), help="one part; the rest stays as it was"
    )
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    lines, files, runs = (100_000, 200, 3) if asked.quick else (1_000_000, 2000, 5)
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "starting": lambda folder: starting(5 * runs, folder),
        "reading": lambda folder: reading(runs, folder, lines),
        "growth": lambda folder: growth(runs, folder, lines),
        "folders": lambda folder: folders(min(runs, 3), folder, files),
    }
    rows: list[Row] = []
    for name, part in parts.items():
        if asked.only in (None, name):
            with tempfile.TemporaryDirectory() as place:
                rows += part(Path(place))
    before = json.loads(asked.output.read_text(encoding="utf-8"))["rows"] if asked.only and asked.output.exists() else []
    content = {"machine": machine(), "rows": merged(before, rows)}
    print(table(content))
    asked.output.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
