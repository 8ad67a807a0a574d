"""Whatever a command stumbles over, a person reads a sentence and a script gets a code of the list."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from selfcheck.errors import Exit
from tests.in_process import command

MAIN = sys.modules["selfcheck.cli.main"]
"""The module; the package has a function of its name."""


class PanicException(BaseException):
    """What pyo3 makes of a panic of Rust; no `Exception`."""


def raising(error: BaseException) -> Callable[..., int]:
    def fails(*_: object, **__: object) -> int:
        raise error

    return fails


@pytest.mark.parametrize("error", [PanicException("index out of bounds"), RecursionError("too deep"), GeneratorExit("closed")])
def test_a_fault_of_a_library_is_a_sentence_and_never_a_traceback(error: BaseException, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(MAIN, "app", raising(error))
    outcome = command("services", LC_ALL="ja_JP.UTF-8")
    assert outcome.returncode == Exit.UNREADABLE
    assert "予期しない不具合" in outcome.read
    assert f"{type(error).__name__}: {error}" in outcome.read
    assert "Traceback" not in outcome.read


@pytest.mark.parametrize(("error", "code", "said"), [(KeyboardInterrupt(), 130, "中断しました"), (SystemExit(7), 7, "")])
def test_who_asks_to_end_is_heard(error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(MAIN, "app", raising(error))
    outcome = command("services", LC_ALL="ja_JP.UTF-8")
    assert (outcome.returncode, outcome.read.strip()) == (code, outcome.read.strip() if said else "")
    assert said in outcome.read
