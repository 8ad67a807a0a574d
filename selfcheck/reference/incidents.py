"""The incidents come in; what the documents say happened, by day, goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selfcheck.knowledge import Knowledge, load
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


@dataclass(frozen=True)
class _Fact:
    """One thing that a document says."""

    kind: str
    when: str
    day: dt.date
    text: str
    services: Sequence[str]
    banks: Sequence[str]
    sources: Sequence[str]


def incidents(console: Printer | None, lang: Lang, *, service: str | None = None, bank: str | None = None) -> None:
    """Cases, periods, lists of banks, events and disagreements; for one service or bank if they are named.

    ``console`` None asks for JSON.
    """
    knowledge = load()
    services = {knowledge.service(service).id} if service else set()
    if service and (counted := knowledge.services[next(iter(services))].counted_with):
        services.add(counted)
    banks = {knowledge.bank(bank).id} if bank else set()
    chosen = [fact for fact in _facts(knowledge, lang) if _concerns(fact.services, services) and _concerns(fact.banks, banks)]
    chosen.sort(key=lambda fact: fact.day)
    differ = [
        one for one in knowledge.incidents.disagreements if _concerns(one.services, services) and _concerns(one.banks, banks)
    ]
    if console is None:
        said = [
            {"topic": one.topic[lang], "text": one.text[lang], "source": knowledge.cite(one.sources, lang)} for one in differ
        ]
        print_json({"facts": [_as_dict(fact, knowledge, lang) for fact in chosen], "disagreements": said})
        return
    writer = Writer(console, lang, knowledge)
    writer.heading("heading-incidents")
    for fact in chosen:
        body = Styled(f"{fact.when}  ", "bold").append(writer.say(f"fact-{fact.kind}"), "dim")
        writer.text(body, 2, "・")
        writer.text(writer.cited(fact.text, fact.sources), 4)
    if differ:
        writer.heading("heading-disagreements")
        for one in differ:
            writer.text(Styled(one.topic[lang], "bold"), 2, "・")
            writer.text(writer.cited(one.text[lang], one.sources), 4)
    writer.sources()


def _concerns(theirs: Sequence[str], wanted: set[str]) -> bool:
    """Whether a fact is about what was asked for; one about nobody in particular is about everybody."""
    return not wanted or not theirs or bool(wanted & set(theirs))


def _facts(knowledge: Knowledge, lang: Lang) -> Iterator[_Fact]:
    known = knowledge.incidents
    for one in known.incidents:
        who = knowledge.services[one.service].name[lang]
        if one.bank:
            who = say("fact-who-where", lang, service=who, bank=knowledge.banks[one.bank].name)
        total = say("fact-total", lang, who=who, cases=one.cases, yen=one.yen)
        text = f"{total}{say('between-sentences', lang)}{one.text[lang]}" if one.text else total
        when = say("fact-as-of", lang, day=one.as_of)
        yield _Fact("case", when, one.as_of, text, (one.service,), _one(one.bank), one.sources)
    for window in known.windows:
        when = f"{window.first}～{window.last}"
        yield _Fact("window", when, window.first, window.text[lang], (window.service,), window.banks, window.sources)
    for group in known.bank_lists:
        names = say("between-words", lang).join(knowledge.banks[one].name[lang] for one in group.banks)
        text = say("fact-banks", lang, text=group.text, names=names)
        when = say("fact-as-of", lang, day=group.as_of)
        yield _Fact("list", when, group.as_of, text, (group.service,), group.banks, group.sources)
    for event in known.events:
        last = f"～{_day(event.last, event.exact)}" if event.last else ""
        when = _day(event.first, event.exact) + last
        yield _Fact(event.kind, when, event.first, event.text[lang], event.services, event.banks, event.sources)


def _one(ident: str) -> tuple[str, ...]:
    return (ident,) if ident else ()


def _day(day: dt.date, exact: bool) -> str:
    return day.isoformat() if exact else f"{day:%Y-%m}"


def _as_dict(fact: _Fact, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "when": fact.when,
        "text": fact.text,
        "services": list(fact.services),
        "banks": list(fact.banks),
        "source": knowledge.cite(fact.sources, lang),
    }
