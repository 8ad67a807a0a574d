"""The holder's list of withdrawals that are theirs: identities come in, entries that cover them go out.

The list knows a line again in whatever file it is downloaded next: an identity is made of account,
date, amount, folded memo and the place among equal lines. Only a keyed hash of it is kept, with the
service, the holder's reason and dates; no memo, no amount, no account. The key lies in the same file,
so the hash keeps the list from being read by eye or compared with another, and no more than that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import stat
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from selfcheck.atomic import held, write_whole
from selfcheck.errors import InputError, OptionError

SCHEMA: Literal["selfcheck.mine/1"] = "selfcheck.mine/1"
_MOST_BYTES = 20_000_000
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


class MineList(Struct, frozen=True):
    """The list as it stands on ``today``."""

    today: dt.date
    key: str = field(default_factory=lambda: secrets.token_hex(32))
    entries: tuple[KnownLine, ...] = ()

    def covering(self, identity: str) -> KnownLine | None:
        """The entry that covers a line, if there is one that still counts."""
        wanted = self._hash(identity)
        return next((entry for entry in self.entries if entry.hash == wanted and not entry.has_expired(self.today)), None)

    def adding(
        self, identity: str, service: str, reason: str = "", expires: dt.date | None = None, *, month: str = ""
    ) -> MineList:
        """The list with one line more; an entry for the same line is replaced."""
        entry = KnownLine(self._hash(identity), service, reason, self.today, expires, month)
        return replace(self, entries=(*(other for other in self.entries if other.hash != entry.hash), entry))

    def without(self, identities: Iterable[str]) -> MineList:
        """The list without the entries for these lines, where it has any."""
        hashes = {self._hash(identity) for identity in identities}
        return replace(self, entries=tuple(entry for entry in self.entries if entry.hash not in hashes))

    def removing(self, idents: Collection[str]) -> MineList:
        """The list without these entries (ids); raises `OptionError` for one that is not there."""
        for ident in idents:
            if ident not in {entry.id for entry in self.entries}:
                raise OptionError("mine-unknown", id=ident)
        return replace(self, entries=tuple(entry for entry in self.entries if entry.id not in idents))

    def _hash(self, identity: str) -> str:
        return hmac.new(bytes.fromhex(self.key), identity.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def default_path() -> Path:
    """Where the list lives if nobody says otherwise: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("selfcheck", appauthor=False) / "mine.json"


def load_mine(path: Path, today: dt.date) -> MineList:
    """The list in ``path``; a new one where there is no file. Raises `InputError` for a file that is none."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            raise InputError("mine-file", path=str(path), reason=f"{found.st_size:,} bytes")
        content = msgspec.json.decode(path.read_bytes(), type=_File)
        bytes.fromhex(content.key)
    except FileNotFoundError:
        return MineList(today)
    except OSError as error:
        raise InputError("mine-file", path=str(path), reason=error.strerror or str(error)) from None
    except (msgspec.DecodeError, ValueError) as error:
        raise InputError("mine-file", path=str(path), reason=str(error)) from None
    return MineList(today, content.key, content.entries)


def change_mine(path: Path, today: dt.date, change: Callable[[MineList], MineList]) -> MineList:
    """Read the list, change it and write it, whole or not at all, while no other run does; for its owner alone.

    Raises `InputError`, and whatever ``change`` raises; the file then stays as it was.
    """
    with held(path):
        mine = change(load_mine(path, today))
        content = msgspec.json.encode(_File(SCHEMA, mine.key, mine.entries))
        write_whole(path, msgspec.json.format(content, indent=1) + b"\n")
    return mine
