"""What a process says when it has read a file: bytes that hold values and nothing that could act (MessagePack).

A parser that was taken over by the file it read could write anything here; so it is never unpickled.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec

from selfcheck import errors
from selfcheck.statement.containers.apart.limits import CRASH, MEMORY, ChildLostError

_GIVEN, _REFUSED, _LOST = range(3)


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    kind: int
    seconds: float
    """Of the processor, that it took."""
    content: msgspec.Raw


def answer_of(function: Callable[[bytes], Any], data: bytes) -> bytes:
    """What ``function(data)`` gives or raises, as bytes. Whatever it raises is an answer, a panic of Rust too."""
    begin = time.process_time()
    try:
        kind, content = _GIVEN, msgspec.msgpack.encode(function(data))
    except errors.SelfcheckError as error:
        kind, content = _REFUSED, _encoded([type(error).__name__, error.sentence.key, error.sentence.details])
    except MemoryError:
        kind, content = _LOST, _encoded([MEMORY, "MemoryError"])
    except BaseException as error:  # pyo3's PanicException is no Exception
        kind, content = _LOST, _encoded([CRASH, type(error).__name__])
    return msgspec.msgpack.encode(_Answer(kind, time.process_time() - begin, msgspec.Raw(content)))


def _encoded(value: list[Any]) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=str)


def understood(answer: bytes, kind: Any) -> tuple[Any, float]:
    """The value (``kind`` is its type) and the seconds it took. Raises what was raised: `SelfcheckError`, `ChildLostError`."""
    try:
        found = msgspec.msgpack.decode(answer, type=_Answer)
        content = msgspec.msgpack.decode(found.content, type=kind if found.kind == _GIVEN else list[Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ChildLostError(reason="answer") from None
    if found.kind == _LOST:
        raise ChildLostError(*map(str, content))
    if found.kind == _REFUSED:
        name, key, details = content
        raise _error(name, key, details)
    return content, found.seconds


def _error(name: str, key: str, details: dict[str, Any]) -> Exception:
    """The error of that name, if it is one of ours."""
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, errors.SelfcheckError):
        return kind(key, **details)
    return ChildLostError(reason="answer")
