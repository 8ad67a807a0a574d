"""The text of an OFX file comes in, its reading goes out.

Version 1 is SGML, whose values have no closing tags; version 2 is XML, and converters mix them: tags in small letters, with
attributes, headers within comments. So the file is read tag by tag, once, and only what stands in a transaction counts. NAME
is cut at 32 characters and may go on in MEMO; a PAYEE has a NAME of its own: all are searched. A file holds the lists of any
number of accounts; each account is read as it would be in a file of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import field

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import BalanceCheck, Fate, Problem
from selfcheck.statement.containers.ofx_balance import Listed, check_ledgers
from selfcheck.statement.containers.ofx_numbers import numbers_and_repeats
from selfcheck.statement.containers.ofx_statements import name_accounts
from selfcheck.statement.containers.ofx_tags import (
    MARKS,
    TEXTS,
    OfxTags,
    OfxTransaction,
    ofx_transactions,
    without_sections,
)
from selfcheck.statement.containers.ofx_values import day_of, yen_of
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import Amount

_OUT = {"ATM", "CASH", "CHECK", "DEBIT", "DIRECTDEBIT", "FEE", "PAYMENT", "POS", "REPEATPMT", "SRVCHG"}
"""TRNTYPE of money out (OFX 11.4.4.3), which counts in accounts that print no sign at all."""


class OfxReading(Reading):
    """The reading of an OFX file, and what only OFX tells."""

    balance: BalanceCheck = BalanceCheck("not-possible")
    numbers: list[str] = field(default_factory=list)
    """Of each record, the bank's own number, where it tells (`ofx_numbers`)."""


def read_ofx(text: str) -> OfxReading:
    """Read every transaction; lines that hold none are what stands around them, and are searched."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = split_lines(plain)
    prepared = without_sections(plain)
    reading = OfxReading(Ledger(len(lines)))
    tags = OfxTags()
    transactions = list(ofx_transactions(prepared, tags))
    name_accounts(tags.statements.every)
    place = _Places(prepared)
    at = [place.line_of(transaction.start) for transaction in transactions]
    signed = {one.statement.account for one in transactions if isinstance(yen := _yen(one), int) and yen < 0}
    outcomes = [_outcome(line, one, signed) for line, one in zip(at, transactions, strict=True)]
    numbers, repeated = numbers_and_repeats(transactions, outcomes)
    last = 0
    fate = Fate.PREAMBLE
    for index, (line, transaction, outcome) in enumerate(zip(at, transactions, outcomes, strict=True)):
        body = prepared[transaction.start : transaction.end].rstrip()
        end = line + body.count("\n")
        _around(reading, lines, last + 1, line - 1, fate)
        begin = min(max(line, last + 1), end)
        if index in repeated:
            reading.ledger.enter(begin, end, Fate.TRANSACTION)
        elif isinstance(outcome, Record) and end <= last:  # a further one on a line that has its fate
            reading.records.append(outcome)
        else:
            reading.enter(begin, end, outcome, "\t".join([*transaction.values.values(), *transaction.more]))
        if isinstance(outcome, Record) and index not in repeated:
            reading.numbers.append(numbers[index])
            reading.problems += _on_sign(transaction, outcome, signed)
        last, fate = max(last, end), Fate.FOOTER
    _around(reading, lines, last + 1, len(lines), fate)
    reading.balance = check_ledgers(_lists(transactions, outcomes, repeated), _Places(prepared).line_of)
    reading.problems += _told_of(prepared, "ofx-damaged", tags.damaged)
    reading.problems += _told_of(prepared, "ofx-investment", tags.investments)
    if repeated:
        reading.problems.append(Problem(0, "ofx-repeated", sentence("ofx-repeated", count=len(repeated))))
    if transactions and not tags.is_closed:
        reading.problems.append(Problem(len(lines), "ofx-cut-off", sentence("ofx-cut-off")))
    return reading


def _lists(transactions: Sequence[OfxTransaction], outcomes: Sequence[Record | Refused], repeated: set[int]) -> list[Listed]:
    """The lists of a file, each with its records."""
    lists: dict[int, Listed] = {}
    for index, (transaction, outcome) in enumerate(zip(transactions, outcomes, strict=True)):
        listed = lists.setdefault(id(transaction.statement), Listed(transaction.statement))
        if isinstance(outcome, Refused):
            listed.is_whole = False
            continue
        listed.records.append(outcome)
        if index not in repeated:
            listed.new.append(outcome)
    return list(lists.values())


def _told_of(text: str, code: str, places: Sequence[int]) -> list[Problem]:
    """A problem for each line on which one of ``places`` stands."""
    place = _Places(text)
    return [Problem(line, code, sentence(code)) for line in dict.fromkeys(map(place.line_of, places))]


class _Places:
    """Lines of a text, asked for from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._line = 1

    def line_of(self, at: int) -> int:
        """The line on which a place stands."""
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def _around(reading: Reading, lines: list[str], first: int, last: int, fate: Fate) -> None:
    """Lines without a transaction; a name may stand in them."""
    for number in range(first, last + 1):
        text = MARKS.sub(" ", lines[number - 1]).strip()
        blank = not lines[number - 1].strip()
        if text:
            reading.enter(number, number, Refused(fate), text)
        else:
            reading.ledger.enter(number, number, Fate.BLANK if blank else fate)


def _outcome(line: int, transaction: OfxTransaction, signed: set[str]) -> Record | Refused:
    """The transaction as a record; ``signed`` are the accounts in which some amount has a minus."""
    values, account = transaction.values, transaction.statement.account
    if transaction.currency not in ("", "JPY"):
        return refused("ofx-currency", currency=transaction.currency[:10])
    posted = values.get("DTPOSTED", "")
    date = day_of(posted)
    if date is None:
        return refused("unreadable-date", cell=posted[:30], cause="")
    yen = _yen(transaction)
    if not isinstance(yen, int):
        return refused("unreadable-amount", cell=values.get("TRNAMT", "")[:30], cause="")
    is_out = yen < 0 or (account not in signed and _is_out(transaction))
    withdrawal, deposit = (abs(yen), None) if is_out else (None, yen)
    texts = list(
        dict.fromkeys([text for name in TEXTS if (text := values.get(name, ""))] + list(filter(None, transaction.more)))
    )
    return Record(line, date, " ".join(texts), withdrawal, deposit, None, "\t".join(texts), account, account)


def _on_sign(transaction: OfxTransaction, record: Record, signed: set[str]) -> list[Problem]:
    """A problem where a kind of money out has no minus although others of its account have."""
    is_odd = bool(record.deposit) and record.account in signed and _is_out(transaction)
    return [Problem(record.line, "ofx-sign", sentence("ofx-sign"))] if is_odd else []


def _is_out(transaction: OfxTransaction) -> bool:
    return transaction.values.get("TRNTYPE", "").upper() in _OUT


def _yen(transaction: OfxTransaction) -> Amount:
    return yen_of(transaction.values.get("TRNAMT", ""))
