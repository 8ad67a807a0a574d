"""Statements come in; how each was read goes out: the receipt, and its first and last transactions."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang
from selfcheck.model.statement import Skipped, Statement
from selfcheck.model.transactions import Row
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer
from selfcheck.report.receipt import print_receipt, receipt, skipped_in_words

_SHOWN = 3
"""Transactions shown from either end."""


def print_inspection(statements: Sequence[Statement], console: Printer, lang: Lang, skipped: Sequence[Skipped] = ()) -> None:
    """How each statement was read, and what the reading looks like."""
    knowledge = load()
    writer = Writer(console, lang)
    writer.heading("heading-receipt")
    for statement in statements:
        print_receipt(receipt(statement, knowledge, lang, technical=True), writer)
        records = statement.records
        if count := len(records):
            ends = range(count) if count <= 2 * _SHOWN else (*range(_SHOWN), *range(count - _SHOWN, count))
            header = [writer.say(f"column-{name}") for name in ("line", "date")]
            header += [writer.say(f"role-{name}") for name in ("withdrawal", "deposit", "balance", "memo")]
            rows = [_row(row) for row in records.rows(ends)]
            writer.table([*header, ""], [[*row, Styled("")] for row in rows], right=(0, 2, 3, 4))
    for text in skipped_in_words(skipped, lang):
        writer.text(text)
    writer.text(writer.say("inspect-mend"))


def _row(row: Row) -> list[Styled]:
    amounts = [Styled("" if value is None else f"{value:,}") for value in (row.withdrawal, row.deposit, row.balance)]
    return [Styled(str(row.line)), Styled(f"{row.date:%Y-%m-%d}"), *amounts, Styled(escaped(row.text.memo))]
