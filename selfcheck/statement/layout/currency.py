"""Amounts that are not yen: which currency a header, a cell or a column of currencies names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.values import plain_text


def currency_in(text: str, words: ColumnWords) -> str:
    """The code of the currency that a text names; empty for yen, or where it names none."""
    return _named(plain_text(text).casefold(), words)


@lru_cache(maxsize=2048)
def _named(text: str, words: ColumnWords) -> str:
    for currency in words.currencies:
        for word in map(plain_text, currency.words):
            pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word[0].isascii() else re.escape(word)
            if re.search(pattern, text):
                return _longer(text, currency.code, word, words)
    return ""


def _longer(text: str, code: str, word: str, words: ColumnWords) -> str:
    """豪ドル contains ドル: the longest word that the text contains names the currency."""
    others = (
        (len(name), other.code)
        for other in words.currencies
        for name in map(plain_text, other.words)
        if word in name and name in text
    )
    return max(others, default=(0, code))[1]


def currency_column(header: Sequence[str], words: ColumnWords) -> int | None:
    """The column that says in which currency each row is; none where other currencies have a column of amounts of their own."""
    if any(word in cell.casefold() for cell in header for word in words.foreign_amount_words):
        return None
    names = frozenset(map(canonical, words.currency_headers))
    return next((index for index, cell in enumerate(header) if canonical(cell) in names), None)


def is_foreign(cell: str, words: ColumnWords) -> bool:
    """Whether a cell of a column of currencies is filled and says something else than yen."""
    plain = plain_text(cell).casefold()
    return (
        bool(plain)
        and plain not in map(plain_text, words.yen_words)
        and bool(re.fullmatch(r"[a-z]{3}|.*[^\W\d].*|[$€£]", plain))
    )


def foreign_currency(columns: Columns, rows: Sequence[Sequence[str]], words: ColumnWords) -> str:
    """The currency of a whole table whose amounts are not yen; empty for yen."""
    headers = [columns.names[index] for index in columns.amounts if index < len(columns.names)]
    return _first_in(headers, words) or _in_its_column(columns, rows, words)


def _first_in(texts: Sequence[str], words: ColumnWords) -> str:
    """The first foreign currency that one of ``texts`` names; empty if none does."""
    return next(filter(None, (currency_in(text, words) for text in texts)), "")


def _in_its_column(columns: Columns, rows: Sequence[Sequence[str]], words: ColumnWords) -> str:
    """What a column called 通貨 says, where it says something foreign in every dated row."""
    at = currency_column(columns.names, words)
    if at is None:
        return ""
    date = columns.date[0]
    cells = [row[at] for row in rows if len(row) > max(at, date) and row[date].strip()]
    if not cells or not all(is_foreign(cell, words) for cell in cells):
        return ""
    return " / ".join(dict.fromkeys(currency_in(cell, words) or cell.strip() for cell in cells))


def currency_above(rows: Sequence[Sequence[str]], words: ColumnWords) -> str:
    """The currency that the text above a header gives the account: 外貨普通預金（米ドル）, or 通貨 and USD beside it."""
    labels = frozenset(map(canonical, words.currency_headers))
    beside = (value for row in rows for label, value in itertools.pairwise(row) if canonical(label) in labels)
    if foreign := next((value for value in beside if is_foreign(value, words)), ""):
        return currency_in(foreign, words) or foreign.strip()
    titles = ["".join(row) for row in rows]
    if not any(word in title for title in titles for word in words.foreign_account_words):
        return ""
    return _first_in(titles, words) or words.foreign_account_words[0][:2]
