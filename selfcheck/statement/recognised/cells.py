"""A page that was made straight comes in; where its cells stand goes out: what has ink, with a gap around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.recognised.grey import Grey, Marks, ink

_GAP = 0.7
"""Ems between two cells; words of one memo stand nearer."""
_LOWEST_LINE = 6
"""Pixels; what is lower holds no letter that could be read."""
_LEAST_INK = 0.03
"""Of a letter's square, that makes something more than dirt."""
_MOST_CELLS = 3000
"""Of a page; a full page of a statement has five hundred, and what has more is no page of text."""


class Box(Struct, frozen=True):
    """Where something stands, in pixels."""

    left: int
    right: int
    top: int
    bottom: int


class Band(Struct, frozen=True):
    """A printed line: its cells from left to right."""

    base: int
    boxes: tuple[Box, ...]


def bands_of(grey: Grey) -> tuple[float, list[Band]]:
    """The em in pixels, and the printed lines from top to bottom. Raises `UnreadableError` where there are too many cells."""
    dark = ink(grey)
    lines = [(top, bottom) for top, bottom in _runs(dark.sum(axis=1) > 1) if bottom - top >= _LOWEST_LINE]
    if not lines:
        return 1.0, []
    em = float(np.percentile([bottom - top for top, bottom in lines], 75))
    found: list[Band] = []
    count = 0
    for top, bottom in lines:
        boxes = tuple(_boxes(dark, top, bottom, em))
        count += len(boxes)
        if count > _MOST_CELLS:
            raise UnreadableError("ocr-nothing")
        if boxes:
            found.append(Band(max(box.bottom for box in boxes), boxes))
    return em, found


def _boxes(dark: Marks, top: int, bottom: int, em: float) -> Sequence[Box]:
    """The cells of one line, each as high as its ink."""
    line = dark[top:bottom]
    joined: list[list[int]] = []
    for left, right in _runs(np.any(line, axis=0)):
        if joined and left - joined[-1][1] < _GAP * em:
            joined[-1][1] = right
        else:
            joined.append([left, right])
    boxes = []
    for left, right in joined:
        cell = line[:, left:right]
        rows = np.flatnonzero(cell.any(axis=1))
        if cell.sum() > _LEAST_INK * em * em:
            boxes.append(Box(left, right, top + int(rows[0]), top + int(rows[-1]) + 1))
    return boxes


def _runs(marks: Any) -> list[tuple[int, int]]:
    """From where to where marks stand without a gap."""
    ends = np.diff(np.concatenate([[0], marks.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(ends == 1).tolist(), np.flatnonzero(ends == -1).tolist(), strict=True))
