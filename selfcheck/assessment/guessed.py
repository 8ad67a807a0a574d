"""Lines that were read from a picture come in; the services that they may name go out, each hit marked as a guess."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from selfcheck.knowledge import Knowledge
from selfcheck.matching.matcher import Matcher
from selfcheck.model.findings import Hit
from selfcheck.model.statement import Statement

if TYPE_CHECKING:
    from selfcheck.matching.likeness import Likeness


class Guessed:
    """Guesses the names on the lines of statements that were read from pictures; others are left as they are."""

    def __init__(self, matcher: Matcher, knowledge: Knowledge) -> None:
        self._matcher = matcher
        self._knowledge = knowledge

    def with_guesses(self, statement: Statement, line: int, hits: Iterable[Hit]) -> list[Hit]:
        """The hits of a line; what the other readings of it name; else what they may be a misreading of."""
        if not statement.readings:
            return list(hits)
        readings = statement.readings.get(line, ())
        every = [*hits, *self._hits_in(readings)]
        if not _with_a_name(every):  # a payee that nobody knows may be a name that was misread: へ”イへ”イ
            every = [*self._hits_in(self._likeness.guesses(readings)), *every]
        named = _with_a_name(every) or every
        # Of a service that several readings name, the hit of the first one stays.
        return [replace(hit, guessed=True) for hit in {hit.service: hit for hit in reversed(named)}.values()]

    def _hits_in(self, texts: Iterable[str]) -> list[Hit]:
        return [hit for text in texts for hit in self._matcher.find_all(text)]

    @cached_property
    def _likeness(self) -> Likeness:
        from selfcheck.matching.likeness import Likeness

        return Likeness(self._knowledge)


def _with_a_name(hits: Iterable[Hit]) -> list[Hit]:
    """Without those that were only found by the mark of an immediate transfer."""
    return [hit for hit in hits if not hit.rail]
