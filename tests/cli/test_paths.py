"""Paths as people give them: pasted with quotation marks, dropped, mistyped."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from selfcheck.atomic import identity_of
from selfcheck.cli.help.plain_types import at_home
from selfcheck.cli.output import check_output
from selfcheck.cli.paths import forms, meant_path, meant_paths, near_files
from selfcheck.errors import OptionError
from tests.helpers import simple
from tests.in_process import command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "明細 (1).csv").write_bytes(simple("電気", "ドコモコウザ").encode("cp932"))
    (tmp_path / "yucho_2026.csv").write_bytes(simple("水道").encode("cp932"))
    (tmp_path / "notes.md").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "wrapping", ["{}", '"{}"', "'{}'", '{}"', "“{}”", "「{}」", " {} ", '"{}', "~/{}", '"~/{}"', "{address}/{quoted}"]
)
def test_what_is_wrapped_around_a_path_is_taken_away(wrapping: str, folder: Path):
    name = "明細 (1).csv"
    typed = wrapping.format(name, address=folder.as_uri(), quoted=name.replace(" ", "%20"))
    assert Path(meant_path(typed)).expanduser().is_file()
    assert command("scan", typed, "-q").returncode == 1


LONG = "C:\\" + "\\".join(["明細の入っているフォルダー"] * 25) + "\\meisai.csv"


@pytest.mark.parametrize(
    ("typed", "windows", "meant"),
    [
        ("/Users/me/My\\ Files/明細\\ \\(1\\).csv", False, "/Users/me/My Files/明細 (1).csv"),
        ("'/home/me/My Files/a.csv'", False, "/home/me/My Files/a.csv"),
        ("file:///home/me/My%20Files/a.csv", False, "/home/me/My Files/a.csv"),
        ("file:///C:/Users/me/My%20Files/a.csv", True, "C:/Users/me/My Files/a.csv"),
        ('"C:\\Users\\me\\a.csv"', True, "C:\\Users\\me\\a.csv"),
        (LONG, True, "\\\\?\\" + LONG),
    ],
)
def test_what_terminals_make_of_a_dropped_file_is_understood(typed: str, windows: bool, meant: str):
    assert list(forms(typed, windows=windows))[-1] == meant


def test_a_path_of_windows_keeps_its_backslashes():
    assert set(forms("C:\\Users\\me\\a.csv", windows=True)) == {"C:\\Users\\me\\a.csv"}


def test_a_path_that_is_there_is_taken_as_it_is(folder: Path):
    (folder / "'x'.csv").write_bytes(simple("電気").encode("cp932"))
    assert meant_path("'x'.csv") == "'x'.csv"
    assert meant_path("nothing.csv") == "nothing.csv"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("明細(1).csv", "明細 (1).csv"),
        ("明細（１）.csv", "明細 (1).csv"),
        ("yucho-2026.csv", "yucho_2026.csv"),
        ("YUCHO_2026.CSV", "yucho_2026.csv"),
        ("yucho_2026.cvs", "yucho_2026.csv"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_file_that_is_near(typed: str, near: str, folder: Path):
    assert near_files(typed) == [near]
    if Path(typed).exists():
        pytest.skip("this system does not tell large letters from small ones")
    result = command("scan", typed)
    assert (result.returncode, result.stdout) == (4, b"")
    assert near in result.stderr.decode()
    assert len(result.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("typed", ["photo.jpg", "no/such/folder/x.csv", "x\0y.csv"])
def test_a_name_that_is_near_nothing_is_answered_with_what_to_do(typed: str, folder: Path):
    assert near_files(typed) == []
    result = command("scan", typed)
    assert (result.returncode, result.stdout) == (4, b"")
    assert "ドラッグ" in result.stderr.decode()


@pytest.mark.parametrize("name", ["scan", "sheet", "inspect", "convert"])
def test_every_command_that_reads_says_in_a_sentence_that_a_file_is_missing(name: str, folder: Path):
    result = command(name, "nothing.csv")
    assert (result.returncode, result.stdout) == (4, b"")
    assert "nothing.csv" in result.stderr.decode()


@pytest.mark.parametrize("name", ["scan", "sheet", "inspect", "convert"])
def test_an_empty_name_is_not_the_folder_in_which_one_is(name: str, folder: Path):
    result = command(name, "")
    assert (result.returncode, result.stdout) == (4, b"")
    assert "名前が空です" in result.stderr.decode()
    assert command("scan", "yucho_2026.csv", "").returncode == 3


def test_one_missing_file_among_others_is_told_in_the_report(folder: Path):
    result = command("scan", "yucho_2026.csv", "nothing.csv")
    assert result.returncode == 3
    assert "nothing.csv" in result.stdout.decode()


def test_programs_get_their_json_although_the_file_is_missing(folder: Path):
    result = command("scan", "nothing.csv", "--format", "json")
    assert result.returncode == 4
    assert [statement["status"] for statement in json.loads(result.stdout)["statements"]] == ["unreadable"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_that_is_waited_for_is_said_to_be(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stdin", Terminal())
    assert meant_paths(["-"], "ja") == ["-"]
    said = capsys.readouterr().err
    assert "Ctrl-D" in said
    assert "selfcheck scan" in said


def test_a_pipe_is_read_without_a_word(folder: Path):
    assert command("scan", "-", stdin=simple("電気").encode()).stderr == b""


@pytest.mark.parametrize("written", [("--output", "~/report.html"), ("--output=~/report.html",)])
def test_a_tilde_that_the_shell_left_alone_is_the_home_folder(
    written: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    file = here / "meisai.csv"
    file.write_bytes(simple("ドコモコウザ").encode("cp932"))
    assert command("scan", file, "--no-mine", *written).returncode == 1
    assert [path.name for path in home.iterdir()] == ["report.html"]
    assert [path.name for path in here.iterdir()] == ["meisai.csv"]


@pytest.mark.parametrize("name", ["~", "~nobody-is-called-so/x", "a~b.html"])
def test_another_tilde_is_a_letter_of_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~").touch()  # what is there under this name is meant
    assert at_home(Path(name)) == Path(name)


def test_a_home_that_windows_guesses_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It takes every name behind a tilde for somebody's, whose home it says lies beside one's own."""
    monkeypatch.setattr(Path, "expanduser", lambda path: tmp_path / str(path).removeprefix("~"))
    (tmp_path / "somebody").mkdir()
    assert at_home(Path("~report.html")) == Path("~report.html")
    assert at_home(Path("~somebody/report.html")) == tmp_path / "somebody" / "report.html"


def test_files_of_a_drive_that_numbers_none_are_told_by_where_they_lie(tmp_path: Path):
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    for file in (one, other):
        file.touch()
    numbered = {path: identity_of(path, path.stat()) for path in (one, other)}
    numberless = os.stat_result((0o100644, 0, 7, 1, 0, 0, 0, 0, 0, 0))
    assert len(set(numbered.values())) == 2
    assert identity_of(one, numberless) != identity_of(other, numberless)
    assert identity_of(one, numberless) == identity_of(tmp_path / "." / "a.csv", numberless)


def test_an_output_beside_the_input_is_written_on_a_drive_that_numbers_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told = os.stat

    def stat(path: object, **options: object) -> os.stat_result:
        found = told(path, **options)  # type: ignore[call-overload]
        return os.stat_result((found[0], 0, *found[2:10])) if str(path).startswith(str(tmp_path)) else found

    file, output = tmp_path / "meisai.csv", tmp_path / "report.html"
    file.write_bytes(simple("ドコモコウザ").encode("cp932"))
    output.write_bytes(b"old")
    monkeypatch.setattr(os, "stat", stat)
    check_output(output, inputs=[str(file)], force=True)
    with pytest.raises(OptionError):
        check_output(file, inputs=[str(file)], force=True)
