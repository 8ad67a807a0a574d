"""What is known of services and banks, as lists. Needs no pandas."""

from __future__ import annotations

from typing import Any

from selfcheck.guidance.wording import bank_as_dict, service_as_dict
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.knowledge.names import plain_bank
from selfcheck.language.sentences import Lang, languages
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


def services_as_dict(knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck services``."""
    return {"services": [service_as_dict(service, knowledge, lang) for service in knowledge.services.values()]}


def print_services(knowledge: Knowledge, writer: Writer) -> None:
    """All services: what they are, how statements print them, what became of them."""
    writer.heading("heading-services")
    for service in knowledge.services.values():
        _print_service(service, knowledge, writer)
    writer.sources()


def _print_service(service: s.Service, knowledge: Knowledge, writer: Writer) -> None:
    title = Styled(service.name[writer.lang], "bold")
    title.append(f"  {service.id}  {writer.say(f'kind-{service.kind}')}", "dim")
    writer.text(title, 2, "・")
    writer.text(service.about[writer.lang], 4)
    names = (writer.say("list-inferred", text=name.text) if name.confidence == "D" else name.text for name in service.names)
    writer.text(writer.say("list-names", names=writer.join(names)), 4)
    for status in service.status:
        writer.text(writer.cited(status.text[writer.lang], status.sources), 4)
    if total := latest_total(knowledge, service.id):
        text = writer.say("incident-total", cases=total.cases, yen=total.yen, as_of=total.as_of)
        writer.text(writer.cited(text, total.sources), 4)


def latest_total(knowledge: Knowledge, service: str) -> s.Incident | None:
    """The newest count of all cases of a service; counts for a single bank are no totals."""
    totals = (case for case in knowledge.incidents.incidents if case.service == service and not case.bank)
    return max(totals, key=lambda case: case.as_of, default=None)


def banks_as_dict(knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck banks``."""
    return {"banks": [bank_as_dict(bank, knowledge, lang) for bank in knowledge.banks.values()]}


def print_banks(knowledge: Knowledge, writer: Writer) -> None:
    """All banks as a table: names, earlier names, whether a layout of their files is known; `explain` says the rest."""
    writer.heading("heading-banks")
    header = [writer.say(f"column-{name}") for name in ("bank", "id", "other-names", "layout")]
    writer.table(header, [_bank_row(bank, writer) for bank in knowledge.banks.values()], right=(), indent=2, whole=(1,))
    example = next(bank for bank in knowledge.banks.values() if not bank.layouts)
    writer.command(writer.say("banks-hint"), writer.say("banks-hint-command", bank=example.id))


def _bank_row(bank: s.Bank, writer: Writer) -> list[Styled]:
    known = writer.say("layout-known" if bank.layouts else "layout-unknown")
    shortened = {plain_bank(bank.name[lang]) for lang in languages()}  # みずほ for みずほ銀行 goes without saying
    others = [name for name in bank.aliases if plain_bank(name) not in shortened]
    cells = (bank.name[writer.lang], bank.id, writer.join(others), known)
    return [Styled(cell) for cell in cells]
