"""Work that waits, so that what a test does happens in the middle of it however busy the machine is.

The functions run in worker processes, which know of the test by the folder that ``SELFCHECK_HELD`` names: a file ``begun``
there says that work has begun, a file ``go`` lets it go on.

``python -m tests.screening.held screen ARGUMENTS`` is the command, whose reading waits.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from selfcheck.screening import cluster, pieces

PLACE = "SELFCHECK_HELD"
LONGEST = 600
"""Seconds after which the test has failed anyhow."""
FREE = 4
"""Pieces that are read at once, so that whoever is lost then takes some of the work along."""
_part = cluster._part


def say(name: str) -> None:
    """Make the file."""
    (Path(os.environ[PLACE]) / name).touch()


def wait_for(name: str) -> None:
    """Until the file is there."""
    end = time.monotonic() + LONGEST
    while not (Path(os.environ[PLACE]) / name).exists():
        assert time.monotonic() < end, name
        time.sleep(0.01)


def _wait() -> None:
    say("begun")
    wait_for("go")


def read_piece(piece: Any, how: Any) -> Any:
    """`pieces.read_piece`; pieces wait, but for the first few."""
    if piece.number >= FREE:
        _wait()
    return pieces.read_piece(piece, how)


def part(lines: Any, how: Any) -> Any:
    """`cluster._part`, which waits."""
    _wait()
    return _part(lines, how)


if __name__ == "__main__":
    from selfcheck.cli import main
    from tests.screening import held

    with patch.object(cluster, "read_piece", held.read_piece):
        main()
