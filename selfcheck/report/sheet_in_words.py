"""The pages of the call sheet come in; everything that stands on them, in words and unescaped, goes out.

Account numbers are masked here, and a number that is not confirmed is left out: paper is dialled from without a second look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from selfcheck.guidance.case import OWN_BANK
from selfcheck.guidance.desks import opening
from selfcheck.guidance.wording import hours_in_short, opening_on_paper, text_or_empty
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import say
from selfcheck.model.findings import Finding, counted, taken
from selfcheck.model.guidance import SheetPage
from selfcheck.report.account_numbers import masked, without_number
from selfcheck.report.receipt import file_name
from selfcheck.report.report import Report

PARTS = ("say", "ask", "bring", "note")


def sheet_as_list(report: Report) -> list[dict[str, Any]]:
    """One value for every page, the lines in the order in which findings are printed."""
    return [_page(page, report) for page in report.guidance.pages]


def _page(page: SheetPage, report: Report) -> dict[str, Any]:
    knowledge, lang = report.knowledge, report.lang
    names = [knowledge.services[service].name[lang] for service in page.services]
    findings = [report.finding(number) for number in page.findings]
    number = next((finding.account_number for finding in findings if finding.account_number), "")
    bank = ["--bank", page.bank] if page.bank else []
    return {
        "bank": knowledge.banks[page.bank].name[lang] if page.bank else say("sheet-bank-unknown", lang),
        "account": masked(number),
        "first": _first(page, report),
        "services": names,
        "totals": list(_totals(findings, report)),
        "lines": [_line(finding, report) for finding in findings],
        **_sentences(page, say("between-words", lang).join(names), report),
        "desks": [_desk(knowledge.desks[desk], report) for desk in page.desks],
        "sources": say("sheet-sources", lang),
        "more": say("sheet-more", lang, command=report.command.without_files("guide", *bank)),
    }


def _first(page: SheetPage, report: Report) -> dict[str, str]:
    """The number of the bank to dial before all others, or where to take it from."""
    lang = report.lang
    desks = [report.knowledge.desks[desk] for desk in page.desks]
    desk = next((desk for desk in desks if desk.kind == "bank" and _phones_to_dial(desk, lang)), None)
    if not desk:
        own = report.knowledge.desks[OWN_BANK]
        where = say("between-sentences", lang).join((say("sheet-first-own", lang), text_or_empty(own.hours_text, lang)))
        return {"text": where, "name": "", "number": "", "hours": ""}
    told = {"name": desk.name[lang], "number": desk.phones[0].number, "hours": _hours(desk, lang)}
    return told | {"text": say("sheet-first-hours" if told["hours"] else "sheet-first-only", lang, **told)}


def _totals(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    """How often and how much, for each service and in all."""
    services: dict[str, list[Finding]] = {}
    for finding in findings:
        services.setdefault(finding.service, []).append(finding)
    for service, own in services.items():
        yield _total(report.knowledge.services[service].name[report.lang], own, report)
    if len(services) > 1:
        yield _total(say("sheet-all", report.lang), findings, report)


def _total(name: str, findings: Sequence[Finding], report: Report) -> str:
    yen = taken(findings)
    key = "brief-group" if yen else "brief-group-no-sum"
    return say(key, report.lang, service=name, count=counted(findings), yen=yen)


def _sentences(page: SheetPage, service: str, report: Report) -> dict[str, list[dict[str, str]]]:
    """What to say, to ask, to bring and to write down, ``service`` filled in."""
    parts: dict[str, list[dict[str, str]]] = {part: [] for part in PARTS}
    for line in sheet_lines(page, report):
        text = line.text[report.lang].format(service=service)
        spoken = {
            "japanese": text_or_empty(line.japanese, report.lang),
            "reading": text_or_empty(line.reading, report.lang),
        }
        source = report.knowledge.cite(line.sources, report.lang)
        parts[line.part].append({"id": line.id, "text": text, **spoken, "source": source})
    return parts


def sheet_lines(page: SheetPage, report: Report) -> list[s.SheetLine]:
    """What a page has to say, to ask, to bring and to write down, as it is known."""
    known = {line.id: line for line in report.knowledge.sheet}
    return [known[ident] for ident in page.lines]


def _line(finding: Finding, report: Report) -> dict[str, Any]:
    lang = report.lang
    amount = finding.withdrawal
    name = file_name(report.statements[finding.statement].path)
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
    hours = _hours(desk, lang)
    when = opening_on_paper(desk, report.now, lang) or ""
    trust = _trust(desk, lang)
    what = _purpose(desk, lang)
    shown_hours = f"{say('desk-hours', lang)}: {hours}" if hours else ""
    texts = (what, shown_hours, when, f"Web: {desk.url}" if desk.url else "", trust)
    return {
        "id": desk.id,
        "kind": desk.kind,
        "name": desk.name[lang],
        "phones": _phones_to_dial(desk, lang),
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


def _hours(desk: s.Desk, lang: str) -> str:
    """Empty where the hours are not known; `hours_in_short` would give words about why."""
    return hours_in_short(desk, lang) or "" if desk.hours else ""


def _phones_to_dial(desk: s.Desk, lang: str) -> list[dict[str, str]]:
    """Number and label of each; none of a desk that is not confirmed."""
    phones = desk.phones if desk.confirmed else ()
    return [{"number": phone.number, "label": text_or_empty(phone.label, lang)} for phone in phones]


def _trust(desk: s.Desk, lang: str) -> str:
    """The day of the information, or where to take the number from that is left out."""
    if desk.id == OWN_BANK:
        return say("sheet-card", lang)
    if desk.confirmed:
        return say("sheet-as-of", lang, as_of=desk.as_of)
    if not desk.phones:
        return ""
    return say("sheet-card" if desk.kind == "bank" else "sheet-site", lang)


def _purpose(desk: s.Desk, lang: str) -> str:
    """What the desk is for, in a few words; in full where nothing else stands beside its name."""
    if desk.short:
        return desk.short[lang]
    return "" if desk.phones or desk.url or desk.hours else desk.for_what[lang]
