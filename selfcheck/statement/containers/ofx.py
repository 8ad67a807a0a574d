"""The text of an OFX file comes in, its reading goes out.

OFX 1.x is SGML without closing tags, 2.x is XML; Japanese files carry headers that strict readers
refuse. So only the transactions are taken, one by one, and each is handed to ofxtools' tag reader.
NAME is cut at 32 characters and may go on in MEMO: both are searched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from selfcheck.model.statement import BalanceCheck, Fate
from selfcheck.statement.build import Read
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.records import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.values import parse_amount, parse_date

_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:OFXHEADER\s*:|<\?OFX|<OFX>)", re.DOTALL)
_TRANSACTION = re.compile(r"<STMTTRN>(.*?)(?=</STMTTRN>|<STMTTRN>|</BANKTRANLIST>|\Z)", re.DOTALL)
_ACCOUNT = re.compile(r"<ACCTID>([^<\r\n]*)")


def _is_ofx(source: Source) -> bool:
    """Whether it is an OFX file of either version."""
    text = source.decoded.text
    return _START.match(text[:4096]) is not None and "<OFX>" in text


def _read(source: Source, options: Options) -> Iterator[Part]:
    reading = read_ofx(source.decoded.text)
    read = Read(reading, reading.records.close(), BalanceCheck("not-possible"), "ofx", options.bank)
    yield Part(read, decoded=source.decoded)


def read_ofx(text: str) -> Reading:
    """Read every transaction; lines that hold none are what stands around them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = split_lines(plain)
    reading = Reading(Ledger(len(lines)))
    last = 0
    fate = Fate.PREAMBLE
    for match in _TRANSACTION.finditer(plain):
        first = plain.count("\n", 0, match.start()) + 1
        end = max(first, plain.count("\n", 0, match.start() + len(match.group().rstrip())) + 1)
        _around(reading, lines, last + 1, first - 1, fate)
        account = [found.group(1) for found in _ACCOUNT.finditer(plain, 0, match.start())][-1:]
        outcome = _transaction(first, match.group(1), account[0] if account else "")
        fresh = max(first, last + 1)
        if fresh <= end:
            reading.enter(fresh, end, outcome, match.group(1))
        elif isinstance(outcome, Record):
            reading.records.append(outcome)
        last, fate = max(last, end), Fate.FOOTER
    _around(reading, lines, last + 1, len(lines), fate)
    return reading


def _around(reading: Reading, lines: list[str], first: int, last: int, fate: Fate) -> None:
    for number in range(first, last + 1):
        blank = not lines[number - 1].strip()
        reading.ledger.enter(number, number, Fate.BLANK if blank else fate)


def _transaction(line: int, body: str, account: str) -> Record | Refused:
    from ofxtools.Parser import ParseError, TreeBuilder

    builder = TreeBuilder()
    try:
        builder.feed(f"<STMTTRN>{body.rstrip()}</STMTTRN>")
        tree = builder.close()
    except (ParseError, SyntaxError, AssertionError, IndexError):  # what ofxtools raises for tags that do not match
        return refused("ofx-transaction")
    values = {element.tag: (element.text or "").strip() for element in tree}
    posted, amount = values.get("DTPOSTED", ""), values.get("TRNAMT", "")
    date = parse_date(posted[:8])
    if not isinstance(date, dt.date):
        return refused("unreadable-date", cell=posted[:30])
    yen = parse_amount(amount)
    if not isinstance(yen, int):
        return refused("unreadable-amount", cell=amount[:30])
    texts = [text for tag in ("NAME", "MEMO") if (text := values.get(tag, ""))]
    out = yen < 0
    withdrawal, deposit = (-yen, None) if out else (None, yen)
    return Record(line, date, " ".join(texts), withdrawal, deposit, None, "\t".join(texts), account, account)


OFX = Container("ofx", frozenset({".ofx", ".qfx"}), _is_ofx, _read, is_plain_text=True)
