"""A report comes in; what a worried person reads on the screen goes out, most important first.

No boxes and no characters beyond cp932, so that it survives every console, a pipe and a mail.
Levels are words first and colours second. Texts from files are never taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from selfcheck.model import Fate, Finding, Level, Statement
from selfcheck.report.call_sheet import sheet_as_list
from selfcheck.report.days import deadline_in_words
from selfcheck.report.receipt import print_receipt, shown_path
from selfcheck.report.report import Report
from selfcheck.report.safe import shown
from selfcheck.report.screen import Screen
from selfcheck.words import Lang

_STYLES = {Level.ALERT: "bold red", Level.CHECK: "bold magenta", Level.NOTE: "bold cyan"}
_STRENGTHS = ("strong", "supporting", "weak", "lowering", "context")
_LEVELS = tuple(Level)


def print_report(report: Report, console: Console) -> None:
    """The whole report."""
    _ScreenReport(report, console).print()


class _ScreenReport:
    def __init__(self, report: Report, console: Console) -> None:
        self._report = report
        self._lang: Lang = report.lang
        self._knowledge = report.knowledge
        self._screen = Screen(console, report.lang, report.knowledge, report.now)
        self._explained: set[str] = set()
        """Context that has been printed; it is not repeated under every group."""

    def print(self) -> None:
        report, screen, guidance = self._report, self._screen, self._report.guidance
        nothing_read = all(statement.status == "unreadable" for statement in report.statements)
        notes = [finding for finding in report.findings if finding.level is Level.NOTE]
        self._verdict(nothing_read)
        if report.raised:
            screen.heading("heading-findings")
            self._findings(report.raised)
            screen.blank()
            screen.text(screen.say("mine-hint"))
        if report.raised or not nothing_read:
            screen.heading("heading-steps" if report.raised else "heading-steps-clean")
            screen.steps(guidance.steps)
        if report.raised:
            screen.heading("heading-desks")
            screen.desks(self._knowledge.desks[desk] for desk in guidance.desks)
            self._deadlines()
            self._sheet()
            screen.heading("heading-warnings")
            screen.notes(note for note in self._knowledge.guidance.warnings if note.id in guidance.warnings)
        if notes:
            screen.heading("heading-notes")
            self._findings(notes)
        screen.heading("heading-receipt")
        for statement in report.statements:
            print_receipt(statement, screen, self._lang)
        if not nothing_read:
            screen.heading("heading-limits")
            screen.notes(note for note in self._knowledge.guidance.limits if note.id in guidance.limits)
        screen.sources()

    def _verdict(self, nothing_read: bool) -> None:
        report, screen, summary = self._report, self._screen, self._report.summary
        if report.raised:
            counts = {"raised": len(report.raised), "alert": summary["alert"], "check": summary["check"]}
            style = _STYLES[Level.ALERT if summary["alert"] else Level.CHECK]
            screen.text("■ " + screen.say("verdict-raised", **counts), 0, style=style)
            screen.text(screen.say("verdict-raised-more"))
        elif nothing_read:
            screen.text("■ " + screen.say("verdict-unreadable"), 0, style="bold red")
        else:
            key = "verdict-notes-only" if summary["note"] else "verdict-clean"
            screen.text("■ " + screen.say(key, notes=summary["note"]), 0, style="bold green")
            screen.text(screen.say("verdict-clean-more"))
        if report.raised and summary["note"]:
            screen.text(screen.say("verdict-notes", notes=summary["note"]))
        if unread := screen.join(self._unread()):
            screen.text(screen.say("verdict-unread", what=unread), style="bold red")
        if any(statement.balance_check.status == "broken" for statement in report.statements):
            screen.text(screen.say("verdict-broken-balance"), style="bold red")

    def _unread(self) -> Iterator[str]:
        screen, statements = self._screen, self._report.statements
        if files := sum(statement.status == "unreadable" for statement in statements):
            yield screen.say("unread-files", count=files)
        readable = [statement for statement in statements if statement.status != "unreadable"]
        if lines := sum(statement.lines[Fate.PROBLEM] for statement in readable):
            yield screen.say("unread-lines", count=lines)
        if any(problem.code == "count-differs" for statement in readable for problem in statement.problems):
            yield screen.say("unread-count")

    def _findings(self, findings: Sequence[Finding]) -> None:
        """Grouped by level, file and service; the reasons under each group."""

        first: dict[str, int] = {}
        for finding in sorted(findings, key=lambda finding: finding.number):
            first.setdefault(finding.service, finding.number)

        def group_of(finding: Finding) -> tuple[int, int, int, str]:
            return _LEVELS.index(finding.level), finding.statement, first[finding.service], finding.service

        ordered = sorted(findings, key=lambda finding: (group_of(finding), finding.number))
        for (level, number, _, service), group in groupby(ordered, key=group_of):
            self._group(_LEVELS[level], self._report.statements[number], service, list(group))

    def _group(self, level: Level, statement: Statement, service: str, group: Sequence[Finding]) -> None:
        screen = self._screen
        total = sum(max(finding.withdrawal or 0, 0) for finding in group)
        screen.blank()
        title = Text(f"[{screen.say(f'level-{level}')}] ", _STYLES[level])
        name = self._knowledge.services[service].name
        title.append(screen.say("group" if total else "group-no-sum", service=name, count=len(group), yen=total), "bold")
        screen.text(title)
        bank = self._knowledge.banks[statement.bank].name[self._lang] if statement.bank else ""
        screen.text(f"{bank} {shown_path(statement, screen)}".strip(), 4)
        header = [screen.say(f"column-{name}") for name in ("number", "date", "amount", "memo", "line")]
        screen.table(header, [self._row(finding) for finding in group], right=(0, 2, 4))
        for text, sources in self._reasons(group):
            screen.bullet(text, sources, indent=4)

    def _row(self, finding: Finding) -> list[Text]:
        date = finding.date.isoformat() if finding.date else self._screen.say("date-none")
        cells = (str(finding.number), date, self._amount(finding))
        return [*map(Text, cells), _highlighted(finding), Text(str(finding.line))]

    def _amount(self, finding: Finding) -> str:
        if finding.withdrawal is not None:
            return self._screen.say("amount-out", yen=finding.withdrawal)
        if finding.deposit is not None:
            return self._screen.say("amount-in", yen=finding.deposit)
        return self._screen.say("amount-none")

    def _reasons(self, group: Sequence[Finding]) -> list[tuple[str, tuple[str, ...]]]:
        """Every reason of a group once, the strongest first; context that was given above is left out."""
        reasons = sorted(
            (reason for finding in group for reason in finding.reasons),
            key=lambda reason: _STRENGTHS.index(self._knowledge.signals[reason.signal].strength),
        )
        said: dict[tuple[str, tuple[str, ...]], None] = {}
        for reason in reasons:
            text = shown(self._report.reason(reason))
            is_context = self._knowledge.signals[reason.signal].strength == "context"
            if not (is_context and text in self._explained):
                said[text, reason.sources] = None
        self._explained.update(text for text, _ in said)
        return list(said)

    def _deadlines(self) -> None:
        screen, rules = self._screen, {rule.id: rule for rule in self._knowledge.guidance.deadlines}
        if self._report.guidance.deadlines:
            screen.heading("heading-deadlines")
        for deadline in self._report.guidance.deadlines:
            rule = rules[deadline.rule]
            said = screen.say("deadline", days=rule.days, who=rule.who, counts=rule.counts_from)
            due = deadline_in_words(deadline, rule, self._report.today, self._lang)
            unconfirmed = "" if rule.confirmed else screen.say("deadline-unconfirmed", as_of=rule.as_of)
            screen.bullet(screen.sentences((said, due, rule.text[self._lang], unconfirmed)), rule.sources)

    def _sheet(self) -> None:
        """What to say and to ask on the telephone, for every account."""
        screen = self._screen
        screen.heading("heading-sheet")
        for page in sheet_as_list(self._report):
            account = f"  {screen.say('sheet-account')} {page['account']}" if page["account"] else ""
            screen.text(Text(f"{page['bank']}{account}", "bold"))
            for part in ("say", "ask"):
                screen.text(screen.say(f"sheet-{part}"), 4)
                for one in page[part]:
                    screen.bullet(one["text"], indent=4)


def _highlighted(finding: Finding) -> Text:
    """The memo as printed, with the name in it marked."""
    text = Text(shown(finding.memo))
    name = shown(finding.matched)
    start = text.plain.find(name)
    if start >= 0:
        text.stylize("bold underline", start, start + len(name))
    return text
