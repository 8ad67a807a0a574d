"""A page of a PDF comes in, as a grey picture it goes out. Called in a process of its own (`in_child`)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from selfcheck.statement.containers.pdf_pages import opened

if TYPE_CHECKING:
    import numpy as np


class Asked(Struct, frozen=True):
    """Which page, and how large."""

    page: int
    """From 0."""
    scale: float
    """Pixels for each point."""
    pixels: int
    """In all, at most."""


Drawn = tuple[int, int, float, bytes]
"""Width, height, pixels for each point, and the pixels, grey."""


def drawn(data: bytes, password: str, asked: Asked) -> Drawn:
    """A page. Raises `UnreadableError`."""
    page = opened(data, password)[asked.page]
    wide, high = page.get_size()
    scale = min(asked.scale, math.sqrt(asked.pixels / max(wide * high, 1)))
    rows: np.ndarray[Any, Any] = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    rows = rows.reshape(rows.shape[0], -1)
    return rows.shape[1], rows.shape[0], scale, rows.tobytes()
