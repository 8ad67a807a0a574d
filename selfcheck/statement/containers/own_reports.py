"""What this program wrote is told from what a bank gave: a report read as a statement would count every withdrawal again.

A copy (`convert`, `sanitize`) is a statement, and none of these.
"""

from __future__ import annotations

import re
from functools import cache

from selfcheck.language.own_marks import GENERATOR, TABLE, TITLES
from selfcheck.language.sentences import catalogue, languages
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Source

_HEAD = 1 << 12
"""Bytes in which a report shows that it is one."""
_SEARCHED = 1 << 18
"""Bytes in which a report names its program."""
_ENCODINGS = ("utf-8", "cp932")
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_CUT = regex(r"[,;\t]")
_PAGE = regex(
    rb"""\s*<!doctype html>(?:(?!<body|<table).)*?<meta\s+name=["']?generator["']?\s+content=["']?%s["']?\s*/?>"""
    % GENERATOR.encode(),
    re.IGNORECASE | re.DOTALL,
)
_HEADINGS = ("■", "#")
"""What titles begin with, but in plain text; that names the program in commands that it tells people to type."""
_FILLED = regex(r"\{[^{}]*\}")
_MOST_FILLED = 200
"""Letters of a detail in a title."""


def is_own_report(source: Source) -> bool:
    """Whether this program wrote a file, as a table, a page or a text, in whatever encoding it was saved since."""
    head = source.data[:_HEAD]
    plain = head.replace(b"\0", b"").lstrip(_MARKS)
    return _is_table(plain) or _PAGE.match(plain) is not None or _is_text(source.data[:_SEARCHED], head)


def _is_table(head: bytes) -> bool:
    first = head.split(b"\n", 1)[0].decode("ascii", "replace").strip()
    return tuple(cell.strip('"') for cell in _CUT.split(first)) == TABLE


def _is_text(data: bytes, head: bytes) -> bool:
    encodings = ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    texts = ["".join(head.decode(encoding, "replace").split()).lstrip("\ufeff") for encoding in encodings]
    if not any(text.startswith(_HEADINGS) for text in texts) and GENERATOR.encode() not in data.replace(b"\0", b""):
        return False  # without loading what titles there are
    return any(title.match(text.lstrip("".join(_HEADINGS))) for text in texts for title in _titles())


@cache
def _titles() -> tuple[re.Pattern[str], ...]:
    """What reports begin with in every language; lines are broken anywhere, so that blanks say nothing."""
    return tuple(_pattern(catalogue(lang)[key]) for lang in languages() for key in TITLES)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = ("".join(part.split()) for part in _FILLED.split(sentence))
    return re.compile(rf".{{1,{_MOST_FILLED}}}?".join(map(re.escape, parts)))
