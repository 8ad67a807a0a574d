"""What the tests of ``--since-last`` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assessment.months import Month


@pytest.fixture
def month(tmp_path: Path) -> Month:
    return Month(tmp_path)
