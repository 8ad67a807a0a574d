"""What ``--share`` does to a report, and to errors beside it. Loaded only where there is one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcheck.cli.notices import MASK, is_shared
from selfcheck.language.sentences import Sentence

if TYPE_CHECKING:
    from selfcheck.report.report import Report

_OURS = frozenset({"asked", "choices", "ending", "endings", "form", "kind", "near", "variable"})
"""Details of errors whose text is never the holder's."""
_OF_OURS = frozenset({"near-names", "usage-choices", "usage-bad-value", "usage-missing"})
"""Sentences without a word of the holder's."""
_WITHOUT_FILES = {"near-files": "no-near-files", "near-commands": "no-near-names"}
"""Hints that name files beside what was typed, and what is said in their place."""


def as_shared(report: Report) -> Report:
    """``report`` as it may be shown to others."""
    from selfcheck.report.share import shared

    return shared(report)


def as_shown(told: Sentence) -> Sentence:
    """An error as it may be shown: without paths and other words that were typed, where the run is shared."""
    if not is_shared() or told.key in _OF_OURS:
        return told
    if told.key in _WITHOUT_FILES:
        return Sentence(_WITHOUT_FILES[told.key])
    return Sentence(told.key, {name: _detail(name, value) for name, value in told.details.items()})


def reason_as_shown(error: BaseException) -> str:
    """What is said of an error that nobody foresaw: what it says may be of the file."""
    kind = type(error).__name__
    return kind if is_shared() else f"{kind}: {error}"


def _detail(name: str, value: object) -> object:
    if isinstance(value, Sentence):
        return as_shown(value)
    if isinstance(value, str) or (isinstance(value, list | tuple) and name not in _OURS):
        return value if name in _OURS else MASK
    return value
