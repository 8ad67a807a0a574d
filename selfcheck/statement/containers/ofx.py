"""OFX, in which Microsoft Money and its successors keep statements (Open Financial Exchange 1.0.2 to 2.3).

Version 1 is SGML, whose values have no closing tags; version 2 is XML, and converters mix them: tags in small letters, with
attributes, headers within comments. So the file is read tag by tag, once, and only what stands in a transaction counts. NAME
is cut at 32 characters and may go on in MEMO; a PAYEE has a NAME of its own: all are searched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct, field

from selfcheck.model.statement import BalanceCheck, Fate
from selfcheck.patterns import regex
from selfcheck.statement.build import Read
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import parse_amount, parse_date

_HEAD = 4096
"""Letters within which the header of OFX or its root begins."""
_START = regex(r"OFXHEADER\s*[:=]|<OFX[\s>]", re.IGNORECASE)
_ROOT = regex(r"<OFX[\s>]", re.IGNORECASE)
_TAG = regex(r"<(/?)([A-Za-z][\w.-]{0,63})(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))", re.DOTALL)
"""An opening tag and the value behind it, or a closing tag."""
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_ENDS = {"STMTTRN", "BANKTRANLIST", "CCSTMTTRNLIST", "STMTRS", "CCSTMTRS", "OFX"}
"""Where one of these ends or begins, a transaction ends, also one that is not closed."""
_INSIDE = {"PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO", "IMAGEDATA"}
"""Aggregates of a transaction. CURRENCY says that its amount is of another one, ORIGCURRENCY that it was changed from one."""
_TEXTS = ("NAME", "PAYEE.NAME", "EXTDNAME", "MEMO")
_OUT = {"ATM", "CASH", "CHECK", "DEBIT", "DIRECTDEBIT", "FEE", "PAYMENT", "POS", "REPEATPMT", "SRVCHG"}
"""TRNTYPE of money out (OFX 11.4.4.3), which counts in files that print no sign at all."""
_ZONE = regex(r"(?P<day>\d{8})(?P<hour>\d\d)(?P<minute>\d\d)\d\d(?:\.\d+)?\[(?P<offset>[+-]?\d{1,2})")
_JAPAN = 9
"""Hours before UTC, for times that name their zone."""
_DECIMAL_COMMA = regex(r",(\d\d?)$")
"""OFX allows it (3.2.9.1); a thousands comma has three digits behind it."""


class _Transaction(Struct):
    """One STMTTRN as it stands in the file."""

    start: int
    account: str
    currency: str
    values: dict[str, str] = field(default_factory=dict)
    end: int = 0


def _is_ofx(source: Source) -> bool:
    """Whether it is an OFX file of either version."""
    text = source.decoded.text
    return _START.search(text[:_HEAD]) is not None and _ROOT.search(text) is not None


def _read(source: Source, options: Options) -> Iterator[Part]:
    reading = read_ofx(source.decoded.text)
    read = Read(reading, reading.records.close(), BalanceCheck("not-possible"), "ofx", options.bank)
    yield Part(read, decoded=source.decoded)


def read_ofx(text: str) -> Reading:
    """Read every transaction; lines that hold none are what stands around them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = split_lines(plain)
    reading = Reading(Ledger(len(lines)))
    transactions = list(_transactions(_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), plain)))
    amounts = [parse_amount(_amount(transaction)) for transaction in transactions]
    is_unsigned = not any(isinstance(yen, int) and yen < 0 for yen in amounts)
    counted = last = 0
    line = 1
    fate = Fate.PREAMBLE
    for transaction in transactions:
        line += plain.count("\n", counted, transaction.start)
        counted = transaction.start
        body = plain[transaction.start : transaction.end].rstrip()
        end = line + body.count("\n")
        _around(reading, lines, last + 1, line - 1, fate)
        outcome = _outcome(line, transaction, is_unsigned=is_unsigned)
        if isinstance(outcome, Record) and end <= last:  # a further one on a line that has its fate
            reading.records.append(outcome)
        else:
            reading.enter(min(max(line, last + 1), end), end, outcome, "\t".join(transaction.values.values()))
        last, fate = max(last, end), Fate.FOOTER
    _around(reading, lines, last + 1, len(lines), fate)
    return reading


class _Tags:
    """What the tags up to here have said: what is open, and the account and the currency that were named last."""

    def __init__(self) -> None:
        self._transaction: _Transaction | None = None
        self._inside = ""
        """Which of `_INSIDE` is open."""
        self._named = {"ACCTID": "", "CURDEF": ""}

    def begin(self, start: int) -> None:
        """A transaction begins."""
        self._transaction = _Transaction(start, self._named["ACCTID"], self._named["CURDEF"].upper())

    def end(self, end: int) -> Iterator[_Transaction]:
        """The transaction that is open, if there is one, ends."""
        if self._transaction:
            self._transaction.end = end
            yield self._transaction
        self._transaction, self._inside = None, ""

    def turn(self, name: str, *, closes: bool) -> None:
        """An aggregate of a transaction begins or ends."""
        self._inside = "" if closes else name

    def value(self, name: str, value: str) -> None:
        """A value: of the open transaction, else of what stands around all of them."""
        if self._transaction is None:
            if name in self._named:
                self._named[name] = value
        elif (self._inside, name) == ("CURRENCY", "CURSYM"):
            self._transaction.currency = value.upper()
        else:
            path = "PAYEE.NAME" if (self._inside, name) == ("PAYEE", "NAME") else name
            self._transaction.values.setdefault(path, value)


def _transactions(text: str) -> Iterator[_Transaction]:
    """Every STMTTRN, with the account and the currency that were named last before it."""
    tags = _Tags()
    for tag in _TAG.finditer(text):
        closes, name = bool(tag[1]), tag[2].upper()
        if name in _ENDS:
            yield from tags.end(tag.start())
            if name == "STMTTRN" and not closes:
                tags.begin(tag.start())
        elif name in _INSIDE:
            tags.turn(name, closes=closes)
        elif not closes and (value := _value(tag)):
            tags.value(name, value)
    yield from tags.end(len(text))


def _value(tag: re.Match[str]) -> str:
    """What stands behind an opening tag, plain or as CDATA."""
    import html

    return html.unescape(tag[3] if tag[3] is not None else tag[4] or "").strip()


def _around(reading: Reading, lines: list[str], first: int, last: int, fate: Fate) -> None:
    for number in range(first, last + 1):
        blank = not lines[number - 1].strip()
        reading.ledger.enter(number, number, Fate.BLANK if blank else fate)


def _outcome(line: int, transaction: _Transaction, *, is_unsigned: bool) -> Record | Refused:
    values = transaction.values
    if transaction.currency not in ("", "JPY"):
        return refused("ofx-currency", currency=transaction.currency[:10])
    posted = values.get("DTPOSTED", "")
    date = _day(posted)
    if date is None:
        return refused("unreadable-date", cell=posted[:30], cause="")
    yen = parse_amount(_amount(transaction))
    if not isinstance(yen, int):
        return refused("unreadable-amount", cell=values.get("TRNAMT", "")[:30], cause="")
    is_out = yen < 0 or (is_unsigned and values.get("TRNTYPE", "").upper() in _OUT)
    withdrawal, deposit = (abs(yen), None) if is_out else (None, yen)
    texts = [text for name in _TEXTS if (text := values.get(name, ""))]
    account = transaction.account
    return Record(line, date, " ".join(texts), withdrawal, deposit, None, "\t".join(texts), account, account)


def _amount(transaction: _Transaction) -> str:
    return _DECIMAL_COMMA.sub(r".\1", transaction.values.get("TRNAMT", ""))


def _day(posted: str) -> dt.date | None:
    """The day in Japan: a time of another zone is the one after, from some hour on."""
    date = parse_date(posted[:8])
    if not isinstance(date, dt.date):
        return None
    zone = _ZONE.match(posted)
    if zone is None or int(zone["offset"]) == _JAPAN or int(zone["hour"] + zone["minute"]) == 0:
        return date
    hours = int(zone["hour"]) - int(zone["offset"]) + _JAPAN
    return date + dt.timedelta(days=hours // 24)


OFX = Container("ofx", frozenset({".ofx", ".qfx"}), _is_ofx, _read, is_plain_text=True)
