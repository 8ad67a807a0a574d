"""The rooms: which files are changed, and which tests must notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mutating.found import ROOT, Mutant, mutants


class Room(NamedTuple):
    """Files, and the tests that prove them, in the order in which they are run: first those that are quick and notice most.

    Before them all, those that are called after the module.
    """

    files: Sequence[str]
    tests: Sequence[Sequence[str]]

    def mutants(self) -> list[Mutant]:
        """All of the room's files."""
        found = sorted({file for pattern in self.files for file in ROOT.glob(pattern)})
        return [mutant for file in found for mutant in mutants(file)]


def _statement(room: str, *tests: str) -> Room:
    """A room of statement/: its own tests, then those of what is read in the end."""
    mirrored = (f"tests/statement/{room}",) if (ROOT / f"tests/statement/{room}").is_dir() else ()
    read = ("tests/statement/test_layouts.py", "tests/statement/rows")
    return Room((f"selfcheck/statement/{room}/*.py",), tuple(filter(None, (mirrored, tests, read, ("tests/test_samples.py",)))))


_CASES = ("tests/assessment/test_assessment_cases.py", "tests/assessment/test_assessment.py")
ROOMS: Mapping[str, Room] = {
    "layout": _statement("layout", "tests/statement/test_layouts.py"),
    "rows": _statement("rows"),
    "balance": _statement("balance", "tests/statement/test_balance.py"),
    "text": _statement("text"),
    "containers": _statement("containers", "tests/hostile/test_corpus.py"),
    "html": Room(
        ("selfcheck/statement/containers/html/*.py",),
        (
            ("tests/statement/containers/test_html_grid.py", "tests/statement/containers/test_html_words.py"),
            ("tests/statement/containers/test_html.py", "tests/statement/containers/test_same_statement.py"),
        ),
    ),
    "placed": _statement("placed", "tests/statement/containers/test_pdf.py"),
    "recognised": _statement("recognised"),
    "bulk": _statement("bulk"),
    "statement": Room(
        ("selfcheck/statement/*.py",),
        (
            ("tests/statement/test_values.py", "tests/statement/test_layouts.py"),
            (
                "tests/statement/test_one_file.py",
                "tests/statement/rows",
                "tests/statement/layout",
                "tests/statement/test_gathered.py",
            ),
            ("tests/statement/bulk", "tests/statement/test_workers.py", "tests/test_samples.py"),
        ),
    ),
    "matching": Room(
        ("selfcheck/matching/*.py",),
        (
            ("tests/matching/test_memos.py", "tests/matching/test_cuts.py"),
            ("tests/matching", "tests/assessment/test_likeness.py"),
            ("tests/knowledge/test_names.py",),
        ),
    ),
    "accounts": Room(("selfcheck/accounts/*.py",), (("tests/accounts",), _CASES)),
    "assessment": Room(("selfcheck/assessment/*.py",), (_CASES, ("tests/assessment",))),
    "guidance": Room(("selfcheck/guidance/*.py",), (("tests/guidance",), ("tests/report/test_sheet.py",))),
    "share": Room(
        ("selfcheck/report/share.py", "selfcheck/report/share_*.py", "selfcheck/report/share/*.py"),
        (("tests/report/test_share.py", "tests/report/test_share_payees.py"), ("tests/report", "tests/test_promises.py")),
    ),
    "allowed": Room(("selfcheck/allowed/*.py",), (("tests/allowed",), ("tests/sanitize", "tests/report/test_share.py"))),
    "sanitize": Room(
        ("selfcheck/sanitize/*.py",),
        (("tests/sanitize/test_parts.py",), ("tests/sanitize/test_rewriting.py",), ("tests/sanitize",)),
    ),
    # Without cluster.py: only the slow tests, which start processes, prove it.
    "screening": Room(("selfcheck/screening/[!c]*.py", "selfcheck/screening/c[!l]*.py"), (("tests/screening",),)),
}
