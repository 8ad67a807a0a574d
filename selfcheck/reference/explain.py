"""An id comes in; what it means, why it matters, why it may be yours, what to do and where it comes from go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from selfcheck.clock import japan_now
from selfcheck.errors import OptionError
from selfcheck.guidance.advise import guidance_for
from selfcheck.guidance.deadlines import length_in_words
from selfcheck.guidance.wording import desk_in_words
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say, sentence
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer

_PARTS = ("means", "why", "mine", "todo")


@dataclass(frozen=True)
class Explanation:
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


def all_ids() -> list[str]:
    """Every id that can be explained."""
    knowledge = load()
    return list(dict.fromkeys(ident for kind in _KINDS for ident in _entries(knowledge, kind)))


def explain(ident: str | None, console: Printer | None, lang: Lang) -> None:
    """Print what ``ident`` means; without one, all ids. ``console`` None asks for JSON."""
    knowledge = load()
    if ident is None:
        _list_ids(knowledge, console, lang)
        return
    found = explanations(ident, knowledge, lang)
    if console is None:
        print_json({"explanations": [_as_dict(one, knowledge, lang) for one in found]})
        return
    writer = Writer(console, lang, knowledge)
    for one in found:
        writer.blank()
        title = Styled(f"■ {one.title}", "bold").append(f"  {say(f'explains-{one.kind}', lang)} {one.id}", "dim")
        writer.text(title, 0)
        for part in _PARTS:
            if texts := getattr(one, part):
                writer.text(Styled(writer.say(f"explain-{part}"), "bold"), 2)
                for text in texts:
                    writer.text(text, 4)
        writer.text(writer.cited(writer.say("explain-sources"), one.sources), 2)
    writer.sources()


def explanations(ident: str, knowledge: Knowledge, lang: Lang) -> list[Explanation]:
    """Everything with this id, or with this name; raises `OptionError` if there is nothing."""
    wanted = ident.casefold()
    found = [
        explainer(knowledge, entry, lang)
        for kind, explainer in _KINDS.items()
        for known, entry in _entries(knowledge, kind).items()
        if wanted == known or wanted in _names(entry)
    ]
    if not found:
        near = [known for known in all_ids() if wanted in known]
        said = sentence("near-ids", known=", ".join(near)) if near else sentence("no-near-ids")
        raise OptionError("unknown-id", id=ident, near=said)
    return found


def _names(entry: Any) -> set[str]:
    """Names by which people may ask: those of services and banks, old ones included."""
    name = getattr(entry, "name", None)
    texts = [name.ja, name.en] if isinstance(name, s.Text) else []
    return {text.casefold() for text in (*texts, *getattr(entry, "aliases", ()))}


def _entries(knowledge: Knowledge, kind: str) -> dict[str, Any]:
    guidance = knowledge.guidance
    lists: dict[str, Callable[[], Any]] = {
        "service": lambda: knowledge.services,
        "signal": lambda: knowledge.signals,
        "bank": lambda: knowledge.banks,
        "step": lambda: {step.id: step for step in guidance.steps},
        "desk": lambda: knowledge.desks,
        "deadline": lambda: {rule.id: rule for rule in guidance.deadlines},
        "limit": lambda: {note.id: note for note in guidance.limits},
        "warning": lambda: {note.id: note for note in guidance.warnings},
        "source": lambda: knowledge.sources,
    }
    return dict(lists[kind]())


def _service(knowledge: Knowledge, service: s.Service, lang: Lang) -> Explanation:
    names = (say("list-inferred", lang, text=n.text) if n.confidence == "D" else n.text for n in service.names)
    totals = [i for i in knowledge.incidents.incidents if i.service == (service.counted_with or service.id) and not i.bank]
    why = [status.text[lang] for status in service.status]
    if totals:
        total = max(totals, key=lambda incident: incident.as_of)
        why.insert(0, say("incident-total", lang, cases=total.cases, yen=total.yen, as_of=total.as_of))
        why += [total.text[lang]] if total.text else []
    else:
        why.insert(0, say("explain-no-incident", lang))
    means = [service.about[lang], say("list-names", lang, names=_joined(names, lang))]
    means += [say("explain-lookalike", lang, text=_joined(one.texts[:3], lang), what=one.what) for one in service.lookalikes]
    return Explanation(
        kind="service",
        id=service.id,
        title=service.name[lang],
        means=means,
        why=why,
        mine=[service.mine[lang], *([service.ambiguous[lang]] if service.ambiguous else [])],
        todo=_steps(knowledge, set(), {service.id}, lang),
        sources=_sources(service, *totals[-1:]),
    )


def _signal(knowledge: Knowledge, signal: s.Signal, lang: Lang) -> Explanation:
    thresholds = {name: f"{getattr(signal, name):,}" for name in ("yen", "small", "count", "days", "within", "percent")}
    means, why, mine, todo = (text[lang].format(**thresholds) for text in (signal.means, signal.why, signal.mine, signal.todo))
    strength = say(f"strength-{signal.strength}", lang)
    return Explanation("signal", signal.id, signal.name[lang], [means, strength], [why], [mine], [todo], signal.sources)


def _bank(knowledge: Knowledge, bank: s.Bank, lang: Lang) -> Explanation:
    layouts = ", ".join(layout.id for layout in bank.layouts)
    means = [say("explain-bank-aliases", lang, names=_joined(bank.aliases, lang))] if bank.aliases else []
    means += [bank.history[lang]] if bank.history else []
    means.append(say("list-layouts", lang, layouts=layouts) if layouts else say("list-no-layout", lang))
    lists = [one for one in knowledge.incidents.bank_lists if bank.id in one.banks]
    incidents = [one for one in knowledge.incidents.incidents if one.bank == bank.id]
    why = [one.text[lang] for one in lists]
    for one in incidents:
        service = knowledge.services[one.service].name
        why.append(say("explain-bank-incident", lang, service=service, cases=one.cases, yen=one.yen, as_of=one.as_of))
    return Explanation(
        kind="bank",
        id=bank.id,
        title=bank.name[lang],
        means=means,
        why=why or [say("explain-bank-nothing", lang)],
        mine=[say("explain-bank-mine", lang)],
        todo=_steps(knowledge, {bank.id}, set(), lang),
        sources=_sources(bank, *lists, *incidents),
    )


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
    def note(knowledge: Knowledge, one: s.Note, lang: Lang) -> Explanation:
        return Explanation(kind, one.id, say(f"explains-{kind}", lang), means=[one.text[lang]], sources=one.sources)

    return note


def _source(knowledge: Knowledge, source: s.Source, lang: Lang) -> Explanation:
    dated = source.date.isoformat() if source.date else source.as_seen
    means = [
        source.title,
        say("explain-source", lang, publisher=source.publisher, kind=say(f"source-{source.kind}", lang), dated=dated),
        *([source.url] if source.url else []),
    ]
    others = (entry for kind in _KINDS if kind != "source" for entry in _entries(knowledge, kind).items())
    resting = [ident for ident, entry in others if source.id in _sources(entry)]
    why = [say("explain-source-for", lang, ids=", ".join(dict.fromkeys(resting)))] if resting else []
    return Explanation("source", source.id, source.cite[lang], means, why, [], [], [source.id])


_KINDS: dict[str, Callable[[Knowledge, Any, Lang], Explanation]] = {
    "service": _service,
    "signal": _signal,
    "bank": _bank,
    "step": _step,
    "desk": _desk,
    "deadline": _deadline,
    "limit": _note("limit"),
    "warning": _note("warning"),
    "source": _source,
}


def _steps(knowledge: Knowledge, banks: set[str], services: set[str], lang: Lang) -> list[str]:
    """The steps for these banks and services, by title and in order; how to see them in full."""
    chosen = guidance_for(knowledge, banks, services, found=True).steps
    titles = {step.id: step.title[lang] for step in knowledge.guidance.steps}
    numbered = [f"{number}. {titles[step]}" for number, step in enumerate(chosen, start=1)]
    option = f"--bank {next(iter(banks))}" if banks else f"--service {next(iter(services))}"
    return [*numbered, say("explain-more", lang, command=f"selfcheck guide {option}")]


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
        for one in value:
            yield from _walk(one)


def _joined(texts: Any, lang: Lang) -> str:
    return say("between-words", lang).join(texts)


def _as_dict(one: Explanation, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    sources = [knowledge.source(ident) for ident in one.sources]
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        **{part: list(getattr(one, part)) for part in _PARTS},
        "sources": [{"id": x.id, "cite": x.cite[lang], "date": x.date.isoformat() if x.date else None} for x in sources],
    }


def _list_ids(knowledge: Knowledge, console: Printer | None, lang: Lang) -> None:
    if console is None:
        print_json({kind: list(_entries(knowledge, kind)) for kind in _KINDS})
        return
    writer = Writer(console, lang, knowledge)
    writer.heading("heading-explain")
    writer.text(writer.say("explain-how"))
    for kind in _KINDS:
        writer.text(Styled(writer.say(f"explains-{kind}"), "bold"), 2)
        writer.text(", ".join(_entries(knowledge, kind)), 4)
