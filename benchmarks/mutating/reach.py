"""How far a test file reaches: the functions that it calls, in copies of its process, too, and how long it takes.

So a mutant is tried on the tests that come to it, the quick ones first.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from types import CodeType, FrameType
from typing import NamedTuple

from mutating.found import ROOT, Mutant

_FIRST = 10.0
"""Seconds of the quick test files that are tried first; most mutants are noticed by these, and nothing else is loaded."""
_KEPT = ROOT / "build" / "reach"


class Reach(NamedTuple):
    """Of one test file."""

    seconds: float
    functions: frozenset[str]
    """``selfcheck/matching/cuts.py stem_of``"""

    def comes_to(self, mutant: Mutant) -> bool:
        """Whether it calls the function that is changed."""
        return f"{_path(mutant)} {mutant.within}" in self.functions

    def knows(self, mutant: Mutant) -> bool:
        """Whether it calls anything of the module."""
        return any(function.startswith(f"{_path(mutant)} ") for function in self.functions)


def in_order(reaches: Mapping[str, Reach], mutant: Mutant, own: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tests that come to what is changed: those called after its module, with the quick ones, and the others.

    Where none comes to it, those that call anything of the module, or else all: what a module does while it is loaded, and a
    class, are seen in other functions.
    """
    comes = [test for test, reach in reaches.items() if reach.comes_to(mutant)]
    comes = comes or [test for test, reach in reaches.items() if reach.knows(mutant)] or [*reaches]
    ordered = sorted(comes, key=lambda test: (test not in own, reaches[test].seconds))
    together = accumulate(reaches[test].seconds for test in ordered)
    first = [test for test, seconds in zip(ordered, together, strict=True) if test in own or seconds < _FIRST]
    return first, [test for test in ordered if test not in first]


def kept(test: str, found: Callable[[], Reach]) -> Reach:
    """What was found for the same test file and the same package before, or is found now."""
    package = (file for file in (ROOT / "selfcheck").rglob("*") if file.suffix in (".py", ".toml"))
    key = hashlib.sha256(b"\0".join(file.read_bytes() for file in (ROOT / test, *sorted(package)))).hexdigest()
    file = _KEPT / f"{test.replace('/', '.')}.json"
    of, seconds, functions = json.loads(file.read_text("utf-8")) if file.exists() else ("", 0.0, [])
    if of == key:
        return Reach(seconds, frozenset(functions))
    reach = found()
    _KEPT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps((key, reach.seconds, sorted(reach.functions))), encoding="utf-8")
    return reach


def note_calls(folder: Path, notes: int) -> None:
    """From now on each function of the package in ``folder`` is written to an open file when this process first calls it.

    A copy of the process goes on with it, however it ends.
    """
    seen: dict[int, CodeType] = {}  # by number, since to compare code is slow; kept, so that no number is given twice
    within = f"{folder / 'selfcheck'}{os.sep}"

    def called(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if id(code) not in seen:
            seen[id(code)] = code
            if code.co_filename.startswith(within):
                path = Path(code.co_filename).relative_to(folder).as_posix()
                os.write(notes, f"{path} {_plain(code.co_qualname)}\n".encode())

    sys.settrace(called)


def noted(notes: Path) -> frozenset[str]:
    """What was written so."""
    return frozenset(notes.read_text(encoding="utf-8").splitlines())


def _plain(name: str) -> str:
    """As a mutant's function is called: ``outer.<locals>.inner`` is ``outer.inner``, and a lambda is where it stands."""
    return name.replace(".<locals>", "").partition("<")[0].rstrip(".")


def _path(mutant: Mutant) -> str:
    return mutant.file.relative_to(ROOT).as_posix()
