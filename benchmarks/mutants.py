"""Whether the tests notice when the code is changed: a mutation check of the modules on which findings rest.

Run: ``.venv/bin/python benchmarks/mutants.py matching --count 20`` (or ``values``, ``balance``; ``--list`` runs nothing).
Each mutant is one small change (a comparison, a number, ``and`` for ``or``, a sign) in a copy of the package, and the tests
of its room are run on it. Prints the mutants that no test noticed; a few change nothing that matters.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {
    "matching": ("selfcheck/matching/*.py", ("tests/matching",)),
    "values": ("selfcheck/statement/values.py", ("tests/statement/test_values.py", "tests/statement/rows")),
    "balance": ("selfcheck/statement/balance.py", ("tests/statement/test_balance.py", "tests/statement/rows")),
}
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


def is_noticed(file: Path, text: str, tests: tuple[str, ...], copied: Path) -> bool:
    """Whether a test fails on the changed module in the copy; the copy is as it was afterwards."""
    target = copied / file.relative_to(ROOT)
    before = target.read_bytes()
    target.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    settings = {**os.environ, "PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return subprocess.run(command, cwd=copied, env=settings, capture_output=True, timeout=600, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True  # it never ends
    finally:
        target.write_bytes(before)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--count", type=int, default=20, help="how many of the mutants to try")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--list", action="store_true", help="print all mutants and run nothing")
    asked = parser.parse_args()
    pattern, tests = ROOMS[asked.room]
    every = [(file, *mutant) for file in sorted(ROOT.glob(pattern)) for mutant in mutants(file)]
    if asked.list:
        print(*(what for _, what, _ in every), sep="\n")
        return
    tried = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    with tempfile.TemporaryDirectory() as name:
        copied = Path(name)
        for part in ("selfcheck", "tests", "sample_statements", "docs", "pyproject.toml"):
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copied / part)
        survived = [what for file, what, text in tried if not is_noticed(file, text, tests, copied)]
    print(*survived, f"{len(tried) - len(survived)} of {len(tried)} mutants ({len(every)} in all) were noticed", sep="\n")


if __name__ == "__main__":
    main()
