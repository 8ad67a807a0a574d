"""What tests of several commands are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import simple


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A statement that names a service once."""
    place = tmp_path / "x.csv"
    place.write_bytes(simple("電気", "ドコモコウザ").encode("cp932"))
    return place
