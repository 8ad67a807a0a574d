"""Many inputs come in; their statements go out, in the same order, read by several processes.

A process that is lost (the system was short of memory, say) costs nothing but time: what it had not read is read here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from selfcheck.statement.containers.apart import budget
from selfcheck.statement.gathered import Gathered
from selfcheck.statement.inputs import Input
from selfcheck.statement.options import Options
from selfcheck.statement.reader import read_input

_FEWEST = 32 if sys.platform == "linux" else 200
"""Files for which starting processes pays; elsewhere each of them begins from nothing."""
_MOST = 61 if sys.platform == "win32" else 1000
"""Processes; Windows waits for no more."""
_AT_ONCE = 8
"""Files that are handed to a process together."""


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_inputs(
    inputs: Sequence[Input], options: Options, jobs: int, tell: Callable[[str, int, int], None] | None = None
) -> Iterator[Gathered]:
    """What each input gave. Raises what `read_input` raises.

    ``tell`` hears of each file that is read here, before and while it is: its path, lines and bytes.
    """
    with budget.run():
        yield from _read(inputs, options, jobs, tell)


def _read(
    inputs: Sequence[Input], options: Options, jobs: int, tell: Callable[[str, int, int], None] | None
) -> Iterator[Gathered]:
    done = 0
    if jobs > 1 and len(inputs) >= _FEWEST:
        for gathered in _in_processes(inputs, options, jobs):
            yield gathered
            done += 1
    for given in inputs[done:]:
        if tell:
            tell(given.path, 0, 0)
        yield read_input(given, options, partial(tell, given.path) if tell else None)


def _in_processes(inputs: Sequence[Input], options: Options, jobs: int) -> Iterator[Gathered]:
    """As far as the processes get."""
    import multiprocessing
    import warnings
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    kind = "fork" if sys.platform == "linux" else "spawn"
    workers = min(jobs, len(inputs) // _AT_ONCE, _MOST)
    with ProcessPoolExecutor(workers, multiprocessing.get_context(kind), initializer=_begin, initargs=(workers,)) as pool:
        with warnings.catch_warnings():  # of threads: the libraries behind numpy keep some, which do nothing here
            warnings.simplefilter("ignore", DeprecationWarning)
            found = pool.map(read_input, inputs, [options] * len(inputs), chunksize=_AT_ONCE)
        try:
            yield from found
        except BrokenProcessPool:
            return
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(workers: int) -> None:
    """Leave Ctrl-C to the process that asked, and take no more than a share of what a run may take."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    budget.begin_run(workers)
