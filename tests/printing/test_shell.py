"""What is printed to be pasted works when it is pasted."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.printing.shell import first_word, program_as_typed, quoted


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
        ("a,b.csv", '"a,b.csv"'),
        ("", '""'),
        ("it's 50%.csv", '"it\'s 50%.csv"'),
        ("a$b.csv", "'a$b.csv'"),
        ("a`b $(calc).csv", "'a`b $(calc).csv'"),
        ("“明細”.csv", "'“明細”.csv'"),
        ("it's $5 ‘x’.csv", "'it''s $5 ‘‘x’’.csv'"),
        ("C:\\My Files\\", '"C:\\My Files\\\\"'),
    ],
)
def test_windows_takes_double_quotes_and_single_ones_where_powershell_would_act(word: str, there: str):
    assert quoted(word, windows=True) == there


@pytest.mark.skipif(sys.platform == "win32", reason="a program without .exe is none there")
def test_the_program_is_named_as_it_can_be_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    installed = tmp_path / "bin" / "selfcheck"
    installed.parent.mkdir()
    installed.write_text("#!/bin/sh\n")
    installed.chmod(0o755)
    assert program_as_typed(str(installed)) == str(Path("bin/selfcheck"))
    monkeypatch.setenv("PATH", str(installed.parent))
    assert program_as_typed(str(installed)) == "selfcheck"
    monkeypatch.setenv("PATH", "")
    assert program_as_typed("selfcheck", windows=False) == "selfcheck"  # the shell found it, and will again
    (tmp_path / "selfcheck.exe").write_text("")
    assert program_as_typed("selfcheck.exe", windows=True) == r".\selfcheck.exe"  # PowerShell wants the folder said


@pytest.mark.parametrize(
    ("program", "typed"),
    [
        (r"C:\My Files\dist\selfcheck.exe", r'C:\"My Files\dist\selfcheck.exe"'),
        (r"C:\dist\selfcheck.exe", r"C:\dist\selfcheck.exe"),
        (r"my files\selfcheck.exe", r'"my files\selfcheck.exe"'),
    ],
)
def test_powershell_takes_no_first_word_that_begins_with_a_quotation_mark(program: str, typed: str):
    assert first_word(program, windows=True) == typed


def test_a_module_is_started_by_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert program_as_typed("/x/selfcheck/__main__.py") == f"{sys.executable} -m selfcheck"
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    assert program_as_typed("/x/selfcheck/__main__.py").removesuffix(" -m selfcheck") in ("python", "python3")
