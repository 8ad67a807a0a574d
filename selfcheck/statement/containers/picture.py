"""A picture of a statement (a photograph, a screen that was saved): read like a scanned page where ``--ocr`` asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.pdf import tables_on
from selfcheck.statement.containers.picture_as_pdf import JPEG, PNG, picture_as_pdf
from selfcheck.statement.options import Options

_BY_PIXEL = 1.0
"""A picture has its own pixels."""


def _is_picture(source: Source) -> bool:
    return source.data.startswith((PNG, JPEG))


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.pdf_text import PrintedPages
    from selfcheck.statement.containers.recognised_pages import recognised
    from selfcheck.statement.recognised import tesseract

    kind = "PNG" if source.data.startswith(PNG) else "JPEG"
    if not options.ocr:
        raise UnreadableError("is-picture-ocr" if tesseract.is_ready() else "is-picture", kind=kind)
    document = Source(source.path, picture_as_pdf(source.data), archive=source.archive)
    found = recognised(PrintedPages((), {}, pictures=(1,)), document, options, _BY_PIXEL)
    yield Part(tables_on(found, source.path, options))


PICTURE = Container("picture", frozenset({".png", ".jpg", ".jpeg"}), _is_picture, _read)
