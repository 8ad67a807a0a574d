"""An id or a name that a person met: which entries it stands for, and their explanations as a screen or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from selfcheck.errors import OptionError
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say, sentence
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


def explanations(ident: str, knowledge: Knowledge, lang: Lang) -> list[Explanation]:
    """Everything with this id, or with this name; raises `OptionError` if there is nothing."""
    wanted = ident.casefold()
    found = [
        kind.explain(knowledge, entry, lang)
        for kind in KINDS.values()
        for known, entry in kind.entries(knowledge).items()
        if wanted == known or wanted in _names(entry)
    ]
    if not found:
        near = [known for known in all_ids() if wanted in known]
        hint = sentence("near-ids", known=", ".join(near)) if near else sentence("no-near-ids")
        raise OptionError("unknown-id", id=ident, near=hint)
    return found


def _names(entry: Any) -> set[str]:
    """Names by which people may ask: those of services and banks, old ones included."""
    name = getattr(entry, "name", None)
    texts = [name.ja, name.en] if isinstance(name, s.Text) else []
    return {text.casefold() for text in (*texts, *getattr(entry, "aliases", ()))}


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
