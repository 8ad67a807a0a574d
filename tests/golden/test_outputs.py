"""Whatever moves within the code, what people see of every sample stays byte for byte."""

from __future__ import annotations

import pytest

from tests.golden.outputs import commands, digest, kept


@pytest.mark.parametrize("arguments", list(commands()), ids=" ".join)
def test_the_output_is_the_one_that_was_kept(arguments: tuple[str, ...]):
    assert digest(arguments) == kept()[" ".join(arguments)]


def test_nothing_is_kept_that_is_not_compared():
    assert set(kept()) == {" ".join(arguments) for arguments in commands()}
