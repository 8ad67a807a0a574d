"""What holds for every test: nothing connects to anything, and nothing of whoever runs them is read; and what several share."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator

import hypothesis
import pytest

from selfcheck.matching import matcher
from selfcheck.statement.workers import cores
from tests.offline import connections, forbid_connections

forbid_connections()
hypothesis.settings.register_profile("selfcheck", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("selfcheck")  # a busy machine fails no test


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """As many processes as this one may use processors; of many, more than eight wait for the slowest tests alone."""
    return min(cores(), 8)


@pytest.fixture(autouse=True, scope="session")
def _no_list_of_ones_own() -> Iterator[None]:
    """The withdrawals that whoever runs the tests knows are none of the tests' business."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        patch.setenv("XDG_DATA_HOME", place)
        patch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", place)
        for name in ("SELFCHECK_MINE", "SELFCHECK_WATCH"):
            patch.delenv(name, raising=False)
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
