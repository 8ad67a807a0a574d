"""The account number in the rows above a header.

Banks print it behind a label in the same cell (お客さま口座番号：12345-12345671), in the next cell
(口座番号,1234567), or below it. It is never shown; it tells accounts apart where several files are
checked together.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence

from selfcheck.patterns import regex

_NUMBER = regex(r"\d[\d\-*]{3,}")


def account_above(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> str:
    """The number in ``rows`` behind one of ``labels``, or an empty text."""
    plain = [[unicodedata.normalize("NFKC", cell).strip() for cell in row] for row in rows]
    nothing: list[str] = []
    for row, below in itertools.zip_longest(plain, plain[1:], fillvalue=nothing):
        for column, cell in enumerate(row):
            if any(label in cell for label in labels):
                candidates = (cell, *row[column + 1 : column + 2], *below[column : column + 1])
                if number := next(filter(None, map(_NUMBER.search, candidates)), None):
                    return number.group()
    return ""
