"""Banks, the layouts of their files, and the words of header cells."""

from typing import Annotated, Literal

import msgspec

from selfcheck.knowledge.schema.base import Entry, Sources, Text


class KnownLayout(Entry, frozen=True, kw_only=True):
    """One header row, and which of its columns is what.

    A column is named as in ``header``, or by its number from 0 (``"#15"``) where the header does not tell.
    """

    id: str
    header: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    header_starts: bool = False
    """True where ``header`` is only the beginning of the row."""
    encodings: tuple[str, ...] = ()
    """Encodings in which the bank writes it; in others so common a header belongs to nobody in particular."""
    optional: tuple[str, ...] = ()
    """Further columns that may follow, in this order."""
    date: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=3)]
    """One column; or month and day; or year, month and day."""
    withdrawal: str = ""
    deposit: str = ""
    transfer: str = ""
    """A further column of money out: movements between the holder's own accounts (Zaim 振替)."""
    amount: str = ""
    """One amount column: signed, or with ``direction``."""
    direction: str = ""
    in_words: tuple[str, ...] = ()
    """Words of ``direction`` that mean money in for this bank, beyond those of ``columns.toml``."""
    balance: str = ""
    memo: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    account: str = ""
    """The column that tells several accounts of one file apart."""
    record: str = ""
    """A column in which only transactions have the value ``record_is``; other rows are totals and the like."""
    record_is: str = ""
    void: str = ""
    """A column in which one of ``void_words`` marks a cancelled or missing item, which is no payment."""
    void_words: tuple[str, ...] = ()
    count_label: str = ""
    """Preamble label whose number is the count of lines that follow."""
    refuse: Literal["", "is-card-statement", "is-wallet-history"] = ""
    """Set for files that are no bank statement: what the person is told instead."""
    sources: Sources


class LayoutFile(Entry, frozen=True, kw_only=True):
    """``layouts/<id>.toml``: layouts that belong to no single bank (household books, shared systems)."""

    id: str
    name: Text
    layouts: Annotated[tuple[KnownLayout, ...], msgspec.Meta(min_length=1)]
    sources: Sources


class Bank(Entry, frozen=True, kw_only=True):
    """One bank: ``banks/<id>.toml``. Its layouts, if its files are known."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    """Earlier and other names; documents may use them."""
    reading: str = ""
    """Its name in kana, without 銀行, as people type it who do not convert it; empty where the name is kana already."""
    then: Text | None = None
    """The name under which the documents of 2020 list it, where today's is that of a later merger."""
    history: Text | None = None
    layouts: tuple[KnownLayout, ...] = ()
    sources: Sources


Role = Literal[
    "date", "year", "fiscal-year", "month", "day", "balance", "amount", "withdrawal", "deposit", "memo", "direction", "account"
]


class ColumnRole(Entry, frozen=True, kw_only=True):
    """The words by which one role of a column is known."""

    role: Role
    words: tuple[str, ...]
    contains: tuple[str, ...]


class Currency(Entry, frozen=True, kw_only=True):
    """A currency that is not yen, and what files call it."""

    code: str
    words: tuple[str, ...]


class ColumnWords(Entry, frozen=True, kw_only=True):
    """``columns.toml``."""

    sources: Sources
    never: tuple[str, ...]
    two_faced: tuple[str, ...]
    total_words: tuple[str, ...]
    partial_total_words: tuple[str, ...]
    carried_words: tuple[str, ...]
    """A dated row that says nothing else is no transaction."""
    merged_words: tuple[str, ...]
    """A withdrawal that says nothing else is many: the bank put them into one line."""
    state_columns: tuple[str, ...]
    void_words: tuple[str, ...]
    """In such a column: no money moved."""
    done_words: tuple[str, ...]
    title_out_words: tuple[str, ...]
    title_in_words: tuple[str, ...]
    account_labels: tuple[str, ...]
    currency_headers: tuple[str, ...]
    card_headers: tuple[str, ...]
    foreign_amount_words: tuple[str, ...]
    """A column of amounts in another currency, beside those in yen."""
    foreign_account_words: tuple[str, ...]
    yen_words: tuple[str, ...]
    fee_headers: tuple[str, ...]
    sum_headers: tuple[str, ...]
    currencies: tuple[Currency, ...]
    bank_account_titles: tuple[str, ...]
    opening_words: tuple[str, ...]
    """Beside a date above the header: the account was opened then."""
    printing_words: tuple[str, ...]
    period_words: tuple[str, ...]
    out_words: tuple[str, ...]
    in_words: tuple[str, ...]
    out_parts: tuple[str, ...]
    """Within a kind of transaction."""
    in_parts: tuple[str, ...]
    common_words: tuple[str, ...]
    """What banks print in anybody's file."""
    joining: tuple[str, ...]
    """Hiragana between and around such words."""
    roles: tuple[ColumnRole, ...]
