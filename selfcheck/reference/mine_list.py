"""The holder's list of withdrawals that are theirs, as a table or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfcheck.assessment.mine import KnownLine, MineList
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
                "month": entry.month or None,
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
    header = [writer.say(f"column-{name}") for name in ("id", "month", "service", "reason", "added", "until")]
    rows = [[Styled(escaped(cell)) for cell in _row(entry, mine.today, knowledge, writer)] for entry in mine.entries]
    writer.table(header, rows, right=(), whole=(0,))
    writer.text(writer.say("mine-remove-hint"))


def _row(entry: KnownLine, today: dt.date, knowledge: Knowledge, writer: Writer) -> Iterator[str]:
    """What tells an entry from others: month and service of the withdrawal, and what its holder wrote."""
    service = knowledge.services.get(entry.service)
    until = entry.expires.isoformat() if entry.expires else writer.say("mine-no-end")
    yield entry.id
    yield entry.month or "-"  # entries written by earlier versions have none
    yield service.name[writer.lang] if service else entry.service
    yield entry.reason or "-"
    yield entry.added.isoformat()
    yield writer.say("mine-ended", date=until) if entry.has_expired(today) else until
