"""Account numbers come in, the same with all but their last digits masked go out."""

from __future__ import annotations

import re
from functools import lru_cache

from selfcheck.patterns import regex

_SHOWN_DIGITS = 3
_NUMBER = regex(r"\d[\d\-]{3,}")


def masked(number: str) -> str:
    """An account number of which only the last digits can be read; other texts around it vanish."""
    found = _NUMBER.findall(number)
    if not found:
        return ""
    digits = str(found[-1])
    hidden = re.sub(r"\d", "*", digits[:-_SHOWN_DIGITS])
    return hidden + digits[-_SHOWN_DIGITS:]


def without_number(text: str, number: str) -> str:
    """``text`` with the account number in it masked, however it is written there."""
    for digits, hidden in _hidden(number):
        text = text.replace(digits, hidden)
    return text


@lru_cache(maxsize=64)
def _hidden(number: str) -> tuple[tuple[str, str], ...]:
    """The ways in which a number may be written, each with what is shown for it."""
    ways = {number, *_NUMBER.findall(number), re.sub(r"\D", "", number)}
    in_turn = sorted(ways, key=lambda way: (-len(way), way))  # what is part of another way comes behind it
    return tuple((digits, masked(digits)) for digits in in_turn if sum(map(str.isdigit, digits)) > _SHOWN_DIGITS)
