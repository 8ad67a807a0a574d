"""The text of a page comes in; the same with no element deeper within others than browsers take them goes out.

For every element that begins or ends, a parser looks through those around it: a page of nothing but 100,000 elements, each
within the one before, took it their number squared. Browsers (Blink, WebKit) draw what lies deeper than 512 elements beside
each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.patterns import regex

_DEEPEST = 512
_TAG = regex(
    r"<(/?)(?:div|section|article|ul|ol|dl|main|nav|form|header|footer|aside|fieldset|blockquote|center)\b[^<>]*>",
    re.IGNORECASE,
)
"""Blocks that only an end tag ends."""
_BREAK = "<br>"


def within_depth(text: str) -> str:
    """A break of the line stands for each tag that lies too deep, so that lines stay lines."""
    if text.count("<") <= _DEEPEST:
        return text
    kept = list(_pieces(text))
    return "".join(kept) if len(kept) > 1 else text


def _pieces(text: str) -> Iterator[str]:
    depth = at = 0
    for tag in _TAG.finditer(text):
        ends = bool(tag[1])
        depth = max(depth - 1, 0) if ends else depth + 1
        if depth >= _DEEPEST + (not ends):
            yield text[at : tag.start()]
            yield _BREAK
            at = tag.end()
    yield text[at:]
