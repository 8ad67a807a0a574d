"""A run that is broken off: Ctrl-C, and a reader that has seen enough."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers import HEARING
from tests.hostile.texts import HEADER, PLAIN

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="other signals there")]
WAITING = 600
"""Seconds within which a process gets to where it is awaited, on the busiest machine."""
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="cannot see how far a process is here")


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process group of its own, as a terminal starts it; it is gone in the end, come what may."""
    command, pipe = [sys.executable, "-m", "selfcheck", *map(str, arguments)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True, preexec_fn=HEARING) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def reads(process: subprocess.Popen[bytes]) -> None:
    """Wait until it has taken all that was written to its input, and so reads on."""
    import fcntl
    import termios

    assert process.stdin
    left = True
    while left:
        assert process.poll() is None
        time.sleep(0.01)
        left = any(fcntl.ioctl(process.stdin.fileno(), termios.FIONREAD, bytes(4)))


def works(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until it has spent so much of the processor, or has ended."""

    def spent() -> float:
        numbers = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

    begun = spent()
    while process.poll() is None and spent() - begun < seconds:
        time.sleep(0.01)


def interrupted(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Ctrl-C."""
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=WAITING)
    return process.returncode, err.decode()


@needs_linux
@pytest.mark.parametrize("arguments", [["scan", "-", "--no-mine", "--format", "html"], ["convert", "-"]])
def test_ctrl_c_while_reading_leaves_with_130_and_nothing_written(arguments: list[str], tmp_path: Path):
    with started(*arguments, "--output", tmp_path / "out") as process:
        assert process.stdin
        process.stdin.write(PLAIN.encode())
        process.stdin.flush()
        reads(process)
        assert interrupted(process) == (130, "中断しました。\n")
    assert list(tmp_path.iterdir()) == []


@needs_linux
@pytest.mark.parametrize("work", [0.0, 0.2])
def test_ctrl_c_in_the_middle_of_the_work_leaves_all_or_nothing(work: float, tmp_path: Path):
    """What is written to its input has been taken, but for the last 64 KiB: it works."""
    with started("scan", "-", "--no-mine", "--format", "json", "--output", tmp_path / "out.json") as process:
        assert process.stdin
        process.stdin.write(many_lines(100_000))
        process.stdin.close()
        process.stdin = None
        works(process, work)
        code, err = interrupted(process)
    assert "Traceback" not in err
    left = [path.name for path in tmp_path.iterdir()]
    assert (code, left) in ((130, []), (0, ["out.json"]))


def many_lines(number: int) -> bytes:
    rows = (f"2026/11/{at * 28 // number + 1:02},電気{at},100,,{10**8 - 100 * at}\n" for at in range(number))
    return f"{HEADER}\n{''.join(rows)}".encode()


def to_nobody(*arguments: str | Path) -> tuple[int, str]:
    """The command with a standard output that nobody reads (``| head -1`` after its line)."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        command = [sys.executable, "-m", "selfcheck", *map(str, arguments)]
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=600, check=False)
    finally:
        os.close(writing)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code"), [(["scan"], 1), (["scan", "--format", "json"], 1), (["convert"], 0), (["inspect"], 0)]
)
def test_a_verdict_that_nobody_read_keeps_its_code_in_silence(arguments: list[str], code: int, tmp_path: Path):
    (tmp_path / "x.csv").write_text(PLAIN, encoding="utf-8")
    assert to_nobody(*arguments, tmp_path / "x.csv") == (code, "")


def test_a_long_output_through_head_shows_its_first_line(tmp_path: Path):
    (tmp_path / "x.csv").write_bytes(many_lines(5000))
    with started("convert", tmp_path / "x.csv") as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"\xef\xbb\xbfpath,line,date")
        process.stdout.close()
        process.wait(timeout=WAITING)
        assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", [["guide"], ["--help"], ["--version"], ["banks", "--format", "json"]])
def test_a_reader_that_leaves_early_raises_nothing(arguments: list[str]):
    assert to_nobody(*arguments) == (0, "")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_written_to_its_end_has_the_code_of_the_report(form: str, tmp_path: Path):
    (tmp_path / "x.csv").write_text(PLAIN, encoding="utf-8")
    with started("scan", tmp_path / "x.csv", "--no-mine", "--format", form) as process:
        out, _ = process.communicate(timeout=WAITING)
    assert (process.returncode, bool(out)) == (1, True)


def test_a_notice_that_nobody_reads_changes_no_code(tmp_path: Path):
    with started("scan", tmp_path / "none.csv", "--no-mine") as process:
        assert process.stderr
        process.stderr.close()
        process.stderr = None
        process.communicate(timeout=WAITING)
    assert process.returncode == 4


@pytest.mark.parametrize(("closed", "code"), [("stdout", 1), ("stderr", 1), ("stdin", 4)])
def test_a_stream_that_was_closed_from_the_start_is_no_fault(closed: str, code: int, tmp_path: Path):
    (tmp_path / "x.csv").write_text(PLAIN, encoding="utf-8")
    given = "-" if closed == "stdin" else str(tmp_path / "x.csv")
    number = ("stdin", "stdout", "stderr").index(closed)
    command = (
        f'import os, sys; os.close({number}); os.execv(sys.executable, [sys.executable, "-m", "selfcheck", *sys.argv[1:]])'
    )
    arguments = [sys.executable, "-c", command, "scan", given, "--no-mine"]
    done = subprocess.run(arguments, capture_output=True, timeout=600, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert "予期しない" not in done.stderr.decode()


LOADING = """
import runpy, sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == "{module}": raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
sys.argv = ["selfcheck", "scan", "x.csv"]
runpy.run_module("selfcheck", run_name="__main__")
"""


@pytest.mark.parametrize(("module", "said"), [("typer", ""), ("selfcheck.cli.scan", "中断しました。\n")])
def test_ctrl_c_while_modules_are_loaded_is_quiet(module: str, said: str):
    command = [sys.executable, "-c", LOADING.format(module=module)]
    done = subprocess.run(command, capture_output=True, timeout=600, check=False)
    assert (done.returncode, done.stderr.decode()) == (130, said)
