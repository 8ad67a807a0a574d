"""What problems make unsure, by the key of their sentence; as data in ``problems.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Concern = Literal["date", "year", "direction", "amount", "balance", "memo", "rows"]
CONCERNS: tuple[Concern, ...] = get_args(Concern)
MERGED = "payments-merged"
"""Of lines into which a bank put several withdrawals; the verdict has a sentence of its own for them."""


@cache
def _known() -> dict[str, dict[str, Any]]:
    from selfcheck.language.toml import tables

    known = tables(Path(__file__).with_name("problems.toml"))
    for code, entry in known.items():
        if not set(entry["concerns"]) <= set(CONCERNS):
            raise ValueError(f"problems.toml: {code} concerns something unknown")
    return known


def concerns_of(code: str) -> tuple[Concern, ...]:
    """What the problem makes unsure."""
    return tuple(_known().get(code, {}).get("concerns", ("rows",)))


def is_partly_read(code: str) -> bool:
    """Whether a file with the problem counts as read only in part, although every line was read."""
    return bool(_known().get(code, {}).get("partly", False))
