"""Bytes come in; what they are, if they are no text, goes out as an error that says what to do."""

from __future__ import annotations

from selfcheck.errors import UnreadableError

_MAGIC = (
    (b"%PDF-", "is-pdf"),
    (b"PK\x03\x04", "is-zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is-excel"),
    (b"\x89PNG", "is-picture"),
    (b"\xff\xd8\xff", "is-picture"),
    (b"GIF8", "is-picture"),
    (b"\x1f\x8b", "is-gzip"),
)


def refuse_other_containers(data: bytes) -> None:
    """Raise `UnreadableError` for an empty file, and for a PDF, a picture, an archive or a workbook."""
    if not data:
        raise UnreadableError("empty")
    for magic, key in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError("is-excel" if key == "is-zip" and b"xl/" in data[:4096] else key)
