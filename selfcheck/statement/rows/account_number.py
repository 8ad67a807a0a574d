"""The rows above a header come in; the account number that they print goes out.

Banks print it behind a label in the same cell (お客さま口座番号：12345-12345671), in the next cell
(口座番号,1234567), or below it. It is never shown; it tells accounts apart where several files are
checked together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NUMBER = re.compile(r"\d[\d\-*]{3,}")


def account_above(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> str:
    """The number in ``rows`` behind one of ``labels``, or an empty text."""
    plain = [[unicodedata.normalize("NFKC", cell).strip() for cell in row] for row in rows]
    for index, row in enumerate(plain):
        for column, cell in enumerate(row):
            if not any(label in cell for label in labels):
                continue
            below = plain[index + 1][column] if index + 1 < len(plain) and column < len(plain[index + 1]) else ""
            for candidate in (cell, *row[column + 1 : column + 2], below):
                if number := _NUMBER.search(candidate):
                    return number.group()
    return ""
