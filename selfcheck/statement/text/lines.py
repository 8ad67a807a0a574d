"""Text comes in, its physical lines go out."""

from __future__ import annotations


def split_lines(text: str) -> list[str]:
    """Physical lines: ended by LF, CRLF or a lone CR and by nothing else."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def with_line_ends(text: str) -> str:
    """The text of a program that ends its lines with U+2028 or U+2029 and with nothing else, with line ends that all know."""
    if "\u2028" not in text and "\u2029" not in text:
        return text
    ended = "\n" in text or "\r" in text
    return text if ended else text.replace("\u2028", "\n").replace("\u2029", "\n")
