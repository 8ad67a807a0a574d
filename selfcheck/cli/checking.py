"""What the commands that check statements have in common: which files, read how, looked for what, spoken in which language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.cli.grouped import grouped
from selfcheck.cli.help.texts import word
from selfcheck.cli.options import (
    OF_READING,
    AlsoOption,
    JobsOption,
    LangOption,
    MineOption,
    NoMineOption,
    NowOption,
    PasteOption,
    PathsOrPasteArgument,
    RulesOption,
    TodayOption,
    UsesOption,
    language,
    listed,
)
from selfcheck.clock import japan_time
from selfcheck.errors import OptionError
from selfcheck.language.sentences import Lang
from selfcheck.printing.shell import program_as_typed

if TYPE_CHECKING:
    from selfcheck.assessment.watch import Watch
    from selfcheck.cli.own_list import OwnList
    from selfcheck.report.report import Report
    from selfcheck.scan import Progress
    from selfcheck.statement.options import Options

_OPTIONS = {
    "paths": PathsOrPasteArgument,
    "paste": PasteOption,
    "uses": UsesOption,
    "also": AlsoOption,
    "rules": RulesOption,
    "mine": MineOption,
    "no_mine": NoMineOption,
    **OF_READING,
    "today": TodayOption,
    "now": NowOption,
    "jobs": JobsOption,
    "lang": LangOption,
}


class Check(Struct, frozen=True):
    """Everything that decides what a check finds."""

    paths: Sequence[str]
    how: Options
    uses: Sequence[str]
    also: Sequence[str]
    rules: Path | None
    mine: Path | None
    """Where the holder's list lies, if somewhere else than usual."""
    no_mine: bool
    at: dt.datetime
    jobs: int
    lang: Lang

    def own_list(self, *, needed: bool = False) -> OwnList:
        """The holder's list; an ignored one with ``--no-mine``, unless it is ``needed``."""
        from selfcheck.cli.own_list import OwnList

        return OwnList(self.mine, self.at.date(), self.lang, ignored=self.no_mine and not needed)

    def report(self, own: OwnList, progress: Progress | None = None, *, watch: Watch | None = None) -> Report:
        """Read and check everything; with ``watch``, what is new."""
        from selfcheck.scan import scan_as

        report = scan_as(
            self.paths,
            self.how,
            uses=self.uses,
            also=self.also,
            rules=self.rules,
            mine=own.mine,
            watch=watch,
            now=self.at,
            lang=self.lang,
            progress=progress,
            jobs=self.jobs,
        )
        return self._named(report)

    def _named(self, report: Report) -> Report:
        """``report`` with the next commands as they work here: the program as it was typed, and what it was told besides."""
        spoken = () if language(None) == self.lang else ("--lang", self.lang)
        given, mine = report.command, (("--mine", str(self.mine)) if self.mine else ())
        command = replace(
            given,
            program=program_as_typed(),
            options=(*given.options, *(["--password"] if self.how.password else ())),
            checked=(*given.checked, *mine, *(["--no-mine"] if self.no_mine else ())),
            spoken=spoken,
        )
        return replace(report, command=command)

    def files_read(self, own: OwnList) -> list[str]:
        """All files that are read; no output may take their place."""
        return [*self.paths, *(str(path) for path in (own.path, self.rules) if path)]


def _check(
    paths: Sequence[str] | None, *, paste: bool, today: str | None, now: str | None, jobs: int | None, **given: Any
) -> Check:
    from selfcheck.cli.paths import meant_paths
    from selfcheck.statement.options import options_for
    from selfcheck.statement.workers import cores

    at = japan_time(now, today)
    lang = language(given["lang"])
    return Check(
        paths=meant_paths(_with_pasted(paths or (), lang, paste=paste), lang),
        how=options_for(at.date(), **{name: given[name] for name in OF_READING}),
        uses=_services(listed(given["uses"]), given["rules"], given["also"] or ()),
        also=given["also"] or (),
        rules=given["rules"],
        mine=given["mine"],
        no_mine=given["no_mine"],
        at=at,
        jobs=jobs or cores(),
        lang=lang,
    )


def _with_pasted(paths: Sequence[str], lang: Lang, *, paste: bool) -> Sequence[str]:
    """``paths``, and what is pasted; raises `OptionError` where there is neither."""
    if paste:
        from selfcheck.cli.pasting import take_pasted

        take_pasted(lang)
        return [*paths, "-"]
    if not paths:
        raise OptionError("usage-missing", name=word("file"))
    return paths


def _services(names: Sequence[str], rules: Path | None, also: Sequence[str]) -> list[str]:
    """``names`` of services, the holder's own ones included, and of payees; raises `OptionError` before any file is looked
    for."""
    if not names:
        return []
    from selfcheck.assessment.payees import used
    from selfcheck.knowledge import load
    from selfcheck.matching.own_names import with_own

    knowledge = with_own(load(), rules, also)
    used(names, knowledge)
    return list(names)


checks_statements = grouped("check", _OPTIONS, _check)
"""Give a command the files and options of a check, which its parameter ``check`` gets as one value."""
