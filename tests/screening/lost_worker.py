"""Run: ``python -m tests.screening.lost_worker FOLDER WHILE``. Two worker processes screen the tables in FOLDER; one is killed.

It is ended WHILE tables are read (``reading``) or when all are read and accounts are screened (``screening``); what is left
of that work waits until it was ended. Prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from threading import Thread
from unittest.mock import patch

import pandas as pd

from selfcheck.screening import cluster
from selfcheck.screening.accounts import Screening
from selfcheck.screening.files import find_files
from selfcheck.screening.pieces import find_pieces
from tests.screening import held


def main() -> None:
    """See above."""
    how = Screening.of(bank=None, uses=(), also=(), rules=None)
    pieces = find_pieces(find_files([sys.argv[1]]), {})
    waiting = {"reading": {"read_piece": held.read_piece}, "screening": {"_part": held.part}}[sys.argv[2]]
    killed: list[int] = []
    with patch.multiple(cluster, _LINES=500, **waiting), cluster.client_of(None, 2) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2

        def kill() -> None:
            held.wait_for("begun")
            killed.append(next(iter(workers.values())))
            os.kill(killed[0], signal.SIGKILL)
            held.say("go")

        killing = Thread(target=kill)
        killing.start()
        tally, parts = cluster.screen_pieces(pieces, how, client)
        killing.join()
        found = pd.concat([part.findings for part in parts], ignore_index=True)
        after = set(client.run(os.getpid).values())
    assert killed[0] not in after, "the worker was ended"
    table = found.assign(date=found["date"].dt.strftime("%Y-%m-%d"), withdrawal=found["withdrawal"].astype(object))
    rows = table.where(table.notna(), None).to_numpy(dtype=object).tolist()
    print(json.dumps({"pieces": len(pieces), "lines": tally.lines, "screened": tally.screened, "found": rows}))


if __name__ == "__main__":
    main()
