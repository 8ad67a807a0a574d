"""Paths come in; while they are read, a bar on standard error shows files, lines and the time left.

Only for long runs on a terminal: many files, or large ones. Nothing is shown through a pipe.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from selfcheck.inputs import find_inputs
from selfcheck.report.safe import shown
from selfcheck.words import Lang, say

_MANY_FILES = 20
_LARGE = 20_000_000
"""Bytes of all files that take a while."""


@contextmanager
def shown_while_reading(paths: Sequence[str], lang: Lang) -> Iterator[Callable[[str, int], None] | None]:
    """What to tell of each file that was read and the lines read so far; None for a short or a silent run."""
    files = [one.path for one in find_inputs(paths) if not one.error and one.path != "-"] if sys.stderr.isatty() else []
    sizes = {path: Path(path).stat().st_size for path in files if Path(path).is_file()}
    if len(files) <= _MANY_FILES and sum(sizes.values()) <= _LARGE:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=sum(sizes.values()))
        told: list[str] = []

        def tell(path: str, lines: int) -> None:
            told.append(path)
            details = {"number": len(told), "files": len(files), "lines": lines, "name": shown(Path(path).name)}
            bar.update(task, completed=sum(sizes.get(one, 0) for one in told), description=say("progress", lang, **details))
            bar.refresh()

        yield tell
