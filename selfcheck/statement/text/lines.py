"""Text comes in, its physical lines go out."""

from __future__ import annotations


def split_lines(text: str) -> list[str]:
    """Physical lines: ended by LF, CRLF or a lone CR and by nothing else."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines
