"""A line of a table comes in; where the contents of its cells stand goes out, so that nothing of it lies in no cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selfcheck.statement.layout.regroup import regrouped

QUOTE = '"'


def cells(line: str, delimiter: str) -> list[tuple[int, int]]:
    """Start and end of every cell; the quotes around one that is quoted whole stay outside, other quotes within."""
    found, at = [], 0
    for end in _ends(line, delimiter):
        start, stop = _stripped(line, at, end)
        is_quoted = stop - start > 1 and line[start] == QUOTE == line[stop - 1]
        is_quoted = is_quoted and QUOTE not in line[start + 1 : stop - 1].replace(QUOTE * 2, "")
        found.append((start + 1, stop - 1) if is_quoted else (at, end))
        at = end + len(delimiter)
    return found


def regrouped_places(
    contents: list[str], places: list[tuple[int, int]], width: int, fits: Callable[[list[str]], bool]
) -> list[tuple[int, int]]:
    """``places`` with those joined that are groups of one amount whose commas are not quoted: 30,000; of several ways that
    which ``fits``."""
    for way in regrouped(contents, width):
        if fits(way):
            found, at = [], 0
            for cell in way:
                last, joined = at, contents[at]
                while joined != cell:
                    last += 1
                    joined += contents[last]
                found.append((places[at][0], places[last][1]))
                at = last + 1
            return found
    return places


def is_open(line: str, delimiter: str) -> bool:
    """Whether a quoted cell of ``line`` goes on in the next line."""
    *_, last = _starts(line, delimiter)
    return line[last : last + 1] == QUOTE and line[last:].count(QUOTE) % 2 == 1


def _starts(line: str, delimiter: str) -> Iterator[int]:
    yield 0
    yield from (end + len(delimiter) for end in _ends(line, delimiter) if end < len(line))


def _ends(line: str, delimiter: str) -> Iterator[int]:
    """The end of every cell; within quotes that are closed a delimiter is a letter."""
    at = 0
    while True:
        behind = _behind_quotes(line, at)
        end = line.find(delimiter, behind)
        yield len(line) if end < 0 else end
        if end < 0:
            return
        at = end + len(delimiter)


def _stripped(line: str, start: int, end: int) -> tuple[int, int]:
    """A cell without the blanks around it."""
    cell = line[start:end]
    return start + len(cell) - len(cell.lstrip(" ")), end - len(cell) + len(cell.rstrip(" "))


def _behind_quotes(line: str, start: int) -> int:
    """Where a cell that begins with a quote has its closing one; its start where it has none."""
    at = start
    while line[at : at + 1] == " ":
        at += 1
    if line[at : at + 1] != QUOTE:
        return start
    at += 1
    while (at := line.find(QUOTE, at)) >= 0:
        if line[at + 1 : at + 2] != QUOTE:
            return at + 1
        at += 2
    return start
