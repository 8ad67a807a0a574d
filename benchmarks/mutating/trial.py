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
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from mutating.found import ROOT, Mutant, text_of
from mutating.reach import Reach, in_order, note_calls, noted

_COPIED = ("selfcheck", "tests", "sample_statements", "docs", "pyproject.toml")
_LOADED = ("pytest", "hypothesis.strategies", "numpy", "pandas", "msgspec", "rtoml", "typer.main", "rich.console")
"""What takes long to load and is never changed: loaded once, for all mutants."""
_WORKING = 120
"""Seconds of work of a test file at most."""
_BY_CLOCK = 5
"""Seconds by the clock for each of them: others work on the machine, and processes wait for those they start."""
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

    def reach(self, test: str) -> Reach:
        """How far a test file reaches, with nothing changed. Raises `SystemExit` if it does not pass."""
        with tempfile.TemporaryDirectory() as name:
            notes, begin = Path(name) / "calls", time.monotonic()
            if not self._passes([test], sorted(_imports(self._copied)), _WORKING, notes):
                sys.exit(f"the tests fail without any change: {test}")
            return Reach(time.monotonic() - begin, noted(notes))

    def is_noticed(self, mutant: Mutant, reaches: Mapping[str, Reach]) -> bool:
        """Whether a test fails on the changed module; the copy is as it was afterwards."""
        target = self._copied / mutant.file.relative_to(ROOT)
        before, written = target.read_bytes(), target.stat().st_mtime_ns
        target.write_text(text_of(mutant), encoding="utf-8")
        anew = _importers(_name(mutant.file.relative_to(ROOT)), self._copied)
        try:
            return not all(
                self._passes(tests, anew, _WORKING / 4 + 3 * sum(reaches[test].seconds for test in tests))
                for tests in in_order(reaches, mutant, own_tests(mutant.file))
                if tests
            )
        finally:
            target.write_bytes(before)
            os.utime(target, ns=(written, written))  # its bytecode stays that of this text

    def _passes(self, tests: Sequence[str], anew: Sequence[str], seconds: float, notes: Path | None = None) -> bool:
        """Whether the tests pass in a fork, in which the modules ``anew`` are loaded again.

        With ``notes`` their calls are written there, and bytecode is written for later runs.
        """
        child = os.fork()
        if child:
            return _status(child, _BY_CLOCK * seconds) == 0
        status: object = 1
        try:
            import pytest

            os.setsid()  # what it starts can be ended with it
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            os.chdir(self._copied)
            sys.dont_write_bytecode = not notes
            for name in anew:
                _forget(name)
            if notes:
                note_calls(self._copied, os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
            status = pytest.main([*_QUICK, *tests])
        finally:
            os._exit(int(status not in (0, 5)))  # 5: all tests of a file are slow ones, and none was run


def _status(child: int, seconds: float) -> int:
    """How a process ended, or 1 where it waits for ever; with it ends what it started."""
    end = time.monotonic() + seconds
    while not (ended := os.waitpid(child, os.WNOHANG))[0] and time.monotonic() < end:
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if not ended[0]:
        os.waitpid(child, 0)
        return 1
    return ended[1]


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
