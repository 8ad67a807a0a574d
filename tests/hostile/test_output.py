"""Writing: onto a full disk, over an input, into odd places; whole or not at all, and nothing left behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.helpers import ROOT
from tests.hostile.texts import NAME, PLAIN
from tests.in_process import command

FORMATS = ("text", "html", "markdown", "csv", "json")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.csv").write_text(PLAIN, encoding="utf-8")
    return tmp_path / "in" / "x.csv"


@needs_full
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_is_a_sentence(form: str, file: Path):
    outcome = command("scan", file, "--no-mine", "--format", form, "--output", FULL)
    assert outcome.returncode == 4
    assert "/dev/full に書き出せません" in outcome.read
    assert FULL.is_char_device()


@needs_full
@pytest.mark.parametrize("arguments", [["scan"], ["scan", "--format", "json"], ["convert"], ["inspect"]])
def test_standard_output_that_is_full_is_a_sentence(arguments: list[str], file: Path):
    with FULL.open("wb") as full:
        process = [sys.executable, "-m", "selfcheck", *arguments, str(file)]
        done = subprocess.run(process, stdout=full, stderr=subprocess.PIPE, timeout=600, check=False)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert "予期しない" not in done.stderr.decode()
    assert "書き出せません" in done.stderr.decode()


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device"), MemoryError])
def test_a_write_that_is_broken_off_leaves_nothing(error: BaseException, file: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise error

    old = file.with_name("report.html")
    old.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "replace", broken)
    outcome = command("scan", file, "--no-mine", "--format", "html", "--output", old, "--force")
    assert outcome.returncode == (130 if error is KeyboardInterrupt else 4)
    assert left_in(file.parent) == ["report.html", "x.csv"]
    assert old.read_text(encoding="utf-8") == "old"


def test_an_input_is_never_written_by_whatever_path_it_was_given(file: Path, monkeypatch: pytest.MonkeyPatch):
    other, hard = file.with_name("link.csv"), file.with_name("hard.csv")
    other.symlink_to(file)
    hard.hardlink_to(file)
    monkeypatch.setenv("HOME", str(file.parent))
    for given in (file, file.parent, file.parent.parent, file.parent / "*.csv", "~/x.csv", other):
        for output in (file, other, hard):
            outcome = command("convert", given, "--output", output, "--force")
            assert outcome.returncode == 2, given
            assert "読み込んだファイルです" in outcome.read
    assert file.read_text(encoding="utf-8") == PLAIN
    assert left_in(file.parent) == ["hard.csv", "link.csv", "x.csv"]


def test_neither_the_list_of_known_lines_nor_the_rules_are_written_over(file: Path):
    known, rules = file.with_name("mine.toml"), file.with_name("rules.toml")
    rules.write_text("", encoding="utf-8")
    assert command("mine", "add", file, "--number", "1", "--reason", "自分", "--mine", known).returncode == 0
    kept = known.read_bytes()
    for name in ("scan", "sheet"):
        for output in (known, rules):
            told = ("--mine", known, "--rules", rules, "--format", "html", "--output", output, "--force")
            assert command(name, file, *told).returncode == 2
    assert known.read_bytes() == kept
    assert rules.read_bytes() == b""


def test_standard_input_is_not_written_either(file: Path):
    with file.open("rb") as stdin:
        process = [sys.executable, "-m", "selfcheck", "convert", "-", "--output", str(file), "--force"]
        done = subprocess.run(process, stdin=stdin, capture_output=True, timeout=600, check=False)
    assert done.returncode == 2
    assert file.read_text(encoding="utf-8") == PLAIN


def test_a_place_that_cannot_be_written_is_named(file: Path, tmp_path: Path):
    loop = tmp_path / "loop.csv"
    loop.symlink_to("loop.csv")
    for output in (tmp_path / ("x" * 300), tmp_path / "none" / "x.csv", file / "x.csv", loop):
        outcome = command("convert", file, "--output", output, "--force")
        assert outcome.returncode == 4
        assert f"{output} に書き出せません" in outcome.read
    assert command("convert", file, "--output", tmp_path, "--force").returncode == 2
    assert left_in(tmp_path) == ["in", "loop.csv"]


def test_a_link_stays_a_link_and_its_target_is_written(file: Path, tmp_path: Path):
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "target.csv")
    assert command("convert", file, "--output", link).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "target.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_output_may_be_named_like_an_option_or_act_on_a_terminal(file: Path, tmp_path: Path):
    output = tmp_path / "-x\x1b[2J\n.csv"
    outcome = command("convert", file, f"--output={output}")
    assert outcome.returncode == 0
    assert "\x1b" not in outcome.read
    assert output.exists()


POWERLESS = """
import json, os, sys
from tests.in_process import command
good, output, *given = sys.argv[1:]
calls = [("scan", good, "--no-mine"), ("convert", good)]
for one in calls: command(*one).read  # all modules are loaded while they may be
if os.geteuid() == 0: os.seteuid(65534)
calls = [*(("scan", one, "--no-mine") for one in given), ("convert", good, "--output", output)]
print(json.dumps([(outcome.returncode, outcome.read) for outcome in (command(*one) for one in calls)]))
"""
"""Calls of somebody who may not read everything; root gives that up first."""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permissions here")
def test_a_file_and_a_folder_without_permission_are_named():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        for path in (folder / "x.csv", folder / "secret.csv", folder / "closed" / "inner.csv"):
            path.write_text(PLAIN.replace(NAME, "ガス"), encoding="utf-8")
        (folder / "large.csv").write_text(PLAIN + "\n" * 2_000_000, encoding="utf-8")
        (folder / "large.csv").chmod(0)
        (folder / "secret.csv").chmod(0)
        (folder / "closed").chmod(0)
        closed = folder / "closed"
        given = [folder / "large.csv", folder / "secret.csv", closed, closed / "inner.csv", folder, closed / "out.csv"]
        process = [sys.executable, "-c", POWERLESS, folder / "x.csv", given[-1], *given[:-1]]
        done = subprocess.run(process, capture_output=True, timeout=600, check=True, cwd=ROOT)
        (folder / "closed").chmod(0o700)
        assert left_in(folder / "closed") == ["inner.csv"]
    outcomes = json.loads(done.stdout)
    assert [code for code, _ in outcomes] == [4, 4, 4, 4, 3, 4]
    for path, (_, said) in zip(given, outcomes, strict=True):
        assert path.name in said
        assert "権限" in re.sub(r"\s", "", said) or "Permission denied" in said, said
        assert "予期しない" not in said


def test_the_list_of_known_withdrawals_stays_whole_when_the_disk_is_full(file: Path, tmp_path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    mine = tmp_path / "mine.json"
    assert command("mine", "add", file, "--number", "1", "--mine", mine).returncode == 0
    before = mine.read_bytes()
    monkeypatch.setattr(os, "replace", full)
    outcome = command("mine", "add", file, "--number", "1", "--reason", "x", "--mine", mine)
    assert (outcome.returncode, "mine.json に書き出せません" in outcome.read) == (4, True)
    assert mine.read_bytes() == before
    assert left_in(tmp_path) == ["in", "mine.json", "mine.json.lock"], "of the lock, an empty file stays"
