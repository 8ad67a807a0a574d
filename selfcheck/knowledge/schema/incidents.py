"""What happened in 2020, and the signals that a finding gives."""

import datetime as dt
from typing import Literal

from selfcheck.knowledge.schema.base import Entry, Sources, Text


class Incident(Entry, frozen=True, kw_only=True):
    """Damage that a document reports: one service, all banks or one."""

    service: str
    bank: str = ""
    """Bank id; empty: all banks together."""
    cases: int
    yen: int
    as_of: dt.date
    text: Text | None = None
    sources: Sources


class Window(Entry, frozen=True, kw_only=True):
    """Between which days documented cases of a service happened (both inclusive)."""

    service: str
    banks: tuple[str, ...] = ()
    first: dt.date
    last: dt.date
    period: Text
    """What these days are, as a report calls them: not every period is one of cases of this service alone."""
    text: Text
    sources: Sources


class BankList(Entry, frozen=True, kw_only=True):
    """A list of banks that a document gives."""

    id: str
    means: Literal["confirmed", "linked", "stopped", "other"]
    """Money was taken there; could be linked with the service; top-ups stopped; see the text."""
    service: str
    text: Text
    banks: tuple[str, ...]
    as_of: dt.date
    sources: Sources


class Event(Entry, frozen=True, kw_only=True):
    """Something that a document says happened, or was said or done about it."""

    id: str
    kind: Literal["case", "method", "cause", "stop", "statement", "follow-up-scam", "prevention", "service"]
    first: dt.date
    last: dt.date | None = None
    """The last day, where it lasted longer than one."""
    exact: bool = True
    """False where the document gives only a month or a year."""
    services: tuple[str, ...] = ()
    banks: tuple[str, ...] = ()
    text: Text
    sources: Sources


class Disagreement(Entry, frozen=True, kw_only=True):
    """What documents say differently, kept as it is, with what may explain it."""

    id: str
    topic: Text
    text: Text
    services: tuple[str, ...] = ()
    banks: tuple[str, ...] = ()
    sources: Sources


class Incidents(Entry, frozen=True, kw_only=True):
    """``incidents.toml``."""

    incidents: tuple[Incident, ...]
    windows: tuple[Window, ...]
    bank_lists: tuple[BankList, ...]


class Chronicle(Entry, frozen=True, kw_only=True):
    """``chronicle.toml``."""

    events: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]


class Signal(Entry, frozen=True, kw_only=True):
    """A reason that raises or lowers a finding, its thresholds, and what `explain` says of it."""

    id: str
    strength: Literal["strong", "supporting", "weak", "context", "lowering"]
    """A strong signal makes an alert, and so does a supporting one together with another supporting or
    weak one; a lowering one makes a note."""
    text: Text
    """May hold {placeholders} that the assessment fills."""
    short: Text | None = None
    """The same for the first screen, in half a line; None where it is no reason to look."""
    yen: int = 0
    small: int = 0
    """Yen that count as a small withdrawal."""
    count: int = 0
    days: int = 0
    within: int = 0
    """Days after the first one for which it holds."""
    percent: int = 0
    private: tuple[str, ...] = ()
    """Sums in ``text`` that tell of the holder; hidden where a report is shared, as is any word that is not anybody's."""
    words: tuple[str, ...] = ()
    """Memo words by which it is recognised."""
    name: Text
    means: Text
    why: Text
    """Why it matters."""
    mine: Text
    """Honest reasons why such a line may be the holder's own."""
    todo: Text
    sources: Sources


class SignalFile(Entry, frozen=True, kw_only=True):
    """``signals.toml``."""

    signals: tuple[Signal, ...]
