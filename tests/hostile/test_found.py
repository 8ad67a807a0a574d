"""Whatever an input once broke by fuzzing holds for it now.

An input is kept in ``found/`` as ``TARGET-NUMBER``, made as small as it still broke what it broke; its target is one of
`benchmarks.fuzzing.targets`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzzing.targets import TARGETS

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_once_holds_now(file: Path):
    TARGETS[file.name.partition("-")[0]].holds(file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_begins_with_an_input_that_holds(name: str):
    target = TARGETS[name]
    target.holds(target.seeds()[0][: target.longest])
