"""A report comes in; what it says, in words and in order but without a form, goes out.

The first screen, the full report, the page and the Markdown are made of this, so that they say the same. Texts are as
they are: whoever shows them makes sure that nothing in them can act.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from selfcheck.guidance.deadlines import deadline_in_words, length_in_words
from selfcheck.guidance.wording import age_of_desks, day_and_time, desk_in_words
from selfcheck.language.sentences import say
from selfcheck.model.findings import Level
from selfcheck.report import verdict
from selfcheck.report.brief import Recency, StepLine, brief_deadlines, brief_steps, recency
from selfcheck.report.calls import Call, calls
from selfcheck.report.findings_in_words import Cited, FindingGroup, groups_in_words
from selfcheck.report.receipt import Receipt, receipt, skipped_in_words
from selfcheck.report.report import Report
from selfcheck.report.sheet_in_words import sheet_as_list

if TYPE_CHECKING:
    from selfcheck.knowledge.schema import Desk


class FullStep(Struct, frozen=True):
    """One thing to do, whole."""

    title: str
    text: Cited


class NextCommands(Struct, frozen=True):
    """What to type next."""

    sheet: str
    full: str
    review: str
    guide: str
    inspect: str


class View:
    """All that a report says, in the order in which it should be read. Each part is put into words when a form asks for it:
    the first screen takes little of what the page takes."""

    def __init__(self, report: Report) -> None:
        """Everything is said in the report's language."""
        self._report = report

    @cached_property
    def tone(self) -> str:
        """``alert``, ``check``, ``clean`` or ``unreadable``."""
        return verdict.tone(self._report)

    @cached_property
    def headline(self) -> str:
        """The verdict in one sentence."""
        return verdict.headline(self._report)

    @cached_property
    def more(self) -> tuple[str, ...]:
        """What is to be said of the verdict."""
        return tuple(verdict.more(self._report))

    @cached_property
    def cautions(self) -> tuple[str, ...]:
        """What was not read, or does not add up."""
        return tuple(verdict.cautions(self._report))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Whom to call first, for each account."""
        return tuple(calls(self._report, self.sheets))

    @cached_property
    def _groups(self) -> list[FindingGroup]:
        return groups_in_words(self._report)

    @cached_property
    def raised(self) -> tuple[FindingGroup, ...]:
        """Findings to look at."""
        return tuple(group for group in self._groups if group.level is not Level.NOTE)

    @cached_property
    def notes(self) -> tuple[FindingGroup, ...]:
        """Findings that are only mentioned."""
        return tuple(group for group in self._groups if group.level is Level.NOTE)

    @cached_property
    def recency(self) -> Recency | None:
        """How long ago the newest of them was; None where nothing is to be said of it."""
        return recency(self._report)

    @cached_property
    def brief_steps(self) -> tuple[StepLine, ...]:
        """What to do, a line each."""
        return tuple(brief_steps(self._report)) if self._something_to_do else ()

    @cached_property
    def brief_deadlines(self) -> tuple[str, ...]:
        """By when, a line each."""
        return tuple(brief_deadlines(self._report))

    @cached_property
    def nevers(self) -> tuple[Cited, ...]:
        """What nobody should ever do."""
        return tuple(Cited(never.text[self._report.lang], never.sources) for never in self._report.knowledge.brief.nevers)

    @cached_property
    def steps(self) -> tuple[FullStep, ...]:
        """What to do, whole."""
        return tuple(_steps(self._report)) if self._something_to_do else ()

    @cached_property
    def _desks(self) -> list[Desk]:
        return [self._report.knowledge.desks[desk] for desk in self._report.guidance.desks if self._report.raised]

    @cached_property
    def desks(self) -> tuple[dict[str, Any], ...]:
        """Whom to call, with numbers and hours."""
        return tuple(desk_in_words(desk, self._report.lang, self._report.now) for desk in self._desks)

    @cached_property
    def desks_age(self) -> str:
        """How old what is known of them is."""
        return age_of_desks(self._desks, self._report.lang)

    @cached_property
    def deadlines(self) -> tuple[Cited, ...]:
        """By when, whole."""
        return tuple(_deadlines(self._report))

    @cached_property
    def sheets(self) -> tuple[dict[str, Any], ...]:
        """The pages of the call sheet."""
        return tuple(sheet_as_list(self._report))

    @cached_property
    def warnings(self) -> tuple[Cited, ...]:
        """Of those who offer help."""
        return tuple(_warnings(self._report))

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """How each file was read."""
        report = self._report
        return tuple(receipt(statement, report.knowledge, report.lang) for statement in report.statements)

    @cached_property
    def skipped(self) -> tuple[str, ...]:
        """What lay in folders and archives and gave no statement."""
        return tuple(skipped_in_words(self._report.skipped, self._report.lang))

    @cached_property
    def limits(self) -> tuple[Cited, ...]:
        """What the report cannot tell."""
        return tuple(_limits(self._report))

    @cached_property
    def commands(self) -> NextCommands:
        """What to type next."""
        return _commands(self._report)

    @cached_property
    def now(self) -> str:
        """The day and time for which it is said who answers."""
        return day_and_time(self._report.now, self._report.lang)

    @property
    def _something_to_do(self) -> bool:
        return bool(self._report.raised) or not self._report.nothing_read


def _steps(report: Report) -> Iterator[FullStep]:
    steps = {step.id: step for step in report.knowledge.guidance.steps}
    for step in (steps[ident] for ident in report.guidance.steps):
        yield FullStep(step.title[report.lang], Cited(step.text[report.lang], step.sources))


def _deadlines(report: Report) -> Iterator[Cited]:
    lang = report.lang
    rules = {rule.id: rule for rule in report.knowledge.guidance.deadlines}
    for deadline in report.guidance.deadlines:
        rule = rules[deadline.rule]
        parts = (
            say("deadline", lang, length=length_in_words(rule, lang), who=rule.who, counts=rule.counts_from),
            deadline_in_words(deadline, rule, report.today, lang),
            rule.text[lang],
            "" if rule.confirmed else say("deadline-unconfirmed", lang, as_of=rule.as_of),
        )
        yield Cited(say("between-sentences", lang).join(filter(None, parts)), rule.sources)


def _warnings(report: Report) -> Iterator[Cited]:
    for note in report.knowledge.guidance.warnings:
        if report.raised and note.id in report.guidance.warnings:
            yield Cited(note.text[report.lang], note.sources)


def _limits(report: Report) -> Iterator[Cited]:
    for note in report.knowledge.guidance.limits:
        if not report.nothing_read and note.id in report.guidance.limits:
            yield Cited(note.text[report.lang], note.sources)


def _commands(report: Report) -> NextCommands:
    command, files = report.command, say("files-placeholder", report.lang)
    banks = {page.bank for page in report.guidance.pages}
    bank = [word for name in banks if name and len(banks) == 1 for word in ("--bank", name)]
    return NextCommands(
        sheet=command.line("sheet", files, "--output", "sheet.html"),
        full=command.line("scan", files, "--full"),
        review=command.line("scan", files, "--review"),
        guide=command.without_files("guide", *bank),
        inspect=command.reading("inspect", files),
    )
