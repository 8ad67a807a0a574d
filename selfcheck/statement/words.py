"""The words that columns are called by, out of the knowledge; made once for all files."""

from __future__ import annotations

from functools import cache

from selfcheck.knowledge import load
from selfcheck.statement.column_words import ColumnNames


@cache
def column_names() -> ColumnNames:
    """The column words, ready to be asked which role a header cell plays."""
    return ColumnNames(load().columns)


@cache
def column_words() -> frozenset[str]:
    """Words whose presence in a decoded text speaks for the encoding: column words and headers."""
    knowledge = load()
    words = {word for role in knowledge.columns.roles for word in role.words if not word.isascii()}
    words.update(cell for bank in knowledge.banks.values() for layout in bank.layouts for cell in layout.header)
    return frozenset(word for word in words if len(word) > 1)
