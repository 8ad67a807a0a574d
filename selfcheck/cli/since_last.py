"""What was checked before, during one run of ``scan --since-last``: read first, written last."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from selfcheck.assessment.since_last import only_new
from selfcheck.assessment.watch import Watch, change_watch, default_path, load_or_nothing
from selfcheck.cli.notices import complain, notify, path_as_shown
from selfcheck.language.sentences import Lang, say
from selfcheck.report.report import Report


class CheckedBefore:
    """Where it is kept, and what it holds."""

    def __init__(self, path: Path | None, today: dt.date, lang: Lang) -> None:
        self.path = path or default_path()
        self.lang = lang
        self.watch = load_or_nothing(self.path, today)

    def keep(self, report: Report) -> None:
        """Keep what ``report`` has told, now that it has been given.

        It is set against what is kept by now: another run may have kept something meanwhile. Raises `InputError`.
        """
        if self.watch.unreadable:
            complain(say("watch-not-saved-unreadable", self.lang))
            return
        before = report.since_last.left_out if report.since_last else ()
        every = (*report.findings, *before)

        def change(watch: Watch) -> Watch:
            return only_new(watch, report.statements, every).watch

        kept = change_watch(self.path, self.watch.today, change)
        notify(say("watch-saved", self.lang, count=len(kept.accounts), path=path_as_shown(self.path)))

    def leave(self, key: str) -> None:
        """Say why nothing was kept."""
        complain(say(key, self.lang))
