"""Printed commands work when they are pasted: with the program that was started and this run's files, quoted for the shell."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.printing.invocation import Invocation, program_as_typed, quoted


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_a_shell_takes_a_quoted_word_for_one(word: str):
    assert shlex.split(quoted(word, windows=False)) == [word]


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("明細.csv", "明細.csv"),
        (r"C:\Users\me\明細.csv", r"C:\Users\me\明細.csv"),
        (r"C:\My Files\明細 (1).csv", r'"C:\My Files\明細 (1).csv"'),
        ("a&b.csv", '"a&b.csv"'),
        ("", '""'),
    ],
)
def test_windows_takes_double_quotes(word: str, there: str):
    assert quoted(word, windows=True) == there


def test_a_line_has_the_program_the_command_the_files_and_the_options():
    run = Invocation("selfcheck", ("明細 1.csv", "b.csv"), windows=False)
    assert run.line("sheet", "--format", "html") == "selfcheck sheet '明細 1.csv' b.csv --format html"
    assert run.line("guide", "--bank", "ゆうちょ", files=False) == "selfcheck guide --bank ゆうちょ"


def test_the_program_is_named_as_it_can_be_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    installed = tmp_path / "bin" / "selfcheck"
    installed.parent.mkdir()
    installed.write_text("#!/bin/sh\n")
    installed.chmod(0o755)
    assert program_as_typed(str(installed)) == str(Path("bin/selfcheck"))
    monkeypatch.setenv("PATH", str(installed.parent))
    assert program_as_typed(str(installed)) == "selfcheck"
    (tmp_path / "selfcheck").write_text("")
    monkeypatch.setenv("PATH", "")
    assert program_as_typed("selfcheck", windows=False) == "./selfcheck"
    assert program_as_typed("selfcheck.exe", windows=True) == r".\selfcheck.exe"


def test_a_module_is_started_by_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert program_as_typed("/x/selfcheck/__main__.py") == f"{sys.executable} -m selfcheck"
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    assert program_as_typed("/x/selfcheck/__main__.py").removesuffix(" -m selfcheck") in ("python", "python3")
