"""Whether the tests notice when the code is changed: a mutation check of the rooms on which findings rest.

Run: ``.venv/bin/python benchmarks/mutants.py matching`` (or another room, or several). ``--list`` runs nothing,
``--these FILE`` tries those that an earlier run printed, ``--keep`` writes the figures to mutants.json and docs/tests.md.
A mutant is one small change in a copy of the package; the tests of its room are run on it, in a fork of this process (not on
Windows). Prints the mutants that no test noticed. Those that change nothing that anybody sees are named in mutating/equal/,
each with its reason.

A tool of our own, because others were tried on assessment/refunds.py: mutmut 3.8 counted 197 of 197 as noticed, since pytest
finds none of our parametrised tests where mutmut starts it a second time, and that is a failure, too; cosmic-ray 8.7 starts
Python and imports everything for each mutant, changes the files in place, and knows no texts, arguments, returned values or
statements. Their kinds of changes are in mutating/kinds.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
import tomllib
from collections.abc import Collection
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from mutating.found import ROOT, Mutant, sample
from mutating.reach import Reach, kept
from mutating.rooms import ROOMS
from mutating.trial import Trial, own_tests

KEPT = Path(__file__).with_suffix(".json")
TOLD = ROOT / "docs" / "tests.md"
EQUAL = Path(__file__).parent / "mutating" / "equal"


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[[], *ROOMS], help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--count", type=int, default=60, help="how many of a room's mutants to try")
    parser.add_argument("--in-each-file", action="store_true", help="try that many of each file")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--these", type=Path, help="a file with the lines of the mutants to try")
    parser.add_argument("--list", action="store_true", help="print all mutants and run nothing")
    parser.add_argument("--keep", action="store_true", help="write the figures to mutants.json and docs/tests.md")
    asked = parser.parse_args()
    these = asked.these and {line.partition("  # line")[0] for line in asked.these.read_text("utf-8").splitlines()}
    for room in asked.rooms:
        every = ROOMS[room].mutants()
        if these:
            tried = [mutant for mutant in every if mutant.name in these]
        else:
            tried = sample(every, asked.count, asked.seed, in_each_file=asked.in_each_file)
        if asked.list:
            print(*map(_line, every), sep="\n")
            continue
        figures = {"mutants": len(every), "seed": asked.seed} | try_all(room, tried)
        print(
            "{}: {noticed} of {tried} noticed, {equal} equal ones beside them ({mutants} mutants in all)".format(
                room, **figures
            )
        )
        if asked.keep:
            keep(room, figures)


def try_all(room: str, tried: Collection[Mutant]) -> dict[str, int]:
    """How many were tried and noticed, and how many are equal; prints those that were not noticed."""
    equal = _equal(room)
    other = [mutant for mutant in tried if mutant.name not in equal]
    tests = dict.fromkeys(chain(ROOMS[room].test_files(), *(own_tests(mutant.file) for mutant in other)))
    noticed = 0
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name))
        reaches: dict[str, Reach] = {}
        for number, test in enumerate(tests, start=1):
            print(f"\r{room}: test file {number} of {len(tests)} ", end="", file=sys.stderr, flush=True)
            reaches[test] = kept(test, partial(trial.reach, test))
        for number, mutant in enumerate(other, start=1):
            print(f"\r{room}: {number} of {len(other)}            ", end="", file=sys.stderr, flush=True)
            if trial.is_noticed(mutant, reaches):
                noticed += 1
            else:
                print(_line(mutant), flush=True)
    return {"tried": len(other), "noticed": noticed, "equal": len(tried) - len(other)}


def _equal(room: str) -> set[str]:
    """The names of the room's mutants that change nothing; each stands there with the reason (``why``)."""
    file = EQUAL / f"{room}.toml"
    return {one["mutant"] for one in tomllib.loads(file.read_text("utf-8"))["equal"] if one["why"]} if file.exists() else set()


def _line(mutant: Mutant) -> str:
    return f"{mutant.name}  # line {mutant.line}"


def keep(room: str, figures: dict[str, int]) -> None:
    """Write a room's figures beside those of the others, with the day."""
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    kept[room] = {"day": dt.date.today().isoformat(), **figures}
    ordered = {name: kept[name] for name in ROOMS if name in kept}
    KEPT.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    before, _, rest = TOLD.read_text("utf-8").partition("<!-- table -->\n")
    TOLD.write_text(f"{before}<!-- table -->\n{table(ordered)}\n{rest[rest.index('<!-- end -->') :]}", encoding="utf-8")


def table(kept: dict[str, Any]) -> str:
    """What is kept, room by room."""
    rows = ["| room | mutants in all | tried | noticed | | equal | day |", "|---|--:|--:|--:|--:|--:|---|"]
    for room, it in kept.items():
        share = 100 * it["noticed"] / it["tried"]
        rows.append(
            f"| {room} | {it['mutants']:,} | {it['tried']} | {it['noticed']} | {share:.0f} % | {it['equal']} | {it['day']} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
