"""The holder's list of withdrawals that are theirs, during one run of a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from selfcheck.assessment.mine import MineList, change_mine, default_path, load_mine
from selfcheck.cli.notices import notify
from selfcheck.clock import japan_now
from selfcheck.language.sentences import Lang, say
from selfcheck.model.findings import Finding
from selfcheck.printing.safe import escaped
from selfcheck.report.report import Report


class OwnList:
    """Where the list lies, and what it holds; nothing (``mine`` is None) where it is ``ignored``."""

    def __init__(self, path: Path | None, today: dt.date | None, lang: Lang, *, ignored: bool = False) -> None:
        self._path = path
        self.today = today or japan_now().date()
        self.lang = lang
        self.mine: MineList | None = None if ignored else load_mine(self.path, self.today)

    @cached_property
    def path(self) -> Path:
        """Where the list lies."""
        return self._path or default_path()

    def add(self, known: Sequence[tuple[Finding, str]], expires: dt.date | None = None) -> None:
        """Put findings on the list, each with the holder's reason."""

        def change(mine: MineList) -> MineList:
            months = [f"{finding.date:%Y-%m}" if finding.date else "" for finding, _ in known]
            return mine.adding(
                *(
                    mine.entry(finding.identity, finding.service, reason, expires, month=month)
                    for (finding, reason), month in zip(known, months, strict=True)
                )
            )

        self._change(change)

    def forget(self, findings: Sequence[Finding]) -> None:
        """Take findings off the list again."""
        self._change(lambda mine: mine.without(finding.identity for finding in findings))

    def remove(self, idents: Sequence[str]) -> None:
        """Take entries off the list; raises `OptionError` for one that is not there."""
        self._change(lambda mine: mine.removing(idents))

    def check_writable(self) -> None:
        """Raise `InputError` where the list could not be written, before anything is asked."""
        self._change(lambda mine: mine)

    def _change(self, change: Callable[[MineList], MineList]) -> None:
        self.mine = change_mine(self.path, self.today, change)

    def notify_written(self) -> None:
        """Say where the list lies now, and how many entries it has."""
        notify(say("mine-saved", self.lang, path=self.path, count=len(self.mine.entries) if self.mine else 0))

    def notify_used(self, report: Report) -> None:
        """Say how many findings the list set aside, and which entries were of no use."""
        if self.mine is None or not self.mine.entries:
            return
        reasons = (reason for finding in report.findings for reason in finding.reasons)
        used = {reason.details["entry"] for reason in reasons if reason.signal == "on-mine-list"}
        expired = sum(entry.has_expired(self.today) for entry in self.mine.entries)
        unused = len(self.mine.entries) - len(used) - expired
        notify(say("mine-used", self.lang, count=len(used), unused=unused, expired=expired))


def in_a_line(finding: Finding, report: Report, lang: Lang, *, with_service: bool = True) -> str:
    """A finding as it is asked about: date, amount, memo, and its service where that is not said above."""
    amount = finding.withdrawal
    line = say(
        "review-line",
        lang,
        date=finding.date or say("date-none", lang),
        amount=say("amount-none", lang) if amount is None else say("amount-out", lang, yen=amount),
        memo=escaped(finding.memo),
    )
    return f"{line}  [{report.knowledge.services[finding.service].name[lang]}]" if with_service else line
