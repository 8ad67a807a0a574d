"""The holder's list during a command: where it lies, what a review adds to it, what is told of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from selfcheck.cli.main import complain
from selfcheck.errors import OptionError
from selfcheck.mine import MineList, default_path, load_mine, save_mine
from selfcheck.model import Finding
from selfcheck.report.report import Report
from selfcheck.report.safe import shown
from selfcheck.words import Lang, say

_YES, _NO, _QUIT = {"y", "yes", "はい", "h"}, {"n", "no", "いいえ", "i", ""}, {"q", "quit", "おわり"}


class Kept:
    """The list as this command sees it."""

    def __init__(self, path: Path | None, today: dt.date | None, lang: Lang, *, ignored: bool = False) -> None:
        self.path = path or default_path()
        self.today = today or dt.date.today()
        self.mine: MineList | None = None if ignored else load_mine(self.path, self.today)
        self._lang = lang

    def save(self) -> None:
        """Write the list to its place."""
        if self.mine is not None:
            save_mine(self.mine, self.path)
            complain(say("mine-saved", self._lang, path=self.path, count=len(self.mine.entries)))

    def add(self, finding: Finding, reason: str, expires: dt.date | None = None) -> None:
        """Put a finding on the list."""
        mine = self.mine or MineList(self.today)
        self.mine = mine.adding(finding.identity, finding.service, reason, expires)

    def refuse_standard_input(self, paths: Sequence[str]) -> None:
        """A review asks on standard input, so no statement can come from there."""
        if "-" in paths:
            raise OptionError("review-needs-terminal")

    def review(self, report: Report) -> int:
        """Ask about every raised finding; how many the holder knows."""
        known = 0
        for at, finding in enumerate(report.raised, start=1):
            answer = self._ask(report, finding, at)
            if answer == "quit":
                break
            if answer == "yes":
                self.add(finding, typer.prompt(say("review-reason", self._lang), default="", show_default=False, err=True))
                known += 1
        return known

    def _ask(self, report: Report, finding: Finding, at: int) -> str:
        amount = finding.withdrawal
        said = say(
            "review-line",
            self._lang,
            at=at,
            total=len(report.raised),
            date=finding.date or say("date-none", self._lang),
            amount=say("amount-none", self._lang) if amount is None else say("amount-out", self._lang, yen=amount),
            memo=shown(finding.memo),
            service=report.knowledge.services[finding.service].name,
        )
        complain(said)
        while True:
            answer = str(typer.prompt(say("review-question", self._lang), default="", show_default=False, err=True))
            answer = answer.strip().casefold()
            for meaning, words in (("yes", _YES), ("no", _NO), ("quit", _QUIT)):
                if answer in words:
                    return meaning
            print(say("review-again", self._lang), file=sys.stderr)

    def tell(self, report: Report) -> None:
        """How many findings the list set aside, and which entries were of no use."""
        if self.mine is None or not self.mine.entries:
            return
        used = {reason.details["entry"] for f in report.findings for reason in f.reasons if reason.signal == "on-mine-list"}
        expired = sum(entry.has_expired(self.today) for entry in self.mine.entries)
        unused = len(self.mine.entries) - len(used) - expired
        complain(say("mine-used", self._lang, count=len(used), unused=unused, expired=expired))
