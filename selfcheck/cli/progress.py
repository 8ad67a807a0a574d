"""Paths come in; while they are read, a bar on standard error shows files, lines and the time left.

Only for long runs on a terminal: many files, or large ones. Nothing is shown through a pipe.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from selfcheck.cli.notices import mention, path_as_shown
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.safe import escaped
from selfcheck.statement.inputs import find_inputs

if TYPE_CHECKING:
    from selfcheck.model.statement import Statement

_MANY_FILES = 20
"""Files of which a progress is shown, however small they are."""
_LARGE = 20_000_000
"""Bytes of all files that take a while."""
_PAUSE = 0.1
"""Seconds between two looks of the bar; drawing it for every file would take as long as reading it."""


def mention_reading(statements: Sequence[Statement], lang: Lang) -> None:
    """Say of each file how it was read, to those who asked for it."""
    for statement in statements:
        details = {
            "path": statement.path,
            "container": statement.container,
            "encoding": statement.encoding or "-",
            "lines": sum(statement.lines.values()),
            "transactions": len(statement.records),
        }
        mention(say("read-file", lang, **details))


@contextmanager
def shown_while_reading(paths: Sequence[str], lang: Lang) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """What `selfcheck.scan` is to tell its progress; None for a short or a silent run."""
    files = [given.path for given in find_inputs(paths) if not given.error and given.path != "-"] if sys.stderr.isatty() else []
    sizes = {path: Path(path).stat().st_size for path in files if Path(path).is_file()}
    if len(files) <= _MANY_FILES and sum(sizes.values()) <= _LARGE:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=sum(sizes.values()))
        met: list[str] = []
        before, shown_at = 0, 0.0

        def tell(path: str, lines: int, read: int | None) -> None:
            nonlocal before, shown_at
            if met[-1:] != [path]:
                met.append(path)
            size = sizes.get(path, 0)
            before += size if read is None else 0
            details = {"number": len(met), "files": len(files), "lines": lines, "name": escaped(path_as_shown(Path(path).name))}
            bar.update(task, completed=before + (read or 0), description=say("progress", lang, **details))
            if time.monotonic() - shown_at > _PAUSE:
                bar.refresh()
                shown_at = time.monotonic()

        yield tell


@contextmanager
def shown_steps(lang: Lang) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be told how many steps of how many are done; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("screen-progress", lang), total=None)
        yield lambda done, steps: bar.update(task, completed=done, total=steps)
