"""Sets of characters, written as ranges."""

from __future__ import annotations

import re

from selfcheck.patterns import regex

_PART = regex("(.)-(.)|(.)", re.DOTALL)


def characters(spec: str) -> frozenset[str]:
    """The characters of ``ぁ-ヿ！-～々``. A regular expression of so many takes long to build."""
    parts = _PART.findall(spec)
    spans = (range(ord(first or single), ord(last or single) + 1) for first, last, single in parts)
    return frozenset(chr(number) for span in spans for number in span)
