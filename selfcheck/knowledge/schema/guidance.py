"""Whom to call, what to do in which order, and by when."""

import datetime as dt
from typing import Annotated, Literal, get_args

import msgspec

from selfcheck.knowledge.schema.base import Confidence, Entry, Sources, Text

DeskKind = Literal["bank", "service", "police", "authority", "association", "consumer"]


class Hours(Entry, frozen=True, kw_only=True):
    """When a desk answers, Japan time."""

    days: Literal["weekdays", "every-day", "weekends-and-holidays"]
    opens: dt.time
    closes: dt.time
    """00:00 to 00:00 is around the clock."""


class HolidaysOfYear(Entry, frozen=True, kw_only=True):
    """The public holidays of a year, as announced."""

    year: int
    days: tuple[dt.date, ...]
    as_of: dt.date
    sources: Sources

    def __post_init__(self) -> None:
        if not self.days or any(day.year != self.year for day in self.days):
            raise ValueError(f"holidays of {self.year}: a day of another year, or none")


class HolidayFile(Entry, frozen=True, kw_only=True):
    """``holidays.toml``."""

    years: tuple[HolidaysOfYear, ...]


class Phone(Entry, frozen=True, kw_only=True):
    """One number of a desk."""

    number: str
    label: Text | None = None


class Desk(Entry, frozen=True, kw_only=True):
    """Somebody to call: number, hours, what they are for."""

    id: str
    name: Text
    kind: DeskKind
    services: tuple[str, ...] = ()
    banks: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    fax: str = ""
    url: str = ""
    hours: tuple[Hours, ...] = ()
    year_end: Annotated[str, msgspec.Meta(pattern=r"^\d\d-\d\d/\d\d-\d\d$")] = "12-29/01-03"
    """Days around New Year that count as holidays, unless the desk is open around the clock."""
    hours_text: Text | None = None
    """Shown instead of ``hours`` where they need words: doubts, exceptions, or that none were found."""
    short: Text | None = None
    """What it is for, in a few words."""
    for_what: Text
    cannot: Text | None = None
    as_of: dt.date
    confirmed: bool
    """False: old, conflicting or not confirmed since; printed so, with the advice to take the
    number from the card or the official site."""
    sources: Sources
    confidence: Confidence


class DeskFile(Entry, frozen=True, kw_only=True):
    """``desks.toml``."""

    order: tuple[DeskKind, ...]
    """In which order to turn to them; every kind once."""
    on_sheet: tuple[DeskKind, ...]
    """Kinds that stand on the call sheet, which is for the first calls."""
    desks: tuple[Desk, ...]

    def __post_init__(self) -> None:
        if sorted(self.order) != sorted(get_args(DeskKind)):
            raise ValueError(f"order must name each of {', '.join(get_args(DeskKind))} once")


class Step(Entry, frozen=True, kw_only=True):
    """One thing to do, in its place in the order."""

    id: str
    order: int
    title: Text
    text: Text
    why: Text
    when: Literal["always", "findings", "nothing-found"] = "findings"
    banks: tuple[str, ...] = ()
    """Only for these banks; empty: for all."""
    services: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    sources: Sources
    as_of: dt.date


class DeadlineRule(Entry, frozen=True, kw_only=True):
    """A number of days within which somebody wants to be told."""

    id: str
    short: Text
    """Who wants to be told within which time, in half a line."""
    days: int
    years: int = 0
    """Where the rule counts years, by the calendar; ``days`` is about the same."""
    who: Text
    counts_from: Text
    counts: Literal["from-loss", "back-from-notice", "from-noticing", "from-theft"] = "from-loss"
    """What the days are counted from: the withdrawal; back from the day of the report; the day on which it was
    noticed; the theft or the first use, which may lie before the withdrawal."""
    text: Text
    services: tuple[str, ...] = ()
    banks: tuple[str, ...] = ()
    sources: Sources
    as_of: dt.date
    confirmed: bool


class SheetLine(Entry, frozen=True, kw_only=True):
    """A sentence of the call sheet: something to say, to ask, to bring or to write down."""

    id: str
    part: Literal["say", "ask", "bring", "note"]
    text: Text
    """May hold {service} (the names of the services on the lines)."""
    short: Text | None = None
    """What to say, for the first screen; the first of these that concerns a case is said."""
    japanese: Text | None = None
    """The words to say, for a holder who reads another language than that of the desk; empty in Japanese."""
    reading: Text | None = None
    """Their reading in Latin letters."""
    at: Literal["", "call", "counter"] = ""
    """Where it applies: on the telephone, at the counter, or both."""
    banks: tuple[str, ...] = ()
    except_banks: tuple[str, ...] = ()
    except_services: tuple[str, ...] = ()
    """Not on a page on which none but these services stand."""
    services: tuple[str, ...] = ()
    sources: Sources


class SheetFile(Entry, frozen=True, kw_only=True):
    """``sheet.toml``."""

    lines: tuple[SheetLine, ...]


class Note(Entry, frozen=True, kw_only=True):
    """A sentence that the report prints: a limit of the check, or a warning."""

    id: str
    text: Text
    sources: Sources
    banks: tuple[str, ...] = ()


class GuidanceFile(Entry, frozen=True, kw_only=True):
    """``guidance.toml``: steps, deadlines, limits and warnings."""

    steps: tuple[Step, ...]
    deadlines: tuple[DeadlineRule, ...]
    limits: tuple[Note, ...]
    warnings: tuple[Note, ...]
