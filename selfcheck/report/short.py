"""A view comes in; the first screen goes out: whom to call before anything else, and nothing that can wait.

At most 60 lines of 100 columns where up to twelve withdrawals are raised, 24 more where there are more of them, and 20
where nothing was found. What does not fit is counted, and stands in the full report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from selfcheck.printing.printer import Kept
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer
from selfcheck.report.calls import Call, Contact
from selfcheck.report.short_findings import DETAILS, finding_rows
from selfcheck.report.styles import STYLES
from selfcheck.report.view import View

_MOST_LINES = 60
_MOST_FINDINGS = 12
"""Raised withdrawals for which that is promised."""
_MORE_LINES = 24
_LEAST_ROWS = 8
"""Rows of findings, whatever else is to be said."""
_MOST_ACCOUNTS = 6
_MOST_FILES = 8
_MOST_BESIDE = 2
"""Files whose fault is told, where none was read and where others were."""
_MOST_ASKED = 2
"""Banks that are asked about."""
_MOST_WORDS = 2
"""Ways to say it; a third bank can be told what is said to the first."""


def print_short(view: View, writer: Writer) -> None:
    """The first screen, in as many lines as it may have."""
    if not view.raised:
        _clean(view, writer)
        return
    before, after = (_before_findings, _after_findings)
    raised = sum(len(group.lines) for group in view.raised)
    most = _MOST_LINES if raised <= _MOST_FINDINGS else _MOST_LINES + _MORE_LINES
    room = most - _height(before, view, writer) - _height(after, view, writer)
    before(view, writer)
    _print_rows(_fitting_rows(view, writer, max(room, _LEAST_ROWS)), writer)
    after(view, writer)


def _height(part: Callable[[View, Writer], None], view: View, writer: Writer) -> int:
    """Lines that a part takes, printed where nobody sees it."""
    out = Kept(writer.width)
    part(view, Writer(out, writer.lang, plain=writer.plain))
    return out.file.getvalue().count("\n")


def _fitting_rows(view: View, writer: Writer, room: int) -> list[Styled]:
    """The rows of the most detailed way to show the findings that fits."""
    rows: list[Styled] = []
    for detail in DETAILS:
        rows = finding_rows(view.raised, detail, writer, writer.width)
        if len(rows) <= room:
            break
    return rows


def _print_rows(rows: Sequence[Styled], writer: Writer) -> None:
    for row in rows:
        writer.text(Styled(row.plain.strip()) if writer.plain else row, 0)


# --- what stands before the findings ----------------------------------------------------------------


def _before_findings(view: View, writer: Writer) -> None:
    _verdict(view, writer)
    print_calls(view, writer)
    _section(writer.say("heading-findings"), writer)


def _verdict(view: View, writer: Writer) -> None:
    writer.title(view.headline, STYLES[view.tone])
    for text in view.more:
        writer.text(text)
    for text in view.cautions:
        writer.text(text, style="bold red")
    for text in view.skipped[-1:]:
        writer.text(text)


def _section(text: str, writer: Writer) -> None:
    writer.blank()
    writer.text(Styled(text if writer.plain else f"▼ {text}", "bold"), 0)


def print_calls(view: View, writer: Writer) -> None:
    """Whom to call about each account, and what to say."""
    numbered = any(call.desk for call in view.calls)
    _section(writer.say("heading-call" if numbered else "heading-call-own", now=view.now), writer)
    if len(view.calls) == 1:
        _whom_to_call(view.calls[0], writer)
    else:
        for call in view.calls[:_MOST_ACCOUNTS]:
            writer.text(_account(call, writer), 4, "・")
        if rest := view.calls[_MOST_ACCOUNTS:]:
            details = {"accounts": len(rest), "count": sum(call.count for call in rest), "yen": sum(call.yen for call in rest)}
            writer.text(writer.say("call-more", **details), 4, "・")
    _words_to_say(view.calls, writer)


def _whom_to_call(call: Call, writer: Writer) -> None:
    if call.desk:
        writer.text(Styled(call_in_words(call.desk, writer), "bold"), 2)
    else:
        writer.text(Styled(call.own, "bold"), 2)
        writer.text(call.hours, 2)


def call_in_words(desk: Contact, writer: Writer) -> str:
    """Name, number, when it answers, and how old that is."""
    return writer.say(
        "call-desk" if desk.when else "call-desk-only", desk=desk.name, number=desk.number, when=desk.when, year=desk.year
    )


def _account(call: Call, writer: Writer) -> str:
    whom = writer.say("call-short", number=call.desk.number, when=call.desk.when) if call.desk else writer.say("call-card")
    return writer.say("call-account", bank=call.bank, file=call.file, count=call.count, yen=call.yen, whom=whom)


def _words_to_say(calls: Sequence[Call], writer: Writer) -> None:
    """What to say, once for all banks for which it is the same."""
    different = list({call.say: call for call in calls}.values())[:_MOST_WORDS]
    for call in different:
        _words_of(call, writer, "call-say" if len(different) == 1 else "call-say-to")
    for asked in [call.asked for call in calls if call.asked][:_MOST_ASKED]:
        writer.command(asked.again, asked.command)
    for desk in calls[0].others[:1] if calls[0].desk else ():
        writer.text(writer.say("call-other" if desk.when else "call-other-own", desk=desk.name, when=desk.when), 2)


def _words_of(call: Call, writer: Writer, key: str) -> None:
    writer.text(writer.say(key, text=call.say, bank=call.bank), 2)
    if call.japanese:  # the report is in another language, and the desk speaks this one
        writer.text(writer.say("call-japanese", text=call.japanese), 2)
        writer.text(call.reading, 2)


# --- what stands behind them --------------------------------------------------------------------------


def _after_findings(view: View, writer: Writer) -> None:
    _recency(view, writer)
    _section(writer.say("heading-five", count=len(view.brief_steps)), writer)
    _steps(view, writer)
    if view.brief_deadlines:
        _section(writer.say("heading-brief-deadlines"), writer)
        writer.text(writer.sentences(view.brief_deadlines))
    _section(writer.say("heading-nevers"), writer)
    for never in view.nevers:
        writer.bullet(never.text)
    writer.blank()
    writer.text(writer.say("unseen"))
    writer.command(writer.say("next-guide"), view.commands.guide)
    writer.command(writer.say("next-full"), view.commands.full)
    _closing(view, writer)


def _recency(view: View, writer: Writer) -> None:
    if view.recency:
        _section(view.recency.heading, writer)
        writer.text(view.recency.text)


def _steps(view: View, writer: Writer) -> None:
    width = max(Styled(step.title).columns for step in view.brief_steps)
    for number, step in enumerate(view.brief_steps, start=1):
        title = Styled(step.title, "bold")
        lead = f"{number}. {step.title}" if writer.plain else f"{number}. {title.padded(width, right=False).plain}  "
        writer.text(step.text, 2, f"{lead}: " if writer.plain else lead)
        for line in step.lines:
            writer.text(line, 2 + Styled(lead).columns)


def _closing(view: View, writer: Writer) -> None:
    """The last lines are what stays in a window: the verdict again, the number, and the next command."""
    writer.blank()
    writer.title(view.headline, STYLES[view.tone])
    first = next((call for call in view.calls if call.desk), view.calls[0])
    if first.desk:
        whom = writer.say("closing-call", desk=first.desk.name, number=first.desk.number)
    else:
        whom = writer.say("closing-own", bank=first.bank)
    writer.text(whom)
    writer.command(writer.say("next-sheet"), view.commands.sheet)


# --- where nothing was found ---------------------------------------------------------------------------


def _clean(view: View, writer: Writer) -> None:
    _verdict(view, writer)
    _unread_files(view, writer, _MOST_FILES if view.tone == "unreadable" else _MOST_BESIDE)
    if view.tone == "unreadable":
        writer.blank()
        writer.text(writer.say("unreadable-call"))
        writer.command(writer.say("next-inspect"), view.commands.inspect)
        return
    _recency(view, writer)
    if view.brief_steps:
        _section(writer.say("heading-steps-clean"), writer)
        _steps(view, writer)
    writer.blank()
    writer.text(writer.say("unseen"))
    writer.command(writer.say("next-full"), view.commands.full)


def _unread_files(view: View, writer: Writer, most: int) -> None:
    """Why files are no statements, a paragraph each; the verdict has counted them."""
    unread = [receipt for receipt in view.receipts if receipt.unread]
    for receipt in unread[:most]:
        writer.bullet(f"{receipt.path}: {writer.sentences(receipt.lines)}")
    if rest := unread[most:]:
        writer.bullet(writer.say("files-more", count=len(rest)))
