"""Statements and the services named in them come in, findings with level and reasons go out.

A withdrawal that names a payment service is at least to be checked. Signals (signals.toml, with
their thresholds) raise it to an alert or lower it to a note; all reasons are kept, so that the
holder can judge. A hit is a question, not an accusation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from selfcheck.accounts.of_lines import Accounts, account_name, runs_backwards
from selfcheck.assessment.guessed import Guessed
from selfcheck.assessment.history import History
from selfcheck.assessment.mine import MineList
from selfcheck.assessment.refunds import Refunds
from selfcheck.assessment.signals import Signals
from selfcheck.assessment.texts import Texts
from selfcheck.knowledge import Knowledge
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.rails import UNNAMED
from selfcheck.model.findings import Finding, Level, NamedLine, Reason
from selfcheck.model.statement import Fate, LineId, OtherLine, Statement

_ENOUGH = 2
"""Supporting and weak signals that together make an alert, if one of them is supporting."""


def assess(
    statements: Sequence[Statement],
    matcher: Matcher,
    knowledge: Knowledge,
    uses: Collection[str] = (),
    *,
    repeated: Collection[LineId] = (),
    mine: MineList | None = None,
) -> tuple[Finding, ...]:
    """All findings of all statements: by level, most urgent first, then by file, service and line.

    ``uses`` are ids of services that the holder says they use; ``repeated`` are lines that stand in an
    earlier statement too, and count once; ``mine`` are lines that the holder knows.
    """
    accounts = Accounts(statements)
    seen = [line for line in _all_named(statements, matcher, Guessed(matcher, knowledge), accounts) if line.id not in repeated]
    unproven = frozenset(_unproven(statements, seen))
    payments = [line for line in seen if line.hit.may_draw_money]
    withdrawals = [line for line in payments if line.is_withdrawal]
    refunded, services = knowledge.signals["refunded"], knowledge.services
    refunds = Refunds(refunded, services, payments, statements, accounts, unproven, repeated, matcher.saying_only)
    undone = frozenset(line.id for line in withdrawals if refunds.of(line))
    history = History(knowledge.signals, services, withdrawals, undone, accounts)
    signals = Signals(knowledge, matcher, statements, history, refunds, unproven, frozenset(uses), mine)
    named = [line for line in seen if _is_question(line, unproven)]
    findings = [
        _finding(number, line, identity, signals.reasons(line, identity), knowledge)
        for number, (line, identity) in enumerate(zip(named, _identities(named, statements), strict=True), start=1)
    ]
    return _most_urgent_first(findings)


def _is_question(line: NamedLine, unproven: Collection[LineId]) -> bool:
    """Whether a line is shown. Money from a payee that nobody knows is none: it names no service, and nothing was taken."""
    return line.hit.service != UNNAMED or line.takes_money or line.id in unproven


def _most_urgent_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """By level and file; the findings of one service together, where its first one stands. So they are numbered, too."""
    urgency = list(Level)
    first: dict[tuple[int, str], int] = {}
    for finding in findings:
        first.setdefault((finding.statement, finding.service), finding.number)

    def place(finding: Finding) -> tuple[int, int, int, int]:
        group = first[finding.statement, finding.service]
        return urgency.index(finding.level), finding.statement, group, finding.number

    in_order = sorted(findings, key=place)
    return tuple(replace(finding, number=number) for number, finding in enumerate(in_order, start=1))


def _all_named(statements: Sequence[Statement], matcher: Matcher, guessed: Guessed, accounts: Accounts) -> Iterator[NamedLine]:
    """Every line that names a service, transaction or not; once for each service; by file, in file order."""
    for number, statement in enumerate(statements):
        lines = [
            *_transactions(number, statement, matcher, guessed, accounts),
            *_outside(number, statement, matcher, guessed),
        ]
        yield from sorted(lines, key=lambda line: line.line)


def _transactions(
    number: int, statement: Statement, matcher: Matcher, guessed: Guessed, accounts: Accounts
) -> Iterator[NamedLine]:
    """The transactions of a statement that name a service, or move money to a payee that nobody knows; each different
    text is searched once."""
    records = statement.records
    hits_of = Texts(statement, matcher).hits_by_number()
    rows = records.every() if statement.readings else records.rows(records.of_texts(hits_of))
    backwards = bool(rows) and runs_backwards(statement)
    for row in rows:
        for hit in guessed.with_guesses(statement, row.line, hits_of.get(records.text_number(row.place), ())):
            yield NamedLine(
                statement=number,
                account=accounts.of(number, row.place),
                account_number=row.text.number,
                line=row.line,
                date=row.date,
                memo=row.text.memo,
                withdrawal=row.withdrawal,
                deposit=row.deposit,
                balance=row.balance,
                hit=hit,
                fate=Fate.TRANSACTION,
                text=row.text.searchable,
                position=-row.place if backwards else row.place,
            )


def _outside(number: int, statement: Statement, matcher: Matcher, guessed: Guessed) -> Iterator[NamedLine]:
    """Lines that are no transactions and name a service: without date, amounts and account."""
    for other in [*statement.others, *_below_transactions(statement)]:
        memo = " ".join(cell.strip() for cell in other.text.split("\t") if cell.strip())
        hits = list(matcher.find(other.text))
        # A payment that could not be read may still be one to a payee that nobody knows; a header or a footer is none.
        if other.fate is Fate.PROBLEM and (unnamed := matcher.unnamed(other.text, statement.bank)):
            hits.append(unnamed)
        for hit in guessed.with_guesses(statement, other.line, hits):
            yield NamedLine(number, "", "", other.line, None, memo, None, None, None, hit, other.fate, other.text)


def _below_transactions(statement: Statement) -> Iterator[OtherLine]:
    """Lines read from a picture that stand below the first line of a transaction: a memo that wraps may name something."""
    if statement.readings:
        known = {*statement.records.lines(), *(other.line for other in statement.others)}
        yield from (
            OtherLine(line, Fate.PROBLEM, "\t".join(texts)) for line, texts in statement.readings.items() if line not in known
        )


def _unproven(statements: Sequence[Statement], lines: Sequence[NamedLine]) -> Iterator[LineId]:
    """Lines whose direction is not certain: the balance breaks there, or nothing tells out from in."""
    unclear = {
        number
        for number, statement in enumerate(statements)
        if any(problem.code == "direction-unclear" for problem in statement.problems)
    }
    breaks = {LineId(number, gap.line) for number, statement in enumerate(statements) for gap in statement.balance_check.breaks}
    for line in lines:
        if line.statement in unclear or line.id in breaks:
            yield line.id


def _identities(lines: Sequence[NamedLine], statements: Sequence[Statement]) -> list[str]:
    """What tells each line from all others, whatever file it is read from; equal lines are counted."""
    seen: Counter[str] = Counter()
    identities = []
    for line in lines:
        yen = line.withdrawal if line.withdrawal is not None else f"+{line.deposit}"
        account = account_name(statements[line.statement], line.account_number)
        base = "\n".join((account, str(line.date), str(yen), str(line.balance), fold(line.memo), line.hit.service))
        seen[base] += 1
        identities.append(f"{base}\n{seen[base]}")
    return identities


def _finding(number: int, line: NamedLine, identity: str, reasons: Sequence[Reason], knowledge: Knowledge) -> Finding:
    return Finding(
        number=number,
        identity=identity,
        account=line.account,
        account_number=line.account_number,
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
    """A strong signal makes an alert, a supporting one with company too; a lowering one makes a note.

    That the holder says they use a service does not outweigh a strong signal.
    """
    lowering = {reason.signal for reason, strength in zip(reasons, strengths, strict=True) if strength == "lowering"}
    strong = "strong" in strengths
    if lowering and not (strong and lowering == {"declared-use"}):
        return Level.NOTE
    supported = "supporting" in strengths and strengths.count("supporting") + strengths.count("weak") >= _ENOUGH
    return Level.ALERT if strong or supported else Level.CHECK
