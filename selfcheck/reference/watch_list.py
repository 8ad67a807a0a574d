"""What has been checked of each account, as a table or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfcheck.assessment.watch import KnownAccount, Watch
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


def watch_as_dict(watch: Watch, path: Path) -> dict[str, Any]:
    """The JSON of ``selfcheck watch list``."""
    return {
        "path": str(path),
        "accounts": [
            {
                "id": account.id,
                "checked": account.checked.isoformat(),
                "periods": [{"from": one.first.isoformat(), "to": one.last.isoformat()} for one in account.periods],
                "reported": len(account.findings),
            }
            for account in watch.accounts
        ],
    }


def print_watch(watch: Watch, path: Path, writer: Writer) -> None:
    """The same for people."""
    writer.heading("heading-watch")
    writer.text(writer.say("watch-where", path=escaped(str(path))))
    if not watch.accounts:
        writer.text(writer.say("watch-empty"))
        return
    names = ("id", "since-first", "since-last", "since-gaps", "since-raised", "since-checked")
    header = [writer.say(f"column-{name}") for name in names]
    rows = [[Styled(escaped(cell)) for cell in _row(account)] for account in watch.accounts]
    writer.table(header, rows, right=(3, 4), whole=(0,))
    writer.text(writer.say("watch-forget-hint"))


def _row(account: KnownAccount) -> Iterator[str]:
    yield account.id
    yield account.periods[0].first.isoformat() if account.periods else "-"
    yield account.last.isoformat() if account.last else "-"
    yield str(max(len(account.periods) - 1, 0))
    yield str(len(account.findings))
    yield account.checked.isoformat()
