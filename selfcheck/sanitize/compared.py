"""A file and its copy come in; in what they read differently goes out, as sentences.

A copy is handed on so that somebody looks into a reading: one that reads otherwise must say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from selfcheck.allowed.text import allowed_text
from selfcheck.assessment.assess import assess
from selfcheck.knowledge import load
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.findings import Level
from selfcheck.model.statement import Statement


class Reading(Struct, frozen=True):
    """What a file tells, without its words and sums."""

    days: tuple[int, ...]
    """Of its transactions, as ordinals, in the order of the file."""
    findings: Counter[tuple[str, Level]]
    problems: Counter[str]
    """How often what was not read as it should be, by code."""
    status: tuple[str, ...]
    """How far it was read, and what its balance proves."""


def reading_of(statement: Statement) -> Reading:
    """What ``statement`` tells."""
    findings = assess([statement], allowed_text().matcher, load())
    return Reading(
        days=tuple(statement.records.days()),
        findings=Counter((one.service, one.level) for one in findings),
        problems=Counter(problem.code for problem in statement.problems),
        status=(statement.status, statement.balance_check.status),
    )


def differences(old: Reading, new: Reading | None) -> tuple[Sentence, ...]:
    """How a copy reads (None: not at all), where it is not as the file itself; the plainest first."""
    return tuple(_differences(old, new)) if new else (sentence("sanitize-differs-unread"),)


def _differences(old: Reading, new: Reading) -> Iterator[Sentence]:
    if len(old.days) != len(new.days):
        yield sentence("sanitize-differs-rows", old=len(old.days), new=len(new.days))
    elif moved := sum(one != other for one, other in zip(old.days, new.days, strict=True)):
        yield sentence("sanitize-differs-days", count=moved)
    if _of_services(old) != _of_services(new):
        yield sentence("sanitize-differs-findings", old=old.findings.total(), new=new.findings.total())
    elif old.findings != new.findings:
        yield sentence("sanitize-differs-levels")
    if (old.problems, old.status) != (new.problems, new.status):
        yield sentence("sanitize-differs-problems", old=old.problems.total(), new=new.problems.total())


def _of_services(reading: Reading) -> Counter[str]:
    found: Counter[str] = Counter()
    for (service, _), count in reading.findings.items():
        found[service] += count
    return found
