"""Cells that span rows of a sheet come in; rows in which their words stand go out, as a reader sees them.

A memo that is drawn once beside two amounts is the memo of both. An amount or a balance that is drawn once counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from selfcheck.statement.values import parse_amount

Region = tuple[tuple[int, int], tuple[int, int]]
"""The first row and column of a cell that spans others, and the last; from 0."""


def is_words(text: str) -> bool:
    """Whether a cell that spans rows says something in each of them: no amount, no date, no number of something."""
    return any(map(str.isalpha, text)) and 2 * sum(map(str.isdigit, text)) < len(text) and not has_amount([text])


def has_amount(row: Sequence[str]) -> bool:
    """Whether an amount stands in a row."""
    return any(any(map(str.isdigit, cell)) and isinstance(parse_amount(cell), int) for cell in row)


def with_spanned(rows: Iterable[list[str]], regions: Iterable[Region]) -> Iterator[list[str]]:
    """The rows, with the words of a spanning cell in each that has an amount of its own: a title or a header has none."""
    beginning: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, column), (last, _) in regions:
        if last > first:
            beginning[first].append((column, last))
    reaching: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows):
        reaching = {column: (last, text) for column, (last, text) in reaching.items() if number <= last}
        if reaching and has_amount(row):
            for column, (_, text) in reaching.items():
                if column < len(row) and not row[column]:
                    row[column] = text
        for column, last in beginning.get(number, ()):
            if column < len(row) and is_words(row[column]):
                reaching[column] = last, row[column]
        yield row
