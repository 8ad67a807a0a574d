"""A memo comes in; what it would match, and why, goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from selfcheck.knowledge import Knowledge, load
from selfcheck.language.sentences import Lang, say
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher, Place
from selfcheck.matching.own_names import with_own
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import escaped
from selfcheck.printing.writer import Writer


def try_memo(memo: str, console: Printer | None, lang: Lang, *, also: Sequence[str], rules: Path | None) -> None:
    """Every place of ``memo`` where a name stands, with its verdict; ``console`` None asks for JSON."""
    knowledge = with_own(load(), rules, also)
    matcher = Matcher(knowledge)
    cells = [cell for cell in memo.replace("\\t", "\t").split("\t") if cell.strip()]
    seen = [(cell, place) for cell in cells for place in matcher.places(cell)]
    found = list(dict.fromkeys(hit.service for hit in matcher.find("\t".join(cells))))
    if console is None:
        places = [_as_dict(place, knowledge, lang) for _, place in seen]
        print_json({"memo": memo, "folded": [fold(cell) for cell in cells], "services": found, "places": places})
        return
    writer = Writer(console, lang, knowledge)
    writer.heading("heading-trial")
    names = writer.join(knowledge.services[service].name[lang] for service in found)
    writer.text(writer.say("trial-found", names=names) if found else writer.say("trial-nothing"), style="bold")
    writer.text(writer.say("trial-folded", folded=escaped(" | ".join(fold(cell) for cell in cells))))
    for _, place in seen:
        writer.bullet(_sentence(place, knowledge, lang))
    if rail := matcher.immediate_rail("\t".join(cells)):
        writer.bullet(writer.say("trial-rail", rail=escaped(rail)))


def _sentence(place: Place, knowledge: Knowledge, lang: Lang) -> str:
    """Why a place counts, or does not."""
    by = place.by.printed if place.by else ""
    what = place.by.lookalike.what if place.by and place.by.lookalike else ""
    could_be = [knowledge.services[one].name for one in place.entry.could_be]
    return say(
        f"verdict-{place.verdict}",
        lang,
        printed=escaped(place.printed),
        name=place.entry.printed,
        service=knowledge.services[place.entry.service].name,
        by=by,
        what=what,
        could_be=could_be,
    )


def _as_dict(place: Place, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    return {
        "printed": place.printed,
        "service": place.entry.service,
        "name": place.entry.printed,
        "verdict": place.verdict.value,
        "by": place.by.printed if place.by else None,
        "message": _sentence(place, knowledge, lang),
    }
