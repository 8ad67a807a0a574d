"""Whether a test notices a mutant: a copy of the package is changed, and the tests of its room are run on it, in a fork.

All of the package is loaded once, before the forks; in each, the changed module and whatever imports it are loaded anew.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import resource
import shutil
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from mutating.found import ROOT, Mutant, text_of

_COPIED = ("selfcheck", "tests", "sample_statements", "docs", "pyproject.toml")
_LOADED = ("pytest", "hypothesis.strategies", "numpy", "pandas", "msgspec", "rtoml", "typer.main", "rich.console")
"""What takes long to load and is never changed: loaded once, for all mutants."""
_WORKING = 120
"""Seconds of work after which a mutant is taken never to end; the tests of a room take 20 at most."""
_QUICK = ("-n", "0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", "-k", "not made_to_be_slow")
_QUICK += ("-W", "ignore:Module already imported")


class Trial:
    """The copy in which mutants are tried."""

    def __init__(self, folder: Path) -> None:
        self._copied = folder
        for part in _COPIED:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        sys.path.insert(0, str(folder))
        for name in (*_LOADED, *_modules(folder)):
            if name != "selfcheck.__main__":
                importlib.import_module(name)
        _prepare_names()

    def passes(self, tests: Sequence[str], *, anew: Sequence[str] = (), writes_bytecode: bool = False) -> bool:
        """Whether the tests pass in a fork, in which the modules ``anew`` are loaded again."""
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
            os.chdir(self._copied)
            sys.dont_write_bytecode = not writes_bytecode
            for name in anew:
                _forget(name)
            status = pytest.main([*_QUICK, *tests])
        finally:
            os._exit(int(status not in (0, 5)))  # 5: all tests of a file are slow ones, and none was run

    def is_noticed(self, mutant: Mutant, tests: Sequence[Sequence[str]]) -> bool:
        """Whether a test fails on the changed module; the copy is as it was afterwards."""
        target = self._copied / mutant.file.relative_to(ROOT)
        before, written = target.read_bytes(), target.stat().st_mtime_ns
        target.write_text(text_of(mutant), encoding="utf-8")
        anew = _importers(_name(mutant.file.relative_to(ROOT)), self._copied)
        try:
            first = list(
                dict.fromkeys([*own_tests(mutant.file), *tests[0]])
            )  # most mutants are noticed by these, and nothing else is loaded
            rest = [test for test in dict.fromkeys(chain(*tests[1:])) if test not in first]
            return not all(self.passes(some, anew=anew) for some in (first, rest) if some)
        finally:
            target.write_bytes(before)
            os.utime(target, ns=(written, written))  # its bytecode stays that of this text


def own_tests(file: Path) -> list[str]:
    """The tests that are called after a module, in the folder that mirrors its own, or in one above."""
    below = file.relative_to(ROOT / "selfcheck").parent
    found = (Path("tests", folder, f"test_{file.stem}.py") for folder in (below, *below.parents))
    return [str(test) for test in found if (ROOT / test).exists()]


def _prepare_names() -> None:
    """The names to look for are prepared once for all mutants, but for those of the rooms that prepare them."""
    from selfcheck.knowledge import load
    from selfcheck.matching import matcher

    matcher.Matcher = lru_cache(maxsize=8)(matcher.Matcher)  # type: ignore[misc]
    matcher.Matcher(load())


def _modules(folder: Path) -> list[str]:
    return ["selfcheck", *(found.name for found in pkgutil.walk_packages([str(folder / "selfcheck")], "selfcheck."))]


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _forget(name: str) -> None:
    parent, _, own = name.rpartition(".")
    sys.modules.pop(name, None)
    if parent in sys.modules:
        vars(sys.modules[parent]).pop(own, None)


def _importers(name: str, folder: Path) -> list[str]:
    """The module, and all that import it when they are loaded, or import one that does."""
    found, new = {name}, {name}
    while new:
        new = {module for module, imported in _imports(folder).items() if imported & found} - found
        found |= new
    # The package itself imports nothing of its rooms when it is loaded; where it does, everything is loaded anew.
    return sorted(_imports(folder)) if "selfcheck" in found else sorted(found)


@cache
def _imports(folder: Path) -> dict[str, frozenset[str]]:
    """What each module imports when it is loaded."""
    files = {_name(file.relative_to(folder)): file for file in folder.glob("selfcheck/**/*.py")}
    return {
        name: frozenset(_imported(ast.parse(file.read_text(encoding="utf-8")))) & files.keys() for name, file in files.items()
    }


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif not isinstance(node, ast.FunctionDef) and not (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            names |= _imported(node)
    return names
