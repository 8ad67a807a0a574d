"""The knowledge comes in; its services and banks go out, as screens or JSON.

Nothing here imports pandas. ``console`` None asks for JSON.
"""

from __future__ import annotations

from selfcheck.guidance.wording import bank_as_dict, service_as_dict
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


def services(console: Printer | None, lang: Lang) -> None:
    """All services: what they are, how statements print them, what became of them."""
    knowledge = load()
    if console is None:
        print_json({"services": [service_as_dict(service, knowledge, lang) for service in knowledge.services.values()]})
        return
    writer = Writer(console, lang, knowledge)
    writer.heading("heading-services")
    for service in knowledge.services.values():
        title = Styled(service.name[lang], "bold").append(f"  {service.id}  {writer.say(f'kind-{service.kind}')}", "dim")
        writer.text(title, 2, "・")
        writer.text(service.about[lang], 4)
        names = (writer.say("list-inferred", text=n.text) if n.confidence == "D" else n.text for n in service.names)
        writer.text(writer.say("list-names", names=writer.join(names)), 4)
        for status in service.status:
            writer.text(writer.cited(status.text[lang], status.sources), 4)
        totals = [i for i in knowledge.incidents.incidents if i.service == service.id and not i.bank]
        if totals:
            total = max(totals, key=lambda incident: incident.as_of)
            said = writer.say("incident-total", cases=total.cases, yen=total.yen, as_of=total.as_of)
            writer.text(writer.cited(said, total.sources), 4)
    writer.sources()


def banks(console: Printer | None, lang: Lang) -> None:
    """All banks: names, earlier names, whether a layout of their files is known."""
    knowledge = load()
    if console is None:
        print_json({"banks": [bank_as_dict(bank, knowledge, lang) for bank in knowledge.banks.values()]})
        return
    writer = Writer(console, lang, knowledge)
    writer.heading("heading-banks")
    for bank in knowledge.banks.values():
        title = Styled(bank.name[lang], "bold").append(f"  {bank.id}", "dim")
        if bank.aliases:
            title.append(writer.say("desk-label", label=writer.join(bank.aliases)))
        writer.text(title, 2, "・")
        if bank.history:
            writer.text(bank.history[lang], 4)
        layouts = ", ".join(layout.id for layout in bank.layouts)
        writer.text(writer.say("list-layouts", layouts=layouts) if layouts else writer.say("list-no-layout"), 4)
        for one in knowledge.incidents.bank_lists:
            if bank.id in one.banks:
                writer.text(writer.cited(one.text[lang], one.sources), 4)
    writer.sources()
