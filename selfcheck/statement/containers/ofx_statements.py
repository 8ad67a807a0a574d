"""The statements within one OFX file: whose account each is of, which days it lists, and what balance stands below its list.

A file holds any number of STMTTRNRS and CCSTMTTRNRS, each with an account (BANKACCTFROM, CCACCTFROM), a list and a LEDGERBAL.
Nothing of an account is taken over into the next statement: one that prints no number is an account of its own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct, field

_RESPONSES = frozenset({"STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS"})
_STATEMENTS = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
_ACCOUNTS = frozenset({"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"})
_LISTS = frozenset({"BANKTRANLIST", "CCSTMTTRNLIST", "INVTRANLIST"})
AROUND = _RESPONSES | _STATEMENTS | _ACCOUNTS | _LISTS | {"LEDGERBAL", "AVAILBAL", "BALLIST"}
"""Aggregates outside of transactions whose values count, or must not be taken for those of another."""
_PARTS = ("BANKID", "BRANCHID", "ACCTTYPE")
"""What tells accounts of one number apart: the bank, its branch, and whether it is savings or current."""
_NAMES = frozenset({*_PARTS, "ACCTID", "BROKERID"})
_NAMED_IN = _ACCOUNTS | {""}
_TELLING = 4
"""Digits and letters of a number that tells an account by itself; converters write 1 and 2."""
_MOST_ALIKE = 20
"""Ways of naming one number that are compared with each other; a hostile file has thousands."""


class OfxStatement(Struct):
    """What stands around one list of transactions."""

    names: dict[str, str] = field(default_factory=dict)
    currency: str = ""
    is_listed: bool = False
    """Whether its list has begun: what is named behind it belongs to the next statement."""
    is_card: bool = False
    dates: dict[str, str] = field(default_factory=dict)
    """DTSTART and DTEND of the list, DTASOF of the balance."""
    balance: str = ""
    balance_at: int = 0
    """Where LEDGERBAL stands."""
    account: str = ""
    """What tells the account from the others of the file; see `name_accounts`."""


class OfxStatements:
    """The statements of a file, while its tags are met one after the other."""

    def __init__(self) -> None:
        self.current = OfxStatement()
        self.every = [self.current]
        self._open: list[tuple[str, OfxStatement]] = []
        """Aggregates that are open, each with the statement in which it began."""
        self._times: Counter[str] = Counter()
        self._beside = ""
        """The account, list or balance that is open."""
        self._currency = ""
        """The one named last: a statement that names none is not taken for one in yen where the others are not."""

    def turn(self, name: str, at: int, *, closes: bool) -> None:
        """One of `AROUND` begins or ends."""
        if name in _RESPONSES or name in _STATEMENTS:
            self._beside = ""
            if closes:
                self._end(name)
            else:
                self._begin(name)
            return
        self._beside = "" if closes else name
        if closes:
            return
        if name in _ACCOUNTS and self.current.is_listed:
            self._begin_anew()
        elif name in _LISTS:
            self.current.is_listed = True
        elif name == "LEDGERBAL":
            self.current.balance_at = at
        self.current.is_card |= name == "CCACCTFROM"

    def _begin(self, name: str) -> None:
        self._open.append((name, self.current))
        self._times[name] += 1
        names = {} if name in _RESPONSES or self.current.is_listed else self.current.names  # <STMTRS> twice is one
        self._enter(OfxStatement(dict(names), self._currency))

    def _end(self, name: str) -> None:
        """Back in the statement around it; one that was never opened ends nothing but what is known of the account."""
        around: OfxStatement | None = None
        while self._times[name] and self._open:
            opened, around = self._open.pop()
            self._times[opened] -= 1
            if opened == name:
                break
        if around is None:
            self._enter(OfxStatement(currency=self._currency))
        else:
            self.current = around

    def _begin_anew(self) -> None:
        self._enter(OfxStatement(currency=self._currency))

    def _enter(self, statement: OfxStatement) -> None:
        self.current = statement
        self.every.append(statement)

    def value(self, name: str, value: str) -> None:
        """A value that stands in no transaction."""
        if name == "CURDEF" or (name in _NAMES and self._beside in _NAMED_IN):
            if self.current.is_listed:  # the tag of the next statement was damaged
                self._begin_anew()
            if name == "CURDEF":
                self._currency = self.current.currency = value.upper()
            else:
                self.current.names["BANKID" if name == "BROKERID" else name] = value
        elif (name in ("DTSTART", "DTEND") and self._beside in _LISTS) or (name, self._beside) == ("DTASOF", "LEDGERBAL"):
            self.current.dates[name] = value
        elif (name, self._beside) == ("BALAMT", "LEDGERBAL"):
            self.current.balance = value


def name_accounts(statements: Sequence[OfxStatement]) -> None:
    """Give each statement its account: the number that is printed, with bank and branch where it alone does not tell.

    Two statements of one number are of one account unless they name different banks, branches or kinds. Those without a number
    are accounts of their own, called by their place among them.
    """
    named: dict[str, dict[tuple[str, ...], list[OfxStatement]]] = defaultdict(lambda: defaultdict(list))
    unnamed = 0
    for statement in statements:
        number = _plain(statement.names.get("ACCTID", ""))
        if number:
            parts = tuple(_plain(statement.names.get(part, "")) for part in _PARTS)
            named[number][parts].append(statement)
        elif statement.is_listed:
            unnamed += 1
            statement.account = f"#{unnamed}" if unnamed > 1 else ""
    for number, ways in named.items():
        fullest = {way: _fullest(way, ways) for way in ways}
        is_enough = len(set(fullest.values())) == 1 and sum(map(str.isalnum, number)) >= _TELLING
        for way, of_way in ways.items():
            account = number if is_enough else "-".join(part for part in (*fullest[way], number) if part)
            for statement in of_way:
                statement.account = account


def _fullest(way: tuple[str, ...], ways: dict[tuple[str, ...], list[OfxStatement]]) -> tuple[str, ...]:
    """The one way that says all that ``way`` says, and more; ``way`` itself where there is none, or where two do."""
    if all(way) or len(ways) > _MOST_ALIKE:
        return way
    fuller = [other for other in ways if all(mine in ("", theirs) for mine, theirs in zip(way, other, strict=True))]
    most = [one for one in fuller if not any(one != other and _says_less(one, other) for other in fuller)]
    return most[0] if len(most) == 1 else way


def _says_less(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(mine in ("", theirs) for mine, theirs in zip(one, other, strict=True))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
