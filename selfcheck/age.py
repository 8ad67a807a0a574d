"""Desks and a day come in; those whose information is old by then go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcheck.knowledge.schema import Desk

OLD_AFTER = 365
"""Days after which the information about a desk is old."""


def older(desks: Iterable[Desk], today: dt.date, days: int = OLD_AFTER) -> list[Desk]:
    """Desks whose information was more than so many days old on that day."""
    return [desk for desk in desks if (today - desk.as_of).days > days]
