"""A report comes in; what a worried person reads on the screen goes out, most important first.

No boxes and no characters beyond cp932, so that it survives every console, a pipe and a mail.
Levels are words first and colours second. Texts from files are never taken for markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.guidance.printed import citing_writer, print_desks, print_step
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer
from selfcheck.report.receipt import print_receipt
from selfcheck.report.report import Report
from selfcheck.report.view import Group, Line, Said, View, view_of

_STYLES = {"alert": "bold red", "check": "bold magenta", "note": "bold cyan", "clean": "bold green", "unreadable": "bold red"}


def print_report(report: Report, console: Printer, *, plain: bool = False) -> None:
    """The whole report; ``plain`` without tables and signs, every fact in a sentence."""
    view = view_of(report)
    writer = citing_writer(console, report.lang, report.knowledge, plain=plain)
    writer.title(view.headline, _STYLES[view.tone])
    for text in view.more:
        writer.text(text)
    for text in view.cautions:
        writer.text(text, style="bold red")
    for text in view.first:
        writer.bullet(text)
    if view.raised:
        writer.heading("heading-findings")
        _groups(view.raised, writer)
        writer.blank()
        writer.text(writer.say("mine-hint"))
    _what_to_do(view, report, writer)
    if view.notes:
        writer.heading("heading-notes")
        _groups(view.notes, writer)
    writer.heading("heading-receipt")
    for receipt in view.receipts:
        print_receipt(receipt, writer)
    for text in view.skipped:
        writer.text(text)
    _said("heading-limits", view.limits, writer)
    writer.sources()


def _what_to_do(view: View, report: Report, writer: Writer) -> None:
    if view.steps:
        writer.heading("heading-steps" if view.raised else "heading-steps-clean")
        for number, step in enumerate(view.steps, start=1):
            print_step(writer, number, step.title, step.text.text, step.text.sources)
    if view.desks:
        writer.heading("heading-desks")
        print_desks(writer, (report.knowledge.desks[desk["id"]] for desk in view.desks), report.now)
    _said("heading-deadlines", view.deadlines, writer)
    if view.sheets:
        writer.heading("heading-sheet")
        for page in view.sheets:
            account = f"  {writer.say('sheet-account')} {page['account']}" if page["account"] else ""
            writer.text(Styled(f"{page['bank']}{account}", "bold"))
            for part in ("say", "ask"):
                writer.text(writer.say(f"sheet-{part}"), 4)
                for one in page[part]:
                    writer.bullet(one["text"], indent=4)
    _said("heading-warnings", view.warnings, writer)


def _said(heading: str, every: Sequence[Said], writer: Writer) -> None:
    if every:
        writer.heading(heading)
    for one in every:
        writer.bullet(one.text, one.sources)


def _groups(groups: Sequence[Group], writer: Writer) -> None:
    header = [writer.say(f"column-{name}") for name in ("number", "date", "amount", "memo", "line")]
    for group in groups:
        writer.blank()
        writer.text(Styled(f"[{group.level_word}] ", _STYLES[group.level]).append(group.title, _STYLES[group.level]))
        writer.text(group.where, 4)
        if writer.plain:
            for line in group.lines:
                writer.text(writer.say("plain-line", **_words(line)))
        else:
            writer.table(header, [_row(line) for line in group.lines], right=(0, 2, 4))
        for reason in group.reasons:
            writer.bullet(reason.text, reason.sources, indent=4)


def _words(line: Line) -> dict[str, object]:
    return {"number": str(line.number), "date": line.date, "amount": line.amount, "memo": line.memo, "line": str(line.line)}


def _row(line: Line) -> list[Styled]:
    start, end = line.name
    memo = Styled(escaped(line.memo[:start])).append(escaped(line.memo[start:end]), "bold underline")
    memo.append(escaped(line.memo[end:]))
    return [Styled(str(line.number)), Styled(line.date), Styled(line.amount), memo, Styled(str(line.line))]
