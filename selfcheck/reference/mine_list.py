"""The holder's list of withdrawals that are theirs, as a table or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from selfcheck.assessment.mine import MineList
from selfcheck.knowledge import Knowledge
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


def mine_as_dict(mine: MineList, path: Path) -> dict[str, Any]:
    """The JSON of ``selfcheck mine list``."""
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


def print_mine(mine: MineList, path: Path, knowledge: Knowledge, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-mine")
    writer.text(writer.say("mine-where", path=escaped(str(path))))
    if not mine.entries:
        writer.text(writer.say("mine-empty"))
        return
    rows = []
    for entry in mine.entries:
        service = knowledge.services.get(entry.service)
        until = entry.expires.isoformat() if entry.expires else writer.say("mine-no-end")
        if entry.has_expired(mine.today):
            until = writer.say("mine-ended", date=until)
        name = service.name[writer.lang] if service else entry.service
        reason = entry.reason or writer.say("mine-no-reason")
        rows.append([Styled(escaped(cell)) for cell in (entry.id, entry.added.isoformat(), until, name, reason)])
    header = [writer.say(f"column-{name}") for name in ("id", "added", "until", "service", "reason")]
    writer.table([*header, ""], [[*row, Styled("")] for row in rows], right=())
