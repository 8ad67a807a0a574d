"""Entries of which only some say which way their amounts went come in; the table in which each word counts goes out.

What a word says is no reason for the other entries: their amounts went the way that the balance beside them proves, else
they are read as withdrawals and told.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import Role
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.shape import order_of
from selfcheck.statement.placed.entry import Entry, table_of_entries
from selfcheck.statement.placed.grid import Placed
from selfcheck.statement.values import parse_amount, parse_date

_ROLES: dict[str, Role] = {"out": "withdrawal", "in": "deposit"}


def mixed(lines: Sequence[str], entries: Sequence[Entry], directions: Directions) -> Placed | None:
    """The table; None where all entries are alike, or have more amounts than one that no label names."""
    told = [entry.is_told for entry in entries]
    if all(told) or not any(entry.direction for entry in entries) or not all(map(_is_simple, entries)):
        return None
    order = order_of([parse_date(entry.date) for entry in entries])
    ways = [
        directions.of(entry.direction) if entry.direction else _proven(entries, at, order) for at, entry in enumerate(entries)
    ]
    if "neither" in ways:
        return None
    placed = table_of_entries(lines, [_with_way(entry, way or "out") for entry, way in zip(entries, ways, strict=True)])
    said = sentence("direction-unclear-line")
    unclear = [
        Problem(entry.first, "direction-unclear-line", said) for entry, way in zip(entries, ways, strict=True) if not way
    ]
    return replace(placed, table=replace(placed.table, problems=(*placed.table.problems, *unclear)))


def _is_simple(entry: Entry) -> bool:
    """Whether it has one amount without sign, and a balance at most."""
    yen = parse_amount(entry.plain[0]) if len(entry.plain) == 1 else None
    return (
        isinstance(yen, int) and not entry.plain[0].startswith(("+", "＋")) and yen >= 0 and set(entry.amounts) <= {"balance"}
    )


def _proven(entries: Sequence[Entry], at: int, order: int) -> str:
    """The way that the balance of the entry before it proves; empty where it proves none."""
    amount, here = parse_amount(entries[at].plain[0]), _balance(entries[at])
    before = at - order
    there = _balance(entries[before]) if order and 0 <= before < len(entries) else None
    if here is None or there is None or abs(here - there) != amount:
        return ""
    return "in" if here > there else "out"


def _balance(entry: Entry) -> int | None:
    yen = parse_amount(entry.amounts.get("balance", ""))
    return yen if isinstance(yen, int) else None


def _with_way(entry: Entry, way: str) -> Entry:
    """An entry whose amount stands under money out or money in."""
    return replace(entry, amounts={_ROLES[way]: entry.plain[0], **entry.amounts}, plain=[], direction="")
