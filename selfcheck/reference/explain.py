"""An id or a name that a person met: which entries it stands for, and their explanations as a screen or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from selfcheck.errors import OptionError
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge import schema as s
from selfcheck.knowledge.names import nearest, plain_name
from selfcheck.language.sentences import Lang, Sentence, languages, say, sentence
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer
from selfcheck.reference.explanations import KINDS, Explanation

_PARTS = ("means", "why", "mine", "todo")


def all_ids() -> list[str]:
    """Every id that can be explained."""
    return list(dict.fromkeys(ident for idents in ids_by_kind(load()).values() for ident in idents))


def ids_by_kind(knowledge: Knowledge) -> dict[str, list[str]]:
    """The JSON of ``selfcheck explain`` without an id."""
    return {name: list(kind.entries(knowledge)) for name, kind in KINDS.items()}


def print_ids(knowledge: Knowledge, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-explain")
    writer.text(writer.say("explain-how"))
    for name, idents in ids_by_kind(knowledge).items():
        writer.text(Styled(writer.say(f"explains-{name}"), "bold"), 2)
        writer.text(", ".join(idents), 4)


def explanations(wanted: str, knowledge: Knowledge, lang: Lang) -> list[Explanation]:
    """Everything with this id, or with this name; raises an `OptionError` that says what is near if there is nothing."""
    plain = plain_name(wanted)
    found = [
        kind.explain(knowledge, entry, lang)
        for kind in KINDS.values()
        for ident, entry in kind.entries(knowledge).items()
        if plain in map(plain_name, (ident, *_names(entry)))
    ]
    if not found:
        raise OptionError("unknown-id", id=wanted, near=_near(wanted, knowledge))
    return found


def _near(wanted: str, knowledge: Knowledge) -> Sentence:
    """Ids that may have been meant, also where a name was typed."""
    called = {
        name: ident
        for kind in KINDS.values()
        for ident, entry in kind.entries(knowledge).items()
        for name in (ident, *_names(entry))
    }
    near = list(dict.fromkeys(called[name] for name in nearest(wanted, called)))
    return sentence("near-names", names=near) if near else sentence("no-near-names")


def _names(entry: Any) -> Iterator[str]:
    """Names by which people may ask: those of services, signals, desks and banks, earlier and printed ones included."""
    name = getattr(entry, "name", None)
    if isinstance(name, s.Text):
        yield from (name[lang] for lang in languages())
    yield from getattr(entry, "aliases", ())
    if reading := getattr(entry, "reading", ""):
        yield reading
    yield from (printed.text for printed in getattr(entry, "names", ()))


def explanations_as_dict(found: Sequence[Explanation], knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck explain ID``."""
    return {"explanations": [_as_dict(explanation, knowledge, lang) for explanation in found]}


def _as_dict(explanation: Explanation, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    sources = [knowledge.source(ident) for ident in explanation.sources]
    return {
        "kind": explanation.kind,
        "id": explanation.id,
        "title": explanation.title,
        **{part: list(getattr(explanation, part)) for part in _PARTS},
        "sources": [
            {"id": source.id, "cite": source.cite[lang], "date": source.date.isoformat() if source.date else None}
            for source in sources
        ],
    }


def print_explanations(found: Sequence[Explanation], writer: Writer) -> None:
    """The same for people."""
    for explanation in found:
        writer.blank()
        kind = say(f"explains-{explanation.kind}", writer.lang)
        writer.text(Styled(f"■ {explanation.title}", "bold").append(f"  {kind} {explanation.id}", "dim"), 0)
        for part in _PARTS:
            if texts := getattr(explanation, part):
                writer.text(Styled(writer.say(f"explain-{part}"), "bold"), 2)
                for text in texts:
                    writer.text(text, 4)
        writer.text(writer.cited(writer.say("explain-sources"), explanation.sources), 2)
    writer.sources()
