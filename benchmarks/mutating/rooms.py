"""The rooms: which files are changed, and which tests must notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from mutating.found import ROOT, Mutant, mutants


class Room(NamedTuple):
    """Files, and the tests that prove them, beside those that are called after the module."""

    files: Sequence[str]
    tests: Sequence[str]

    def mutants(self) -> list[Mutant]:
        """All of the room's files."""
        found = sorted({file for pattern in self.files for file in ROOT.glob(pattern)})
        return [mutant for file in found for mutant in mutants(file)]

    def test_files(self) -> list[str]:
        """The tests, with the files of folders one by one."""
        found = (sorted((ROOT / test).rglob("test_*.py")) if (ROOT / test).is_dir() else [ROOT / test] for test in self.tests)
        return [file.relative_to(ROOT).as_posix() for file in dict.fromkeys(chain(*found))]


def _statement(room: str, *tests: str) -> Room:
    """A room of statement/: its own tests, and those of what is read in the end."""
    mirrored = (f"tests/statement/{room}",) if (ROOT / f"tests/statement/{room}").is_dir() else ()
    read = ("tests/statement/test_layouts.py", "tests/statement/rows", "tests/test_samples.py")
    return Room((f"selfcheck/statement/{room}/*.py",), (*mirrored, *tests, *read))


_CASES = ("tests/assessment/test_assessment_cases.py", "tests/assessment/test_assessment.py")
_PLACES = ("tests/statement/placed", "tests/statement/recognised")
ROOMS: Mapping[str, Room] = {
    "layout": _statement("layout"),
    "rows": _statement("rows"),
    "balance": _statement("balance", "tests/statement/test_balance.py"),
    "text": _statement("text"),
    "containers": _statement("containers", *_PLACES, "tests/hostile/test_corpus.py"),
    "html": Room(
        ("selfcheck/statement/containers/html/*.py",),
        tuple(
            f"tests/statement/containers/test_{name}.py"
            for name in ("html", "html_grid", "html_words", "saved_pages", "same_statement")
        ),
    ),
    "placed": _statement("placed", "tests/statement/containers/test_pdf.py"),
    "recognised": _statement("recognised"),
    "bulk": _statement("bulk"),
    "statement": Room(
        ("selfcheck/statement/*.py",),
        (
            *(f"tests/statement/test_{name}.py" for name in ("values", "layouts", "one_file", "gathered", "workers")),
            *("tests/statement/rows", "tests/statement/layout", "tests/statement/bulk", "tests/test_samples.py"),
        ),
    ),
    "matching": Room(
        ("selfcheck/matching/*.py",), ("tests/matching", "tests/assessment/test_likeness.py", "tests/knowledge/test_names.py")
    ),
    "accounts": Room(("selfcheck/accounts/*.py",), ("tests/accounts", *_CASES)),
    "assessment": Room(("selfcheck/assessment/*.py",), ("tests/assessment",)),
    "guidance": Room(("selfcheck/guidance/*.py",), ("tests/guidance", "tests/report/test_sheet.py")),
    "share": Room(
        ("selfcheck/report/share.py", "selfcheck/report/share_*.py", "selfcheck/report/share/*.py"),
        ("tests/report", "tests/test_promises.py"),
    ),
    "allowed": Room(("selfcheck/allowed/*.py",), ("tests/allowed", "tests/sanitize", "tests/report/test_share.py")),
    "sanitize": Room(("selfcheck/sanitize/*.py",), ("tests/sanitize",)),
    # Without cluster.py: only the slow tests, which start processes, prove it.
    "screening": Room(("selfcheck/screening/[!c]*.py", "selfcheck/screening/c[!l]*.py"), ("tests/screening",)),
}
