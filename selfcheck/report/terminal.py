"""A report comes in; what a worried person reads on the screen goes out, most important first: short, or in full.

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
from selfcheck.report.findings_in_words import Cited, FindingGroup, FindingLine
from selfcheck.report.receipt import print_receipt
from selfcheck.report.report import Report
from selfcheck.report.short import print_calls, print_short
from selfcheck.report.short_findings import plain_line
from selfcheck.report.styles import STYLES
from selfcheck.report.view import View


def print_report(report: Report, console: Printer, *, plain: bool = False, full: bool = False) -> None:
    """The first screen, or the ``full`` report; ``plain`` without tables and signs, every fact in a sentence."""
    view = View(report)
    writer = citing_writer(console, report.lang, report.knowledge, plain=plain)
    if full:
        _print_full(view, report, writer)
    else:
        print_short(view, writer)


def _print_full(view: View, report: Report, writer: Writer) -> None:
    writer.title(view.headline, STYLES[view.tone])
    for text in view.more:
        writer.text(text)
    for text in view.cautions:
        writer.text(text, style="bold red")
    if view.calls:
        print_calls(view, writer)
    if view.raised:
        writer.heading("heading-findings")
        _groups(view.raised, writer)
        writer.blank()
        writer.command(writer.say("mine-hint"), view.commands.review)
    _what_to_do(view, report, writer)
    if view.notes:
        writer.heading("heading-notes")
        _groups(view.notes, writer)
    writer.heading("heading-receipt")
    for receipt in view.receipts:
        print_receipt(receipt, writer)
    writer.command(writer.say("next-inspect"), view.commands.inspect)
    for text in view.skipped:
        writer.text(text)
    _cited("heading-limits", view.limits, writer)
    writer.sources()


def _what_to_do(view: View, report: Report, writer: Writer) -> None:
    _steps(view, writer)
    if view.desks:
        writer.heading("heading-desks")
        writer.text(view.desks_age)
        print_desks(writer, (report.knowledge.desks[desk["id"]] for desk in view.desks), report.now)
    _cited("heading-deadlines", view.deadlines, writer)
    _sheets(view, writer)
    _cited("heading-warnings", view.warnings, writer)


def _steps(view: View, writer: Writer) -> None:
    if view.recency and view.recency.old:
        writer.blank()
        writer.text(Styled(view.recency.heading, "bold"))
        writer.text(view.recency.text)
    if view.steps:
        writer.heading("heading-steps" if view.raised else "heading-steps-clean")
    for number, step in enumerate(view.steps, start=1):
        print_step(writer, number, step.title, step.text.text, step.text.sources)


def _sheets(view: View, writer: Writer) -> None:
    if view.sheets:
        writer.heading("heading-sheet")
    for page in view.sheets:
        account = f"  {writer.say('sheet-account')} {page['account']}" if page["account"] else ""
        writer.text(Styled(f"{page['bank']}{account}", "bold"))
        for part in ("say", "ask"):
            writer.text(writer.say(f"sheet-{part}"), 4)
            for line in page[part]:
                writer.bullet(line["text"], indent=4)


def _cited(heading: str, sentences: Sequence[Cited], writer: Writer) -> None:
    if sentences:
        writer.heading(heading)
    for cited in sentences:
        writer.bullet(cited.text, cited.sources)


def _groups(groups: Sequence[FindingGroup], writer: Writer) -> None:
    header = [writer.say(f"column-{name}") for name in ("number", "date", "amount", "memo", "line")]
    for group in groups:
        style = STYLES[group.level]
        title = writer.say("brief-aged", total=group.title, age=group.age) if group.age else group.title
        writer.blank()
        writer.text(Styled(f"[{group.level_word}] ", style).append(title, style))
        writer.text(group.where, 4)
        if writer.plain:
            for line in group.lines:
                writer.text(plain_line(line, writer))
        else:
            writer.table(header, [_row(line) for line in group.lines], right=(0, 2, 4))
        for line in group.lines:
            for doubt in line.doubts:
                writer.text(writer.say("doubt-at", number=line.number, doubt=doubt), 4, "! ", "red")
        for reason in group.reasons:
            writer.bullet(reason.text, reason.sources, indent=4)


def _row(line: FindingLine) -> list[Styled]:
    start, end = line.name
    memo = Styled(escaped(line.memo[:start])).append(escaped(line.memo[start:end]), "bold underline")
    memo.append(escaped(line.memo[end:]))
    return [Styled(str(line.number)), Styled(line.date), Styled(line.amount), memo, Styled(str(line.line))]
