"""The text of an OFX file comes in, its transactions as they are written go out: tag by tag, once.

A tag may be damaged, doubled, in small letters, with attributes, blanks or a namespace, a value in CDATA or with its characters
as references. What is no tag is searched and told, and a transaction whose own tag was damaged begins with its first field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from selfcheck.patterns import regex
from selfcheck.statement.containers.ofx_statements import AROUND, OfxStatement, OfxStatements

ROOT = regex(r"<(?:\w{1,64}:)?OFX[\s>]", re.IGNORECASE)
_TAG = regex(r"<\s{0,9}(/?)\s{0,9}(?:[A-Za-z][\w.-]{0,63}:)?([A-Za-z][\w.-]{0,63})(?:\s[^<>]*)?/?>([^<]*)", re.ASCII)
"""An opening tag and the value behind it, or a closing tag; its name may stand behind that of a namespace. <MEMO/> has none."""
_SECTIONS = (("<!--", "-->"), ("<![CDATA[", "]]>"))
MARKS = regex(r"<[^<>]*>|<\s*/?\s*[A-Za-z.]*|>")
"""Tags and what is left of them."""
_BEGINS = ("TRNTYPE", "DTPOSTED", "TRNAMT")
"""What every transaction has once: where one stands outside of any, or once more, a tag in between was damaged."""
_NO_TEXT = {"TRNTYPE", "DTPOSTED", "DTUSER", "DTAVAIL", "TRNAMT", "FITID", "SIC", "CHECKNUM", "REFNUM", "CURSYM", "CURRATE"}
_NO_TEXT |= {"CORRECTFITID", "CORRECTACTION", "SRVRTID", "PAYEEID", "INV401KSOURCE", "SUBACCTFUND", "ACCTID", "BANKID"}
_ENDS = AROUND | {"STMTTRN", "OFX"}
"""Where one of these ends or begins, a transaction ends, also one that is not closed."""
_INSIDE = {"PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO", "IMAGEDATA"}
"""Aggregates of a transaction. CURRENCY says that its amount is of another one, ORIGCURRENCY that it was changed from one."""
TEXTS = ("NAME", "PAYEE.NAME", "EXTDNAME", "MEMO")


class OfxTransaction(Struct):
    """One STMTTRN as it stands in the file."""

    start: int
    statement: OfxStatement
    """In whose list it stands."""
    currency: str
    values: dict[str, str] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    """Texts of further fields, and of damaged ones."""
    end: int = 0


def without_sections(text: str) -> str:
    """The text without comments, and with CDATA as any other value; line breaks stay where they are."""
    parts: list[str] = []
    at = 0
    for begin, (opening, closing) in _openings(text):
        if begin < at or (end := text.find(closing, begin + len(opening))) < 0:
            continue
        inner = text[begin + len(opening) : end]
        parts += [text[at:begin], "\n" * inner.count("\n") if opening == "<!--" else _escaped(inner)]
        at = end + len(closing)
    return "".join([*parts, text[at:]])


def _openings(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where comments and CDATA begin, of each kind up to the last one that ends."""
    last = {opening: text.rfind(closing) for opening, closing in _SECTIONS}
    at = text.find("<!")
    while at >= 0:
        for section in _SECTIONS:
            if text.startswith(section[0], at) and at < last[section[0]]:
                yield at, section
        at = text.find("<!", at + 2)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class OfxTags:
    """What the tags up to here have said: which transaction is open, and of which statement."""

    def __init__(self) -> None:
        self._transaction: OfxTransaction | None = None
        self._inside = ""
        """Which of `_INSIDE` is open."""
        self.statements = OfxStatements()
        self.damaged: list[int] = []
        """Where something stands that is no tag."""
        self.investments: list[int] = []
        """Where securities were bought or sold, which are no transactions of an account."""
        self.is_closed = False
        """Whether the file ends where OFX does: without that, a whole account may be missing behind the last one."""

    def begin(self, start: int) -> None:
        """A transaction begins."""
        self.is_closed = False
        statement = self.statements.current
        statement.is_listed = True
        self._transaction = OfxTransaction(start, statement, statement.currency)

    @property
    def is_empty(self) -> bool:
        """Whether a transaction has begun, and nothing of it has come yet."""
        return self._transaction is not None and not self._transaction.values and not self._transaction.more

    def end(self, end: int) -> Iterator[OfxTransaction]:
        """The transaction that is open, if there is one, ends."""
        if self._transaction:
            self._transaction.end = end
            yield self._transaction
        self._transaction, self._inside = None, ""

    def around(self, name: str, at: int, *, closes: bool) -> None:
        """An aggregate that holds transactions, or stands beside them, begins or ends."""
        self.is_closed = self.is_closed and closes
        self.statements.turn(name, at, closes=closes)

    def turn(self, name: str, *, closes: bool) -> None:
        """An aggregate of a transaction begins or ends."""
        self._inside = "" if closes else name

    def value(self, name: str, value: str) -> None:
        """A value: of the open transaction, else of what stands around all of them."""
        if self._transaction is None:
            if not self._inside:
                self.statements.value(name, value)
        elif (self._inside, name) == ("CURRENCY", "CURSYM"):
            self._transaction.currency = value.upper()
        else:
            path = "PAYEE.NAME" if (self._inside, name) == ("PAYEE", "NAME") else name
            known = self._transaction.values.setdefault(path, value)
            # Codes, numbers and addresses are in Latin letters: kana anywhere else are somebody's words.
            is_code = value.isascii() and (bool(self._inside) or name in _NO_TEXT)
            is_further = known != value if path in TEXTS else not is_code
            if is_further and any(map(str.isalpha, value)):
                self._transaction.more.append(value)

    def begins_anew(self, name: str, value: str) -> bool:
        """Whether a field shows that a transaction begins whose own tag was damaged."""
        return name in _BEGINS and (self._transaction is None or self._transaction.values.get(name, value) != value)

    def fragment(self, text: str, start: int) -> None:
        """What is no tag: a damaged one, whose text is searched."""
        if text.lstrip().startswith(("<?", "<!")) or not text.strip():
            return
        self.damaged.append(start)
        if self._transaction:
            self._transaction.more.append(MARKS.sub(" ", text).strip())


def ofx_transactions(text: str, tags: OfxTags) -> Iterator[OfxTransaction]:
    """Every STMTTRN, with the statement in whose list it stands."""
    root = ROOT.search(text)
    at = root.start() if root else 0
    for tag in _TAG.finditer(text, at):
        tags.fragment(text[at : tag.start()], at)
        at = tag.end()
        closes, name = bool(tag[1]), tag[2].upper()
        if name in _ENDS:
            yield from _turn(name, tag.start(), tags, closes=closes)
        elif name in _INSIDE:
            tags.turn(name, closes=closes)
        elif name == "INVTRAN" and not closes:
            tags.investments.append(tag.start())
        elif not closes and (value := _value(tag)):
            if tags.begins_anew(name, value):
                yield from tags.end(tag.start())
                tags.begin(tag.start())
            tags.value(name, value)
    tags.fragment(text[at:], at)
    yield from tags.end(len(text))


def _turn(name: str, at: int, tags: OfxTags, *, closes: bool) -> Iterator[OfxTransaction]:
    """One of `_ENDS` begins or ends."""
    if name != "STMTTRN" or closes or not tags.is_empty:  # <STMTTRN> twice is one
        yield from tags.end(at)
    if name == "STMTTRN" and not closes:
        tags.begin(at)
    elif name in AROUND:
        tags.around(name, at, closes=closes)
    elif name == "OFX":
        tags.is_closed = closes


def _value(tag: re.Match[str]) -> str:
    """What stands behind an opening tag; some programs write its characters as references twice."""
    import html

    return html.unescape(html.unescape(tag[3])).strip() if "&" in tag[3] else tag[3].strip()
