"""Text comes in, its physical lines go out."""

from __future__ import annotations


def split_lines(text: str) -> list[str]:
    """Physical lines: ended by LF, CRLF or a lone CR and by nothing else."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


_ENDS = ("\u2028", "\u2029", "\x85")
"""Separators of lines and of paragraphs, and the next line of mainframes."""


def with_line_ends(text: str) -> str:
    """The text of a program that ends its lines with one of these and with nothing else, with line ends that all know."""
    if not any(end in text for end in _ENDS) or "\n" in text or "\r" in text:
        return text
    for end in _ENDS:
        text = text.replace(end, "\n")
    return text


_LONG = 100_000
"""Letters of a line from which on no bank has written it: the longest memo has some hundreds."""
_MOST_IN_LONG = 8_000_000
"""Letters in such lines that are still looked at, about a second for each million."""


def too_long(text: str) -> int | None:
    """The first of the long lines (from 1) of a text that holds more of them than can be looked at; None of any other."""
    if len(text) <= _MOST_IN_LONG:
        return None
    long = {number: len(line) for number, line in enumerate(split_lines(text), start=1) if len(line) > _LONG}
    return min(long) if sum(long.values()) > _MOST_IN_LONG else None
