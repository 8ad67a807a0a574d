"""The steps from one balance of an account to the next, whatever holds its transactions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from selfcheck.model.statement import Break

Order = Literal["oldest-first", "newest-first"]


class Steps(Struct):
    """The steps from one balance to the next that do not add up, for one way of reading the file."""

    order: Order
    broken: int = 0
    unproven: int = 0
    """Records within them."""
    breaks: Sequence[Break] = ()
    """The steps themselves, where they are kept; in a large file, only those of the order that was asked for."""


class Walked(NamedTuple):
    """One account, walked through both ways."""

    carried: int
    """Records that carry a balance."""
    both: tuple[Steps, Steps]
    """Forwards first: where both are as good the file is taken to run forwards."""
    spanned: int = 0
    """Records from the first step to the last; where most print no balance, each step has several."""


Walk = Callable[[Order | None], Walked]
"""Walks through one account, and keeps the broken steps of an order."""
