"""What the documents say happened, by day: cases, periods, lists of banks, events, and where documents disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from selfcheck.guidance.wording import month_in_words
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, localised, say
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


class Fact(Struct, frozen=True):
    """One thing that a document says, in the language that was asked for."""

    kind: str
    when: str
    day: dt.date
    text: str
    services: Sequence[str]
    banks: Sequence[str]
    sources: Sequence[str]


class Chronicle(Struct, frozen=True):
    """Facts in the order of their days, and where documents disagree."""

    facts: tuple[Fact, ...]
    disagreements: tuple[s.Disagreement, ...]


def chronicle(knowledge: Knowledge, lang: Lang, *, service: str | None = None, bank: str | None = None) -> Chronicle:
    """All that happened; for one service or bank (id or name) if they are named. Raises `OptionError`."""
    services = _services(knowledge, service) if service else set()
    banks = {knowledge.bank(bank).id} if bank else set()

    def concerns(entry: Fact | s.Disagreement) -> bool:
        return _concerns(entry.services, services) and _concerns(entry.banks, banks)

    facts = sorted(filter(concerns, _facts(knowledge, lang)), key=lambda fact: fact.day)
    return Chronicle(tuple(facts), tuple(filter(concerns, knowledge.chronicle.disagreements)))


def _services(knowledge: Knowledge, service: str) -> set[str]:
    """A service, and the one with which its cases are counted: d払い with ドコモ口座."""
    found = knowledge.service(service)
    return {found.id, found.counted_with} - {""}


def _concerns(theirs: Sequence[str], wanted: set[str]) -> bool:
    """Whether a fact is about what was asked for; one about nobody in particular is about everybody."""
    return not wanted or not theirs or bool(wanted & set(theirs))


def _facts(knowledge: Knowledge, lang: Lang) -> Iterator[Fact]:
    known = knowledge.incidents
    yield from (_case(case, knowledge, lang) for case in known.incidents)
    yield from (_window(window, lang) for window in known.windows)
    yield from (_bank_list(banks, knowledge, lang) for banks in known.bank_lists)
    yield from (_event(event, lang) for event in knowledge.chronicle.events)


def _case(case: s.Incident, knowledge: Knowledge, lang: Lang) -> Fact:
    who = knowledge.services[case.service].name[lang]
    if case.bank:
        who = say("fact-who-where", lang, service=who, bank=knowledge.banks[case.bank].name)
    total = say("fact-total", lang, who=who, cases=case.cases, yen=case.yen)
    text = f"{total}{say('between-sentences', lang)}{case.text[lang]}" if case.text else total
    banks = (case.bank,) if case.bank else ()
    return Fact("case", say("fact-as-of", lang, day=case.as_of), case.as_of, text, (case.service,), banks, case.sources)


def _window(window: s.Window, lang: Lang) -> Fact:
    when = say("days-from-to", lang, first=window.first, last=window.last)
    return Fact("window", when, window.first, window.text[lang], (window.service,), window.banks, window.sources)


def _bank_list(banks: s.BankList, knowledge: Knowledge, lang: Lang) -> Fact:
    names = say("between-words", lang).join(knowledge.banks[bank].name[lang] for bank in banks.banks)
    text = say("fact-banks", lang, text=banks.text, names=names)
    return Fact(
        "list", say("fact-as-of", lang, day=banks.as_of), banks.as_of, text, (banks.service,), banks.banks, banks.sources
    )


def _event(event: s.Event, lang: Lang) -> Fact:
    when = _day(event.first, event.exact, lang)
    if event.last:
        when = say("days-from-to", lang, first=when, last=_day(event.last, event.exact, lang))
    return Fact(event.kind, when, event.first, event.text[lang], event.services, event.banks, event.sources)


def _day(day: dt.date, exact: bool, lang: Lang) -> str:
    return str(localised(day, lang)) if exact else month_in_words(day, lang)


def chronicle_as_dict(found: Chronicle, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck incidents``."""
    return {
        "facts": [
            {
                "kind": fact.kind,
                "when": fact.when,
                "text": fact.text,
                "services": list(fact.services),
                "banks": list(fact.banks),
                "source": knowledge.cite(fact.sources, lang),
            }
            for fact in found.facts
        ],
        "disagreements": [
            {"topic": entry.topic[lang], "text": entry.text[lang], "source": knowledge.cite(entry.sources, lang)}
            for entry in found.disagreements
        ],
    }


def print_chronicle(found: Chronicle, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-incidents")
    for fact in found.facts:
        body = Styled(f"{fact.when}  ", "bold").append(writer.say(f"fact-{fact.kind}"), "dim")
        writer.text(body, 2, "・")
        writer.text(writer.cited(fact.text, fact.sources), 4)
    if found.disagreements:
        writer.heading("heading-disagreements")
        for disagreement in found.disagreements:
            writer.text(Styled(disagreement.topic[writer.lang], "bold"), 2, "・")
            writer.text(writer.cited(disagreement.text[writer.lang], disagreement.sources), 4)
    writer.sources()
