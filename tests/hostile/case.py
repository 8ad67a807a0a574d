"""What one hostile input is: how it is made, which exit code it leads to, and what the person reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

NAME = "ドコモコウザ"
HEADER = "日付,摘要,出金,入金,残高"


@dataclass(frozen=True)
class Case:
    """An input and what becomes of it."""

    name: str
    make: Callable[[Path], str | Path]
    """Writes it into a folder, and returns what is given to the command."""
    code: int
    said: str
    """A regular expression for a part of what is read on the screen, in output or notices."""
    lines: int | None = None
    """Physical lines, where the container is text."""
    finds: Literal["", "named", "read"] = ""
    """What becomes of a withdrawal of 10,000 yen by ドコモコウザ that stands in it on an untouched line of its own:
    ``read`` with date, memo and amount; ``named`` where the file is so broken that only the line can be shown."""

    def __str__(self) -> str:
        return self.name


def made(case: Case, folder: Path) -> str | Path:
    """What is given to the command; the test is skipped where the system has no such file."""
    try:
        return case.make(folder)
    except (OSError, AttributeError):
        if os.name == "posix":
            raise
        pytest.skip("no such file here")


def physical_lines(text: str) -> int:
    """Lines ended by LF, CRLF or a lone CR."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) - (lines[-1] == "")


def file(content: bytes | Callable[[], bytes], name: str = "x.csv") -> Callable[[Path], Path]:
    """Writes ``content``, or what it makes once it is asked for."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content())
        return folder / name

    return make


def text(name: str, content: str, said: str, *, encoding: str = "utf-8", finds: Literal["named", "read"] = "read") -> Case:
    """A text in which the withdrawal stands that must be found."""
    data = content.encode(encoding, "surrogatepass" if encoding.startswith("utf-16") else "strict")
    lines = physical_lines(content.removeprefix("\ufeff"))
    return Case(name, file(data), 1, said, lines, finds)


def refused(name: str, content: bytes | Callable[[], bytes], said: str) -> Case:
    """A file that is no statement."""
    return Case(name, file(content), 4, said)


def quoted(cell: str) -> str:
    """A cell as CSV quotes it."""
    return '"' + cell.replace('"', '""') + '"'


def around(hostile: str, *, preamble: str = "", header: str = HEADER) -> str:
    """A statement with ``hostile`` as a memo, beside a name and in place of a date; the withdrawal stands below."""
    rows = [
        "2026/11/02,電気,10000,,990000",
        f"2026/11/03,{quoted(hostile)},10000,,980000",
        f"2026/11/04,{quoted(hostile + '　' + NAME)},10000,,970000",
        f"{quoted(hostile)},ペイペイ,10000,,960000",
        f"2026/11/06,{NAME},10000,,950000",
        "2026/11/09,水道,10000,,940000",
    ]
    return "\n".join([*([preamble] if preamble else []), header, *rows]) + "\n"
