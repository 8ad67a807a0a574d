"""The holder's list of withdrawals that are theirs: identities come in, entries that cover them go out.

The list knows a line again in whatever file it is downloaded next: an identity is made of account,
date, amount, folded memo and the place among equal lines. Only a keyed hash of it is kept, with the
service, the holder's reason and dates; no memo, no amount, no account (see `kept`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from selfcheck.assessment.kept import kept_in, keyed_hash, load_kept, new_key, write_kept
from selfcheck.atomic import held
from selfcheck.errors import OptionError

SCHEMA: Literal["selfcheck.mine/1"] = "selfcheck.mine/1"
_ID_LENGTH = 8


class KnownLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A withdrawal that the holder knows."""

    hash: str
    service: str
    reason: str
    added: dt.date
    expires: dt.date | None = None
    """The last day on which it counts."""
    month: str = ""
    """Of the withdrawal (2026-11), so that its holder can tell entries apart; nothing more exact is kept."""

    @property
    def id(self) -> str:
        """Short enough to be typed."""
        return self.hash[:_ID_LENGTH]

    def has_expired(self, today: dt.date) -> bool:
        """Whether it no longer counts."""
        return self.expires is not None and self.expires < today


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, ``selfcheck.mine/1``."""

    schema: Literal["selfcheck.mine/1"]
    key: str
    entries: tuple[KnownLine, ...]


class MineList(Struct, frozen=True, dict=True):
    """The list as it stands on ``today``."""

    today: dt.date
    key: str = field(default_factory=new_key)
    entries: tuple[KnownLine, ...] = ()

    def covering(self, identity: str) -> KnownLine | None:
        """The entry that covers a line, if there is one that still counts."""
        return self._counting.get(self._hash(identity)) if self.entries else None

    @cached_property
    def _counting(self) -> dict[str, KnownLine]:
        """Hash → the first entry that still counts."""
        return {entry.hash: entry for entry in reversed(self.entries) if not entry.has_expired(self.today)}

    def entry(
        self, identity: str, service: str, reason: str = "", expires: dt.date | None = None, *, month: str = ""
    ) -> KnownLine:
        """An entry for a line, to be added."""
        return KnownLine(self._hash(identity), service, reason, self.today, expires, month)

    def adding(self, *entries: KnownLine) -> MineList:
        """The list with these entries at its end; what stood there for the same lines is replaced."""
        new = {entry.hash: entry for entry in entries}
        return replace(self, entries=(*(other for other in self.entries if other.hash not in new), *new.values()))

    def without(self, identities: Iterable[str]) -> MineList:
        """The list without the entries for these lines, where it has any."""
        hashes = {self._hash(identity) for identity in identities}
        return replace(self, entries=tuple(entry for entry in self.entries if entry.hash not in hashes))

    def removing(self, idents: Collection[str]) -> MineList:
        """The list without these entries (ids); raises `OptionError` for one that is not there."""
        there, gone = {entry.id for entry in self.entries}, frozenset(idents)
        for ident in idents:
            if ident not in there:
                raise OptionError("mine-unknown", id=ident)
        return replace(self, entries=tuple(entry for entry in self.entries if entry.id not in gone))

    def _hash(self, identity: str) -> str:
        return keyed_hash(self.key, identity)


def default_path() -> Path:
    """Where the list lives if nobody says otherwise."""
    return kept_in("mine.json")


def load_mine(path: Path, today: dt.date) -> MineList:
    """The list in ``path``; a new one where there is no file. Raises `InputError` for a file that is none."""
    content = load_kept(path, _File, "mine-file")
    return MineList(today, content.key, content.entries) if content else MineList(today)


def change_mine(path: Path, today: dt.date, change: Callable[[MineList], MineList]) -> MineList:
    """Read the list, change it and write it, whole or not at all, while no other run does; for its owner alone.

    Raises `InputError`, and whatever ``change`` raises; the file then stays as it was.
    """
    with held(path):
        mine = change(load_mine(path, today))
        write_kept(path, _File(SCHEMA, mine.key, mine.entries))
    return mine
