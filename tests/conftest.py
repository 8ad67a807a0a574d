"""What holds for every test: nothing connects to anything, and nothing of whoever runs them is read; and what several share."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator

import pytest

from selfcheck.matching import matcher
from tests.offline import connections, forbid_connections

forbid_connections()


@pytest.fixture(autouse=True, scope="session")
def _no_list_of_ones_own() -> Iterator[None]:
    """The withdrawals that whoever runs the tests knows are none of the tests' business."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        patch.setenv("XDG_DATA_HOME", place)
        patch.delenv("SELFCHECK_MINE", raising=False)
        yield


@pytest.fixture(autouse=True)
def _no_connection() -> Iterator[None]:
    """A test fails in which something connected, whether or not the error was caught."""
    connections.clear()
    yield
    assert connections == []


@pytest.fixture(autouse=True, scope="session")
def _one_matcher() -> Iterator[None]:
    """The names to look for are prepared once for all scans: for one of them that is most of the work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "Matcher", functools.lru_cache(maxsize=8)(matcher.Matcher))
        yield
