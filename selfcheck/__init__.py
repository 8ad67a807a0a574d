"""Check a downloaded Japanese bank statement for withdrawals by payment services.

::

    import selfcheck

    statement = selfcheck.read("meisai.csv")      # one file → Statement, transactions as a DataFrame
    report = selfcheck.scan(["meisai.csv"])       # files, folders → Report
    report.to_dict()                              # the JSON of `selfcheck scan --format json`
    findings = selfcheck.screen(lines)            # a DataFrame with the lines of many accounts → one with findings

Nothing leaves the machine and nothing is written.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from selfcheck.scan import read, scan
from selfcheck.screen import screen
from selfcheck.version import VERSION

if TYPE_CHECKING:
    from selfcheck.errors import (
        Exit,
        InputError,
        KnowledgeError,
        OptionError,
        SelfcheckError,
        UnreadableError,
    )
    from selfcheck.model.findings import Finding, Level
    from selfcheck.model.statement import Fate, Statement
    from selfcheck.report.report import Report

__version__ = VERSION

_STANDS_IN = {
    **dict.fromkeys(
        ("Exit", "InputError", "KnowledgeError", "OptionError", "SelfcheckError", "UnreadableError"), "selfcheck.errors"
    ),
    **dict.fromkeys(("Fate", "Statement"), "selfcheck.model.statement"),
    **dict.fromkeys(("Finding", "Level"), "selfcheck.model.findings"),
    "Report": "selfcheck.report.report",
}
"""Loaded when first asked for, so that no command waits for what it does not use."""


def __getattr__(name: str) -> object:
    if name in _STANDS_IN:
        return getattr(import_module(_STANDS_IN[name]), name)
    raise AttributeError(f"module 'selfcheck' has no attribute '{name}'")


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
    "screen",
]
