"""Account numbers come in, the same with all but their last digits masked go out."""

from __future__ import annotations

import re

_SHOWN_DIGITS = 3


def masked(number: str) -> str:
    """An account number of which only the last digits can be read; other texts around it vanish."""
    found = re.findall(r"\d[\d\-]{3,}", number)
    if not found:
        return ""
    digits = str(found[-1])
    hidden = re.sub(r"\d", "*", digits[:-_SHOWN_DIGITS])
    return hidden + digits[-_SHOWN_DIGITS:]


def without_number(text: str, number: str) -> str:
    """``text`` with the account number in it masked, however it is written there."""
    for digits in {number, *re.findall(r"\d[\d\-]{3,}", number), re.sub(r"\D", "", number)}:
        if sum(map(str.isdigit, digits)) > _SHOWN_DIGITS:
            text = text.replace(digits, masked(digits))
    return text
