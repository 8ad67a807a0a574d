"""What a file gave: its statements, and what in it is no statement, sorted out from all that was met in it.

A file that a person names is answered for by itself: where it holds no statement, that is said in its place. What lies in a
folder or an archive, beside a table, or on a further sheet may well be something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from selfcheck.model.statement import Skipped, Statement
from selfcheck.patterns import regex
from selfcheck.statement.containers.refusals import HOLD_NOTHING

_DATE = regex(r"(?<!\w)(?:(?:\d{4}|\d\d|元)\s*[年/.\-]\s*)?\d{1,2}\s*[月/.\-]\s*\d{1,2}(?!\d)|(?<!\w)20\d{6}(?!\w)")
_MONEY = regex(r"[¥￥\\]\s*\d|(?<!\w)\d{1,3}(?:,\d{3})+|(?<!\w)\d{3,12}(?!\w)|\d\s*円")
_FEW = 3
"""Lines of a file so short that one transaction makes it a statement."""
_MANY, _PART = 5, 10
"""So many lines with a date and an amount, or so large a part of all lines (a tenth), are no accident."""
_LOOKED_INTO = {"empty", *HOLD_NOTHING}
"""What is known of a file after which no more need be known."""


class Gathered(Struct, frozen=True):
    """What was met in one file, or in all files of a run."""

    statements: Sequence[Statement] = ()
    skipped: Sequence[Skipped] = ()


def gathered(met: Iterable[Statement | Skipped], *, is_named: bool) -> Gathered:
    """Sort out what a file gave; ``is_named``: a person named it, so that it is answered for even if it is no statement."""
    every = list(met)
    was_read = any(isinstance(item, Statement) and item.status != "unreadable" for item in every)
    statements: list[Statement] = []
    skipped: list[Skipped] = []
    for item in every:
        if isinstance(item, Skipped):
            skipped.append(item)
        elif item.status == "unreadable" and (was_read or not is_named) and not _may_be_one(item):
            skipped.append(_skipped(item))
        else:
            statements.append(item)
    return Gathered(tuple(statements), tuple(skipped))


def _skipped(statement: Statement) -> Skipped:
    problem = statement.problems[0]
    was_looked_into = bool(sum(statement.lines.values())) or problem.code in _LOOKED_INTO
    return Skipped(statement.path, "not-a-statement" if was_looked_into else "not-opened", problem.sentence)


def _may_be_one(statement: Statement) -> bool:
    """Whether what could not be read may be a statement: by its lines, or because it is a table in a form that is not read."""
    return statement.problems[0].code == "is-sheet" or _is_like_a_statement(statement)


def _is_like_a_statement(statement: Statement) -> bool:
    """Whether lines with a date and an amount stand in what could not be read."""
    return is_like_a_statement([other.text for other in statement.others])


def is_like_a_statement(lines: Sequence[str]) -> bool:
    """Whether transactions seem to stand in a text: many lines with a date and an amount, or few in a few lines."""
    lines = [line for line in lines if line.strip()]
    like = sum(bool(_DATE.search(line) and _MONEY.search(_DATE.sub(" ", line))) for line in lines)
    return like >= _MANY or (like > 1 and like * _PART >= len(lines)) or (like == 1 and len(lines) <= _FEW)
