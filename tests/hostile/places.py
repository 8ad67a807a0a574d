"""Paths that are no plain files, and names that act."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile.case import Case
from tests.hostile.texts import PLAIN


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "x.csv")
    return folder / "x.csv"


def _folder(folder: Path) -> Path:
    (folder / "x.csv").mkdir()
    return folder / "x.csv"


def _loop(folder: Path) -> Path:
    (folder / "x.csv").symlink_to("x.csv")
    return folder / "x.csv"


def _dangling(folder: Path) -> Path:
    (folder / "x.csv").symlink_to("nowhere.csv")
    return folder / "x.csv"


def _endless(_: Path) -> Path:
    if os.name != "posix":
        raise OSError
    return Path("/dev/zero")


def _listening(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(folder)
        try:
            end.bind("x.csv")
        finally:
            os.chdir(here)
    return folder / "x.csv"


def _crowd(folder: Path) -> Path:
    """A folder of everything above, a link to itself, and one statement."""
    (folder / "crowd" / "deep").mkdir(parents=True)
    crowd = folder / "crowd"
    os.mkfifo(crowd / "fifo.csv")
    (crowd / "folder.csv").mkdir()
    (crowd / "loop.csv").symlink_to("loop.csv")
    (crowd / "dangling.csv").symlink_to("nowhere.csv")
    (crowd / "deep" / "again").symlink_to(crowd)
    (crowd / "deep" / "x.csv").write_text(PLAIN, encoding="utf-8")
    return crowd


def _named(name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_text(PLAIN, encoding="utf-8")
        return folder / name

    return make


def place_of_file_cases() -> list[Case]:
    """What a path may turn out to be."""
    return [
        Case("a FIFO", _fifo, 4, r"ふつうのファイル"),
        Case("a FIFO, a loop and a folder in a folder", _crowd, 1, r"crowd/deep/x\.csv", finds="read"),
        Case("a folder named x.csv", _folder, 4, r"\.csv \.tsv \.txt"),
        Case("a link to itself", _loop, 4, r"見つかりません"),
        Case("a link to nowhere", _dangling, 4, r"見つかりません"),
        Case("a socket", _listening, 4, r"ふつうのファイル"),
        Case("a device without an end", _endless, 4, r"ふつうのファイル"),
        Case("a name of 5,000 letters", lambda folder: folder / ("x" * 5000), 4, r"見つかりません"),
        Case("a pattern of nothing but stars", lambda folder: folder / ("*" * 50 + ".csv"), 4, r"見つかりません"),
        Case("a user that is none", lambda _: "~nobody-of-this-name/x.csv", 4, r"見つかりません"),
        *(
            Case(f"a file name with {what}", _named(name), 1, said, finds="read")
            for what, name, said in (
                ("a line break", "x\n■ 確かめる出金はありません.csv", r"\\x0a"),
                ("escape sequences", "\x1b[2J\x1b]8;;http:x\x07.csv", r"\\x1b\[2J"),
                ("direction marks", "\u202evsc.exe\u2066.csv", r"\\u202e"),
                ("bytes that are no character", "\udcff\udcfe\udc83.csv", r"\\udcff"),
                ("markup", "[red][bold]<b>{x}%s.csv", r"\[red\]\[bold\]<b>"),
                ("a pattern", "[a-z]*?.csv", r"\[a-z\]\*\?"),
                ("a formula", "=1+1.csv", r"=1\+1"),
            )
        ),
    ]
