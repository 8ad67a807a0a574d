"""A function is called in a process of its own, with a limit to its time and memory.

For parsers in C or Rust that end their process on some broken files: the child ends, and the sentence is said here. Where
the system cannot fork (Windows), it is called in this process.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Value = TypeVar("Value")
SECONDS = 15
"""Of the processor; a workbook of 100,000 rows takes one."""
MEMORY = 1 << 30
"""Bytes beyond what this process has."""


class ChildLostError(Exception):
    """The child ended without an answer: it crashed, or met a limit."""


def call(function: Callable[[bytes], Value], data: bytes) -> Value:
    """``function(data)``. Raises what it raises, and `ChildLostError`."""
    if not hasattr(os, "fork"):
        return _here(function, data)
    import warnings

    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():  # of threads: the libraries behind numpy keep some, which do nothing in the child
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(reading)
        _answer(function, data, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
    except BaseException:
        _end(child)
        raise
    os.waitpid(child, 0)
    if not answer:
        raise ChildLostError
    good, value = pickle.loads(answer)
    if good:
        result: Value = value
        return result
    raise value


def _here(function: Callable[[bytes], Value], data: bytes) -> Value:
    """``function(data)`` in this process; a panic of Rust is no `Exception`, and loses only this file."""
    try:
        return function(data)
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        raise ChildLostError from None


def _answer(function: Callable[[bytes], Any], data: bytes, writing: int) -> None:
    """Never returns: the child writes its answer and ends."""
    code = 1
    try:
        _limit()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a panic of Rust says more than anybody wants to know
        try:
            answer = pickle.dumps((True, function(data)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            answer = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _limit() -> None:
    import resource

    _lower(resource.RLIMIT_CPU, int(sum(os.times()[:2])) + SECONDS)
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):  # no such place on this system, where the limit of memory does not hold either
        return
    _lower(resource.RLIMIT_AS, used + MEMORY)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, most: int) -> None:
    import resource

    soft, hard = resource.getrlimit(kind)
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # refused by macOS
        resource.setrlimit(kind, (min([most, *allowed]), hard))


def _end(child: int) -> None:
    import signal

    with suppress(OSError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
