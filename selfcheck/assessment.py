"""Statements and the services named in them come in, findings with level and reasons go out.

A withdrawal that names a payment service is at least to be checked. Signals (signals.toml, with
their thresholds) raise it to an alert or lower it to a note; all reasons are kept, so that the
holder can judge. A hit is a question, not an accusation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from selfcheck.knowledge import Knowledge
from selfcheck.matching.matcher import Matcher
from selfcheck.model import Fate, Finding, Level, NamedLine, Reason, Statement
from selfcheck.signals import Signals

_ENOUGH_SUPPORT = 2
"""Supporting signals that together make an alert."""


def assess(
    statements: Sequence[Statement],
    matcher: Matcher,
    knowledge: Knowledge,
    uses: Collection[str] = (),
    *,
    repeated: Collection[tuple[int, int]] = (),
) -> tuple[Finding, ...]:
    """All findings of all statements, most urgent first, then in file order.

    ``uses`` are ids of services that the holder says they use; ``repeated`` are lines (statement, line)
    that stand in an earlier statement too, and count once.
    """
    every = (line for number, statement in enumerate(statements) for line in named_lines(number, statement, matcher))
    named = [line for line in every if (line.statement, line.line) not in repeated]
    signals = Signals(knowledge, matcher, statements, named, frozenset(uses))
    findings = [_finding(line, signals.reasons(line), knowledge) for line in named]
    urgency = list(Level)
    return tuple(sorted(findings, key=lambda f: (urgency.index(f.level), f.statement, f.line)))


def named_lines(number: int, statement: Statement, matcher: Matcher) -> Iterator[NamedLine]:
    """Every line of a statement that names a service, transaction or not; once for each service."""
    hits = [(index, hit) for index, text in enumerate(statement.searchable) for hit in matcher.find(text)]
    rows = statement.transactions.iloc[[index for index, _ in hits]].to_dict("records")
    for (index, hit), row in zip(hits, rows, strict=True):
        yield NamedLine(
            statement=number,
            line=int(row["line"]),
            date=row["date"].date(),
            memo=row["memo"],
            withdrawal=_yen(row["withdrawal"]),
            deposit=_yen(row["deposit"]),
            balance=_yen(row["balance"]),
            hit=hit,
            fate=Fate.TRANSACTION,
            text=statement.searchable[index],
        )
    for other in statement.others:
        for hit in matcher.find(other.text):
            memo = " ".join(cell.strip() for cell in other.text.split("\t") if cell.strip())
            yield NamedLine(number, other.line, None, memo, None, None, None, hit, other.fate, other.text)


def _yen(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _finding(line: NamedLine, reasons: Sequence[Reason], knowledge: Knowledge) -> Finding:
    return Finding(
        statement=line.statement,
        line=line.line,
        date=line.date,
        memo=line.memo,
        withdrawal=line.withdrawal,
        deposit=line.deposit,
        balance=line.balance,
        service=line.hit.service,
        matched=line.hit.matched,
        level=_level([knowledge.signals[reason.signal].strength for reason in reasons], reasons),
        reasons=tuple(reasons),
    )


def _level(strengths: Sequence[str], reasons: Sequence[Reason]) -> Level:
    """One strong or two supporting signals make an alert; a lowering one makes a note.

    That the holder says they use a service does not outweigh a strong signal.
    """
    lowering = {reason.signal for reason, strength in zip(reasons, strengths, strict=True) if strength == "lowering"}
    strong = "strong" in strengths
    if lowering and not (strong and lowering == {"declared-use"}):
        return Level.NOTE
    return Level.ALERT if strong or strengths.count("supporting") >= _ENOUGH_SUPPORT else Level.CHECK
