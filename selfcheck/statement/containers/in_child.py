"""A function is called in a process of its own, with a limit to its time, its memory and its answer.

For parsers that other people wrote, in C or Rust mostly: on some files they loop, swell, panic or end their process. Whatever
happens there, the caller hears of it as an error. On Linux the process is a copy of this one, elsewhere it starts anew.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.apart.answers import understood
from selfcheck.statement.containers.apart.budget import Budget
from selfcheck.statement.containers.apart.limits import TIME, ChildLostError, Limits, limits_for

__all__ = ["TIME", "ChildLostError", "Limits", "call", "limits_for", "run"]

Value = TypeVar("Value")


def call(
    function: Callable[[bytes], Value],
    data: bytes,
    kind: Any = Any,
    *,
    limits: Limits | None = None,
    budget: Budget | None = None,
    loads: str = "",
) -> Value:
    """``function(data)``, within ``limits``, or those for so much data.

    ``kind`` is the type of its value, where that is more than text, numbers and lists.
    ``function`` has a name of its own in a module, by which another process finds it (or is a `functools.partial` of one).
    ``loads`` is a module that it needs, which copies of this process have once it was loaded here.
    Raises the `SelfcheckError` that it raises, `UnreadableError` where ``budget`` is spent or no process can be started, and
    `ChildLostError`.
    """

    def called(within: Limits) -> tuple[Value, float]:
        return understood(_in_process(function, data, within, loads), kind)

    return _spending(budget, limits or limits_for(len(data)), called)


def run(command: Sequence[str], data: bytes, environment: Mapping[str, str], limits: Limits, budget: Budget) -> bytes:
    """What another program answers to ``data`` on its standard input. Raises as `call` does."""
    from selfcheck.statement.containers.apart.programs import heard

    def ran(within: Limits) -> tuple[bytes, float]:
        before = sum(os.times()[2:4])  # of processes that ended; Windows does not say
        return heard(command, (data,), within, environment), sum(os.times()[2:4]) - before

    return _spending(budget, limits, ran)


def _spending(budget: Budget | None, limits: Limits, work: Callable[[Limits], tuple[Value, float]]) -> Value:
    """The value of ``work``, which tells how many seconds it took, too; the budget may leave less than the limits."""
    seconds, spent = budget.left() if budget else (limits.seconds, "")
    if budget and seconds <= 0:
        raise UnreadableError(spent)
    begin, took = time.monotonic(), 0.0
    try:
        value, took = work(replace(limits, seconds=min(limits.seconds, seconds)))
    except ChildLostError as lost:
        if lost.why == TIME and seconds < limits.seconds:
            raise UnreadableError(spent) from None
        raise
    finally:
        if budget:
            budget.spend(took or min(time.monotonic() - begin, limits.seconds, seconds))
    return value


def _in_process(function: Callable[[bytes], Any], data: bytes, limits: Limits, loads: str) -> bytes:
    if forks():
        from selfcheck.statement.containers.apart.forked import forked

        if loads:
            import_module(loads)
        return forked(function, data, limits)
    from selfcheck.statement.containers.apart.spawned import spawned

    return spawned(function, data, limits, loads)


def forks() -> bool:
    """Whether a process may be copied; macOS can, but its own libraries do not stand it."""
    return sys.platform == "linux" and hasattr(os, "fork")
