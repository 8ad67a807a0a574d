"""Check a downloaded Japanese bank statement for withdrawals by payment services.

::

    import selfcheck

    statement = selfcheck.read("meisai.csv")      # one file → Statement, transactions as a DataFrame
    report = selfcheck.scan(["meisai.csv"])       # files, folders → Report
    report.to_dict()                              # the JSON of `selfcheck scan --format json`

Nothing leaves the machine and nothing is written.
"""

from __future__ import annotations

from selfcheck.errors import (
    Exit,
    InputError,
    KnowledgeError,
    OptionError,
    SelfcheckError,
    UnreadableError,
)
from selfcheck.model import Fate, Finding, Level, Statement
from selfcheck.report.report import Report
from selfcheck.scan import read, scan
from selfcheck.version import VERSION

__version__ = VERSION

__all__ = [
    "Exit",
    "Fate",
    "Finding",
    "InputError",
    "KnowledgeError",
    "Level",
    "OptionError",
    "Report",
    "SelfcheckError",
    "Statement",
    "UnreadableError",
    "read",
    "scan",
]
