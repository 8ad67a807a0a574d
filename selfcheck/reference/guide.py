"""What to do, for those who have no statement at hand: steps, desks, deadlines and warnings. Needs no pandas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from selfcheck.guidance.case import guidance_for
from selfcheck.guidance.deadlines import length_in_words
from selfcheck.guidance.printed import print_desks, print_notes, print_step
from selfcheck.guidance.wording import age_of_desks, desk_as_dict, step_as_dict
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang
from selfcheck.printing.writer import Writer


class Guide(Struct, frozen=True):
    """What to do about withdrawals by one service from one bank, or by any from any."""

    steps: tuple[s.Step, ...]
    desks: tuple[s.Desk, ...]
    deadlines: tuple[s.DeadlineRule, ...]
    """The shortest first."""
    warnings: tuple[s.Note, ...]


def guide_for(knowledge: Knowledge, *, service: str | None = None, bank: str | None = None) -> Guide:
    """The guide for a service and a bank, each by id or name; raises `OptionError` for one that is not known."""
    services = {knowledge.service(service).id} if service else set()
    banks = {knowledge.bank(bank).id} if bank else set()
    chosen = guidance_for(knowledge, banks, services, found=True)
    steps = {step.id: step for step in knowledge.guidance.steps}
    return Guide(
        tuple(steps[ident] for ident in chosen.steps),
        tuple(knowledge.desks[ident] for ident in chosen.desks),
        tuple(_deadlines(knowledge, services, banks)),
        knowledge.guidance.warnings,
    )


def _deadlines(knowledge: Knowledge, services: set[str], banks: set[str]) -> Iterator[s.DeadlineRule]:
    """Deadlines that may concern these; a rule without a bank holds for all, and so does a question without one."""
    for rule in sorted(knowledge.guidance.deadlines, key=lambda rule: rule.days):
        of_others = (services and rule.services and services.isdisjoint(rule.services)) or (
            banks and rule.banks and banks.isdisjoint(rule.banks)
        )
        if not of_others:
            yield rule


def guide_as_dict(guide: Guide, knowledge: Knowledge, lang: Lang, now: dt.datetime) -> dict[str, Any]:
    """The JSON of ``selfcheck guide``."""
    return {
        "steps": [step_as_dict(step.id, knowledge, lang) for step in guide.steps],
        "desks": [desk_as_dict(desk, knowledge, lang, now) for desk in guide.desks],
        "deadlines": [
            {
                "id": rule.id,
                "days": rule.days,
                "who": rule.who[lang],
                "counts_from": rule.counts_from[lang],
                "text": rule.text[lang],
                "as_of": rule.as_of.isoformat(),
                "confirmed": rule.confirmed,
                "source": knowledge.cite(rule.sources, lang),
            }
            for rule in guide.deadlines
        ],
        "warnings": [note.text[lang] for note in guide.warnings],
    }


def print_guide(guide: Guide, writer: Writer, now: dt.datetime) -> None:
    """The same for people."""
    writer.heading("heading-guide")
    for number, step in enumerate(guide.steps, start=1):
        text, why = step.text[writer.lang], step.why[writer.lang]
        print_step(writer, number, step.title[writer.lang], text, step.sources, why)
    writer.heading("heading-desks")
    writer.text(age_of_desks(guide.desks, writer.lang))
    print_desks(writer, guide.desks, now)
    writer.heading("heading-deadlines")
    for rule in guide.deadlines:
        length = length_in_words(rule, writer.lang)
        said = writer.say("deadline-rule", length=length, who=rule.who, counts=rule.counts_from, text=rule.text)
        unconfirmed = "" if rule.confirmed else writer.say("deadline-unconfirmed", as_of=rule.as_of)
        writer.bullet(writer.sentences((said, unconfirmed)), rule.sources)
    writer.heading("heading-warnings")
    print_notes(writer, guide.warnings)
    writer.sources()
