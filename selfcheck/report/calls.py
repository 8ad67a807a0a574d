"""The pages of the call sheet come in; for each account whom to call first, and the words to say, goes out.

A number that is not confirmed is no number here: the holder is told to take it from the card or the passbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from selfcheck.guidance.case import OWN_BANK
from selfcheck.guidance.desks import opening
from selfcheck.guidance.wording import text_or_empty, when_to_call
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say
from selfcheck.model.findings import counted, taken
from selfcheck.model.guidance import SheetPage
from selfcheck.report.bank_in_name import bank_named_in
from selfcheck.report.report import Report
from selfcheck.report.sheet_in_words import sheet_lines


class Contact(Struct, frozen=True):
    """A desk of the bank with its number and when it answers."""

    name: str
    number: str
    """Empty where it is not confirmed."""
    when: str
    year: str
    """Of the information."""


class Asked(Struct, frozen=True):
    """A bank to ask about."""

    question: str
    again: str
    """The same, before the command that takes it for that bank's."""
    command: str


class Call(Struct, frozen=True):
    """Whom to call about one account, and what to say."""

    bank: str
    own: str
    """How to find the number of the bank, where there is none to dial."""
    hours: str
    """When that is answered; empty where there is a number to dial."""
    file: str
    count: int
    yen: int
    desk: Contact | None
    """None where the number is on the card."""
    others: tuple[Contact, ...]
    say: str
    japanese: str
    """The words to say where the report is in another language; empty in Japanese."""
    reading: str
    asked: Asked | None
    """The bank that the file's name names, where nothing in the file tells it."""


def calls(report: Report, sheets: Sequence[dict[str, Any]]) -> list[Call]:
    """One for every account with raised withdrawals: those first for which there is a number to dial, then in their order."""
    every = [_call(page, sheet, report) for page, sheet in zip(report.guidance.pages, sheets, strict=True)]
    return sorted(every, key=lambda call: call.desk is None)


def _call(page: SheetPage, sheet: dict[str, Any], report: Report) -> Call:
    findings = [report.finding(number) for number in page.findings]
    first, others = _desks_of_bank(page, report)
    words = next(line for line in sheet_lines(page, report) if line.short)
    return Call(
        bank=sheet["bank"],
        own=_own(others[0].name if others else report.knowledge.banks[page.bank].name if page.bank else None, report.lang),
        hours="" if first else text_or_empty(report.knowledge.desks[OWN_BANK].hours_text, report.lang),
        file=_files(sheet, report.lang),
        count=counted(findings),
        yen=taken(findings),
        desk=_contact(first, report) if first else None,
        others=tuple(_contact(desk, report) for desk in others),
        say=text_or_empty(words.short, report.lang).format(service=_services(page, report)),
        japanese=text_or_empty(words.japanese, report.lang),
        reading=text_or_empty(words.reading, report.lang),
        asked=None if page.bank else _asked([report.statements[finding.statement].path for finding in findings], report),
    )


def _own(name: s.Text | None, lang: Lang) -> str:
    return say("call-own", lang, bank=name) if name else say("call-own-unknown", lang)


def _files(sheet: dict[str, Any], lang: Lang) -> str:
    """The first file of the account, and how many others there are."""
    first, *others = dict.fromkeys(str(line["file"]) for line in sheet["lines"])
    return say("call-files", lang, file=first, count=len(others)) if others else first


def _asked(paths: Sequence[str], report: Report) -> Asked | None:
    for path in dict.fromkeys(paths):
        if bank := bank_named_in(path, report.knowledge):
            again = report.command.line("scan", say("files-placeholder", report.lang), "--bank", bank.id, path=path)
            question, label = (say(key, report.lang, bank=bank.name) for key in ("call-asked", "call-asked-again"))
            return Asked(question, label, again)
    return None


def _desks_of_bank(page: SheetPage, report: Report) -> tuple[s.Desk | None, list[s.Desk]]:
    """The desk to dial, and the bank's others; no desk to dial where no number is confirmed."""
    numbered = [desk for desk in map(report.knowledge.desks.__getitem__, page.desks) if _is_number_of_bank(desk)]
    confirmed = [desk for desk in numbered if desk.confirmed]
    # One that answers now comes before one that is closed; `min` takes the first of equals, which is the order of desks.toml.
    first = min(confirmed, key=lambda desk: opening(desk, report.now).state != "open", default=None)
    return first, [desk for desk in numbered if desk != first]


def _is_number_of_bank(desk: s.Desk) -> bool:
    """Whether it is a bank's own; a desk that names no bank is for all of them."""
    return desk.kind == "bank" and bool(desk.banks) and bool(desk.phones)


def _services(page: SheetPage, report: Report) -> str:
    names = (report.knowledge.services[service].name[report.lang] for service in page.services)
    return say("between-words", report.lang).join(names)


def _contact(desk: s.Desk, report: Report) -> Contact:
    return Contact(
        name=desk.name[report.lang],
        number=desk.phones[0].number if desk.confirmed else "",
        when=when_to_call(desk, report.now, report.lang),
        year=str(desk.as_of.year),
    )
