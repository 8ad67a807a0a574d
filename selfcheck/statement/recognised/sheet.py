"""Cells of a page come in; a sheet on which they stand one below the other goes out, and what was read on it, cell by cell.

So every cell is a line of its own to tesseract, at a size that suits it, and may be stretched: it reads half-width kana where
they are about as wide as others.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.recognised.cells import Box
from selfcheck.statement.recognised.grey import WHITE, Grey, resized

SIZE = 40
"""Pixels of an em on a sheet; tesseract was trained on about as many."""
_AROUND = 0.12
"""Ems of paper that are kept around a cell."""
_APART = 0.5
"""Ems between cells on a sheet."""
_LONGEST_SHEET = 12_000
"""Pixels; tesseract takes no more than 32,767."""
_WIDEST_CELL = 30_000
"""Pixels; tesseract takes no picture of 32,768."""
_WORD = "5"
"""The level of a row of tesseract's table that holds a word."""


class Sheet(Struct, frozen=True):
    """A picture of cells."""

    picture: Grey
    tops: tuple[int, ...]
    """Where the room of each cell begins."""


class Reading(Struct, frozen=True):
    """What was read in a cell."""

    text: str = ""
    confidence: float = 0.0
    """Of 100, as tesseract says; of its least sure word."""


def sheets(grey: Grey, boxes: Sequence[Box], em: float, *, stretch: float = 1.0) -> list[Sheet]:
    """Sheets with all cells in their order, ``stretch`` times as wide as they are high."""
    scale, around, apart = SIZE / em, round(_AROUND * em), round(_APART * SIZE)
    found: list[Sheet] = []
    crops: list[Grey] = []
    height = 0
    for box in boxes:
        piece = grey[max(box.top - around, 0) : box.bottom + around, max(box.left - around, 0) : box.right + around]
        crop = resized(piece, scale, scale * stretch)[:, :_WIDEST_CELL]
        if crops and height + len(crop) > _LONGEST_SHEET:
            found.append(_sheet(crops, apart))
            crops, height = [], 0
        crops.append(crop)
        height += len(crop) + apart
    return [*found, _sheet(crops, apart)] if crops else found


def _sheet(crops: Sequence[Grey], apart: int) -> Sheet:
    wide = max(crop.shape[1] for crop in crops) + 4 * apart
    picture = np.full((sum(len(crop) + apart for crop in crops) + apart, wide), WHITE, dtype=np.uint8)
    at, tops = apart, []
    for crop in crops:
        picture[at : at + len(crop), 2 * apart : 2 * apart + crop.shape[1]] = crop
        tops.append(at - apart // 2)
        at += len(crop) + apart
    return Sheet(picture, tuple(tops))


def readings_of(tsv: str, sheet: Sheet) -> list[Reading]:
    """What tesseract read in each cell; ``tsv`` is its table of words with places. Raises `UnreadableError` for any other."""
    words: list[list[tuple[str, float]]] = [[] for _ in sheet.tops]
    try:
        for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = (row.get("text") or "").strip()
            if row.get("level") == _WORD and text:
                middle = int(row["top"]) + int(row["height"]) / 2
                words[max(bisect_right(sheet.tops, middle) - 1, 0)].append((text, float(row["conf"])))
    except (ValueError, KeyError, TypeError, OverflowError, csv.Error):  # a table that ends in the middle of a row, say
        raise UnreadableError("ocr-failed") from None
    return [Reading(" ".join(text for text, _ in cell), min(conf for _, conf in cell)) if cell else Reading() for cell in words]
