"""A grey picture of a page comes in; the same with even light, straight lines and no rules goes out.

Photographs of paper have shadows and are tilted by a degree or two; rules between rows and columns join what stands beside
them into one block for tesseract, which then reads hardly anything.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Grey: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
"""0 is black."""
Marks: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
WHITE = 255
DARK = 150
"""Greys below this are ink, on paper that was made white."""
_RULE_DARK = 190
"""Rules are thin, and so paler than letters."""
_TILES = 40
"""Parts of a page's width whose paper is looked for one by one; a letter is narrower than a part."""
_PAPER = 80
"""Of the greys of a part, so many in a hundred are darker than its paper."""
_DARKEST_PAPER = 40
_STRIPS = 24
"""Upright strips of a page whose lines are laid upon each other to find the tilt."""
_TILTS = (0.07, 0.002, 0.0004)
"""Most tilt (four degrees), steps in which it is looked for, and the finer ones around the best of those."""
_RULE = 20
"""Parts of the page's width, of which a stroke must be as long as one to be a rule: three letters on paper."""


def evenly_lit(grey: Grey) -> Grey:
    """The page with its paper white everywhere: each part is compared with the paper around it."""
    high, wide = grey.shape
    size = max(wide // _TILES, 16)
    rows, columns = -(-high // size), -(-wide // size)
    padded = np.pad(grey, ((0, rows * size - high), (0, columns * size - wide)), mode="edge")
    tiles = padded.reshape(rows, size, columns, size).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    paper = np.pad(np.percentile(tiles, _PAPER, axis=2), 1, mode="edge")
    brightest = np.max([paper[y : y + rows, x : x + columns] for y in range(3) for x in range(3)], axis=0)
    across = _between(brightest, (np.arange(wide) + 0.5) / size - 0.5, axis=1)
    out = np.empty_like(grey)
    for top in range(0, high, size):  # row of tiles by row of tiles: a page of floats is large
        places = (np.arange(top, min(top + size, high)) + 0.5) / size - 0.5
        light = _between(across, places, axis=0).clip(_DARKEST_PAPER, WHITE)
        out[top : top + size] = (grey[top : top + size] / light * WHITE).clip(0, WHITE)
    return out


def _between(values: np.ndarray[Any, Any], places: np.ndarray[Any, Any], axis: int) -> np.ndarray[Any, Any]:
    """Values at places between those that are known."""
    places = places.clip(0, values.shape[axis] - 1)
    before = np.floor(places).astype(int)
    behind = np.minimum(before + 1, values.shape[axis] - 1)
    share = (places - before).reshape((-1, 1) if axis == 0 else (1, -1))
    found: np.ndarray[Any, Any] = np.take(values, before, axis) * (1 - share) + np.take(values, behind, axis) * share
    return found


def resized(grey: Grey, high: float, wide: float) -> Grey:
    """The picture, so many times as high and as wide."""
    rows, columns = max(int(grey.shape[0] * high), 1), max(int(grey.shape[1] * wide), 1)
    lines = _between(grey.astype(np.float32), (np.arange(rows) + 0.5) / high - 0.5, axis=0)
    found: Grey = _between(lines, (np.arange(columns) + 0.5) / wide - 0.5, axis=1).astype(np.uint8)
    return found


def ink(grey: Grey) -> Marks:
    """Where letters are; a speck that is smaller than a stroke is none."""
    high, wide = grey.shape
    padded = np.pad(grey, 1, mode="edge").astype(np.uint16)
    around = sum(padded[y : y + high, x : x + wide] for y in range(3) for x in range(3))
    found: Marks = np.asarray(around) < 9 * DARK
    return found


def straight(grey: Grey) -> Grey:
    """The page turned so that its lines run across."""
    high, wide = grey.shape
    tilt = _tilt(ink(grey))
    down, right = np.arange(high)[:, None], np.arange(wide)[None, :]
    if abs(tilt) * wide >= 1:
        from_row = down + np.round(tilt * np.arange(wide)).astype(int)[None, :]
        grey = np.where((from_row >= 0) & (from_row < high), grey[from_row.clip(0, high - 1), right], WHITE)
        from_column = right - np.round(tilt * np.arange(high)).astype(int)[:, None]
        grey = np.where((from_column >= 0) & (from_column < wide), grey[down, from_column.clip(0, wide - 1)], WHITE)
    return grey


def _tilt(dark: Marks) -> float:
    """By how much the lines go down for each step to the right: there the page falls apart best into lines and gaps."""
    wide = dark.shape[1] // _STRIPS
    strips = [dark[:, at * wide : (at + 1) * wide].sum(axis=1).astype(np.float32) for at in range(_STRIPS)]

    def sharpness(tilt: float) -> float:
        laid = sum(np.roll(strip, -round(tilt * (at + 0.5) * wide)) for at, strip in enumerate(strips))
        return float((np.diff(np.asarray(laid)) ** 2).sum())

    most, step, fine = _TILTS
    best = 0.0
    for reach, pace in ((most, step), (step, fine)):
        tilts: list[float] = (best + np.arange(-reach, reach + pace, pace)).tolist()
        best = max(tilts, key=lambda tilt: (sharpness(tilt), -abs(tilt)))
    return best


def without_rules(grey: Grey) -> Grey:
    """The page with what is drawn in long strokes taken out."""
    dark, least = grey < _RULE_DARK, grey.shape[1] // _RULE
    rules = _long(dark, least) | _long(np.ascontiguousarray(dark.T), least).T
    for axis in (0, 1):  # their edges are pale
        rules = rules | np.roll(rules, 1, axis) | np.roll(rules, -1, axis)
    found: Grey = np.where(rules, WHITE, grey).astype(np.uint8)
    return found


def _long(dark: Marks, least: int) -> Marks:
    """What belongs to strokes across that are at least so long."""
    ends = np.diff(np.pad(dark.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    (rows, starts), (_, stops) = np.nonzero(ends == 1), np.nonzero(ends == -1)
    long = stops - starts >= least
    found = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int8)
    np.add.at(found, (rows[long], starts[long]), 1)
    np.add.at(found, (rows[long], stops[long]), -1)
    marks: Marks = np.cumsum(found, axis=1)[:, :-1] > 0
    return marks
