"""The knowledge comes in; what to do and whom to call goes out, as a screen or JSON.

Nothing here imports pandas. ``console`` None asks for JSON.
"""

from __future__ import annotations

import datetime as dt

from selfcheck.age import older
from selfcheck.guidance.deadlines import length_in_words
from selfcheck.guidance.desks import opening
from selfcheck.guidance.wording import day_and_time, desk_as_dict, step_as_dict
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.writer import Writer


def guide(
    console: Printer | None, lang: Lang, now: dt.datetime, *, service: str | None = None, bank: str | None = None
) -> None:
    """Steps, desks, deadlines and warnings; for one service and bank if they are named."""
    from selfcheck.guidance.advise import guidance_for

    knowledge = load()
    services = {knowledge.service(service).id} if service else set()
    banks = {knowledge.bank(bank).id} if bank else set()
    chosen = guidance_for(knowledge, banks, services, found=True)
    rules = [
        rule
        for rule in sorted(knowledge.guidance.deadlines, key=lambda rule: rule.days)
        if (not rule.services or service is None or set(rule.services) & services)
        and (not rule.banks or bank is None or set(rule.banks) & banks)
    ]
    if console is None:
        print_json(
            {
                "steps": [step_as_dict(step, knowledge, lang) for step in chosen.steps],
                "desks": [desk_as_dict(knowledge.desks[desk], knowledge, lang, now) for desk in chosen.desks],
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
                    for rule in rules
                ],
                "warnings": [note.text[lang] for note in knowledge.guidance.warnings],
            }
        )
        return
    writer = Writer(console, lang, knowledge, now)
    writer.heading("heading-guide")
    steps = {step.id: step for step in knowledge.guidance.steps}
    for number, step in enumerate((steps[one] for one in chosen.steps), start=1):
        writer.step(number, step.title[lang], step.text[lang], step.sources, step.why[lang])
    writer.heading("heading-desks")
    writer.desks(knowledge.desks[desk] for desk in chosen.desks)
    writer.heading("heading-deadlines")
    for rule in rules:
        said = writer.say(
            "deadline-rule",
            length=length_in_words(rule, lang),
            who=rule.who,
            counts=rule.counts_from,
            text=rule.text,
        )
        unconfirmed = "" if rule.confirmed else writer.say("deadline-unconfirmed", as_of=rule.as_of)
        writer.bullet(writer.sentences((said, unconfirmed)), rule.sources)
    writer.heading("heading-warnings")
    writer.notes(knowledge.guidance.warnings)
    writer.sources()


def desks(
    console: Printer | None, lang: Lang, now: dt.datetime, *, open_now: bool = False, older_than: int | None = None
) -> None:
    """All desks; those that answer at ``now``, or those whose information is older than so many days."""
    knowledge = load()
    known = knowledge.desks.values()
    chosen = list(known) if older_than is None else older(known, now.date(), older_than)
    if open_now:
        chosen = [desk for desk in chosen if opening(desk, now).state == "open"]
    if console is None:
        print_json({"desks": [desk_as_dict(desk, knowledge, lang, now) for desk in chosen]})
        return
    writer = Writer(console, lang, knowledge, now)
    writer.heading("heading-desks")
    if open_now:
        writer.text(writer.say("desks-open-now", when=day_and_time(now, lang), count=len(chosen)))
    if older_than is not None:
        writer.text(writer.say("desks-stale", days=older_than, count=len(chosen), total=len(knowledge.desks)))
    writer.desks(chosen)
    writer.sources()
