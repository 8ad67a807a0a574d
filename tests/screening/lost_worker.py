"""Run: ``python -m tests.screening.lost_worker FOLDER``. Two worker processes screen the tables in FOLDER; one is killed.

The worker that is ended is the first that has handed in a part of the work, right then. Prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys

import pandas as pd

from selfcheck.screening.accounts import Screening
from selfcheck.screening.cluster import client_of, screen_pieces
from selfcheck.screening.files import find_files
from selfcheck.screening.pieces import find_pieces


def main() -> None:
    """See above."""
    how = Screening.of(bank=None, uses=(), also=(), rules=None)
    pieces = find_pieces(find_files([sys.argv[1]]), {})
    killed: list[int] = []
    with client_of(None, 2) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2

        def tell(done: int, steps: int) -> None:
            if not killed and done >= int(sys.argv[2]):
                killed.append(next(iter(workers.values())))
                os.kill(killed[0], signal.SIGKILL)

        tally, parts = screen_pieces(pieces, how, client, tell)
        found = pd.concat([part.findings for part in parts], ignore_index=True)
        after = set(client.run(os.getpid).values())
    assert killed[0] not in after, "the worker was ended"
    table = found.assign(date=found["date"].dt.strftime("%Y-%m-%d"), withdrawal=found["withdrawal"].astype(object))
    rows = table.where(table.notna(), None).to_numpy(dtype=object).tolist()
    print(json.dumps({"pieces": len(pieces), "lines": tally.lines, "screened": tally.screened, "found": rows}))


if __name__ == "__main__":
    main()
