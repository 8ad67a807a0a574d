"""atheris, where it is installed: what is imported within `instrumented` tells it which branches an input took."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager
from typing import Any

try:
    import atheris as _atheris
except ImportError:
    _atheris = None

atheris: Any = _atheris
"""None where it is not installed."""


def instrumented() -> AbstractContextManager[None]:
    """The product's modules that are imported within are watched."""
    if atheris is None:
        return contextlib.nullcontext()
    found: AbstractContextManager[None] = atheris.instrument_imports(include=["selfcheck"])
    return found
