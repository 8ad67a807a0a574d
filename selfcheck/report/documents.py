"""A report comes in; a page in HTML, Markdown, or a table in CSV goes out."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from selfcheck.language.own_marks import TABLE
from selfcheck.language.sentences import say
from selfcheck.printing.json import as_json
from selfcheck.printing.safe import cell_text
from selfcheck.report.report import Report

if TYPE_CHECKING:
    from selfcheck.report.view import View

_WIDTH = 100
"""Columns of a report that is written to a file."""
_PLAIN_WIDTH = 100_000
"""Plain text is not wrapped; whoever reads it out or mails it does so."""
_MOST_PICTURES = 4
"""Accounts whose balance is drawn; a page of thirty pictures shows none of them."""


def document(report: Report, output_format: str, *, on_screen: bool, plain: bool = False, full: bool = False) -> bytes:
    """The report as ``text``, ``html``, ``markdown``, ``csv`` or ``json``; UTF-8, but as the screen has it ``on_screen``."""
    if output_format == "json":
        return as_json(report.to_dict())
    if output_format == "csv":
        return as_csv(report)
    if output_format == "html":
        return as_html(report).encode("utf-8", "replace")
    text = as_markdown(report) if output_format == "markdown" else _as_text(report, plain, full)
    return text.encode(sys.stdout.encoding if on_screen else "utf-8", "replace")


def _as_text(report: Report, plain: bool, full: bool) -> str:
    from rich.console import Console

    from selfcheck.report.terminal import print_report

    written = io.StringIO()
    width = _PLAIN_WIDTH if plain else _WIDTH
    print_report(report, Console(file=written, width=width, highlight=False, markup=False, emoji=False), plain=plain, full=full)
    return written.getvalue()


def as_html(report: Report) -> str:
    """One self-contained page."""
    from selfcheck.printing.templates import html_page
    from selfcheck.report.charts.balance import balance_charts
    from selfcheck.report.charts.bars import bar_chart
    from selfcheck.report.charts.scale import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH

    return html_page(
        "report.html.j2",
        balances=balance_charts(report),
        months=bar_chart(report),
        size={"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "bottom": BOTTOM},
        most_pictures=_MOST_PICTURES,
        contents=_contents,
        **_shared(report),
    )


def _contents(view: View) -> list[tuple[str, str, bool]]:
    """What stands on the page: where, under which heading, and whether it does."""
    return [
        ("findings", "heading-findings", bool(view.raised)),
        ("brief", "heading-steps" if view.raised else "heading-steps-clean", bool(view.brief_steps)),
        ("reasons", "heading-reasons", bool(view.raised)),
        ("steps", "heading-steps-full", bool(view.steps)),
        ("desks", "heading-desks", bool(view.desks)),
        ("deadlines", "heading-deadlines", bool(view.deadlines)),
        ("words", "heading-sheet", bool(view.sheets)),
        ("warnings", "heading-warnings", bool(view.warnings)),
        ("notes", "heading-notes", bool(view.notes)),
        ("receipt", "heading-receipt", True),
        ("limits", "heading-limits", bool(view.limits)),
        ("sources", "heading-sources", True),
    ]


def as_markdown(report: Report) -> str:
    """The same as Markdown, without the pictures."""
    from selfcheck.printing.templates import markdown_page

    return markdown_page("report.md.j2", **_shared(report))


def as_csv(report: Report) -> bytes:
    """The findings as a table: UTF-8 with a byte order mark for Excel, text that would be a formula defused."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(TABLE)
    for finding in report.findings:
        texts = {
            "level": finding.level.value,
            "service": finding.service,
            "name": report.knowledge.services[finding.service].name[report.lang],
            "date": finding.date.isoformat() if finding.date else "",
            "memo": finding.memo,
            "matched": finding.matched,
            "path": report.statements[finding.statement].path,
            "signals": " ".join(reason.signal for reason in finding.reasons),
            "reasons": " ".join(report.reason(reason) for reason in finding.reasons),
        }
        numbers = {name: getattr(finding, name) for name in ("number", "withdrawal", "deposit", "balance", "line")}
        values = [numbers[name] if name in numbers else cell_text(texts[name]) for name in TABLE]
        writer.writerow(["" if value is None else value for value in values])
    return sheet.getvalue().encode("utf-8-sig", "replace")


def _shared(report: Report) -> dict[str, Any]:
    from selfcheck.guidance.wording import day_and_time
    from selfcheck.report.view import View

    numbers, citations = _numbering(report)
    year = str(report.now.year)
    return {
        "lang": report.lang,
        "view": View(report),
        "say": lambda key, **details: say(key, report.lang, **details),
        "numbers": numbers,
        "citations": citations,
        "made": say("page-made", report.lang, when=day_and_time(report.now, report.lang), year=year),
    }


def _numbering(report: Report) -> tuple[Callable[[Sequence[str]], list[int]], Callable[[], list[str]]]:
    """Numbers for sources in the order in which they are named, and the list of them in the end."""
    known: dict[str, int] = {}

    def numbers(sources: Sequence[str]) -> list[int]:
        return sorted({known.setdefault(source, len(known) + 1) for source in sources})

    def citations() -> list[str]:
        return [report.knowledge.source(source).cite[report.lang] for source in known]

    return numbers, citations
