"""What the tests of the command share: lines, what is found in them, and processes that wait for calls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import selfcheck
from tests.screening.accounts import Found, as_found, lines_of, statement

if TYPE_CHECKING:  # the extra fleet may not be installed
    from tests.screening.desk import Desk, Screen


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Lines of 40 accounts, day by day as a bank books them."""
    folder = tmp_path_factory.mktemp("accounts")
    every = lines_of([statement(seed, folder) for seed in range(40)])
    return every.sort_values("line", kind="stable", ignore_index=True)


@pytest.fixture(scope="module")
def expected(lines: pd.DataFrame) -> Found:
    return as_found(selfcheck.screen(lines))


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    from tests.screening.desk import Desk

    opened = Desk()
    yield opened
    opened.close()


@pytest.fixture
def screen(desk: Desk) -> Screen:
    """The command; it ends with ``code``, and gives standard output and error."""

    def screen(*arguments: str | Path, code: int = 1) -> tuple[str, str]:
        done = desk.screen(*arguments)
        assert done.returncode == code, done.read
        assert "予期しない" not in done.read
        assert "Traceback" not in done.read
        return done.stdout.decode(), done.stderr.decode()

    return screen
