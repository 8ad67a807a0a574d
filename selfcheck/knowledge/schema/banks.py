"""Banks, the layouts of their files, and the words of header cells."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from selfcheck.knowledge.schema.base import Entry, Sources, Text


class Layout(Entry, frozen=True, kw_only=True):
    """One header row of a bank, and which of its columns is what (names as in ``header``)."""

    id: str
    header: Annotated[tuple[str, ...], msgspec.Meta(min_length=2)]
    optional: tuple[str, ...] = ()
    """Further columns that may follow, in this order."""
    date: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    """One column, or year, month and day."""
    withdrawal: str = ""
    deposit: str = ""
    amount: str = ""
    """One amount column: signed, or with ``direction``."""
    direction: str = ""
    balance: str = ""
    memo: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    count_label: str = ""
    """Preamble label whose number is the count of lines that follow."""
    sources: Sources


class Bank(Entry, frozen=True, kw_only=True):
    """One bank: ``banks/<id>.toml``. Its layouts, if its files are known."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    """Earlier and other names; documents may use them."""
    history: Text | None = None
    layouts: tuple[Layout, ...] = ()
    sources: Sources


Role = Literal["date", "year", "month", "day", "balance", "amount", "withdrawal", "deposit", "memo", "direction"]


class ColumnRole(Entry, frozen=True, kw_only=True):
    """The words by which one role of a column is known."""

    role: Role
    words: tuple[str, ...]
    contains: tuple[str, ...]


class ColumnWords(Entry, frozen=True, kw_only=True):
    """``columns.toml``."""

    sources: Sources
    never: tuple[str, ...]
    total_words: tuple[str, ...]
    out_words: tuple[str, ...]
    in_words: tuple[str, ...]
    roles: tuple[ColumnRole, ...]
