"""How much of what is planted is left, by container and by place, as docs/sharing.md shows it.

    python -m tests.planting.measured             # every seventeenth case, as tables
    python -m tests.planting.measured --every 1   # all of them: half an hour
    python -m tests.planting.measured --keep      # writes the tables into docs/sharing.md

A case is a token (a name, a number, a day of birth …) at a place in a file. It is looked for in what ``scan --share`` prints,
and in the copy that ``sanitize`` makes, where one is made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import selfcheck
from selfcheck.errors import SelfcheckError
from selfcheck.sanitize.copy import sanitized
from selfcheck.statement.options import Options
from tests.helpers import ROOT
from tests.planting.others import OTHERS
from tests.planting.prints import readings, values_of
from tests.planting.test_planted import PLANTED, of_place
from tests.planting.tokens import TOKENS, seen

PAGE = ROOT / "docs" / "sharing.md"
_OPTIONS = Options(dt.date(2026, 11, 22))
_BEGIN, _END = "<!-- table -->", "<!-- end -->"
Case = tuple[str, str, str, Callable[[], tuple[str, bytes]]]
"""Container, place, token, and what makes the file."""


class _Counted:
    """What was planted and left, shared and in copies."""

    def __init__(self) -> None:
        self.shared = [0, 0]
        self.copied = [0, 0]

    def row(self, name: str) -> str:
        """As a row of a table."""
        copied = f"{self.copied[0]:,} | {self.copied[1]}" if self.copied[0] else "– | –"
        return f"| {name} | {self.shared[0]:,} | {self.shared[1]} | {copied} |"


def cases(every: int) -> Iterator[Case]:
    """A part of all cases, so chosen that each container, place and token is among them: where ``every`` and the number of
    tokens have no divisor in common."""
    for container, place, name in PLANTED[::every]:
        yield container, place, name, lambda c=container, p=place, n=name: of_place(c, p, TOKENS[n])  # type: ignore[misc]
    beside = [(other, name) for other in OTHERS for name in TOKENS][:: (every // 4) | 1]
    for other, name in beside:
        yield "beside tables", other, name, lambda o=other, n=name: OTHERS[o](TOKENS[n])  # type: ignore[misc]


def count(every: int) -> tuple[dict[str, _Counted], dict[str, _Counted]]:
    """By container, and by place; what is left is printed."""
    containers: dict[str, _Counted] = defaultdict(_Counted)
    places: dict[str, _Counted] = defaultdict(_Counted)
    with tempfile.TemporaryDirectory() as folder:
        for container, place, name, make in cases(every):
            file, data = make()
            target = Path(folder) / file
            target.write_bytes(data)
            left = bool(seen(TOKENS[name], values_of(selfcheck.scan(target))))
            copied = _left_in_copy(TOKENS[name], target)
            target.unlink()
            if left or copied:
                print(f"{container}: {place}: {name}: {'shared' if left else ''} {'copied' if copied else ''}", flush=True)
            for counted in (containers[container], places[place]):
                counted.shared[0] += 1
                counted.shared[1] += left
                counted.copied[0] += copied is not None
                counted.copied[1] += bool(copied)
    return containers, places


def _left_in_copy(token: str, file: Path) -> bool | None:
    """Whether a copy shows it; None where none is made."""
    try:
        made = sanitized(file, _OPTIONS).data
    except SelfcheckError:
        return None
    return bool(seen(token, "\n".join(readings(made))))


def _which(every: int) -> str:
    return "all cases" if every == 1 else f"one of every {every} cases"


def tables(every: int) -> str:
    """Both tables, in Markdown."""
    made = []
    for title, counted in zip(("container", "place"), count(every), strict=True):
        total = _Counted()
        for one in counted.values():
            total.shared = [sum(pair) for pair in zip(total.shared, one.shared, strict=True)]
            total.copied = [sum(pair) for pair in zip(total.copied, one.copied, strict=True)]
        head = f"| {title} | planted, `--share` | left | planted, copies | left |\n|---|--:|--:|--:|--:|"
        rows = [one.row(name.replace("|", "\\|")) for name, one in counted.items()]
        made.append("\n".join((head, *rows, total.row("**all**"))))
    return f"Measured on {dt.date.today():%Y-%m-%d}, {_which(every)}:\n\n" + "\n\n".join(made)


def main() -> None:
    """Count, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--every", type=int, default=17, help="try one of so many cases; a number that has no divisor in common with 22"
    )
    parser.add_argument("--keep", action="store_true", help="write the tables into docs/sharing.md")
    asked = parser.parse_args()
    made = tables(asked.every)
    print(made)
    if asked.keep:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(_BEGIN)
        PAGE.write_text(f"{before}{_BEGIN}\n{made}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
