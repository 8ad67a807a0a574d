"""What stands below a header in the middle of a file and is nothing that can be read: a list of purchases by card, say.

People paste downloads together, and the rows above are as good as without it. Its header is told with the reason, its rows
are no transactions, and names are looked for in them as in every other line that could not be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.errors import UnreadableError
from selfcheck.model.statement import Fate
from selfcheck.statement.rows.refused import Refused, refused


def header_of_unread(error: UnreadableError) -> Refused:
    """The header of a section of which ``error`` says why it cannot be read; one without rows is a header and no more."""
    if error.sentence.key == "no-transactions":
        return Refused(Fate.HEADER)
    return refused("section-unread", reason=error.sentence)


def row_of_unread(cells: Sequence[str]) -> Refused:
    """A row below such a header."""
    return Refused(Fate.PROBLEM if any(cell.strip() for cell in cells) else Fate.BLANK)
