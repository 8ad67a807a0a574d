"""Signals that end this process come as exceptions, so that all is cleaned up behind them: Ctrl-C, SIGTERM, SIGHUP.

While processes are begun or ended none of them breaks in, since half of them would stay; what came is heard right after.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What ends a process that says nothing of them; a closed terminal sends the second. Ctrl-C is an exception by itself."""
_OF_TERMINALS = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
_held = False
_came = 0


@contextmanager
def as_exceptions() -> Iterator[None]:
    """Within, SIGTERM and SIGHUP raise `SystemExit` with the code that a shell gives them; those that are ignored stay so."""
    global _came
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _came = 0
    before = {number: signal.signal(number, _hear) for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """Within, no signal breaks in. Processes that are begun here do not hear those that a terminal sends to all of them."""
    global _held
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with _unheard():
        _held = True
        try:
            yield
        finally:
            _held = False
    if _came:
        raise SystemExit(128 + _came)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ignore the signals of a terminal, as will who is begun meanwhile; where they can be kept back, none is lost by it.

    What is both ignored and kept back waits until it is neither.
    """
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in _OF_TERMINALS}
    if keeps := hasattr(signal, "pthread_sigmask"):
        _begin_tracker()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_TERMINALS)
    for number in _OF_TERMINALS:
        signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if keeps:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _begin_tracker() -> None:
    """Python's own helper, which lets signals through again in whatever thread it is begun by, and must outlive a terminal."""
    from multiprocessing.resource_tracker import ensure_running

    before = {number: signal.signal(number, signal.SIG_IGN) for number in _OF_TERMINALS}
    ensure_running()
    for number, handler in before.items():
        signal.signal(number, handler)


def _hear(number: int, frame: FrameType | None) -> None:
    global _came
    _came = number
    if not _held:
        raise SystemExit(128 + number)
