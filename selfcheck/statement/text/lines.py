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
