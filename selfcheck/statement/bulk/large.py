"""Which files are worth being read block by block; light, since every file is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

LARGE = 3 << 16
"""Bytes from which on it pays."""
Tell = Callable[[int, int], None]
"""Hears of the lines and bytes of a large file while it is read."""


def is_large_file(path: str) -> bool:
    """Whether ``path`` is a file that is worth it."""
    try:
        place = Path(path)
        return place.is_file() and place.stat().st_size > LARGE
    except (OSError, ValueError):
        return False
