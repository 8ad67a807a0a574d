"""A process that starts anew (Windows, macOS): a function and the file come to it on its standard input (`program`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selfcheck.statement.containers.apart.limits import Limits
from selfcheck.statement.containers.apart.programs import heard

COMMAND = "--read-in-child"
"""What tells the program without Python to be such a process (packaging/program.py)."""
LENGTH = 8
"""Bytes that say how long what is asked is."""


def spawned(function: Callable[[bytes], Any], data: bytes, limits: Limits, loads: str = "") -> bytes:
    """The answer of a new process, which begins to count when it has loaded the module ``loads``.

    Raises `ChildLostError`, and `UnreadableError` where it cannot be started.
    """
    import pickle

    command = [_python(), "-P", "-m", "selfcheck.statement.containers.apart.program"]  # -P: no modules of this folder
    if getattr(sys, "frozen", False):
        command = [sys.executable, COMMAND]
    asked = pickle.dumps((function, limits, loads))
    given = (len(asked).to_bytes(LENGTH, "little"), asked, data)
    return heard(command, given, limits, os.environ | {"PYTHONPATH": _search_path()}, bounds_itself=True)


def _python() -> str:
    """The Python of this process. In an environment of Windows (venv) there stands a program that starts it, which would be in
    the job while Python, started before that was made, is not."""
    if sys.platform == "win32":
        return getattr(sys, "_base_executable", "") or sys.executable
    return sys.executable


def _search_path() -> str:
    """Where the process finds the same modules as this one."""
    here = str(Path(__file__).parents[4])
    return os.pathsep.join([here, *(path for path in sys.path if path and path != here)])
