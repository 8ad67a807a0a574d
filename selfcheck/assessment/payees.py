"""A hit comes in; what it counts together with goes out. Names that the holder uses come in, what they stand for goes out.

A service counts with the one under which documents count its cases (d払い with ドコモ口座). Payees that nobody knows
have no id: each is known by its printed name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from selfcheck.errors import OptionError
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Service
from selfcheck.language.sentences import sentence
from selfcheck.matching.fold import fold
from selfcheck.matching.rails import UNNAMED
from selfcheck.model.findings import Hit
from selfcheck.patterns import regex

_ID = regex(r"[a-z0-9:-]+")
"""What looks like the id of a service is one, or a slip of the pen; statements print no small letters."""


def group_of(hit: Hit, services: Mapping[str, Service]) -> str:
    """What the lines of a hit are counted with: a service's id, or the payee."""
    if hit.service == UNNAMED:
        return _payee(hit.payee)
    return services[hit.service].counted_with or hit.service


def used(names: Collection[str], knowledge: Knowledge) -> tuple[str, ...]:
    """``names`` that the holder says they use, as ids of services and as payees; see `is_used`.

    A name is the id or name of a service, or what a statement prints. Raises `OptionError` for an unknown id.
    """
    return tuple(dict.fromkeys(ident for name in names for ident in _used(name, knowledge)))


def is_used(hit: Hit, uses: Collection[str]) -> bool:
    """Whether the holder uses the service, or the payee that nobody else knows; ``uses`` as `used` gives them."""
    if hit.service == UNNAMED:
        return bool(hit.payee) and _payee(hit.payee) in uses
    return hit.service in uses


def _used(name: str, knowledge: Knowledge) -> Collection[str]:
    try:
        ident = knowledge.service(name).id
    except OptionError:
        if _ID.fullmatch(name) or not fold(name):
            raise
        from selfcheck.matching.matcher import Matcher

        return [hit.service for hit in Matcher(knowledge).find(name)] or [_payee(name)]
    if ident == UNNAMED:  # whoever that is: it would silence the next thief as well
        raise OptionError("unknown-service", id=name, near=sentence("no-near-names"))
    return [ident]


def _payee(printed: str) -> str:
    return f"{UNNAMED}:{fold(printed)}"
