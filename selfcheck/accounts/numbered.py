"""Statements whose bank numbers each transaction come in (FITID of OFX); the lines that may stand in two of them go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from selfcheck.accounts.same_account import Key, line_keys
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row


def shared_numbers(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement, the places whose number another one has too."""
    times = Counter(number for statement in statements for number in set(statement.numbers))
    return [
        [place for place, number in enumerate(statement.numbers) if number and times[number] > 1] for statement in statements
    ]


def numbered_keys(statement: Statement, places: Sequence[int]) -> Iterator[tuple[Row, Key, str]]:
    """Some transactions, the identity of each, and its number; an empty one where the balance tells."""
    for row, key in line_keys(statement, places):
        yield row, key, statement.numbers[row.place] if statement.numbers and row.balance is None else ""
