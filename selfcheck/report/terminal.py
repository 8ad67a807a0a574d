"""A report comes in; what a worried person reads on the screen goes out, most important first.

No boxes and no characters beyond cp932, so that it survives every console, a pipe and a mail.
Levels are words first and colours second. Texts from files are never taken for markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import shown
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Screen
from selfcheck.report.report import Report
from selfcheck.report.view import Group, Line, Said, View, view_of

_STYLES = {"alert": "bold red", "check": "bold magenta", "note": "bold cyan", "clean": "bold green", "unreadable": "bold red"}


def print_report(report: Report, console: Printer, *, plain: bool = False) -> None:
    """The whole report; ``plain`` without tables and signs, every fact in a sentence."""
    view = view_of(report)
    screen = Screen(console, report.lang, report.knowledge, report.now, plain=plain)
    screen.title(view.headline, _STYLES[view.tone])
    for text in view.more:
        screen.text(text)
    for text in view.cautions:
        screen.text(text, style="bold red")
    for text in view.first:
        screen.bullet(text)
    if view.raised:
        screen.heading("heading-findings")
        _groups(view.raised, screen)
        screen.blank()
        screen.text(screen.say("mine-hint"))
    _what_to_do(view, report, screen)
    if view.notes:
        screen.heading("heading-notes")
        _groups(view.notes, screen)
    screen.heading("heading-receipt")
    for receipt in view.receipts:
        screen.receipt(receipt)
    _said("heading-limits", view.limits, screen)
    screen.sources()


def _what_to_do(view: View, report: Report, screen: Screen) -> None:
    if view.steps:
        screen.heading("heading-steps" if view.raised else "heading-steps-clean")
        for number, step in enumerate(view.steps, start=1):
            screen.step(number, step.title, step.text.text, step.text.sources)
    if view.desks:
        screen.heading("heading-desks")
        screen.desks(report.knowledge.desks[desk["id"]] for desk in view.desks)
    _said("heading-deadlines", view.deadlines, screen)
    if view.sheets:
        screen.heading("heading-sheet")
        for page in view.sheets:
            account = f"  {screen.say('sheet-account')} {page['account']}" if page["account"] else ""
            screen.text(Styled(f"{page['bank']}{account}", "bold"))
            for part in ("say", "ask"):
                screen.text(screen.say(f"sheet-{part}"), 4)
                for one in page[part]:
                    screen.bullet(one["text"], indent=4)
    _said("heading-warnings", view.warnings, screen)


def _said(heading: str, every: Sequence[Said], screen: Screen) -> None:
    if every:
        screen.heading(heading)
    for one in every:
        screen.bullet(one.text, one.sources)


def _groups(groups: Sequence[Group], screen: Screen) -> None:
    header = [screen.say(f"column-{name}") for name in ("number", "date", "amount", "memo", "line")]
    for group in groups:
        screen.blank()
        screen.text(Styled(f"[{group.level_word}] ", _STYLES[group.level]).append(group.title, _STYLES[group.level]))
        screen.text(group.where, 4)
        if screen.plain:
            for line in group.lines:
                screen.text(screen.say("plain-line", **_words(line)))
        else:
            screen.table(header, [_row(line) for line in group.lines], right=(0, 2, 4))
        for reason in group.reasons:
            screen.bullet(reason.text, reason.sources, indent=4)


def _words(line: Line) -> dict[str, object]:
    return {"number": str(line.number), "date": line.date, "amount": line.amount, "memo": line.memo, "line": str(line.line)}


def _row(line: Line) -> list[Styled]:
    start, end = line.name
    memo = Styled(shown(line.memo[:start])).append(shown(line.memo[start:end]), "bold underline")
    memo.append(shown(line.memo[end:]))
    return [Styled(str(line.number)), Styled(line.date), Styled(line.amount), memo, Styled(str(line.line))]
