"""Consoles of other systems: encodings without Japanese, closed pipes, files that are open elsewhere."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from selfcheck.cli.consoles import in_a_shown_language, shows
from selfcheck.cli.language import language_of_locale
from selfcheck.cli.output import may_be_re_encoded
from selfcheck.cli.pipes import reader_left
from selfcheck.language.sentences import say
from selfcheck.printing.safe import escaped
from tests.helpers import ROOT
from tests.in_process import command


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", True), ("cp932", True), ("euc-jp", True), ("cp437", False), ("cp1252", False), ("ascii", False), (None, False),
     ("no-such-encoding", False)],
)  # fmt: skip
def test_an_encoding_shows_japanese_or_does_not(encoding: str | None, shown: bool):
    assert shows("日本語ｶﾅ", encoding) == shown


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
@pytest.mark.parametrize("arguments", [("desks",), ("guide",), ("scan", "FILE"), ("sheet", "FILE")])
def test_a_console_without_japanese_is_told_how_to_see_it(encoding: str, arguments: tuple[str, ...], file: Path):
    result = command(*(file if word == "FILE" else word for word in arguments), PYTHONIOENCODING=encoding)
    said = result.stderr.decode("ascii")
    assert said.count("--lang ja --output") == 1
    assert encoding in said
    assert "Nihongo" in said
    assert "Japanese" in said
    assert b"?" in result.stdout


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "latin-1", "ascii"])
def test_a_console_without_japanese_is_spoken_to_in_english_unless_japanese_was_asked_for(encoding: str, file: Path):
    report = command("scan", file, PYTHONIOENCODING=encoding).stdout.decode(encoding)
    assert "withdrawal" in report
    assert "withdrawal" not in command("scan", file, "--lang", "ja", PYTHONIOENCODING=encoding).stdout.decode(encoding)
    for wrong in (("scan", "no-such.csv"), ("scan", "--bogus"), ("guide", "--lang", "ja", "--bogus")):
        assert "?" not in command(*wrong, PYTHONIOENCODING=encoding).stderr.decode(encoding)


def test_while_a_bar_grows_the_console_shows_what_it_did_before(monkeypatch: pytest.MonkeyPatch):
    """Else a hint asks for a language that is spoken anyway, and a notice comes in another."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="cp932") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    with Progress(console=Console(file=err, force_terminal=True)):
        assert sys.stdout is not out
        assert language_of_locale() == "ja"
        assert in_a_shown_language("interrupted", "ja") == say("interrupted", "ja")


@pytest.mark.skipif(os.name != "posix", reason="the locale C")
def test_a_locale_of_nothing_is_written_in_utf8(tmp_path: Path, file: Path):
    """Where Python was kept from doing so by itself; names of files are shown as they are, too."""
    named = tmp_path / "ゆうちょの明細.csv"
    named.write_bytes(file.read_bytes())
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "XDG_DATA_HOME": str(tmp_path)}
    bare.pop("PYTHONIOENCODING", None)
    for words in (("scan", named), ("scan", named.with_name("無い.csv")), ("--help",), ("inspect", named)):
        ran = subprocess.run(
            [sys.executable, "-m", "selfcheck", *map(str, words)], env=bare, capture_output=True, check=False, cwd=ROOT
        )
        shown = (ran.stdout + ran.stderr).decode("utf-8")
        assert "???" not in shown
        assert "\\udc" not in shown
        assert any("ぁ" <= letter <= "ん" for letter in shown)
        assert words[-1] != named or "明細.csv" in "".join(shown.split())  # lines may break within it


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("明細.csv".encode(), "明細.csv"),
        (b"a\xff\xfe.csv", r"a\udcff\udcfe.csv"),
        ("明細.csv".encode("cp932"), r"\udc96\udcbe\udc8d\udcd7.csv"),
        ("a\u202eb.csv".encode(), r"a\u202eb.csv"),
    ],
)
def test_the_name_of_a_file_is_shown_as_far_as_it_is_utf8(name: bytes, shown: str):
    assert escaped(name.decode("ascii", "surrogateescape")) == shown


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_a_console_with_japanese_is_told_nothing(encoding: str, file: Path):
    result = command("scan", file, PYTHONIOENCODING=encoding)
    assert result.stderr == b""
    assert "覚え" in result.stdout.decode(encoding)


def test_a_program_reads_json_whatever_the_console(file: Path):
    result = command("scan", file, "--format", "json", PYTHONIOENCODING="cp437")
    assert b"--output" in result.stderr if sys.platform == "win32" else result.stderr == b""
    assert "ドコモコウザ" in result.stdout.decode("utf-8")


def _named(error: OSError, name: str) -> OSError:
    error.filename = name
    return error


@pytest.mark.parametrize(
    ("error", "windows", "left"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), False, True),
        (OSError(errno.EINVAL, "Invalid argument"), True, True),
        (OSError(errno.EINVAL, "Invalid argument"), False, False),
        (_named(OSError(errno.EINVAL, "Invalid argument"), "a?b.csv"), True, False),
        (OSError(errno.ENOSPC, "No space left on device"), True, False),
        (ValueError("closed file"), True, False),
        (None, True, False),
    ],
)
def test_a_closed_pipe_is_told_from_other_errors(error: BaseException | None, windows: bool, left: bool):
    assert reader_left(error, windows=windows) == left


def test_a_program_that_leaves_because_nobody_reads_is_known_as_such():
    left = SystemExit(1)
    assert not reader_left(left)
    left.__context__ = BrokenPipeError()
    assert reader_left(left)


@pytest.mark.parametrize(
    "arguments", [("scan", "FILE"), ("scan", "FILE", "--format", "json"), ("sheet", "FILE"), ("convert", "FILE")]
)
def test_who_stops_reading_leaves_the_exit_code_as_it_is(arguments: tuple[str, ...], file: Path):
    whole = command(*(file if word == "FILE" else word for word in arguments))
    words = [str(file) if word == "FILE" else word for word in arguments]
    in_utf8 = {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    read, write = os.pipe()
    os.close(read)
    try:
        process = subprocess.run(
            [sys.executable, "-m", "selfcheck", *words], stdout=write, stderr=subprocess.PIPE, cwd=ROOT, env=in_utf8
        )
    finally:
        os.close(write)
    assert process.returncode == whole.returncode
    assert process.stderr == b""


@pytest.mark.parametrize(
    ("content", "windows", "told"),
    [
        ("明細".encode(), True, True),
        ("明細".encode(), False, False),
        (b"plain", True, False),
        ("明細".encode("cp932"), True, False),  # the letters of its console
    ],
)
def test_a_pipe_of_windows_is_told_of_a_better_way(content: bytes, windows: bool, told: bool):
    assert may_be_re_encoded(content, windows=windows) == told


@pytest.mark.parametrize(
    ("settings", "system", "lang"),
    [
        ({}, "Japanese_Japan.932", "ja"),
        ({}, "ja_JP.cp932", "ja"),
        ({}, "English_United States.1252", "en"),
        ({}, "C.UTF-8", "ja"),
        ({}, "C", "ja"),
        ({"LANG": "en_US.UTF-8"}, "Japanese_Japan.932", "en"),
    ],
)
def test_the_language_is_that_of_the_system(settings: dict[str, str], system: str, lang: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("locale.setlocale", lambda category: system)
    assert language_of_locale() == lang


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a locale")
def test_an_environment_that_says_nothing_speaks_japanese(file: Path):
    """As it is where nothing but the program was installed; Python then makes C.UTF-8 of C."""
    bare = {"PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path))), "PATH": os.environ["PATH"]}
    ran = subprocess.run([sys.executable, "-m", "selfcheck", "scan", str(file)], env=bare, capture_output=True, check=False)
    assert "覚え" in ran.stdout.decode("utf-8")


def test_the_largest_cell_fits_a_c_long_of_windows():
    """More is refused there, and nothing would start."""
    import csv

    import selfcheck.statement.text.table  # noqa: F401 - sets it

    assert csv.field_size_limit() < 2**31
