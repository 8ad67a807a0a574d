"""The shape of every knowledge file: TOML comes in, checked frozen values go out.

Each class is one kind of entry. A field without a default is required, an unknown key is an
error, and everything that states a fact carries ``sources`` (ids of ``sources.toml``, at least
one) and, where it ages, ``as_of``: a desk, a step, a deadline or an incident without a source
does not load.
"""

from selfcheck.knowledge.schema.banks import Bank, ColumnRole, ColumnWords, KnownLayout, LayoutFile, Role
from selfcheck.knowledge.schema.base import Confidence, Entry, Source, SourceFile, Sources, Text
from selfcheck.knowledge.schema.brief import BriefFile, BriefStep, Never, PastNote
from selfcheck.knowledge.schema.guidance import (
    DeadlineRule,
    Desk,
    DeskFile,
    DeskKind,
    GuidanceFile,
    HolidayFile,
    Hours,
    Note,
    Phone,
    SheetFile,
    SheetLine,
    Step,
)
from selfcheck.knowledge.schema.incidents import (
    BankList,
    Chronicle,
    Disagreement,
    Event,
    Incident,
    Incidents,
    Signal,
    SignalFile,
    Window,
)
from selfcheck.knowledge.schema.rules import OwnLookalike, OwnService, RulesFile
from selfcheck.knowledge.schema.services import (
    Affixes,
    Ending,
    EndingWords,
    Fit,
    HarmlessPayee,
    Lookalike,
    LookalikeFile,
    Name,
    Rail,
    RailFile,
    Samples,
    Service,
    Status,
)

__all__ = [
    "Affixes",
    "Bank",
    "BankList",
    "BriefFile",
    "BriefStep",
    "Chronicle",
    "ColumnRole",
    "ColumnWords",
    "Confidence",
    "DeadlineRule",
    "Desk",
    "DeskFile",
    "DeskKind",
    "Disagreement",
    "Ending",
    "EndingWords",
    "Entry",
    "Event",
    "Fit",
    "GuidanceFile",
    "HarmlessPayee",
    "HolidayFile",
    "Hours",
    "Incident",
    "Incidents",
    "KnownLayout",
    "LayoutFile",
    "Lookalike",
    "LookalikeFile",
    "Name",
    "Never",
    "Note",
    "OwnLookalike",
    "OwnService",
    "PastNote",
    "Phone",
    "Rail",
    "RailFile",
    "Role",
    "RulesFile",
    "Samples",
    "Service",
    "SheetFile",
    "SheetLine",
    "Signal",
    "SignalFile",
    "Source",
    "SourceFile",
    "Sources",
    "Status",
    "Step",
    "Text",
    "Window",
]
