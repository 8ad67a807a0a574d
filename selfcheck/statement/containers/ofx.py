"""OFX, in which Microsoft Money and its successors keep statements (Open Financial Exchange 1.0.2 to 2.3).

Version 1 is SGML, whose values have no closing tags; version 2 is XML, and converters mix them: tags in small letters, with
attributes, headers within comments. So the file is read tag by tag, once, and only what stands in a transaction counts. NAME
is cut at 32 characters and may go on in MEMO; a PAYEE has a NAME of its own: all are searched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import BalanceCheck, Fate, Problem
from selfcheck.patterns import regex
from selfcheck.statement.build import Read
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.ofx_tags import (
    MARKS,
    ROOT,
    TEXTS,
    OfxTags,
    OfxTransaction,
    ofx_transactions,
    without_sections,
)
from selfcheck.statement.options import Options
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import BAD, Amount, parse_amount, parse_date

_HEAD = 4096
"""Letters within which the header of OFX or its root begins."""
_START = regex(r"OFXHEADER\s*[:=]|<(?:\w{1,64}:)?OFX[\s>]", re.IGNORECASE)
_PLAIN_AMOUNT = regex(r"[(+\-−‐]?\s*[¥\\]?\s*[\d][\d ,.]*\)?")
_THREE_PLACES = regex(r"\.\d{3}$")
"""-5.000 is five thousand in some countries and five in others."""
_OUT = {"ATM", "CASH", "CHECK", "DEBIT", "DIRECTDEBIT", "FEE", "PAYMENT", "POS", "REPEATPMT", "SRVCHG"}
"""TRNTYPE of money out (OFX 11.4.4.3), which counts in files that print no sign at all."""
_ZONE = regex(r"(?P<day>\d{8})(?P<hour>\d\d)(?P<minute>\d\d)\d\d(?:\.\d+)?\[(?P<offset>[+-]?\d{1,2})(?:\.(?P<part>\d{1,2}))?")
_JAPAN = 9
"""Hours before UTC, for times that name their zone."""
_DECIMAL_COMMA = regex(r",(\d\d?)$")
"""OFX allows it (3.2.9.1); a thousands comma has three digits behind it."""


def _is_ofx(source: Source) -> bool:
    """Whether it is an OFX file of either version."""
    text = source.decoded.text
    return _START.search(text[:_HEAD]) is not None and ROOT.search(text) is not None


def _read(source: Source, options: Options) -> Iterator[Part]:
    reading = read_ofx(source.decoded.text)
    read = Read(reading, reading.records.close(), BalanceCheck("not-possible"), "ofx", options.bank)
    yield Part(read, decoded=source.decoded)


def read_ofx(text: str) -> Reading:
    """Read every transaction; lines that hold none are what stands around them, and are searched."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = split_lines(plain)
    prepared = without_sections(plain)
    reading = Reading(Ledger(len(lines)))
    tags = OfxTags()
    transactions = list(ofx_transactions(prepared, tags))
    amounts = [_yen(transaction) for transaction in transactions]
    is_unsigned = not any(isinstance(yen, int) and yen < 0 for yen in amounts)
    place = _Places(prepared)
    last = 0
    fate = Fate.PREAMBLE
    for transaction in transactions:
        line = place.line_of(transaction.start)
        body = prepared[transaction.start : transaction.end].rstrip()
        end = line + body.count("\n")
        _around(reading, lines, last + 1, line - 1, fate)
        outcome = _outcome(line, transaction, is_unsigned=is_unsigned)
        if isinstance(outcome, Record) and end <= last:  # a further one on a line that has its fate
            reading.records.append(outcome)
        else:
            reading.enter(
                min(max(line, last + 1), end), end, outcome, "\t".join([*transaction.values.values(), *transaction.more])
            )
        if (
            isinstance(outcome, Record)
            and outcome.deposit
            and not is_unsigned
            and transaction.values.get("TRNTYPE", "").upper() in _OUT
        ):
            reading.problems.append(Problem(line, "ofx-sign", sentence("ofx-sign")))
        last, fate = max(last, end), Fate.FOOTER
    _around(reading, lines, last + 1, len(lines), fate)
    reading.problems += _told_of(prepared, "ofx-damaged", tags.damaged)
    reading.problems += _told_of(prepared, "ofx-investment", tags.investments)
    if transactions and not tags.is_closed:
        reading.problems.append(Problem(len(lines), "ofx-cut-off", sentence("ofx-cut-off")))
    return reading


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


def _outcome(line: int, transaction: OfxTransaction, *, is_unsigned: bool) -> Record | Refused:
    values = transaction.values
    if transaction.currency not in ("", "JPY"):
        return refused("ofx-currency", currency=transaction.currency[:10])
    posted = values.get("DTPOSTED", "")
    date = _day(posted)
    if date is None:
        return refused("unreadable-date", cell=posted[:30], cause="")
    yen = _yen(transaction)
    if not isinstance(yen, int):
        return refused("unreadable-amount", cell=values.get("TRNAMT", "")[:30], cause="")
    is_out = yen < 0 or (is_unsigned and values.get("TRNTYPE", "").upper() in _OUT)
    withdrawal, deposit = (abs(yen), None) if is_out else (None, yen)
    texts = list(
        dict.fromkeys([text for name in TEXTS if (text := values.get(name, ""))] + list(filter(None, transaction.more)))
    )
    account = transaction.account
    return Record(line, date, " ".join(texts), withdrawal, deposit, None, "\t".join(texts), account, account)


def _yen(transaction: OfxTransaction) -> Amount:
    """The amount; a sign behind it, or three places behind a point, may mean one thing or another, and are none."""
    printed = transaction.values.get("TRNAMT", "")
    if not _PLAIN_AMOUNT.fullmatch(printed) or _THREE_PLACES.search(printed):
        return BAD
    return parse_amount(_DECIMAL_COMMA.sub(r".\1", printed))


def _day(posted: str) -> dt.date | None:
    """The day in Japan: a time of another zone is the one after, from some hour on."""
    date = parse_date(posted[:8] if posted[:8].isdigit() else posted[:10])
    if not isinstance(date, dt.date):
        return None
    zone = _ZONE.match(posted)
    if zone is None or int(zone["hour"] + zone["minute"]) == 0:
        return date
    part = zone["part"] or "0"  # 5.30 and 5.5 are both half past five
    minutes = int(part) if part in ("30", "45") else int(float(f"0.{part}") * 60)
    offset = 60 * int(zone["offset"]) + (-minutes if zone["offset"].startswith("-") else minutes)
    minute = 60 * int(zone["hour"]) + int(zone["minute"]) - offset + 60 * _JAPAN
    return date + dt.timedelta(days=minute // 1440)


OFX = Container("ofx", frozenset({".ofx", ".qfx"}), _is_ofx, _read, is_plain_text=True)
