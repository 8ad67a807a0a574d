"""Whom to call: all desks, those that answer now, or those whose information is old. Needs no pandas."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec import Struct

from selfcheck.guidance.desks import older, opening
from selfcheck.guidance.printed import print_desks
from selfcheck.guidance.wording import age_of_desks, day_and_time, desk_as_dict
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang
from selfcheck.printing.writer import Writer


class DeskList(Struct, frozen=True):
    """The desks that were asked for, and how they were chosen."""

    desks: tuple[s.Desk, ...]
    now: dt.datetime
    only_open: bool


def desk_list(knowledge: Knowledge, now: dt.datetime, *, only_open: bool = False, older_than: int | None = None) -> DeskList:
    """All desks; those that answer at ``now``, or those whose information is older than so many days."""
    known = knowledge.desks.values()
    chosen = known if older_than is None else older(known, now.date(), older_than)
    if only_open:
        chosen = [desk for desk in chosen if opening(desk, now).state == "open"]
    return DeskList(tuple(chosen), now, only_open)


def desk_list_as_dict(listed: DeskList, knowledge: Knowledge, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck desks``."""
    return {"desks": [desk_as_dict(desk, knowledge, lang, listed.now) for desk in listed.desks]}


def print_desk_list(listed: DeskList, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-desks")
    if listed.only_open:
        when = day_and_time(listed.now, writer.lang)
        writer.text(writer.say("desks-open-now", when=when, count=len(listed.desks)))
    else:
        writer.text(age_of_desks(listed.desks, writer.lang))
    print_desks(writer, listed.desks, listed.now)
    writer.sources()
