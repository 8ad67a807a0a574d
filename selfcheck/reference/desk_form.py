"""Desks come in; a form in Markdown goes out on which a person notes what is right today, and sends it back.

docs/desks.md says what becomes of it: how a number is confirmed, and how it is released.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selfcheck.guidance.printed import citing_writer
from selfcheck.guidance.wording import hours_in_words, text_or_empty
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.json import as_json
from selfcheck.printing.printer import Kept
from selfcheck.printing.templates import markdown_page
from selfcheck.reference.desk_list import DeskList, desk_list_as_dict, print_desk_list
from selfcheck.version import VERSION

_WIDTH = 100
_HOW = 3
BLANKS = ("when", "who", "where", "heard")
"""What a person notes, as the catalogue has it behind ``form-``."""


def desks_in_form(form: str, listed: DeskList, knowledge: Knowledge, lang: Lang, encoding: str) -> bytes:
    """The desks as ``markdown``: the form, as ``json``, or as ``text``, for a file."""
    if form == "json":
        return as_json(desk_list_as_dict(listed, knowledge, lang))
    text = desk_form(listed, knowledge, lang) if form == "markdown" else _as_text(listed, knowledge, lang)
    return text.encode(encoding, "replace")


def _as_text(listed: DeskList, knowledge: Knowledge, lang: Lang) -> str:
    printer = Kept(_WIDTH)
    print_desk_list(listed, citing_writer(printer, lang, knowledge))
    return printer.file.getvalue()


def desk_form(listed: DeskList, knowledge: Knowledge, lang: Lang) -> str:
    """A part with blanks for every desk that has a number or a page; the others are counted."""
    checked = [desk for desk in listed.desks if desk.phones or desk.url]
    details = {"version": VERSION, "day": listed.now.date(), "count": len(checked), "others": len(listed.desks) - len(checked)}
    return markdown_page(
        "desks.md.j2",
        title=say("form-title", lang),
        made=say("form-made", lang, **details),
        how=[say(f"form-how-{number}", lang) for number in range(1, _HOW + 1)],
        heads=[say(f"form-{head}", lang) for head in ("item", "known", "found")],
        desks=[_desk(desk, knowledge, lang) for desk in checked],
        blanks=[say(f"form-{blank}", lang) for blank in BLANKS],
    )


def _desk(desk: s.Desk, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    return {"name": desk.name[lang], "id": desk.id, "rows": list(_rows(desk, knowledge, lang))}


def _rows(desk: s.Desk, knowledge: Knowledge, lang: Lang) -> Iterator[tuple[str, str]]:
    """What is known, item by item."""
    for phone in desk.phones:
        label = say("desk-label", lang, label=phone.label) if phone.label else ""
        yield say("desk-phone", lang), f"{phone.number}{label}"
    if desk.fax:
        yield say("desk-fax", lang), desk.fax
    if desk.url:
        yield "Web", desk.url
    yield say("desk-hours", lang), hours_in_words(desk, lang) or ""
    yield say("form-for", lang), text_or_empty(desk.short, lang)
    yield say("form-as-of", lang), say("form-confirmed" if desk.confirmed else "form-unconfirmed", lang, as_of=desk.as_of)
    for source in map(knowledge.source, desk.sources):
        yield say("form-source", lang), f"{source.cite[lang]} {source.url or ''}".strip()
