"""What ``--share`` does to a report, and to what is said beside it: errors, notices.

A screen is shown as it is, with the path that was typed on it, and a path can hold a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcheck.language.sentences import Sentence, program_is_hidden

if TYPE_CHECKING:
    from selfcheck.report.report import Report

_MASK = "***"
_OURS = frozenset({"asked", "choices", "ending", "endings", "form", "kind", "near", "variable"})
"""Details of errors whose text is never the holder's."""
_OF_OURS = frozenset({"near-names", "near-commands", "usage-choices", "usage-bad-value", "usage-missing"})
"""Sentences without a word of the holder's."""
_WITHOUT_FILES = {"near-files": "no-near-files"}
_asked = False


def prepare_sharing(arguments: Sequence[str]) -> None:
    """Whether this run is shown to others; from now on then no sentence says where the program lies."""
    global _asked
    behind = list(arguments).index("--") if "--" in arguments else len(arguments)
    _asked = "--share" in arguments[:behind]
    if _asked:
        program_is_hidden()


def as_shared(report: Report) -> Report:
    """``report`` as it may be shown to others."""
    from selfcheck.report.share import shared

    return shared(report)


def as_shown(told: Sentence) -> Sentence:
    """An error as it may be shown: without paths and other words that were typed, where the run is shared."""
    if not _asked or told.key in _OF_OURS:
        return told
    if told.key in _WITHOUT_FILES:
        return Sentence(_WITHOUT_FILES[told.key])
    return Sentence(told.key, {name: _detail(name, value) for name, value in told.details.items()})


def path_as_shown(path: object) -> str:
    """A path in a notice."""
    return _MASK if _asked else str(path)


def reason_as_shown(error: BaseException) -> str:
    """What is said of an error that nobody foresaw: what it says may be of the file."""
    kind = type(error).__name__
    return kind if _asked else f"{kind}: {error}"


def _detail(name: str, value: object) -> object:
    if isinstance(value, Sentence):
        return as_shown(value)
    if isinstance(value, str) or (isinstance(value, list | tuple) and name not in _OURS):
        return value if name in _OURS else _MASK
    return value
