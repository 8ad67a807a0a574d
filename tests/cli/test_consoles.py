"""Consoles of other systems: encodings without Japanese, closed pipes, files that are open elsewhere."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.console import Console
from rich.progress import Progress

from selfcheck.assessment.mine import change_mine, load_mine
from selfcheck.atomic import cannot_write, held, patiently, write_whole
from selfcheck.cli.consoles import in_a_shown_language, shows
from selfcheck.cli.language import language_of_locale
from selfcheck.cli.output import may_be_re_encoded
from selfcheck.cli.pipes import reader_left
from selfcheck.errors import InputError
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
        assert words[-1] != named or "明細.csv" in shown


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


def test_a_file_that_is_open_in_another_program_is_named_as_such(tmp_path: Path):
    place = tmp_path / "report.csv"
    place.write_bytes(b"old")
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert "Excel" in str(cannot_write(place, denied, windows=True))
    assert "Excel" not in str(cannot_write(place, denied, windows=False))
    assert "Excel" not in str(cannot_write(tmp_path / "new.csv", denied, windows=True))
    with patch("os.replace", side_effect=denied), pytest.raises(InputError):
        write_whole(place, b"new")
    assert place.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_what_windows_refuses_for_a_moment_is_asked_for_again(monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    refusals = iter([PermissionError(errno.EACCES, "being deleted")] * 3)

    def refused_at_first() -> None:
        if error := next(refusals, None):
            raise error

    patiently(refused_at_first, windows=True)
    assert len(waited) == 3

    def refused() -> None:
        raise PermissionError

    for windows, times in ((True, 9), (False, 0)):
        waited.clear()
        with pytest.raises(PermissionError):
            patiently(refused, windows=windows)
        assert len(waited) == times


def test_a_folder_that_is_closed_to_us_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`tempfile` would try name after name on Windows."""
    tried: list[Path] = []

    def denied(path: Path, *_: object) -> int:
        tried.append(path)
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", denied)
    with pytest.raises(InputError):
        write_whole(tmp_path / "report.html", b"new")
    assert len(tried) == 1


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


def test_two_runs_do_not_change_a_file_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.atomic._PATIENCE", 0.1)
    place = tmp_path / "mine.json"
    with held(place), pytest.raises(InputError, match=r"mine\.json"), held(place):
        pass
    with held(place):  # and the next one may
        write_whole(place, b"x")


def test_a_run_that_was_killed_leaves_nothing_locked(tmp_path: Path):
    place = tmp_path / "mine.json"
    code = (
        f"import os; from pathlib import Path; from selfcheck.atomic import held\nwith held(Path({str(place)!r})): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 9
    with held(place):
        pass


@pytest.mark.skipif(os.name != "posix", reason="flock")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_drive_without_locks_is_told_at_once_and_nothing_is_written(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refused)
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail("waits for what never comes"))
    with pytest.raises(InputError) as told, held(tmp_path / "mine.json"):
        pytest.fail("there was no lock")
    assert told.value.sentence.key == "no-locks"


@pytest.mark.skipif(os.name != "posix", reason="SIGSTOP")
def test_a_run_that_is_suspended_keeps_its_lock_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place, day = tmp_path / "mine.json", dt.date(2026, 11, 29)
    code = (
        "import datetime as dt, sys; from pathlib import Path; from selfcheck.assessment.mine import change_mine\n"
        "def change(mine): print('held', flush=True); sys.stdin.read(); return mine.adding(mine.entry('first', 'paypay'))\n"
        f"change_mine(Path({str(place)!r}), dt.date(2026, 11, 29), change)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdin
        assert run.stdout.readline() == b"held\n"
        run.send_signal(signal.SIGSTOP)
        monkeypatch.setattr("selfcheck.atomic._PATIENCE", 0.1)
        with pytest.raises(InputError, match=r"mine\.json"):
            change_mine(place, day, lambda mine: mine.adding(mine.entry("second", "paypay")))
        run.send_signal(signal.SIGCONT)
        run.stdin.close()
        assert run.wait() == 0
    monkeypatch.undo()
    assert len(change_mine(place, day, lambda mine: mine.adding(mine.entry("second", "paypay"))).entries) == 2


def test_what_many_runs_add_at_once_is_all_kept(tmp_path: Path):
    place = tmp_path / "mine.json"
    code = (
        "import datetime as dt, sys; from pathlib import Path; from selfcheck.assessment.mine import change_mine\n"
        "def change(mine): return mine.adding(mine.entry(f'{sys.argv[1]}-{at}', 'paypay'))\n"
        f"for at in range(5): change_mine(Path({str(place)!r}), dt.date(2026, 11, 29), change)"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(number)], cwd=ROOT) for number in range(6)]
    assert [run.wait() for run in runs] == [0] * 6
    assert len(load_mine(place, dt.date(2026, 11, 29)).entries) == 30


def test_a_place_where_nothing_can_be_written_fails_at_once(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError), held(tmp_path / "file" / "mine.json"):
        pass


def test_the_largest_cell_fits_a_c_long_of_windows():
    """More is refused there, and nothing would start."""
    import csv

    import selfcheck.statement.text.table  # noqa: F401 - sets it

    assert csv.field_size_limit() < 2**31
