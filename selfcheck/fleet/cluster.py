"""Pieces come in; Dask reads them, brings the lines of each account together and screens them; findings go out.

Everything that makes this work on many machines is Dask's: who reads what, the exchange of lines between processes, and
what to do when one of them is lost.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import dask
import dask.dataframe as dd
import pandas as pd
from dask.delayed import delayed
from distributed import Client, LocalCluster, as_completed

from selfcheck.errors import InputError, OptionError
from selfcheck.fleet.data import Piece, read_piece
from selfcheck.fleet.lines import COLUMNS, typed
from selfcheck.fleet.screening import Screening, screened
from selfcheck.fleet.tally import Tally

_LINES = 100_000
"""Lines that are brought together in one part, about; an account is never divided."""
_MOST_PARTS = 10_000
_ADDRESS = re.compile(r"(tcp|tls|wss?|ucx)://\S+:\d+")
_SETTINGS = {
    "logging.distributed": "critical",
    "distributed.admin.low-level-log-length": 0,
    "distributed.scheduler.http.routes": [],  # nothing is shown to browsers
    "distributed.worker.http.routes": [],
}
Tell = Callable[[int, int], None]
"""Is told how many steps are done and how many there are."""


@dataclass(frozen=True)
class Part:
    """All accounts of one part, screened."""

    findings: pd.DataFrame
    lines: int
    accounts: int


@contextmanager
def client_of(scheduler: str | None, workers: int) -> Iterator[Client]:
    """A connection to the cluster at ``scheduler``, or to ``workers`` processes that live as long as it does.

    Raises `OptionError` for what is no address, and `InputError` if nobody answers there.
    """
    if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
        raise OptionError("screen-bad-scheduler", address=scheduler)
    with dask.config.set(_SETTINGS), tempfile.TemporaryDirectory(prefix="selfcheck-") as place:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        if scheduler is not None:
            try:
                client = Client(scheduler, timeout="10s", set_as_default=False)
            except (OSError, ValueError) as error:
                raise InputError("screen-no-scheduler", address=scheduler, reason=str(error)) from None
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                security=True,  # others who use this machine could ask its ports for the lines
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                local_directory=place,
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster, security=cluster.security, set_as_default=False) as client,
        ):
            yield client


def screen_pieces(
    pieces: Sequence[Piece], how: Screening, client: Client, tell: Tell | None = None
) -> tuple[Tally, Iterator[Part]]:
    """What became of all lines, and the parts with the findings, one after the other and always in the same order.

    Raises `UnreadableError` for a file that cannot be read to its end.
    """
    if not pieces:
        return Tally(), iter(())
    read = [delayed(read_piece, pure=True, nout=2)(piece, how) for piece in pieces]
    empty, _ = typed(pd.DataFrame({role: pd.Series(dtype="str") for role in COLUMNS}), {role: (role,) for role in COLUMNS})
    lines = dd.from_delayed([one for one, _ in read], meta=empty, verify_meta=False)
    rows = sum(piece.rows for piece in pieces)
    parts = max(1, min(rows // _LINES, _MOST_PARTS))
    together = lines.shuffle("account", npartitions=parts, shuffle_method="p2p") if len(read) > 1 or parts > 1 else lines
    screening = [delayed(_part)(one, how) for one in together.to_delayed()]
    futures = client.compute([*(tally for _, tally in read), *screening])
    if tell:
        for done, _ in enumerate(as_completed(futures, loop=client.loop), start=1):
            tell(done, len(futures))
    tally = Tally.total(future.result() for future in futures[: len(read)])
    return tally, _in_turn(futures[len(read) :])


def _part(lines: pd.DataFrame, how: Screening) -> Part:
    """One part; runs where Dask has it run."""
    return Part(screened(lines, how), len(lines), lines["account"].nunique())


def _in_turn(futures: list[Any]) -> Iterator[Part]:
    """The results, each let go when it was handed out."""
    futures.reverse()
    while futures:
        yield futures.pop().result()
