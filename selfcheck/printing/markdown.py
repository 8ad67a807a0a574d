"""Any text comes in, Markdown that shows these letters and does nothing goes out.

A backslash takes away what CommonMark sees in a letter. It does not keep a reader of GitHub's kind from making links of what
is left: addresses, mentions, numbers of issues and pictures are looked for when the backslashes are gone. Only code is left
alone then, so a word that could become one of these is written as code.
"""

from __future__ import annotations

import re

from selfcheck.patterns import regex
from selfcheck.printing.safe import escaped

_MARKS = regex(r"([\\`*_{}\[\]!|<>~$&])")
"""What could become emphasis, code, a cell, a formula or HTML within a line."""
_AT_THE_START = regex(r"\d{1,9}(?=[.)](?:\s|$))|(?=[-+:](?:[-\s]|$)|=+\s*$)")
"""What could make a list or a heading of a line: the mark behind what is found."""
_WORD = regex(r"[^\s|()「」『』（）、。・]+")
"""A run of letters without a blank, a bracket, or what parts the cells of a table."""
_AFTER = ",;."
"""What at the end of a word is none of it."""
_LINKED = regex(
    r"[@#]|//|\bwww\."  # mentions, mail, issues; addresses
    r"|(?<![^\W_])(?:mailto|xmpp|https?|ftp|javascript|data|tel):"
    r"|[^\W_][.][^\W\d_]{2}"  # names of places and of files, which end like places: example.jp, report.zip
    r"|:(?:[+-]1|100|1234|8ball|[a-z][\w+-]*):|\bGH-\d",  # pictures, numbers of issues
    re.IGNORECASE,
)
"""What somewhere becomes a link or a picture."""
_ADDRESS = regex(r"https?://[!-;=?-~]+")
_TICKS = regex(r"`+")


def in_markdown(text: str, *, links: bool = False) -> str:
    """``text`` for one line of Markdown, a cell of a table too. With ``links``, addresses (which must be ours) are links."""
    line = _WORD.sub(lambda word: _inactive(word[0], links=links), escaped(text).strip(" ")).replace("|", r"\|")
    start = _AT_THE_START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line


def _inactive(word: str, *, links: bool) -> str:
    if links and _ADDRESS.fullmatch(word):
        return f"<{word}>"
    if not _LINKED.search(word):
        return _MARKS.sub(r"\\\1", word)
    bare = word.rstrip(_AFTER)
    return f"{_as_code(bare)}{word[len(bare) :]}"


def _as_code(word: str) -> str:
    """Between more backticks than stand in it, and blanks where it begins or ends with one."""
    fence = "`" * (max(map(len, _TICKS.findall(word)), default=0) + 1)
    room = " " if word.startswith("`") or word.endswith("`") else ""
    return f"{fence}{room}{word}{room}{fence}"
