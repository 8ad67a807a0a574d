"""Sheet pages come in; plain text, Markdown, HTML or JSON values go out, for the telephone or for paper."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from selfcheck.guidance.desks import opening
from selfcheck.guidance.wording import day_and_time, hours_in_short, opening_on_paper
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import say
from selfcheck.model.findings import Finding
from selfcheck.model.guidance import SheetPage
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.templates import html_page, markdown_page
from selfcheck.printing.writer import Writer
from selfcheck.report.account_numbers import masked, without_number
from selfcheck.report.report import Report

PARTS = ("say", "ask", "bring", "note")
WORDS = ("title", "account", "nothing", "lines", "say", "ask", "bring", "desks", "note", "file")
"""Headings of a sheet, as they stand in the catalogue behind ``sheet-``."""
_WIDTH = 80


def call_sheet(report: Report, output_format: str) -> str:
    """The sheet as ``text``, ``markdown`` or ``html``."""
    pages = sheet_as_list(report)
    if output_format == "html":
        return html_page("sheet.html.j2", lang=report.lang, pages=pages, words=_words(report))
    if output_format == "markdown":
        return markdown_page("sheet.md.j2", pages=pages, words=_words(report))
    written = io.StringIO()
    console = Console(file=written, width=_WIDTH, highlight=False, markup=False, emoji=False)
    _print(pages, Writer(console, report.lang), _words(report))
    return written.getvalue()


def sheet_as_list(report: Report) -> list[dict[str, Any]]:
    """One value for every page: everything in words, nothing escaped."""
    return [_page(page, report) for page in report.guidance.pages]


def _page(page: SheetPage, report: Report) -> dict[str, Any]:
    knowledge, lang = report.knowledge, report.lang
    names = [knowledge.services[service].name for service in page.services]
    service = say("between-words", lang).join(name[lang] for name in names)
    findings = [report.finding(number) for number in page.findings]
    number = next((finding.account_number for finding in findings if finding.account_number), "")
    return {
        "bank": knowledge.banks[page.bank].name[lang] if page.bank else say("sheet-bank-unknown", lang),
        "account": masked(number),
        "services": [name[lang] for name in names],
        "lines": [_line(finding, report) for finding in findings],
        **_sentences(page, service, report),
        "desks": [_desk(knowledge.desks[desk], report) for desk in page.desks],
        "sources": say("sheet-sources", lang, command=f"selfcheck guide{f' --bank {page.bank}' if page.bank else ''}"),
    }


def _sentences(page: SheetPage, service: str, report: Report) -> dict[str, list[dict[str, str]]]:
    """What to say, to ask, to bring and to write down, ``service`` filled in."""
    known = {line.id: line for line in report.knowledge.sheet}
    parts: dict[str, list[dict[str, str]]] = {part: [] for part in PARTS}
    for line in (known[ident] for ident in page.lines):
        text = line.text[report.lang].format(service=service)
        parts[line.part].append({"id": line.id, "text": text, "source": report.knowledge.cite(line.sources, report.lang)})
    return parts


def _line(finding: Finding, report: Report) -> dict[str, Any]:
    lang = report.lang
    amount = finding.withdrawal
    name = re.split(r"[/\\]", report.statements[finding.statement].path)[-1]
    return {
        "number": finding.number,
        "date": finding.date.isoformat() if finding.date else say("date-none", lang),
        "amount": say("amount-none", lang) if amount is None else say("amount-out", lang, yen=amount),
        "memo": without_number(finding.memo, finding.account_number),
        "file": without_number(name, finding.account_number),
        "line": finding.line,
    }


def _desk(desk: s.Desk, report: Report) -> dict[str, Any]:
    lang = report.lang
    hours = hours_in_short(desk, lang) or ""
    key = "as-of" if desk.confirmed else "unconfirmed" if desk.phones else "unconfirmed-no-phone"
    trust = say(f"sheet-{key}", lang, as_of=desk.as_of)
    what = desk.short[lang] if desk.short else "" if desk.phones or desk.url or desk.hours else desk.for_what[lang]
    when = opening_on_paper(desk, report.now, lang) or ""
    texts = (what, f"{say('desk-hours', lang)}: {hours}" if hours else "", when, f"Web: {desk.url}" if desk.url else "", trust)
    return {
        "id": desk.id,
        "kind": desk.kind,
        "name": desk.name[lang],
        "phones": [{"number": one.number, "label": one.label[lang] if one.label else ""} for one in desk.phones],
        "url": desk.url,
        "what": what,
        "hours": hours,
        "open": when,
        "open_now": opening(desk, report.now).state == "open",
        "confirmed": desk.confirmed,
        "as_of": desk.as_of.isoformat(),
        "trust": trust,
        "texts": list(filter(None, texts)),
    }


def _words(report: Report) -> dict[str, str]:
    lang = report.lang
    columns = {name: say(f"column-{name}", lang) for name in ("number", "date", "amount", "memo")}
    made = say("sheet-made", lang, when=day_and_time(report.now, lang), year=str(report.now.year))
    return {
        **{key: say(f"sheet-{key}", lang) for key in WORDS},
        **columns,
        "made": made,
        "comma": say("between-words", lang),
    }


def _print(pages: Sequence[dict[str, Any]], writer: Writer, words: dict[str, str]) -> None:
    if not pages:
        writer.text(words["nothing"])
    for page in pages:
        account = f"  {words['account']} {escaped(page['account'])}" if page["account"] else ""
        writer.blank()
        writer.text(Styled(f"■ {words['title']}: {page['bank']}{account}", "bold"), 0)
        writer.text(words["made"])
        for part in PARTS:
            if part == "ask":
                _print_lines(page, writer, words)
            writer.blank()
            writer.text(Styled(words[part], "bold"))
            for number, one in enumerate(page[part], start=1):
                blank = "  ____________________" if part == "note" else ""
                writer.text(one["text"] + blank, 4, f"{number}. " if part == "ask" else "[ ] " if part == "bring" else "・")
        writer.blank()
        writer.text(Styled(words["desks"], "bold"))
        for desk in page["desks"]:
            numbers = (f"{one['number']} {one['label']}".rstrip() for one in desk["phones"])
            writer.text(Styled("  ".join((desk["name"], *numbers)), "bold"), 4, "・")
            for text in desk["texts"]:
                writer.text(text, 6)
        writer.blank()
        writer.text(page["sources"], 2)


def _print_lines(page: dict[str, Any], writer: Writer, words: dict[str, str]) -> None:
    writer.blank()
    writer.text(Styled(words["lines"], "bold"))
    header = [words[name] for name in ("number", "date", "amount", "memo", "file")]
    rows = [
        [Styled(str(x)) for x in (one["number"], one["date"], one["amount"], escaped(one["memo"]), escaped(_where(one)))]
        for one in page["lines"]
    ]
    writer.table(header, rows, right=(0, 2))


def _where(line: dict[str, Any]) -> str:
    return f"{line['file']}:{line['line']}"
