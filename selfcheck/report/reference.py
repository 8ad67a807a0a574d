"""The knowledge comes in; screens and JSON of the commands that need no statement go out.

Nothing here imports pandas. ``console`` None asks for JSON.
"""

from __future__ import annotations

import datetime as dt

from rich.text import Text

from selfcheck.knowledge import load
from selfcheck.opening import opening
from selfcheck.report.days import length_in_words
from selfcheck.report.facts import bank_as_dict, day_and_time, desk_as_dict, service_as_dict, step_as_dict
from selfcheck.report.json_out import print_json
from selfcheck.report.printer import Printer
from selfcheck.report.screen import Screen
from selfcheck.words import Lang


def guide(
    console: Printer | None, lang: Lang, now: dt.datetime, *, service: str | None = None, bank: str | None = None
) -> None:
    """Steps, desks, deadlines and warnings; for one service and bank if they are named."""
    from selfcheck.guidance import guidance_for

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
    screen = Screen(console, lang, knowledge, now)
    screen.heading("heading-guide")
    steps = {step.id: step for step in knowledge.guidance.steps}
    for number, step in enumerate((steps[one] for one in chosen.steps), start=1):
        screen.step(number, step.title[lang], step.text[lang], step.sources, step.why[lang])
    screen.heading("heading-desks")
    screen.desks(knowledge.desks[desk] for desk in chosen.desks)
    screen.heading("heading-deadlines")
    for rule in rules:
        said = screen.say(
            "deadline-rule",
            length=length_in_words(rule, lang),
            who=rule.who,
            counts=rule.counts_from,
            text=rule.text,
        )
        unconfirmed = "" if rule.confirmed else screen.say("deadline-unconfirmed", as_of=rule.as_of)
        screen.bullet(screen.sentences((said, unconfirmed)), rule.sources)
    screen.heading("heading-warnings")
    screen.notes(knowledge.guidance.warnings)
    screen.sources()


def desks(
    console: Printer | None, lang: Lang, now: dt.datetime, *, open_now: bool = False, older_than: int | None = None
) -> None:
    """All desks; those that answer at ``now``, or those whose information is older than so many days."""
    knowledge = load()
    chosen = [
        desk
        for desk in knowledge.desks.values()
        if (not open_now or opening(desk, now).state == "open")
        and (older_than is None or (now.date() - desk.as_of).days > older_than)
    ]
    if console is None:
        print_json({"desks": [desk_as_dict(desk, knowledge, lang, now) for desk in chosen]})
        return
    screen = Screen(console, lang, knowledge, now)
    screen.heading("heading-desks")
    if open_now:
        screen.text(screen.say("desks-open-now", when=day_and_time(now, lang), count=len(chosen)))
    if older_than is not None:
        screen.text(screen.say("desks-stale", days=older_than, count=len(chosen), total=len(knowledge.desks)))
    screen.desks(chosen)
    screen.sources()


def services(console: Printer | None, lang: Lang) -> None:
    """All services: what they are, how statements print them, what became of them."""
    knowledge = load()
    if console is None:
        print_json({"services": [service_as_dict(service, knowledge, lang) for service in knowledge.services.values()]})
        return
    screen = Screen(console, lang, knowledge)
    screen.heading("heading-services")
    for service in knowledge.services.values():
        title = Text(service.name[lang], "bold").append(f"  {service.id}  {screen.say(f'kind-{service.kind}')}", "dim")
        screen.text(title, 2, "・")
        screen.text(service.about[lang], 4)
        names = (screen.say("list-inferred", text=n.text) if n.confidence == "D" else n.text for n in service.names)
        screen.text(screen.say("list-names", names=screen.join(names)), 4)
        for status in service.status:
            screen.text(screen.cited(status.text[lang], status.sources), 4)
        totals = [i for i in knowledge.incidents.incidents if i.service == service.id and not i.bank]
        if totals:
            total = max(totals, key=lambda incident: incident.as_of)
            said = screen.say("incident-total", cases=total.cases, yen=total.yen, as_of=total.as_of)
            screen.text(screen.cited(said, total.sources), 4)
    screen.sources()


def banks(console: Printer | None, lang: Lang) -> None:
    """All banks: names, earlier names, whether a layout of their files is known."""
    knowledge = load()
    if console is None:
        print_json({"banks": [bank_as_dict(bank, knowledge, lang) for bank in knowledge.banks.values()]})
        return
    screen = Screen(console, lang, knowledge)
    screen.heading("heading-banks")
    for bank in knowledge.banks.values():
        title = Text(bank.name[lang], "bold").append(f"  {bank.id}", "dim")
        if bank.aliases:
            title.append(screen.say("desk-label", label=screen.join(bank.aliases)))
        screen.text(title, 2, "・")
        if bank.history:
            screen.text(bank.history[lang], 4)
        layouts = ", ".join(layout.id for layout in bank.layouts)
        screen.text(screen.say("list-layouts", layouts=layouts) if layouts else screen.say("list-no-layout"), 4)
        for one in knowledge.incidents.bank_lists:
            if bank.id in one.banks:
                screen.text(screen.cited(one.text[lang], one.sources), 4)
    screen.sources()
