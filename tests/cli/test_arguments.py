"""What is typed is understood: a file alone, flags anywhere, help as a command, mistakes by what they are near."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfcheck.cli.arguments import command_of, looks_like_path, meant
from tests.helpers import simple
from tests.in_process import command


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "明細 11月.csv"
    place.write_bytes(simple("電気", "ドコモコウザ").encode("cp932"))
    return place


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ([], []),
        (["scan", "x.csv"], ["scan", "x.csv"]),
        (["x.csv"], ["scan", "x.csv"]),
        (["-"], ["scan", "-"]),
        (["--lang", "en", "x.csv"], ["scan", "--lang", "en", "x.csv"]),
        (["--lang", "en", "scan", "x.csv"], ["scan", "x.csv", "--lang", "en"]),
        (["--lang=en", "mine", "list"], ["mine", "list", "--lang=en"]),
        ([r"C:\Users\me\x.csv"], ["scan", r"C:\Users\me\x.csv"]),
        (["*.csv"], ["scan", "*.csv"]),
        (["help"], ["--help"]),
        (["help", "scan"], ["scan", "--help"]),
        (["-V"], ["-V"]),
        (["--help"], ["--help"]),
        (["--help", "--lang", "en"], ["--help"]),
        (["--lang", "en", "--help"], ["--help"]),
        (["scan", "--help"], ["scan", "--help"]),
        (["scan", "x.csv", "-q"], ["-q", "scan", "x.csv"]),
        (["scan", "--", "-q"], ["scan", "--", "-q"]),
        (["--no-pager", "x.csv", "-v"], ["--no-pager", "-v", "scan", "x.csv"]),
        (["scn"], ["scn"]),
        (["mine"], ["mine"]),
    ],
)
def test_arguments_are_understood_as_they_are_meant(typed: list[str], understood: list[str]):
    assert meant(typed) == understood
    assert meant(understood) == understood


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["-q", "scan", "x"], "scan"), ([], ""), (["--help"], "--help"), (["-v", "--no-pager", "mine"], "mine")],
)
def test_the_command_stands_behind_flags_that_every_command_has(arguments: list[str], name: str):
    assert command_of(arguments) == name


def test_a_file_without_an_ending_is_a_path_and_a_word_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert not looks_like_path("meisai")
    (tmp_path / "meisai").write_bytes(b"")
    assert looks_like_path("meisai")


def test_a_file_alone_is_scanned(file: Path):
    assert command(file).returncode == 1
    assert command(file).stdout == command("scan", file).stdout
    assert command("--lang", "en", file).stdout == command("scan", file, "--lang", "en").stdout


def test_without_an_argument_it_says_how_to_begin():
    result = command()
    assert result.returncode == 0
    assert result.stderr == b""
    for word in ("明細のファイル", "guide", "desks --open-now", "--help"):
        assert word in result.stdout.decode()


@pytest.mark.parametrize("arguments", [("help", "scan"), ("scan", "-h"), ("scan", "--help")])
def test_help_is_a_command_too(arguments: tuple[str, ...]):
    assert command(*arguments).stdout == command("scan", "--help").stdout


@pytest.mark.parametrize("group", ["mine", "watch"])
def test_an_option_typed_before_a_command_of_a_group_is_meant_for_it(group: str, tmp_path: Path):
    place, usual, option = str(tmp_path / "list.json"), str(tmp_path / "usual.json"), f"--{group}"
    settings = {f"SELFCHECK_{group.upper()}": usual}
    for typed in ((option, place, "list"), (f"{option}={place}", "list"), (option, usual, "list", option, place)):
        listed = json.loads(command(group, *typed, "--format", "json", **settings).stdout)
        assert listed["path"] == place
    assert command(group, option, place, "--format", "json", "list").stdout.startswith(b"{")
    assert "File: " in command(group, option, place, "--lang", "en", "list").stdout.decode()


def test_an_option_that_a_command_of_a_group_has_not_is_a_wrong_call():
    result = command("mine", "--format", "json", "remove", "abc")
    assert result.returncode == 2
    assert "--format" in result.stderr.decode()


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version_has_a_short_flag(flag: str):
    assert command(flag).stdout == command("--version").stdout


@pytest.mark.parametrize(
    ("typed", "near"),
    [("scn", "scan"), ("sacn", "scan"), ("bank", "banks"), ("desk", "desks"), ("explian", "explain"), ("guid", "guide")],
)
def test_a_mistyped_command_is_answered_with_the_one_that_is_near(typed: str, near: str):
    result = command(typed)
    assert (result.returncode, result.stdout) == (2, b"")
    assert f"「{typed}」" in result.stderr.decode()
    assert near in result.stderr.decode()


def test_a_word_that_is_near_a_file_is_answered_with_the_file(file: Path):
    assert file.name in command("明細11月").stderr.decode()


def test_a_word_that_is_near_nothing_is_answered_with_where_to_look():
    result = command("zzzzzz")
    assert result.returncode == 2
    assert "のことでしょうか" not in result.stderr.decode()
    assert "selfcheck --help" in result.stderr.decode()


@pytest.mark.parametrize(("typed", "near"), [("--fromat", "--format"), ("--ouput", "--output"), ("--no-mines", "--no-mine")])
def test_a_mistyped_option_is_answered_with_the_one_that_is_near(typed: str, near: str):
    assert near in command("scan", "x.csv", typed).stderr.decode()


def test_quiet_leaves_the_answer_to_the_exit_code(file: Path, tmp_path: Path):
    result = command("scan", file, "-q")
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")
    written = command("sheet", file, "--output", tmp_path / "sheet.html", "--quiet")
    assert (written.stdout, written.stderr) == (b"", b"")
    assert command("-q", "scan", "nothing.csv").stderr


def test_verbose_says_how_each_file_was_read(file: Path):
    said = command("scan", file, "-v").stderr.decode()
    assert file.name in said
    assert "cp932" in said
    assert command("scan", file).stderr == b""
