"""A page of a PDF comes in, as a grey picture it goes out; part of the process of `pdf_pages`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2


def drawn(document: pypdfium2.PdfDocument, asked: dict[str, Any]) -> bytes:
    """The page ``draw`` (from 0) as a grey map: ``scale`` pixels for each point, but no more than ``pixels`` in all."""
    page = document[asked["draw"]]
    wide, high = page.get_size()
    scale = min(asked["scale"], math.sqrt(asked["pixels"] / max(wide * high, 1)))
    rows: np.ndarray[Any, Any] = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    rows = rows.reshape(rows.shape[0], -1)
    return b"P5 %d %d 255 %f\n" % (rows.shape[1], rows.shape[0], scale) + rows.tobytes()
