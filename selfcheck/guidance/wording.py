"""Entries of the knowledge come in, JSON values in one language go out. Needs no pandas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from selfcheck.guidance.desks import opening
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say


def step_as_dict(ident: str, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """One step."""
    step = next(step for step in knowledge.guidance.steps if step.id == ident)
    return {
        "id": step.id,
        "title": step.title[lang],
        "text": step.text[lang],
        "why": step.why[lang],
        "desks": list(step.desks),
        "as_of": step.as_of.isoformat(),
        "source": knowledge.cite(step.sources, lang),
    }


def desk_as_dict(desk: s.Desk, knowledge: Knowledge, lang: Lang, now: dt.datetime) -> dict[str, Any]:
    """One desk; `confirmed` false means that its number is to be taken from elsewhere first.

    `open_now` is null where the hours are not known.
    """
    at = opening(desk, now)
    return {
        "id": desk.id,
        "name": desk.name[lang],
        "kind": desk.kind,
        "phones": [{"number": p.number, "label": p.label[lang] if p.label else None} for p in desk.phones],
        "fax": desk.fax or None,
        "url": desk.url or None,
        "hours": hours_in_words(desk, lang),
        "open_now": None if at.state == "unknown" else at.state == "open",
        "closes_at": at.until.isoformat() if at.until else None,
        "opens_at": at.again.isoformat() if at.again else None,
        "for": desk.for_what[lang],
        "cannot": desk.cannot[lang] if desk.cannot else None,
        "as_of": desk.as_of.isoformat(),
        "confirmed": desk.confirmed,
        "source": knowledge.cite(desk.sources, lang),
    }


def desk_in_words(desk: s.Desk, lang: Lang, now: dt.datetime) -> dict[str, Any]:
    """One desk as people read it: ``numbers`` are lines, the others sentences or empty."""
    hours = hours_in_words(desk, lang)
    parts = (desk.for_what[lang], text_or_empty(desk.cannot, lang))
    return {
        "id": desk.id,
        "name": desk.name[lang],
        "numbers": list(_ways_to_reach(desk, lang)),
        "phones": [(phone.number, text_or_empty(phone.label, lang)) for phone in desk.phones],
        "fax": desk.fax,
        "url": desk.url,
        "hours": f"{say('desk-hours', lang)}: {hours}" if hours else "",
        "open": open_in_words(desk, now, lang) or "",
        "what": say("between-sentences", lang).join(filter(None, parts)),
        "trust": say(_trust(desk), lang, as_of=desk.as_of),
        "confirmed": desk.confirmed,
        "sources": desk.sources,
    }


def age_of_desks(desks: Sequence[s.Desk], lang: Lang) -> str:
    """How old the information about these desks is, and about how many it was confirmed; empty where there are none."""
    if not desks:
        return ""
    first, last = (month_in_words(pick(desk.as_of for desk in desks), lang) for pick in (min, max))
    confirmed = sum(desk.confirmed for desk in desks)
    return say("desks-age", lang, first=first, last=last, total=len(desks), confirmed=confirmed)


def month_in_words(day: dt.date, lang: Lang) -> str:
    """``2020年9月``."""
    return say("month-of-year", lang, year=str(day.year), month=say(f"month-{day.month}", lang))


def text_or_empty(text: s.Text | None, lang: Lang) -> str:
    """A text that an entry may lack; empty where it does, as the templates want it."""
    return text[lang] if text else ""


def _ways_to_reach(desk: s.Desk, lang: Lang) -> Iterator[str]:
    """A line for each telephone number, the fax and the page."""
    for phone in desk.phones:
        label = say("desk-label", lang, label=phone.label) if phone.label else ""
        yield f"{say('desk-phone', lang)}: {phone.number}{label}"
    if desk.fax:
        yield f"{say('desk-fax', lang)}: {desk.fax}"
    if desk.url:
        yield f"Web: {desk.url}"


def _trust(desk: s.Desk) -> str:
    """The key of what is said of how far the entry can be relied on."""
    if desk.confirmed:
        return "desk-as-of"
    return "desk-unconfirmed" if desk.phones else "desk-unconfirmed-no-phone"


def hours_in_words(desk: s.Desk, lang: Lang) -> str | None:
    """When a desk answers, as one phrase, with what is doubtful about it; None where nothing is known."""
    if desk.hours_text:
        return desk.hours_text[lang]
    return say("between-words", lang).join(_span(hours, lang) for hours in desk.hours) or None


def hours_in_short(desk: s.Desk, lang: Lang) -> str | None:
    """`hours_in_words` without what is doubtful about it, where the hours are known."""
    return say("between-words", lang).join(_span(hours, lang) for hours in desk.hours) or hours_in_words(desk, lang)


def open_in_words(desk: s.Desk, now: dt.datetime, lang: Lang) -> str | None:
    """Whether a desk answers now, as one sentence; None where its hours are not known."""
    at = opening(desk, now)
    if at.state == "unknown":
        return None
    if at.again:
        said = say("desk-closed", lang, opens=day_and_time(at.again, lang))
    else:
        said = say("desk-open-until", lang, closes=time_of_day(at.until.time())) if at.until else say("desk-open", lang)
    return said if desk.confirmed else say("desk-if-hours-hold", lang, said=said)


def when_to_call(desk: s.Desk, now: dt.datetime, lang: Lang) -> str:
    """``24時間``, ``いま開いています、21:00まで``, ``11月29日（日）9:00から``; empty where its hours are not known."""
    at = opening(desk, now)
    if at.again:
        return say("call-from", lang, opens=day_and_time(at.again, lang))
    if at.until:
        return say("call-until", lang, closes=time_of_day(at.until.time()))
    return say("call-always", lang) if at.state == "open" else ""


def time_of_day(time: dt.time) -> str:
    """``9:00``, ``21:30``."""
    return f"{time.hour}:{time:%M}"


def opening_on_paper(desk: s.Desk, now: dt.datetime, lang: Lang) -> str | None:
    """When a desk opens next, for a page that is read later; None where it always answers or nobody knows."""
    at = opening(desk, now)
    if at.state == "unknown" or not (at.again or at.until):
        return None
    said = say("paper-opens", lang, opens=day_and_time(at.again, lang)) if at.again else say("paper-open", lang)
    return said if desk.confirmed else say("desk-if-hours-hold", lang, said=said)


def day_and_time(when: dt.datetime, lang: Lang) -> str:
    """``11月24日（火）10:00``, ``Tue 24 Nov 10:00``."""
    weekday = say(f"weekday-{when.weekday()}", lang)
    month = say(f"month-{when.month}", lang)
    return say("day-and-time", lang, month=month, day=when.day, weekday=weekday, time=time_of_day(when.time()))


def _span(hours: s.Hours, lang: Lang) -> str:
    days = say(f"days-{hours.days}", lang)
    if hours.opens == hours.closes:
        return say("hours-always", lang, days=days)
    return say("hours", lang, days=days, opens=time_of_day(hours.opens), closes=time_of_day(hours.closes))


def service_as_dict(service: s.Service, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """One service: what it is, how statements print it, what became of it."""
    return {
        "id": service.id,
        "name": service.name[lang],
        "operator": service.operator[lang],
        "kind": service.kind,
        "about": service.about[lang],
        "mine": service.mine[lang],
        "ambiguous": service.ambiguous[lang] if service.ambiguous else None,
        "names": [
            {"text": n.text, "fit": n.fit, "confidence": n.confidence, "source": knowledge.cite(n.sources, lang)}
            for n in service.names
        ],
        "status": [
            {
                "since": status.since.isoformat(),
                "state": status.state,
                "text": status.text[lang],
                "source": knowledge.cite(status.sources, lang),
            }
            for status in service.status
        ],
        "incidents": [
            {
                "bank": incident.bank or None,
                "cases": incident.cases,
                "yen": incident.yen,
                "as_of": incident.as_of.isoformat(),
                "text": incident.text[lang] if incident.text else None,
                "source": knowledge.cite(incident.sources, lang),
            }
            for incident in knowledge.incidents.incidents
            if incident.service == service.id
        ],
    }


def bank_as_dict(bank: s.Bank, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """One bank: its names, whether its files are known, what the documents say of it."""
    return {
        "id": bank.id,
        "name": bank.name[lang],
        "aliases": list(bank.aliases),
        "history": bank.history[lang] if bank.history else None,
        "layouts": [layout.id for layout in bank.layouts],
        "lists": [
            {
                "id": entry.id,
                "text": entry.text[lang],
                "as_of": entry.as_of.isoformat(),
                "source": knowledge.cite(entry.sources, lang),
            }
            for entry in knowledge.incidents.bank_lists
            if bank.id in entry.banks
        ],
        "desks": [desk.id for desk in knowledge.desks.values() if bank.id in desk.banks],
        "source": knowledge.cite(bank.sources, lang),
    }
