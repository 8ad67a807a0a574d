"""atheris, where it is installed: what is imported within `instrumented` tells it which branches an input took."""

from __future__ import annotations

import contextlib
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

try:
    import atheris as _atheris
except ImportError:
    _atheris = None

atheris: Any = _atheris
"""None where it is not installed."""


def instrumented() -> AbstractContextManager[None]:
    """The product's modules that are imported within are watched, where this is a run that tries inputs; the tests, which
    only look at what was found, run the code as it is."""
    if atheris is None or Path(sys.argv[0]).parent.name != "fuzzing":
        return contextlib.nullcontext()
    found: AbstractContextManager[None] = atheris.instrument_imports(include=["selfcheck"])
    return found
