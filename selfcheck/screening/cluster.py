"""Pieces come in; Dask reads them, brings the lines of each account together and screens them; findings go out.

Everything that makes this work on many machines is Dask's: who reads what, the exchange of lines between processes, and
what to do when one of them is lost.
"""

from __future__ import annotations

import errno
import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import dask
import dask.dataframe as dd
import pandas as pd
from dask.delayed import delayed
from distributed import Client, KilledWorker, LocalCluster, as_completed
from msgspec import Struct

from selfcheck.errors import InputError, OptionError
from selfcheck.patterns import regex
from selfcheck.screening.accounts import Screening, screened
from selfcheck.screening.own_folder import own_folder
from selfcheck.screening.pieces import Piece, read_piece
from selfcheck.screening.signals import held
from selfcheck.screening.table import COLUMNS, typed
from selfcheck.screening.tally import Tally

_LINES = 100_000
"""Lines that are brought together in one part, about; an account is never divided."""
_MOST_PARTS = 10_000
"""Of a shuffle; beyond, each part holds more lines."""
_ADDRESS = regex(r"(tcp|tls|wss?|ucx)://\S+:\d+")
_PATIENCE = 60
"""Seconds for processes to end; those that have not then end with this one."""
_PAUSE, _LOOK, _ALONE = 0.05, 2.0, 120.0
"""Seconds between two looks at what is done, between two looks who works on it, and after which nobody will come any more."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_SETTINGS = {
    "logging.distributed": "critical",
    "distributed.admin.low-level-log-length": 0,
    "distributed.scheduler.http.routes": [],  # nothing is shown to browsers
    "distributed.worker.http.routes": [],
}
Tell = Callable[[int, int], None]
"""Is told how many steps are done and how many there are."""


class Part(Struct, frozen=True):
    """All accounts of one part, screened."""

    findings: pd.DataFrame
    lines: int
    accounts: int


@contextmanager
def client_of(scheduler: str | None, workers: int) -> Iterator[Client]:
    """A connection to the cluster at ``scheduler``, or to ``workers`` processes that live as long as it does.

    Raises `OptionError` for what is no address or lacks a certificate, and `InputError` if nobody answers there.
    """
    with ExitStack() as stack:
        place = stack.enter_context(own_folder())
        stack.enter_context(dask.config.set({**_SETTINGS, "temporary-directory": place}))
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        yield stack.enter_context(_own_cluster(workers, place) if scheduler is None else _cluster_at(scheduler))


@contextmanager
def _cluster_at(address: str) -> Iterator[Client]:
    if not _ADDRESS.fullmatch(address):
        raise OptionError("screen-bad-scheduler", address=address)
    if address.startswith(("tls:", "wss:")) and not dask.config.get("distributed.comm.tls.ca-file", None):
        raise OptionError("screen-no-certificate")
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError("screen-no-scheduler", address=address, reason=str(error)) from None
    with client:
        yield client


@contextmanager
def _own_cluster(workers: int, place: str) -> Iterator[Client]:
    """Ctrl-C is for this process, which ends the others; they do not hear it."""
    with ExitStack() as stack:
        with held():
            try:
                cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    security=True,  # others who use this machine could ask its ports for the lines
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    local_directory=place,
                    silence_logs=logging.CRITICAL,
                )
            except (RuntimeError, OSError) as error:  # TimeoutError is one; they end, or were ended, before they could work
                raise InputError("screen-no-workers", count=workers, reason=str(error) or type(error).__name__) from None
            client = Client(cluster, security=cluster.security, set_as_default=False)

        def close() -> None:
            with held(), suppress(TimeoutError):
                client.close(timeout=_PATIENCE)
                cluster.close(timeout=_PATIENCE)

        stack.callback(close)
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
    by_account = _brought_together([lines for lines, _ in read], sum(piece.rows for piece in pieces))
    screening = [delayed(_part)(lines, how) for lines in by_account.to_delayed()]
    futures = client.compute([*(tally for _, tally in read), *screening])
    _wait_for(futures, client, tell)
    tally = Tally.total(future.result() for future in futures[: len(read)])
    return tally, _in_turn(futures[len(read) :])


def _brought_together(pieces: Sequence[Any], rows: int) -> Any:
    """The lines of all pieces as a table of Dask in which no account lies in two parts."""
    empty, _ = typed(pd.DataFrame({role: pd.Series(dtype="str") for role in COLUMNS}), {role: (role,) for role in COLUMNS})
    lines = dd.from_delayed(list(pieces), meta=empty, verify_meta=False)
    parts = max(1, min(rows // _LINES, _MOST_PARTS))
    if len(pieces) == parts == 1:
        return lines  # there is nothing to exchange
    return lines.shuffle("account", npartitions=parts, shuffle_method="p2p")


def _wait_for(futures: list[Any], client: Client, tell: Tell | None) -> None:
    """Wait for all of them; the first that fails ends the others and is raised as a sentence."""
    for done, future in enumerate(_as_they_come(futures, client), start=1):
        if future.status == "error":
            error = _as_sentence(future.exception())
            client.cancel(futures)
            raise error
        if tell:
            tell(done, len(futures))


def _as_they_come(futures: Sequence[Any], client: Client) -> Iterator[Any]:
    """Each when it is done. Raises `InputError` where for long there was nobody to work on them: who is ended as soon as he
    is there is begun anew for ever."""
    waiting = as_completed(futures, loop=client.loop)
    seen = looked = time.monotonic()
    while not waiting.is_empty():
        if waiting.has_ready():
            yield next(waiting)
            continue
        time.sleep(_PAUSE)
        now = time.monotonic()
        if now - looked < _LOOK:
            continue
        looked = now
        if client.nthreads():
            seen = now
        elif now - seen > _ALONE:
            client.cancel(list(futures))
            raise InputError("screen-killed")


def _as_sentence(error: BaseException) -> BaseException:
    """What ended the work, as a sentence where there is one."""
    causes = list(_causes(error))
    if any("OutOfDisk" in type(one).__name__ or getattr(one, "errno", None) in _FULL for one in causes):
        return InputError("screen-no-room", path=tempfile.gettempdir())
    if any(isinstance(one, KilledWorker | MemoryError) for one in causes):
        return InputError("screen-killed")
    if isinstance(error, ImportError):
        return InputError("screen-workers-lack", reason=str(error))
    # An exchange of lines whose other end is lost says no more than that it failed.
    return InputError("screen-killed") if isinstance(error, RuntimeError) and str(error).startswith("P2P ") else error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """``error``, and what led to it."""
    while error:
        yield error
        error = error.__cause__


def _part(lines: pd.DataFrame, how: Screening) -> Part:
    """One part; runs where Dask has it run."""
    return Part(screened(lines, how), len(lines), lines["account"].nunique())


def _in_turn(futures: list[Any]) -> Iterator[Part]:
    """The results, each let go when it was handed out."""
    futures.reverse()
    while futures:
        yield futures.pop().result()
