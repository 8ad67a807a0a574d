"""Statements as untidy as people have them, invented at random: how many are read exactly, told, or wrong in silence.

Run: ``.venv/bin/python benchmarks/untidy.py --count 1000`` (``--seed`` for others, ``--show SEED`` for one file and what became
of it). Every file mixes a form of dates, a form of amounts, a set of columns, words of headers, what stands around the rows, a
wrapping, a delimiter and an encoding. A file is *exact* if every transaction has its day, its amounts and its memo, *told* if
something is said or refused, *silent* otherwise. Exit code 1 if one is silent.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from untidy_files import TODAY, Made, made

import selfcheck


def plain(text: str) -> str:
    """A memo as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).replace("ー", "-").split())


def judged(file: Made, folder: Path) -> tuple[str, str]:
    """What became of it, and the first difference."""
    path = folder / "meisai.csv"
    path.write_bytes(file.data)
    report = selfcheck.scan([path], today=TODAY)
    got = [row for statement in report.statements for row in statement.records.every()]
    found = Counter((row.date, row.withdrawal or 0, row.deposit or 0) for row in got)
    wanted = Counter((line.day, line.out, line.into) for line in file.lines)
    memos = all(any(plain(line.memo) in plain(row.text.memo) for row in got if row.date == line.day) for line in file.lines)
    if found == wanted and memos:
        return "exact", ""
    missing, extra = wanted - found, found - wanted
    why = f"missing {next(iter(missing), '-')}, instead {next(iter(extra), '-')}" if missing or extra else "memo"
    codes = ",".join(sorted({problem.code for statement in report.statements for problem in statement.problems}))
    told = report.exit_code in (3, 4) or bool(codes.replace("year-inferred", "").strip(","))
    return ("told", f"{codes}: {why}") if told else ("silent", why)


def main() -> int:
    """Make, read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, help="the file of one seed, and what became of it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if asked.show is not None:
            file = made(asked.show)
            print(file.data.decode(file.choices["encoding"]), file.choices, *judged(file, Path(place)), sep="\n")
            return 0
        counts: Counter[str] = Counter()
        for seed in range(asked.seed, asked.seed + asked.count):
            file = made(seed)
            verdict, why = judged(file, Path(place))
            counts[verdict] += 1
            if verdict != "exact":
                print(f"{verdict:6} {seed:6} {why} {list(file.choices.values())}")
    print(", ".join(f"{counts[verdict]} {verdict}" for verdict in ("exact", "told", "silent")))
    return 1 if counts["silent"] else 0


if __name__ == "__main__":
    sys.exit(main())
