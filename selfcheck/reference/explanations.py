"""One entry of the knowledge, explained: what it means, why it matters, why it may be yours, what to do, where it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from selfcheck.clock import japan_now
from selfcheck.guidance.case import guidance_for
from selfcheck.guidance.deadlines import length_in_words
from selfcheck.guidance.wording import desk_in_words
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say
from selfcheck.reference.listings import latest_total


class Explanation(Struct, frozen=True):
    """One entry of the knowledge, explained."""

    kind: str
    id: str
    title: str
    means: Sequence[str] = ()
    why: Sequence[str] = ()
    mine: Sequence[str] = ()
    """Honest reasons why it may be the holder's own."""
    todo: Sequence[str] = ()
    sources: Sequence[str] = ()


_FEW = 3
"""Texts of a lookalike that are shown; the others are like them."""


def _lookalikes(knowledge: Knowledge, service: s.Service) -> Iterator[tuple[Sequence[str], s.Text]]:
    """What resembles a service, as printed: its name with an ending, and other texts."""
    shared = {words.id: words.texts for words in knowledge.lookalikes.endings}
    for ending in service.endings:
        name = (ending.behind or (service.names[0].text,))[0]
        words = [*ending.texts, *(word for group in ending.of for word in shared[group])]
        yield [f"{name}{word}" for word in words], ending.what
    for lookalike in service.lookalikes:
        yield lookalike.texts, lookalike.what


def _service(knowledge: Knowledge, service: s.Service, lang: Lang) -> Explanation:
    names = (say("list-inferred", lang, text=n.text) if n.confidence == "D" else n.text for n in service.names)
    total = latest_total(knowledge, service.counted_with or service.id)
    means = [service.about[lang], *([say("list-names", lang, names=_joined(names, lang))] if service.names else [])]
    means += [
        say("explain-lookalike", lang, text=_joined(texts[:_FEW], lang), what=what)
        for texts, what in _lookalikes(knowledge, service)
    ]
    return Explanation(
        kind="service",
        id=service.id,
        title=service.name[lang],
        means=means,
        why=list(_what_happened(service, total, lang)),
        mine=[service.mine[lang], *([service.ambiguous[lang]] if service.ambiguous else [])],
        todo=_steps(knowledge, set(), {service.id}, lang),
        sources=_sources(service, *([total] if total else [])),
    )


def _what_happened(service: s.Service, total: s.Incident | None, lang: Lang) -> Iterator[str]:
    if total:
        yield say("incident-total", lang, cases=total.cases, yen=total.yen, as_of=total.as_of)
    else:
        yield say("explain-no-incident", lang)
    yield from (status.text[lang] for status in service.status)
    if total and total.text:
        yield total.text[lang]


def _signal(knowledge: Knowledge, signal: s.Signal, lang: Lang) -> Explanation:
    thresholds = {name: f"{getattr(signal, name):,}" for name in ("yen", "small", "count", "days", "within", "percent")}
    means, why, mine, todo = (text[lang].format(**thresholds) for text in (signal.means, signal.why, signal.mine, signal.todo))
    strength = say(f"strength-{signal.strength}", lang)
    return Explanation("signal", signal.id, signal.name[lang], [means, strength], [why], [mine], [todo], signal.sources)


def _bank(knowledge: Knowledge, bank: s.Bank, lang: Lang) -> Explanation:
    lists = [listed for listed in knowledge.incidents.bank_lists if bank.id in listed.banks]
    cases = [case for case in knowledge.incidents.incidents if case.bank == bank.id]
    why = [listed.text[lang] for listed in lists] + [_case(case, knowledge, lang) for case in cases]
    return Explanation(
        kind="bank",
        id=bank.id,
        title=bank.name[lang],
        means=list(_about_bank(bank, lang)),
        why=why or [say("explain-bank-nothing", lang)],
        mine=[say("explain-bank-mine", lang)],
        todo=_steps(knowledge, {bank.id}, set(), lang),
        sources=_sources(bank, *lists, *cases),
    )


def _about_bank(bank: s.Bank, lang: Lang) -> Iterator[str]:
    if bank.aliases:
        yield say("explain-bank-aliases", lang, names=_joined(bank.aliases, lang))
    if bank.history:
        yield bank.history[lang]
    layouts = ", ".join(layout.id for layout in bank.layouts)
    yield say("list-layouts", lang, layouts=layouts) if layouts else say("list-no-layout", lang)


def _case(case: s.Incident, knowledge: Knowledge, lang: Lang) -> str:
    service = knowledge.services[case.service].name
    return say("explain-bank-incident", lang, service=service, cases=case.cases, yen=case.yen, as_of=case.as_of)


def _step(knowledge: Knowledge, step: s.Step, lang: Lang) -> Explanation:
    desks = [knowledge.desks[desk].name[lang] for desk in step.desks]
    todo = [step.text[lang], *([say("explain-step-desks", lang, desks=_joined(desks, lang))] if desks else [])]
    when = say(f"explain-step-{step.when}", lang)
    return Explanation("step", step.id, step.title[lang], [when], [step.why[lang]], [], todo, step.sources)


def _desk(knowledge: Knowledge, desk: s.Desk, lang: Lang) -> Explanation:
    words = desk_in_words(desk, lang, japan_now())
    todo = [*words["numbers"], *filter(None, (words["hours"], words["open"])), words["trust"]]
    why = [desk.cannot[lang]] if desk.cannot else []
    return Explanation("desk", desk.id, desk.name[lang], [desk.for_what[lang]], why, [], todo, desk.sources)


def _deadline(knowledge: Knowledge, rule: s.DeadlineRule, lang: Lang) -> Explanation:
    length = length_in_words(rule, lang)
    said = [say("deadline-rule", lang, length=length, who=rule.who, counts=rule.counts_from, text=rule.text)]
    if not rule.confirmed:
        said.append(say("deadline-unconfirmed", lang, as_of=rule.as_of))
    return Explanation("deadline", rule.id, rule.who[lang], said, [], [], [say("explain-deadline-todo", lang)], rule.sources)


def _note(kind: str) -> Callable[[Knowledge, s.Note, Lang], Explanation]:
    """How a limit or a warning is explained: by its own words."""

    def explain_note(knowledge: Knowledge, note: s.Note, lang: Lang) -> Explanation:
        return Explanation(kind, note.id, say(f"explains-{kind}", lang), means=[note.text[lang]], sources=note.sources)

    return explain_note


def _source(knowledge: Knowledge, source: s.Source, lang: Lang) -> Explanation:
    dated = source.date or source.as_seen
    means = [
        source.title,
        say("explain-source", lang, publisher=source.publisher, kind=say(f"source-{source.kind}", lang), dated=dated),
        *([source.url] if source.url else []),
    ]
    others = (entry for name, kind in KINDS.items() if name != "source" for entry in kind.entries(knowledge).items())
    resting = [ident for ident, entry in others if source.id in _sources(entry)]
    why = [say("explain-source-for", lang, ids=", ".join(dict.fromkeys(resting)))] if resting else []
    return Explanation("source", source.id, source.cite[lang], means, why, [], [], [source.id])


def _steps(knowledge: Knowledge, banks: set[str], services: set[str], lang: Lang) -> list[str]:
    """The steps for these banks and services, by title and in order; how to see them in full."""
    chosen = guidance_for(knowledge, banks, services, found=True).steps
    titles = {step.id: step.title[lang] for step in knowledge.guidance.steps}
    numbered = [f"{number}. {titles[step]}" for number, step in enumerate(chosen, start=1)]
    option = f"--bank {next(iter(banks))}" if banks else f"--service {next(iter(services))}"
    return [*numbered, say("explain-more", lang, option=option)]


def _sources(*entries: Any) -> list[str]:
    """Every source that entries and their parts name."""
    return list(dict.fromkeys(source for entry in entries for source in _walk(entry)))


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if name == "sources":
                yield from part
            else:
                yield from _walk(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part)


def _joined(texts: Iterable[str], lang: Lang) -> str:
    return say("between-words", lang).join(texts)


class Explainable(Struct, frozen=True):
    """Entries of one kind: where they are found, by id, and how one of them is explained."""

    entries: Callable[[Knowledge], Mapping[str, Any]]
    explain: Callable[[Knowledge, Any, Lang], Explanation]


KINDS = {
    "service": Explainable(lambda knowledge: knowledge.services, _service),
    "signal": Explainable(lambda knowledge: knowledge.signals, _signal),
    "bank": Explainable(lambda knowledge: knowledge.banks, _bank),
    "step": Explainable(lambda knowledge: _by_id(knowledge.guidance.steps), _step),
    "desk": Explainable(lambda knowledge: knowledge.desks, _desk),
    "deadline": Explainable(lambda knowledge: _by_id(knowledge.guidance.deadlines), _deadline),
    "limit": Explainable(lambda knowledge: _by_id(knowledge.guidance.limits), _note("limit")),
    "warning": Explainable(lambda knowledge: _by_id(knowledge.guidance.warnings), _note("warning")),
    "source": Explainable(lambda knowledge: knowledge.sources, _source),
}
"""What can be explained, in the order in which ids are listed."""


def _by_id(entries: Sequence[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in entries}
