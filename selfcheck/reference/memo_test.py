"""What a memo would match, and why: every place where a name stands, with the verdict on it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from selfcheck.knowledge import Knowledge
from selfcheck.language.sentences import Lang, say
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.places import Place
from selfcheck.printing.safe import escaped
from selfcheck.printing.writer import Writer


class MemoTest(Struct, frozen=True):
    """A memo as the matcher sees it."""

    memo: str
    folded: tuple[str, ...]
    """Each cell as it is compared."""
    services: tuple[str, ...]
    """Ids of the services that were found."""
    places: tuple[Place, ...]
    rail: str
    """The words that say it was an immediate transfer; empty if there are none."""


def try_memo(memo: str, knowledge: Knowledge) -> MemoTest:
    """Match ``memo``; a tab, typed as such or as ``\\t``, parts the cells of a row."""
    matcher = Matcher(knowledge)
    cells = [cell for cell in memo.replace("\\t", "\t").split("\t") if cell.strip()]
    row = "\t".join(cells)
    hits = list(matcher.find(row))
    if (payee := matcher.unnamed(row, None)) and not payee.harmless:
        hits.append(payee)
    services = dict.fromkeys(hit.service for hit in hits)
    places = (place for cell in cells for place in matcher.places(cell))
    return MemoTest(memo, tuple(map(fold, cells)), tuple(services), tuple(places), matcher.immediate_rail(row) or "")


def memo_test_as_dict(test: MemoTest, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck services test``."""
    return {
        "memo": test.memo,
        "folded": list(test.folded),
        "services": list(test.services),
        "places": [
            {
                "printed": place.printed,
                "service": place.spelling.service,
                "name": place.spelling.printed,
                "verdict": place.verdict.value,
                "by": place.by.printed if place.by else None,
                "message": _verdict(place, knowledge, lang),
            }
            for place in test.places
        ],
    }


def print_memo_test(test: MemoTest, knowledge: Knowledge, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-trial")
    names = writer.join(knowledge.services[service].name[writer.lang] for service in test.services)
    writer.text(writer.say("trial-found", names=names) if names else writer.say("trial-nothing"), style="bold")
    writer.text(writer.say("trial-folded", folded=escaped(" | ".join(test.folded))))
    for place in test.places:
        writer.bullet(_verdict(place, knowledge, writer.lang))
    if test.rail:
        writer.bullet(writer.say("trial-rail", rail=escaped(test.rail)))


def _verdict(place: Place, knowledge: Knowledge, lang: Lang) -> str:
    """Why a place counts, or does not."""
    return say(
        f"verdict-{place.verdict}",
        lang,
        printed=escaped(place.printed),
        name=place.spelling.printed,
        service=knowledge.services[place.spelling.service].name,
        by=place.by.printed if place.by else "",
        what=place.by.lookalike.what if place.by and place.by.lookalike else "",
        could_be=[knowledge.services[service].name for service in place.spelling.could_be],
    )
