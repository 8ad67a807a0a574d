"""A grey picture of a page comes in; its printed lines go out, with all readings of their texts and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from selfcheck.statement.placed.printed import Word, width_of
from selfcheck.statement.recognised import tesseract
from selfcheck.statement.recognised.agreed import Agreed, agreed_number, agreed_text, is_number, number_in
from selfcheck.statement.recognised.cells import Band, Box, bands_of
from selfcheck.statement.recognised.grey import Grey, evenly_lit, straight, without_rules
from selfcheck.statement.recognised.sheet import Reading, readings_of, sheets

Read = Callable[[Grey, str], str]
"""Reads a picture in a language, as `tesseract.words_on` does."""
_HALF_WIDTH = 1.9
"""By which half-width kana are stretched; 1.6 reads some of them, 2.2 fewer again."""
_BETWEEN = 1.3
"""A width at which kana and kanji can both be read."""
_OTHER_WIDTH = 1.15
"""Digits are read a second time a little wider: a mistake of the first reading seldom comes again."""


class RecognisedLine(Struct, frozen=True):
    """A printed line as it was read."""

    base: float
    em: float
    words: tuple[Word, ...]
    readings: tuple[str, ...]
    """Its texts, each in every way it was read."""
    rivals: tuple[tuple[str, str], ...]
    """Numbers that may be others: what was taken, and what it may be."""
    is_unclear: bool = False
    """Whether a text in it was read in as many ways as it was looked at."""


def lines_on(picture: Grey, read: Read) -> list[RecognisedLine]:
    """The printed lines of a page from top to bottom, places in pixels. Raises `UnreadableError`."""
    page = without_rules(straight(evenly_lit(picture)))
    em, bands = bands_of(page)
    boxes = [box for band in bands for box in band.boxes]
    said = iter(_said(page, boxes, em, read))
    return [line for band in bands if (line := _line(band, em, [next(said) for _ in band.boxes])).words]


def _said(page: Grey, boxes: Sequence[Box], em: float, read: Read) -> list[Agreed]:
    """What each cell says: numbers where two readings give the same, all else as Japanese."""

    def readings(cells: Sequence[Box], language: str, stretch: float) -> list[Reading]:
        made = sheets(page, cells, em, stretch=stretch)
        return [reading for sheet in made for reading in readings_of(read(sheet.picture, language), sheet)]

    digits = [readings(boxes, tesseract.DIGITS, stretch) for stretch in (1.0, _OTHER_WIDTH)]
    both = list(zip(*digits, strict=True))
    said = {at: Agreed(number_in(one.text)) for at, (one, two) in enumerate(both) if _same(one, two)}
    rest = [at for at in range(len(boxes)) if at not in said]
    widths = (1.0, _BETWEEN, _HALF_WIDTH)
    texts = zip(*(readings([boxes[at] for at in rest], tesseract.JAPANESE, width) for width in widths), strict=True)
    for at, ways in zip(rest, texts, strict=True):
        said[at] = agreed_number([*both[at], *ways[:2]]) or agreed_text(ways)
    return [said[at] for at in range(len(boxes))]


def _same(one: Reading, two: Reading) -> bool:
    text = number_in(one.text)
    return text == number_in(two.text) and is_number(text)


def _line(band: Band, em: float, said: Sequence[Agreed]) -> RecognisedLine:
    words: list[Word] = []
    readings: list[str] = []
    rivals: list[tuple[str, str]] = []
    for box, cell in zip(band.boxes, said, strict=True):
        words += _words(cell.text, box)
        readings += cell.readings
        rivals += [(cell.text, other) for other in cell.rivals]
    return RecognisedLine(
        float(band.base), em, tuple(words), tuple(readings), tuple(rivals), any(cell.is_unclear for cell in said)
    )


def _words(text: str, box: Box) -> Iterator[Word]:
    """The words of a cell, each with its share of the cell's width."""
    unit = (box.right - box.left) / max(sum(map(width_of, text)), 1)
    left = float(box.left)
    for word in text.split(" "):
        right = left + unit * sum(map(width_of, word))
        if word:
            yield Word(" ", word, left, right)
        left = right + unit
