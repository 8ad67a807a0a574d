"""Where another header begins further rows, the running balance must carry on, or nothing tells that all are of one account.

People paste downloads together, of two accounts, of two banks, or of one before and after it changed its layout. Rows that
carry on the balance of those above are of the same account, and the balance proves both. Others are told, unless the file
itself prints which account they are of.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record


class Joint(Struct, frozen=True):
    """A header that is another one than that of the rows above it."""

    line: int
    first: int
    """Index of the first record below it."""
    is_named: bool
    """Whether the file prints an account for the rows below it."""


def settle_joints(reading: Reading, joints: Sequence[Joint]) -> None:
    """Make rows that carry on the balance of those above one account with them; note a problem where none does."""
    records = reading.records.single
    starts = [0, *(joint.first for joint in joints), len(records)]
    for number, joint in enumerate(joints, start=1):
        above, below = (
            records[start:end] for start, end in zip(starts[number - 1 :], starts[number : number + 2], strict=False)
        )
        if not above or not below or joint.is_named:
            continue
        if not _carries_on(above, below):
            reading.problems.append(Problem(joint.line, "layout-changed", sentence("layout-changed")))
            continue
        for index in range(starts[number], starts[number + 1]):
            reading.records.change(index, replace(records[index], account=above[-1].account, number=above[-1].number))


def _carries_on(above: Sequence[Record], below: Sequence[Record]) -> bool:
    """Whether the last balance above and the first one below follow from each other, forwards or backwards."""
    last = next((index for index in reversed(range(len(above))) if above[index].balance is not None), None)
    first = next((index for index, record in enumerate(below) if record.balance is not None), None)
    if last is None or first is None:
        return False
    # 698,502, and below it 71,500 out, 627,002 left; or, newest first, 627,002 above and what went out beside it.
    step = (below[first].balance or 0) - (above[last].balance or 0)
    forwards = sum(record.change for record in (*above[last + 1 :], *below[: first + 1]))
    backwards = -sum(record.change for record in (*above[last:], *below[:first]))
    return step in (forwards, backwards)
