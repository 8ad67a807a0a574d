"""The holder's list comes in; its screen or JSON goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from selfcheck.assessment.mine import MineList
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import shown
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Screen


def mine_as_dict(mine: MineList, path: Path) -> dict[str, Any]:
    """The list as JSON values."""
    return {
        "path": str(path),
        "entries": [
            {
                "id": entry.id,
                "service": entry.service,
                "reason": entry.reason,
                "added": entry.added.isoformat(),
                "expires": entry.expires.isoformat() if entry.expires else None,
                "expired": entry.has_expired(mine.today),
            }
            for entry in mine.entries
        ],
    }


def print_mine(mine: MineList, path: Path, console: Printer, lang: Lang) -> None:
    """The list as a table."""
    knowledge = load()
    screen = Screen(console, lang, knowledge)
    screen.heading("heading-mine")
    screen.text(screen.say("mine-where", path=shown(str(path))))
    if not mine.entries:
        screen.text(screen.say("mine-empty"))
        return
    rows = []
    for entry in mine.entries:
        service = knowledge.services.get(entry.service)
        until = entry.expires.isoformat() if entry.expires else screen.say("mine-no-end")
        if entry.has_expired(mine.today):
            until = screen.say("mine-ended", date=until)
        name = service.name[lang] if service else entry.service
        reason = entry.reason or screen.say("mine-no-reason")
        rows.append([Styled(shown(cell)) for cell in (entry.id, entry.added.isoformat(), until, name, reason)])
    header = [screen.say(f"column-{name}") for name in ("id", "added", "until", "service", "reason")]
    screen.table([*header, ""], [[*row, Styled("")] for row in rows], right=())
