"""What ``--share`` does to a report, and to the notices beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcheck.language.sentences import program_is_hidden

if TYPE_CHECKING:
    from selfcheck.report.report import Report


def as_shared(report: Report) -> Report:
    """``report`` as it may be shown to others; from now on no sentence says where the program lies."""
    from selfcheck.report.share import shared

    program_is_hidden()
    return shared(report)
