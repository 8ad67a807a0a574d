"""A process of its own: the bytes of a PDF come in on standard input, its printed lines go out, a JSON object for each page.

PDF is the one format here whose reader is a large C++ program; what makes it loop, swell or abort ends this process and
nothing else (see `pdf`). The first line of the input is a JSON object: ``password``, and the bounds that apply; where it says
``draw``, that page comes out as a grey picture (`pdf_drawn`).
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from selfcheck.statement.placed.printed import Glyph, words_on_page

if TYPE_CHECKING:
    import pypdfium2

_RULE = 2.5
"""Points: a drawn thing lower than this is a rule between rows."""
_MOST_OBJECTS = 20_000
"""Drawn things of a page that are looked at for rules; a page of a statement has some hundreds."""
_UPRIGHT = 10
"""Degrees by which text may lean and still be taken for upright (a scanned page whose text was recognised leans)."""


def main() -> None:
    """Answer on standard output; the last line says ``end`` or ``error``."""
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(asked["bytes"], asked["seconds"])
    try:
        if "draw" in asked:
            from selfcheck.statement.containers.pdf_drawn import drawn

            sys.stdout.buffer.write(drawn(opened(sys.stdin.buffer.read(), asked["password"]), asked))
            return
        for page in _pages(sys.stdin.buffer.read(), asked):
            _say(page)
        _say({"end": True})
    except _RefusedError as error:
        _say({"error": str(error)})


class _RefusedError(Exception):
    """The key of the sentence that says why."""


def _say(value: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _limit(most_bytes: int, seconds: int) -> None:
    """Memory and processor time; Windows has no such limits, there the clock of the caller must do.

    macOS refuses a limit of memory below the address space that it gave the process, which is hundreds of gigabytes.
    """
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, most_bytes), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _pages(data: bytes, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    import pypdfium2

    document = opened(data, asked["password"])
    if len(document) > asked["pages"]:
        raise _RefusedError("pdf-too-many-pages")
    document.init_forms()
    left = asked["glyphs"]
    for number in range(len(document)):
        try:
            page = _flat(document, number)
        except pypdfium2.PdfiumError:
            yield {"page": number + 1, "broken": True}
            continue
        glyphs, unknown = _glyphs(page, left)
        left -= sum(map(len, glyphs.values()))
        yield {"page": number + 1, **_printed(page, glyphs), "unknown": unknown}
        page.close()


def opened(data: bytes, password: str) -> pypdfium2.PdfDocument:
    """The document. Raises `_RefusedError`."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) != pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise _RefusedError("pdf-broken") from None
        raise _RefusedError("pdf-password-wrong" if password else "pdf-locked") from None


def _flat(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page on which what is typed into a form is text like any other."""
    page = document[number]
    if document.formenv:
        page.flatten()
        page.close()
        page = document[number]
    return page


def _printed(page: pypdfium2.PdfPage, glyphs: dict[int, list[Glyph]]) -> dict[str, Any]:
    """The lines of a page, its rules if it is held upright, and whether it is a picture without text."""
    # Most of the text gives the way the page is held; what stands across it (a stamp, a margin) comes after.
    ways = sorted(glyphs, key=lambda way: (-len(glyphs[way]), way))
    return {
        "lines": [line for way in ways for line in words_on_page(glyphs[way])],
        "rules": _rules(page) if ways[:1] == [0] else [],
        "pictures": not ways and _has_pictures(page),
    }


def _glyphs(page: pypdfium2.PdfPage, most: int) -> tuple[dict[int, list[Glyph]], int]:
    """The glyphs of a page by the angle at which they stand, turned upright; and how many are no known character."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > most:
        raise _RefusedError("pdf-too-large")
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


if __name__ == "__main__":
    main()
