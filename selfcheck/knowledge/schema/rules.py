"""A holder's own rules file: names and lookalikes beside those of the package."""

from typing import Annotated, Literal

import msgspec

from selfcheck.knowledge.schema.base import Entry, Text
from selfcheck.knowledge.schema.services import Fit

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Words = Annotated[tuple[Word, ...], msgspec.Meta(min_length=1)]


class OwnService(Entry, frozen=True, kw_only=True):
    """A service of the holder's own, or (with the id of a known one) more names for it."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}\Z")]
    name: Word | Text | None = None
    """Required for a new service."""
    names: Words
    """How statements print it."""
    fit: Fit | None = None
    kind: Literal["wallet", "bill", "after-pay"] = "wallet"
    lookalikes: tuple[Word, ...] = ()
    """Texts that contain one of the names and are something else."""
    match: tuple[Word, ...] = ()
    """Memos that must be found; checked when the file is read."""
    must_not_match: tuple[Word, ...] = ()


class OwnLookalike(Entry, frozen=True, kw_only=True):
    """Texts that are no service, whatever they resemble."""

    texts: Words
    what: Word | Text | None = None
    """What they are; the catalogue's words where the holder says nothing."""


class RulesFile(Entry, frozen=True, kw_only=True):
    """What ``--rules`` reads."""

    services: tuple[OwnService, ...] = ()
    lookalikes: tuple[OwnLookalike, ...] = ()
