"""``scan --review``: the holder is asked, service by service, which withdrawals are theirs.

Every answer is kept at once, so that nothing is lost when the review is broken off. What counts as an answer stands in
the catalogues, and an answer in any language is understood.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Literal, get_args

from msgspec import Struct

from selfcheck.cli.notices import complain
from selfcheck.cli.own_list import OwnList, in_a_line
from selfcheck.errors import OptionError
from selfcheck.language.sentences import languages, say
from selfcheck.model.findings import Finding, taken
from selfcheck.report.report import Report

Answer = Literal["yes", "no", "each", "back", "quit"]
_MOST_SHOWN = 5
"""Withdrawals of a service that are shown before it is asked about all of them; the rest is counted."""


class Question(Struct, frozen=True):
    """One thing to ask about: all withdrawals of a service, or one of them."""

    findings: tuple[Finding, ...]
    place: str
    """Which question of how many: ``2/5``, or ``2/5 - 3/44`` within a service."""

    @property
    def may_be_parted(self) -> bool:
        """Whether it can be asked about one by one."""
        return len(self.findings) > 1


class Review:
    """The questions in order, what was answered, and the way back."""

    def __init__(self, report: Report, own: OwnList) -> None:
        self._report = report
        self._own = own
        self._lang = own.lang
        self._added: dict[int, int] = {}
        """Place of a question → how many withdrawals its answer put on the list."""

    @property
    def added(self) -> int:
        """Withdrawals that were put on the list."""
        return sum(self._added.values())

    def run(self) -> None:
        """Ask until all is answered or the holder stops."""
        questions = questions_of(self._report.raised)
        at = 0
        while 0 <= at < len(questions):
            question = questions[at]
            self._show(question)
            match self._answer(question):
                case "yes":
                    if not self._keep(at, question):
                        return
                    at += 1
                case "no":
                    at += 1
                case "each":
                    questions[at : at + 1] = parted(question)
                case "back":
                    at = self._back(at, questions)
                case "quit":
                    return

    def _back(self, at: int, questions: Sequence[Question]) -> int:
        """The question before, whose answer no longer counts."""
        if at == 0:
            complain(say("review-no-way-back", self._lang))
            return 0
        if self._added.pop(at - 1, 0):
            self._own.forget(questions[at - 1].findings)
        return at - 1

    def _keep(self, at: int, question: Question) -> bool:
        """Put the question's withdrawals on the list, then ask what they were; False where the holder stops there."""
        self._own.add([(finding, "") for finding in question.findings])
        self._added[at] = len(question.findings)
        reason = self._ask("review-reason")
        meaning = meaning_of(reason or "")
        if reason and meaning is None:
            self._own.add([(finding, reason) for finding in question.findings])
        elif meaning in ("yes", "no") and reason:  # typed ahead; it would be no reason that anybody wants to read
            complain(say("review-no-reason", self._lang, answer=reason))
        return reason is not None and meaning != "quit"

    def _show(self, question: Question) -> None:
        service = self._report.knowledge.services[question.findings[0].service].name
        complain("")
        if question.may_be_parted:
            details = {"place": question.place, "service": service, "count": len(question.findings)}
            details["yen"] = taken(question.findings)
            complain(say("review-service", self._lang, **details))
        for finding in question.findings[:_MOST_SHOWN]:
            line = in_a_line(finding, self._report, self._lang, with_service=not question.may_be_parted)
            complain(f"    {line}" if question.may_be_parted else f"({question.place}) {line}")
        hidden = len(question.findings) - _MOST_SHOWN
        if hidden > 0:
            complain("    " + say("review-hidden", self._lang, count=hidden))

    def _answer(self, question: Question) -> Answer:
        """What the holder says to a question; Enter is no, and whoever has left says quit."""
        while True:
            typed = self._ask("review-all" if question.may_be_parted else "review-question")
            if typed is None:
                return "quit"
            meaning = meaning_of(typed) if typed else "no"
            if meaning is not None and (meaning != "each" or question.may_be_parted):
                return meaning
            complain(say("review-again-all" if question.may_be_parted else "review-again", self._lang))

    def _ask(self, key: str) -> str | None:
        """One line from the holder; None where there is nobody to answer any more."""
        print(say(key, self._lang), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline() if sys.stdin else ""
        return line.strip() if line else None


def review(report: Report, own: OwnList, paths: Sequence[str]) -> None:
    """Ask about every raised finding, and put those that the holder knows on the list.

    Raises `OptionError` where nothing can be asked, and `InputError` where the list cannot be written. Ctrl-C ends the
    command; what was answered until then is kept, and said to be.
    """
    if "-" in paths:
        raise OptionError("review-needs-terminal")
    if not report.raised:
        return
    own.check_writable()
    asked = Review(report, own)
    try:
        asked.run()
    except KeyboardInterrupt:
        complain("\n" + say("review-broken-off", own.lang, count=asked.added))
        raise
    complain(say("review-added", own.lang, count=asked.added))
    if asked.added:
        own.notify_written()


def questions_of(findings: Sequence[Finding]) -> list[Question]:
    """One question a service, in the order in which the services are first met."""
    order = list(dict.fromkeys(finding.service for finding in findings))
    by_service = sorted(findings, key=lambda finding: order.index(finding.service))
    groups = [tuple(group) for _, group in groupby(by_service, key=lambda finding: finding.service)]
    return [Question(group, f"{number}/{len(groups)}") for number, group in enumerate(groups, start=1)]


def parted(question: Question) -> list[Question]:
    """A question about each withdrawal of a service."""
    count = len(question.findings)
    return [
        Question((finding,), f"{question.place} - {number}/{count}")
        for number, finding in enumerate(question.findings, start=1)
    ]


def meaning_of(typed: str) -> Answer | None:
    """What an answer means, typed in full or half width, in any language; None for any other text."""
    return _meanings().get(unicodedata.normalize("NFKC", typed).casefold())


@cache
def _meanings() -> dict[str, Answer]:
    answers: tuple[Answer, ...] = get_args(Answer)
    return {word: answer for answer in answers for lang in languages() for word in say(f"answers-{answer}", lang).split()}
