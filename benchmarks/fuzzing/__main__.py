"""Try inputs that nobody thought of on every part of the program, for so long.

Run from the project's folder: ``.venv/bin/python -m benchmarks.fuzzing 10m`` (``just fuzz 10m``), a time that all targets
share; or one of them: ``--target html``. With atheris installed (``pip install atheris``) the inputs follow the branches of the
code that they reach; without it they are changed at random, and the first line says so. Nothing is written but the inputs that
broke a promise, into ``--found`` (a new folder for temporary files, if not given); they are run again with ``--target html
--again FILE...``. Exit code 1: something was found. What holds for each target stands in `holds`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from benchmarks.fuzzing.instrumented import atheris
from benchmarks.fuzzing.running import run
from benchmarks.fuzzing.targets import TARGETS

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


def seconds_of(text: str) -> int:
    """``90``, ``90s``, ``10m``, ``8h`` in seconds."""
    told = re.fullmatch(r"(\d+)([smh]?)", text)
    if not told:
        raise argparse.ArgumentTypeError(f"{text} is no time such as 90s, 10m or 8h")
    return int(told[1]) * _UNITS[told[2]]


def main() -> int:
    """Try inputs for a time, or the files that are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("time", type=seconds_of, nargs="?", default="60s", help="of all targets together: 90s, 10m, 8h")
    parser.add_argument("--target", choices=TARGETS, action="append", help="these alone")
    parser.add_argument("--found", type=Path, help="folder for inputs that broke a promise")
    parser.add_argument("--again", type=Path, nargs="*", help="run these inputs alone")
    told = parser.parse_args()
    names = told.target or list(TARGETS)
    if told.again:
        for file in told.again:
            for name in names:
                TARGETS[name].holds(file.read_bytes())
                print(f"{file}: {name}: nothing broken")
        return 0
    if atheris is None:
        print("atheris is not installed (pip install atheris): the seeds are changed at random, whatever code they reach.")
    folder: Path = told.found or Path(tempfile.mkdtemp(prefix="selfcheck-found-"))
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name in names:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "corpus").mkdir()
            new = run(name, max(told.time // len(names), 1), folder, Path(place) / "corpus")
        print(f"{name}: {len(new)} found" + "".join(f"\n  {file}" for file in new), flush=True)
        found += new
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
