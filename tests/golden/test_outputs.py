"""Whatever moves within the code, what people see of every sample stays byte for byte."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.golden.outputs import commands, digest, kept

OFTEN = ("--lang ja --format text", "--format json --lang ja", "inspect", "guide", "desks", "explain", "services")
"""The commands of the quick run: each sample on the screen and as data. The other forms say the same."""


def marked(arguments: tuple[str, ...]) -> Any:
    line = " ".join(arguments)
    is_often = any(part in line for part in OFTEN) and "--lang en" not in line
    return pytest.param(arguments, id=line, marks=[] if is_often else [pytest.mark.slow])


@pytest.mark.skipif(sys.platform == "win32", reason="ends of lines, names of files, hints and notices are those of Windows")
@pytest.mark.parametrize("arguments", list(map(marked, commands())))
def test_the_output_is_the_one_that_was_kept(arguments: tuple[str, ...]):
    assert digest(arguments) == kept()[" ".join(arguments)]


def test_nothing_is_kept_that_is_not_compared():
    assert set(kept()) == {" ".join(arguments) for arguments in commands()}
