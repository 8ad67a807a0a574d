"""Kinds of files that are known by their first bytes and cannot be read: each has a sentence of its own."""

from __future__ import annotations

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Source

_KINDS = (
    (b"\x89PNG", "is-picture"),
    (b"\xff\xd8\xff", "is-picture"),
    (b"GIF8", "is-picture"),
    (b"\x1f\x8b", "is-gzip"),
)
"""How a file of the kind begins, and the sentence that says what to do with it."""


def refuse(source: Source) -> None:
    """Raise `UnreadableError` for an empty file, and for a kind that can be recognised and not read."""
    if not source.data:
        raise UnreadableError("empty")
    for start, key in _KINDS:
        if source.data.startswith(start):
            raise UnreadableError(key)
