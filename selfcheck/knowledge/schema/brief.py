"""What the first screen says: steps, warnings and what old withdrawals may still get, a line each."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from selfcheck.knowledge.schema.base import Entry, Sources, Text


class BriefStep(Entry, frozen=True, kw_only=True):
    """One thing to do, in a line."""

    id: str
    part: Literal["remember", "bank", "service", "police", "claim", "others", "passbook"]
    """Its place; of several that concern a case the first is said."""
    when: Literal["findings", "nothing-found"] = "findings"
    title: Text
    text: Text
    """May hold {number} (of ``desk``) or {when} (its next opening)."""
    without_number: Text | None = None
    """Said instead where the number of ``desk`` is not confirmed."""
    desk: str = ""
    banks: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    sources: Sources


class Never(Entry, frozen=True, kw_only=True):
    """Something that a holder must not do, whoever asks for it."""

    id: str
    text: Text
    sources: Sources


class PastNote(Entry, frozen=True, kw_only=True):
    """What may still be had for withdrawals that seem to lie outside every limit."""

    id: str
    text: Text
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    """It is said where one of the withdrawals lies between the two days."""
    sources: Sources


class BriefFile(Entry, frozen=True, kw_only=True):
    """``brief.toml``."""

    steps: tuple[BriefStep, ...]
    nevers: Annotated[tuple[Never, ...], msgspec.Meta(min_length=3, max_length=3)]
    past: tuple[PastNote, ...]
