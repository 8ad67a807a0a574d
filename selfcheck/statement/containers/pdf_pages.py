"""The bytes of a PDF come in, its printed lines go out, page by page. Called in a process of its own (`in_child`).

PDF is the one format here whose reader is a large C++ program; what makes it loop, swell or abort ends that process and
nothing else.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Raw, Struct, msgpack

from selfcheck.errors import UnreadableError
from selfcheck.statement.placed.printed import Glyph, Word, words_on_page

if TYPE_CHECKING:
    import pypdfium2

_RULE = 2.5
"""Points: a drawn thing lower than this is a rule between rows."""
_MOST_OBJECTS = 20_000
"""Drawn things of a page that are looked at for rules; a page of a statement has some hundreds."""
_NO_WIDTH = 0.01
"""Points: a text as narrow as this is left out by pdfium, however high it is."""
_UPRIGHT = 10
"""Degrees by which text may lean and still be taken for upright (a scanned page whose text was recognised leans)."""


class Page(Struct, frozen=True):
    """What stands on a page."""

    number: int
    """From 1."""
    lines: list[tuple[float, float, list[Word]]] = []
    """Printed lines: baseline, em, words."""
    rules: list[tuple[float, float, float]] = []
    """Place from above, left and right of what is drawn across."""
    has_pictures: bool = False
    """It has pictures, and no text."""
    unknown: int = 0
    """Glyphs of which the file does not say what character they are."""
    is_broken: bool = False
    """It cannot be opened."""


class Bounds(Struct, frozen=True):
    """What a document may have."""

    pages: int
    glyphs: int


def pages_of(data: bytes, password: str, bounds: Bounds) -> list[Raw]:
    """Every `Page` of a document, as bytes at once: of a large one they take a tenth of the room. Raises `UnreadableError`."""
    return [Raw(msgpack.encode(page)) for page in _pages(data, password, bounds)]


def _pages(data: bytes, password: str, bounds: Bounds) -> Iterator[Page]:
    import pypdfium2

    document = opened(data, password)
    if len(document) > bounds.pages:
        raise UnreadableError("pdf-too-many-pages")
    document.init_forms()
    left = bounds.glyphs
    for number in range(len(document)):
        try:
            page = _flat(document, number)
        except pypdfium2.PdfiumError:
            yield Page(number + 1, is_broken=True)
            continue
        glyphs, unknown = _glyphs(page, left)
        if aside := _turned_aside(page, glyphs):
            _turn(page, aside)
            glyphs, unknown = _glyphs(page, left)
        left -= sum(map(len, glyphs.values()))
        yield _printed(number + 1, page, glyphs, unknown)
        page.close()


def opened(data: bytes, password: str) -> pypdfium2.PdfDocument:
    """The document. Raises `UnreadableError`."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) != pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("pdf-broken") from None
        raise UnreadableError("pdf-password-wrong" if password else "pdf-locked") from None


def _flat(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page on which what is typed into a form is text like any other."""
    page = document[number]
    if document.formenv:
        page.flatten()
        page.close()
        page = document[number]
    return page


def _printed(number: int, page: pypdfium2.PdfPage, glyphs: dict[int, list[Glyph]], unknown: int) -> Page:
    """The lines of a page, its rules if it is held upright, and whether it is a picture without text."""
    # Most of the text gives the way the page is held; what stands across it (a stamp, a margin) comes after.
    ways = sorted(glyphs, key=lambda way: (-len(glyphs[way]), way))
    return Page(
        number,
        [line for way in ways for line in words_on_page(glyphs[way])],
        _rules(page) if ways[:1] == [0] else [],
        not ways and _has_pictures(page),
        unknown,
    )


def _glyphs(page: pypdfium2.PdfPage, most: int) -> tuple[dict[int, list[Glyph]], int]:
    """The glyphs of a page by the angle at which they stand, turned upright; and how many are no known character."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > most:
        raise UnreadableError("pdf-too-large")
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: dict[int, list[Glyph]] = defaultdict(list)
    unknown = 0
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code < 32 or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        unknown += code in (0xFFFD, 0xFFFE) or 0xE000 <= code < 0xF900
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        way = _way(pdfium.FPDFText_GetCharAngle(text, index))
        left, right, low, high = _turned(way, box.left, box.right, box.bottom, box.top)
        base = -x.value * math.sin(math.radians(way)) + y.value * math.cos(math.radians(way))
        try:
            char = chr(code)
            char.encode("utf-8")
        except (ValueError, UnicodeEncodeError):
            char, unknown = "\ufffd", unknown + 1
        found[way].append(Glyph(char, round(left, 2), round(right, 2), round(-base, 2), round(max(high - low, 1.0), 2)))
    text.close()
    return found, unknown


def _turned_aside(page: pypdfium2.PdfPage, glyphs: dict[int, list[Glyph]]) -> int:
    """The way in which text is turned that pdfium leaves out, since its letters cover no width; 0 where it leaves out none.

    A letter that no installed font has is drawn as nothing. On an upright page it still moves on what follows, and counts; on
    a turned one a memo of such letters would be gone, and those with a digit in them would not.
    """
    import pypdfium2.raw as pdfium

    aside = [way for way in (90, 270) if way in glyphs]
    if glyphs and not aside:
        return 0
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5)
    bounds = (text.get_bounds() for text in texts)
    if not any(right - left < _NO_WIDTH <= high - low for left, low, right, high in bounds):
        return 0
    return max(aside, key=lambda way: len(glyphs[way]), default=90)


def _turn(page: pypdfium2.PdfPage, way: int) -> None:
    """Turn back all that is drawn on a page by ``way`` degrees."""
    import pypdfium2.raw as pdfium

    sin = 1 if way == 90 else -1
    for drawn in page.get_objects(max_depth=1):
        pdfium.FPDFPageObj_Transform(drawn, 0, -sin, sin, 0, 0, 0)


def _way(angle: float) -> int:
    """Degrees by which text is turned to the left: a quarter of a circle, or whatever it is. pdfium counts to the right."""
    degrees = round(-math.degrees(angle)) % 360 if angle >= 0 else 0
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) <= _UPRIGHT else degrees


def _turned(way: int, left: float, right: float, low: float, high: float) -> tuple[float, float, float, float]:
    """A box turned back by ``way`` degrees: left, right, low, high."""
    sin, cos = math.sin(math.radians(way)), math.cos(math.radians(way))
    corners = [(x * cos + y * sin, -x * sin + y * cos) for x in (left, right) for y in (low, high)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def _rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float]]:
    """Horizontal edges of what is drawn (place from above, left, right): lines, frames, bands of colour behind rows."""
    import pypdfium2.raw as pdfium

    found: set[tuple[float, float, float]] = set()
    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number >= _MOST_OBJECTS:
            return []
        left, low, right, high = drawn.get_bounds()
        if right - left > 5:
            edges = (low, high) if high - low > _RULE else ((low + high) / 2,)
            found.update((round(-edge, 1), round(left, 1), round(right, 1)) for edge in edges)
    return sorted(found)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5))
