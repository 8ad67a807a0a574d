"""Bytes come in; which container they are, or what to do about one that cannot be read, goes out."""

from __future__ import annotations

from selfcheck.errors import UnreadableError

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The start of an archive, and of one that is empty."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    (b"%PDF-", "is-pdf"),
    (b"\x89PNG", "is-picture"),
    (b"\xff\xd8\xff", "is-picture"),
    (b"GIF8", "is-picture"),
    (b"\x1f\x8b", "is-gzip"),
)


def is_zip(data: bytes) -> bool:
    """Whether these are the bytes of a ZIP archive (a newer Excel workbook is one too)."""
    return data.startswith(_ZIP)


def is_excel(data: bytes) -> bool:
    """Whether these are the bytes of an Excel workbook, old or new."""
    return data.startswith(_OLE) or (is_zip(data) and b"xl/" in data and b"[Content_Types].xml" in data)


def refuse_other_containers(data: bytes) -> None:
    """Raise `UnreadableError` for an empty file, and for what can be recognised and not read."""
    if not data:
        raise UnreadableError("empty")
    for magic, key in _REFUSED:
        if data.startswith(magic):
            raise UnreadableError(key)
