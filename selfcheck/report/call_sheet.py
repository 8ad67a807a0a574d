"""A report comes in; the call sheet as plain text, Markdown or HTML goes out: a page for each account, and an annex.

A page has the twelve most important lines and what they come to, so that it is one sheet of A4; the other lines follow on
an annex of their own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from selfcheck.guidance.printed import citing_writer
from selfcheck.guidance.wording import day_and_time
from selfcheck.language.sentences import say
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.templates import html_page, markdown_page
from selfcheck.printing.writer import Writer
from selfcheck.report.report import Report
from selfcheck.report.sheet_in_words import sheet_as_list

WORDS = ("title", "account", "first", "nothing", "lines", "totals", "annex", "say", "ask", "bring", "desks", "note", "file")
"""Headings of a sheet, as they stand in the catalogue behind ``sheet-``."""
MOST_LINES = 12
"""Lines that a page of A4 has room for beside the rest."""
_WIDTH = 80
_MARKS = {"bring": "[ ] "}


def call_sheet(report: Report, output_format: str) -> str:
    """The sheet as ``text``, ``markdown`` or ``html``."""
    pages, words = sheet_as_list(report), _words(report)
    values = {"pages": pages, "words": words, "most": MOST_LINES}
    if output_format == "html":
        return html_page("sheet.html.j2", lang=report.lang, **values)
    if output_format == "markdown":
        return markdown_page("sheet.md.j2", **values)
    written = io.StringIO()
    console = Console(file=written, width=_WIDTH, highlight=False, markup=False, emoji=False)
    _print(pages, citing_writer(console, report.lang, report.knowledge), words)
    return written.getvalue()


def _words(report: Report) -> dict[str, str]:
    lang = report.lang
    columns = {name: say(f"column-{name}", lang) for name in ("number", "date", "amount", "memo")}
    made = say("sheet-made", lang, when=day_and_time(report.now, lang), year=str(report.now.year))
    return {**{key: say(f"sheet-{key}", lang) for key in WORDS}, **columns, "made": made}


def _print(pages: Sequence[dict[str, Any]], writer: Writer, words: dict[str, str]) -> None:
    if not pages:
        writer.text(words["nothing"])
    for page in pages:
        account = f"  {words['account']} {escaped(page['account'])}" if page["account"] else ""
        writer.blank()
        writer.text(Styled(f"■ {words['title']}: {page['bank']}{account}", "bold"), 0)
        writer.text(words["made"])
        writer.text(Styled(f"{words['first']}: {page['first']['text']}", "bold"))
        _print_part("say", page, writer, words)
        _print_lines("lines", page["lines"][:MOST_LINES], writer, words)
        for total in page["totals"]:
            writer.bullet(total, indent=4)
        for part in ("ask", "bring", "note"):
            _print_part(part, page, writer, words)
        _print_desks(page, writer, words)
        if len(page["lines"]) > MOST_LINES:
            _print_lines("annex", page["lines"][MOST_LINES:], writer, words)
        writer.blank()
        writer.text(page["sources"], 2)


def _print_part(part: str, page: dict[str, Any], writer: Writer, words: dict[str, str]) -> None:
    _heading(words[part], writer)
    blank = "  ____________________" if part == "note" else ""
    for number, line in enumerate(page[part], start=1):
        mark = f"{number}. " if part == "ask" else _MARKS.get(part, "・")
        writer.text(line["text"] + blank, 4, mark)
        for spoken in filter(None, (line["japanese"], line["reading"])):
            writer.text(spoken, 6)


def _print_desks(page: dict[str, Any], writer: Writer, words: dict[str, str]) -> None:
    _heading(words["desks"], writer)
    for desk in page["desks"]:
        numbers = (f"{phone['number']}{_label(phone, writer)}" for phone in desk["phones"])
        writer.text(Styled("  ".join((desk["name"], *numbers)), "bold"), 4, "・")
        for text in desk["texts"]:
            writer.text(text, 6)


def _label(phone: dict[str, str], writer: Writer) -> str:
    return writer.say("desk-label", label=phone["label"]) if phone["label"] else ""


def _print_lines(heading: str, lines: Sequence[dict[str, Any]], writer: Writer, words: dict[str, str]) -> None:
    _heading(words[heading], writer)
    header = [words[name] for name in ("number", "date", "amount", "memo", "file")]
    writer.table(header, [_row(line) for line in lines], right=(0, 2))


def _row(line: dict[str, Any]) -> list[Styled]:
    texts = (line["number"], line["date"], line["amount"], escaped(line["memo"]), escaped(f"{line['file']}:{line['line']}"))
    return [Styled(str(text)) for text in texts]


def _heading(text: str, writer: Writer) -> None:
    writer.blank()
    writer.text(Styled(text, "bold"))
