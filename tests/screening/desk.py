"""Run: ``python -m tests.screening.desk``. The command ``screen``, called many times with one worker process that stays.

Each line of standard input holds the arguments of a call, as JSON; each line of standard output answers with the exit code
and what was printed. To start the processes takes far longer than to screen the lines of a test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from distributed import Client

from selfcheck.screening import cluster
from tests.helpers import ROOT
from tests.in_process import Outcome, command

Screen = Callable[..., tuple[str, str]]
"""The command; it gives standard output and error."""


class Desk:
    """A process that waits for calls."""

    def __init__(self) -> None:
        runner, pipe = [sys.executable, "-m", "tests.screening.desk"], subprocess.PIPE
        self._process = subprocess.Popen(runner, stdin=pipe, stdout=pipe, cwd=ROOT, text=True)

    def screen(self, *arguments: str | Path) -> Outcome:
        """``selfcheck screen ARGUMENTS``, with one worker process unless they name a cluster."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(["screen", *map(str, arguments)]), file=self._process.stdin, flush=True)
        code, out, err = json.loads(self._process.stdout.readline())
        return Outcome(code, out.encode(), err.encode())

    def close(self) -> None:
        """Let the processes end."""
        self._process.communicate(timeout=600)


def main() -> None:
    """See above."""
    with cluster.client_of(None, 1) as client:
        its_own = cluster.client_of

        @contextmanager
        def client_of(scheduler: str | None, workers: int) -> Iterator[Client]:
            if scheduler is None:
                yield client
            else:
                with its_own(scheduler, workers) as other:
                    yield other

        with patch.object(cluster, "client_of", client_of):
            for line in sys.stdin:
                outcome = command(*json.loads(line))
                print(json.dumps([outcome.returncode, outcome.stdout.decode(), outcome.stderr.decode()]), flush=True)


if __name__ == "__main__":
    main()
