"""The program that was started by a double click: it asks for the file, offers the pages, and waits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from selfcheck.cli import desktop
from selfcheck.errors import Exit
from selfcheck.language.sentences import say
from tests.helpers import SAMPLES
from tests.in_process import command


class Window:
    """A person at the window: what is typed, what was asked, and what the browser was shown."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
        self.asked: list[str] = []
        self.opened: list[Path] = []
        self.commands: list[Sequence[str]] = []
        answers = iter(typed)

        def typing(prompt: str) -> str:
            self.asked.append(prompt)
            answer = next(answers, None)
            if answer is None:
                raise EOFError
            return answer

        monkeypatch.setattr("builtins.input", typing)

    def steps(self, *files: str | Path) -> int:
        def run(arguments: Sequence[str]) -> int:
            self.commands.append(arguments)
            return command(*arguments, SELFCHECK_MINE="/nowhere/mine.json").returncode

        return desktop.in_steps(list(map(str, files)), run, "ja", self.opened.append)


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """A sample in a folder of somebody's."""
    file = tmp_path / "明細 の フォルダー" / "meisai.csv"
    file.parent.mkdir()
    file.write_bytes((SAMPLES / "yucho.csv").read_bytes())
    return file


def test_a_dropped_file_is_scanned_and_its_page_and_sheet_written_beside_it(statement: Path, monkeypatch: pytest.MonkeyPatch):
    window = Window(monkeypatch, "y", "はい", "")
    assert window.steps(statement) == Exit.RAISED
    assert [page.name for page in window.opened] == ["明細の確認.html", "電話の控え.html"]
    assert all(page.parent == statement.parent and b"<html" in page.read_bytes() for page in window.opened)
    assert window.asked[-1].strip() == say("desktop-close", "ja")


@pytest.mark.parametrize("answer", ["", "n", "いいえ", "?"])
def test_nothing_is_written_that_was_not_agreed_to(answer: str, statement: Path, monkeypatch: pytest.MonkeyPatch):
    window = Window(monkeypatch, answer, answer, "")
    assert window.steps(statement) == Exit.RAISED
    assert window.opened == []
    assert [file.name for file in statement.parent.iterdir()] == ["meisai.csv"]


def test_a_page_that_is_there_already_stays_as_it_is(statement: Path, monkeypatch: pytest.MonkeyPatch):
    old = statement.with_name("明細の確認.html")
    old.write_text("その前のもの", encoding="utf-8")
    window = Window(monkeypatch, "y", "", "")
    window.steps(statement)
    assert old.read_text(encoding="utf-8") == "その前のもの"
    assert [page.name for page in window.opened] == ["明細の確認 2.html"]


def test_without_a_file_it_is_asked_for_until_one_is_there(statement: Path, monkeypatch: pytest.MonkeyPatch):
    window = Window(monkeypatch, "not-there.csv", f'"{statement}"', "", "", "")
    assert window.steps() == Exit.RAISED
    assert window.commands[0] == ["scan", str(statement)]


def test_who_only_presses_enter_leaves(monkeypatch: pytest.MonkeyPatch):
    window = Window(monkeypatch, "")
    assert window.steps() == Exit.CLEAN
    assert window.commands == []


def test_a_clean_statement_offers_nothing_to_call_with(monkeypatch: pytest.MonkeyPatch):
    window = Window(monkeypatch, "")
    assert window.steps(SAMPLES / "yucho_clean.csv") == Exit.CLEAN
    assert len(window.asked) == 1


def test_a_window_that_is_closed_ends_it(statement: Path, monkeypatch: pytest.MonkeyPatch):
    assert Window(monkeypatch).steps(statement) == Exit.INTERRUPTED


def test_what_was_typed_in_a_shell_is_no_double_click(monkeypatch: pytest.MonkeyPatch, statement: Path):
    class Keyboard:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Keyboard())
    assert desktop.wants_steps([])
    assert not desktop.wants_steps([str(statement)])
    assert not desktop.wants_steps(["scan", str(statement)])
    monkeypatch.setattr(desktop, "is_own_window", lambda: True)
    assert desktop.wants_steps([str(statement)])
    assert not desktop.wants_steps(["guide"])
    monkeypatch.setattr("sys.stdin", None)
    assert not desktop.wants_steps([])
