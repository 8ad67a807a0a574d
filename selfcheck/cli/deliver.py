"""Bytes come in; they go to the screen or a file, and of a file the person is told the place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from selfcheck.cli.main import complain
from selfcheck.cli.output import write_output
from selfcheck.language.sentences import Lang, say


def deliver(content: bytes, output: Path | None, *, inputs: Sequence[str], force: bool, lang: Lang) -> None:
    """Write ``content``; what was written where goes to standard error. Raises as `write_output` does."""
    write_output(content, output, inputs=inputs, force=force)
    if output is not None:
        complain(say("written", lang, path=str(output)))
