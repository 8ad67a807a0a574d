"""Whether the tests notice when the code is changed: a mutation check of the modules on which findings rest.

Run: ``.venv/bin/python benchmarks/mutants.py matching --count 20`` (or ``values``, ``balance``; ``--list`` runs nothing;
``--these FILE`` tries those that an earlier run printed). Each mutant is one small change (a comparison, a number, ``and`` for
``or``, a sign) in a copy of the package, and the tests of its room are run on it, in a fork of this process (not on Windows).
Prints the mutants that no test noticed; a few change nothing that matters.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import os
import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
_MATCHING = (
    ("tests/matching/test_memos.py", "tests/matching/test_cuts.py"),
    ("tests/matching", "tests/assessment/test_likeness.py"),
)
_VALUES = (("tests/statement/test_values.py",), ("tests/statement/rows",))
ROOMS: dict[str, tuple[str, Sequence[Sequence[str]]]] = {
    "matching": ("selfcheck/matching/*.py", _MATCHING),
    "values": ("selfcheck/statement/values.py", _VALUES),
    "balance": ("selfcheck/statement/balance/*.py", (("tests/statement/test_balance.py",),)),
}
"""Files, and the tests that prove them, in the order in which they are run: first those that are quick and notice most.
Before them all, those that are called after the module."""
_LOADED = ("pytest", "hypothesis.strategies", "numpy", "pandas", "msgspec", "rtoml", "typer.main", "rich.console")
"""What takes long to load and is never changed: loaded once, for all mutants."""
_WORKING = 300
"""Seconds of work after which a mutant is taken never to end; the tests of a room take 20 at most."""
_OPPOSITES: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """Ways to change this node, for a copy of it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITES:
        yield lambda it: it.ops.__setitem__(0, _OPPOSITES[type(it.ops[0])]())  # type: ignore[attr-defined]
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _OPPOSITES:
        yield lambda it: setattr(it, "op", _OPPOSITES[type(it.op)]())  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield lambda it: setattr(it, "value", it.value + 1)  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield lambda it: setattr(it, "value", not it.value)  # type: ignore[attr-defined]


def mutants(file: Path) -> Iterator[tuple[str, str]]:
    """Where a module can be changed, and its text then."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for place, node in enumerate(ast.walk(tree)):
        for change in changes(node):
            other = copy.deepcopy(tree)
            changed = next(one for number, one in enumerate(ast.walk(other)) if number == place)
            before = ast.unparse(changed)
            change(changed)
            line = getattr(node, "lineno", 0)
            yield f"{file.relative_to(ROOT)}:{line}: {before}  →  {ast.unparse(changed)}", ast.unparse(other)


def is_noticed(file: Path, text: str, tests: Sequence[Sequence[str]], copied: Path) -> bool:
    """Whether a test fails on the changed module in the copy; the copy is as it was afterwards."""
    target = copied / file.relative_to(ROOT)
    before, written = target.read_bytes(), target.stat().st_mtime_ns
    target.write_text(text, encoding="utf-8")
    try:
        own = [str(found.relative_to(ROOT)) for found in ROOT.glob(f"tests/*/test_{file.stem}.py")]
        return not all(passes(some, copied) for some in (own, *tests) if some)
    finally:
        target.write_bytes(before)
        os.utime(target, ns=(written, written))  # its bytecode stays that of this text


def passes(tests: Sequence[str], copied: Path, *, writes_bytecode: bool = False) -> bool:
    """Whether the tests pass in a fork, which loads the package from ``copied``."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    status: object = 1
    try:
        import pytest

        resource.setrlimit(resource.RLIMIT_CPU, (_WORKING, _WORKING))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.chdir(copied)
        sys.path.insert(0, str(copied))
        sys.dont_write_bytecode = not writes_bytecode
        quick = ["-n", "0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", "-k", "not made_to_be_slow"]
        quick += ["-W", "ignore:Module already imported"]
        status = pytest.main([*quick, *tests])
    finally:
        os._exit(int(status != 0))


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--count", type=int, default=20, help="how many of the mutants to try")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--these", type=Path, help="a file with the lines of the mutants to try")
    parser.add_argument("--list", action="store_true", help="print all mutants and run nothing")
    asked = parser.parse_args()
    pattern, tests = ROOMS[asked.room]
    every: list[tuple[Path, str, str]] = [(file, *mutant) for file in sorted(ROOT.glob(pattern)) for mutant in mutants(file)]
    if asked.list:
        print(*(what for _, what, _ in every), sep="\n")
        return
    these = asked.these and set(asked.these.read_text("utf-8").splitlines())
    tried = [mutant for mutant in every if mutant[1] in these] if these else _sample(every, asked.count, asked.seed)
    for name in _LOADED:
        importlib.import_module(name)
    survived = 0
    with tempfile.TemporaryDirectory() as name:
        copied = Path(name)
        for part in ("selfcheck", "tests", "sample_statements", "docs", "pyproject.toml"):
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copied / part)
        if not these and not all(passes(some, copied, writes_bytecode=True) for some in tests):
            parser.exit(1, f"the tests fail without any change: {' '.join(chain(*tests))}\n")
        for number, (file, what, text) in enumerate(tried, start=1):
            print(f"\r{number} of {len(tried)}", end="", file=sys.stderr, flush=True)
            if not is_noticed(file, text, tests, copied):
                survived += 1
                print(what, flush=True)
    print(f"{len(tried) - survived} of {len(tried)} mutants ({len(every)} in all) were noticed")


def _sample(every: list[tuple[Path, str, str]], count: int, seed: int) -> list[tuple[Path, str, str]]:
    return random.Random(seed).sample(every, min(count, len(every)))


if __name__ == "__main__":
    main()
