"""What has been checked of each account, so that the next check need only raise what is new.

Of an account are kept: a keyed hash of its name, the days that were checked, keyed hashes of the balances at their ends and
of the findings that were raised; where files print no account number, also of the last lines, by which it is known again. No
name, memo, amount or number can be read from it (see `kept`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from itertools import count
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from selfcheck.assessment.kept import kept_in, keyed_hash, load_kept, new_key, write_kept
from selfcheck.atomic import held
from selfcheck.errors import InputError, OptionError

SCHEMA: Literal["selfcheck.watch/1"] = "selfcheck.watch/1"
_ID_LENGTH = 8


class KnownPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """Days that were checked without a gap."""

    first: dt.date
    last: dt.date
    opening: str
    """Keyed hash of the balance before the first line; empty where nothing told it, ``unread`` where lines were not read."""
    closing: str
    """The same after the last line."""
    ending: tuple[str, ...] = ()
    """Keyed hashes of the last lines; none where the account's number is printed."""


class KnownAccount(Struct, frozen=True, forbid_unknown_fields=True):
    """One account."""

    account: str
    """Keyed hash of bank and number, or of bank and kind of file where no number is printed."""
    checked: dt.date
    """The day of the last check."""
    periods: tuple[KnownPeriod, ...] = ()
    """In time."""
    findings: tuple[str, ...] = ()
    """Keyed hashes of what was raised."""
    id: str = ""
    """Short enough to be typed."""

    @property
    def last(self) -> dt.date | None:
        """The last day that was checked."""
        return max((period.last for period in self.periods), default=None)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    """The file, ``selfcheck.watch/1``."""

    schema: Literal["selfcheck.watch/1"]
    key: str
    accounts: tuple[KnownAccount, ...]


class Watch(Struct, frozen=True):
    """What is kept, as it stands on ``today``."""

    today: dt.date
    key: str = field(default_factory=new_key)
    accounts: tuple[KnownAccount, ...] = ()
    unreadable: str = ""
    """Why the file could not be read; it is then taken to hold nothing."""

    def hash(self, text: str) -> str:
        """What is kept instead of ``text``."""
        return keyed_hash(self.key, text)

    def keeping(self, accounts: Iterable[KnownAccount]) -> Watch:
        """With ``accounts`` as they are now, in the place of what was kept of them."""
        kept = {account.id: account for account in (*self.accounts, *accounts)}
        return replace(self, accounts=tuple(kept.values()))

    def new_account(self, name: str, taken: Collection[str], already: int) -> KnownAccount:
        """Nothing is kept yet of an account; its id is none of those that are ``taken``, and ``already`` others have its
        name."""
        ids = (self.hash(f"{name}\n{number}")[:_ID_LENGTH] for number in count(already))
        return KnownAccount(self.hash(name), self.today, id=next(ident for ident in ids if ident not in taken))

    def forgetting(self, idents: Collection[str]) -> Watch:
        """Without these accounts (ids); raises `OptionError` for one that is not there."""
        there, gone = {account.id for account in self.accounts}, frozenset(idents)
        for ident in idents:
            if ident not in there:
                raise OptionError("watch-unknown", id=ident)
        return replace(self, accounts=tuple(account for account in self.accounts if account.id not in gone))


def default_path() -> Path:
    """Where the file lies if nobody says otherwise."""
    return kept_in("watch.json")


def load_watch(path: Path, today: dt.date) -> Watch:
    """What ``path`` holds; nothing where there is no file. Raises `InputError` for a file that is none."""
    content = load_kept(path, _File, "watch-file")
    return Watch(today, content.key, content.accounts) if content else Watch(today)


def load_or_nothing(path: Path, today: dt.date) -> Watch:
    """What ``path`` holds; nothing, and why, where it cannot be read: then everything is checked."""
    try:
        return load_watch(path, today)
    except InputError as error:
        return Watch(today, unreadable=error.sentence.details["reason"])


def change_watch(path: Path, today: dt.date, change: Callable[[Watch], Watch]) -> Watch:
    """Read the file, change it and write it, whole or not at all, while no other run does; for its owner alone.

    Raises `InputError`, and whatever ``change`` raises; the file then stays as it was.
    """
    with held(path):
        watch = change(load_watch(path, today))
        write_kept(path, _File(SCHEMA, watch.key, watch.accounts))
    return watch


def forget_all(path: Path) -> None:
    """Take the file away, whatever is in it. Raises `InputError` where that is not possible."""
    from selfcheck.atomic import cannot_write

    with held(path):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from None
