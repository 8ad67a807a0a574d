"""The command within this process: the same as ``python -m selfcheck``, without starting Python for each case."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from selfcheck.cli.commands import load_all
from selfcheck.cli.main import main

SETTINGS = {"COLUMNS": "100", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: bytes
    stderr: bytes


def command(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Outcome:
    """Run ``selfcheck`` with ``arguments``; ``environment`` is added to this process's own."""
    load_all()
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with (
        patch.object(sys, "argv", ["selfcheck", *map(str, arguments)]),
        patch.object(sys, "stdin", given),
        patch.multiple(sys, **streams),
        patch.dict(os.environ, {**SETTINGS, **environment}),
    ):
        try:
            main()
        except SystemExit as left:
            code = left.code
    for stream in streams.values():
        stream.flush()
    out, err = (stream.buffer.getvalue() for stream in streams.values())  # type: ignore[attr-defined]
    return Outcome(int(code or 0), out, err)
