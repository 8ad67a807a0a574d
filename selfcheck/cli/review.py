"""The holder's list during a command: where it lies, what a review adds to it, what is told of it."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from selfcheck.assessment.mine import MineList, change_mine, default_path, load_mine
from selfcheck.cli.notices import complain
from selfcheck.clock import japan_now
from selfcheck.errors import OptionError
from selfcheck.language.sentences import Lang, say
from selfcheck.model.findings import Finding
from selfcheck.printing.safe import escaped
from selfcheck.report.report import Report

_ANSWERS = {
    "yes": ("y", "yes", "はい"),
    "no": ("n", "no", "いいえ", ""),
    "quit": ("q", "quit", "おわり"),
}


class Kept:
    """The list as this command sees it."""

    def __init__(self, path: Path | None, today: dt.date | None, lang: Lang, *, ignored: bool = False) -> None:
        self.path = path or default_path()
        self.today = today or japan_now().date()
        self.mine: MineList | None = None if ignored else load_mine(self.path, self.today)
        self._lang = lang

    def files(self, *others: Path | None) -> list[str]:
        """The list's file and others that a command reads besides statements; no output may take their place."""
        return [str(path) for path in (self.path, *others) if path]

    def add(self, known: Sequence[tuple[Finding, str]], expires: dt.date | None = None) -> None:
        """Put findings on the list, each with the holder's reason, and say so."""

        def change(mine: MineList) -> MineList:
            for finding, reason in known:
                mine = mine.adding(finding.identity, finding.service, reason, expires)
            return mine

        self._change(change)

    def remove(self, idents: Sequence[str]) -> None:
        """Take entries off the list; raises `OptionError` for one that is not there."""
        self._change(lambda mine: mine.removing(idents))

    def _change(self, change: Callable[[MineList], MineList], *, quiet: bool = False) -> None:
        self.mine = change_mine(self.path, self.today, change)
        if not quiet:
            complain(say("mine-saved", self._lang, path=self.path, count=len(self.mine.entries)))

    def _keep(self, finding: Finding, reason: str) -> None:
        self._change(lambda mine: mine.adding(finding.identity, finding.service, reason), quiet=True)

    def describe(self, report: Report, finding: Finding) -> str:
        """A finding in one line."""
        amount = finding.withdrawal
        return say(
            "review-line",
            self._lang,
            date=finding.date or say("date-none", self._lang),
            amount=say("amount-none", self._lang) if amount is None else say("amount-out", self._lang, yen=amount),
            memo=escaped(finding.memo),
            service=report.knowledge.services[finding.service].name,
        )

    def review(self, report: Report, paths: Sequence[str]) -> None:
        """Ask about every raised finding, and keep those that the holder knows.

        Each answer is kept at once, so that nothing is lost if the review is broken off. Raises `OptionError` where
        nothing can be asked.
        """
        if "-" in paths:
            raise OptionError("review-needs-terminal")
        if report.raised:
            change_mine(self.path, self.today, lambda mine: mine)  # before anything is asked: can it be written
        known = 0
        for at, finding in enumerate(report.raised, start=1):
            complain(f"\n({at}/{len(report.raised)}) {self.describe(report, finding)}")
            answer = self._answer()
            if answer == "quit":
                break
            if answer == "yes":
                self._keep(finding, "")
                if reason := self._ask("review-reason"):
                    self._keep(finding, reason)
                known += 1
        if known and self.mine:
            complain(say("mine-saved", self._lang, path=self.path, count=len(self.mine.entries)))

    def _answer(self) -> str:
        while True:
            said = self._ask("review-question")
            if said is None:
                return "quit"
            plain = unicodedata.normalize("NFKC", said).casefold()
            for meaning, words in _ANSWERS.items():
                if plain in words:
                    return meaning
            complain(say("review-again", self._lang))

    def _ask(self, key: str) -> str | None:
        """One line from the holder; None where there is nobody to answer any more."""
        print(say(key, self._lang), end=": ", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        return line.strip() if line else None

    def tell(self, report: Report) -> None:
        """How many findings the list set aside, and which entries were of no use."""
        if self.mine is None or not self.mine.entries:
            return
        used = {reason.details["entry"] for f in report.findings for reason in f.reasons if reason.signal == "on-mine-list"}
        expired = sum(entry.has_expired(self.today) for entry in self.mine.entries)
        unused = len(self.mine.entries) - len(used) - expired
        complain(say("mine-used", self._lang, count=len(used), unused=unused, expired=expired))
