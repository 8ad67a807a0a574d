"""The mutants of a module: each has a name that stays when lines above it move, and a text."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from mutating.kinds import changes, parts

ROOT = Path(__file__).parent.parent.parent
_MOST = 90
"""Letters of a piece of code in a name; what is longer is cut, and told apart by a number."""


class Mutant(NamedTuple):
    """One small change."""

    file: Path
    line: int
    name: str
    """``selfcheck/matching/cuts.py stem_of: 3 → 4``; a second one of the same name in the function ends in ``(2)``."""
    within: str
    """The function or class."""
    number: int
    """Its place among all of the module."""


def mutants(file: Path) -> list[Mutant]:
    """All of a module, in the order of its code."""
    seen: Counter[str] = Counter()
    found = []
    for number, (within, before, line, _, changed) in enumerate(_each(file.read_text(encoding="utf-8"))):
        name = f"{file.relative_to(ROOT).as_posix()} {within}: {before} → {changed}"
        seen[name] += 1
        found.append(Mutant(file, line, name if seen[name] == 1 else f"{name} ({seen[name]})", within, number))
    return found


def text_of(mutant: Mutant) -> str:
    """The module's text with the change."""
    for number, (_, _, _, tree, _) in enumerate(_each(mutant.file.read_text(encoding="utf-8"))):
        if number == mutant.number:
            return ast.unparse(ast.fix_missing_locations(tree))
    raise ValueError(mutant.name)


def sample(every: Sequence[Mutant], count: int, seed: int, *, in_each_file: bool = False) -> list[Mutant]:
    """``count`` of all, or of each file: those whose names fall first, so that other code does not change which they are."""

    def at(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.name}".encode()).digest()

    groups = [list(group) for _, group in groupby(every, key=lambda mutant: mutant.file if in_each_file else None)]
    chosen = {mutant for group in groups for mutant in sorted(group, key=at)[:count]}
    return [mutant for mutant in every if mutant in chosen]


def _each(text: str) -> Iterator[tuple[str, str, int, ast.Module, str]]:
    """Function, code before, line, the whole tree changed (until the next is asked for), and code after."""
    tree = ast.parse(text)
    where = _functions(tree)
    for parent, field, place, node in list(parts(tree)):
        for _, change in changes(node):
            before, kept = _short(node), _kept(node)
            instead = change(node)
            shown = node
            if instead is not None:
                _put(parent, field, place, instead)
                shown = instead
            yield where.get(node, "module"), before, getattr(node, "lineno", getattr(parent, "lineno", 0)), tree, _short(shown)
            _put(parent, field, place, node)
            for name, value in kept.items():
                setattr(node, name, value)


def _kept(node: ast.AST) -> dict[str, object]:
    """The fields of a node, as they are; of lists, a copy."""
    return {name: list(it) if isinstance(it, list) else it for name, it in ast.iter_fields(node)}


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _functions(tree: ast.AST, name: str = "") -> dict[ast.AST, str]:
    """The function or class that each node stands in."""
    where = {}
    for child in ast.iter_child_nodes(tree):
        inner = name
        if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            inner = f"{name}.{child.name}" if name else child.name
        if inner:
            where[child] = inner
        where |= _functions(child, inner)
    return where


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
