"""Nothing leaves the machine: the real command under an audit hook, in a network of its own, and what it loads."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.helpers import SAMPLES
from tests.offline import connections

RUNNER = """
import json, os, sys

def refuse(event, details):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        os.write(2, f"refused: {event}\\n".encode())
        os._exit(97)

sys.addaudithook(refuse)
from selfcheck.cli import main
codes = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["selfcheck", *arguments]
    try:
        main()
    except SystemExit as left:
        codes.append(left.code)
print(codes, file=sys.stderr)
"""
"""Commands, ended at once by whatever has to do with a network; no error of that can be caught."""
ONE = str(SAMPLES / "yucho.csv")
COMMANDS = [
    ["scan", str(SAMPLES), "--no-mine"],
    ["scan", ONE, "--no-mine", "--plain", "--share"],
    *(["scan", ONE, "--no-mine", "--format", form] for form in ("html", "markdown", "csv", "json")),
    ["inspect", ONE],
    ["convert", ONE],
    ["sheet", ONE, "--no-mine"],
    ["letter", ONE, "--to", "bank", "--no-mine"],
    ["scan", ONE, "--also", "コトリ", "--mine", "MINE"],
    ["mine", "add", ONE, "--number", "1", "--mine", "MINE"],
    ["sanitize", ONE, "--output", "COPY"],
    ["guide"],
    ["desks", "--open-now"],
    ["services"],
    ["banks"],
    ["incidents"],
    ["explain", "burst"],
    ["--help"],
]
NETWORK_MODULES = ("ssl", "http.client", "http.server", "urllib.request", "asyncio", "ftplib", "smtplib", "xmlrpc.client")
"""Not ``socket``: the metadata of packages, which typer looks at, brings it with Python's own e-mail parser."""


def run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, timeout=600, check=False, env=settings)


@pytest.mark.slow
def test_no_command_touches_a_socket(tmp_path: Path):
    commands = json.dumps(COMMANDS).replace("MINE", str(tmp_path / "mine.json")).replace("COPY", str(tmp_path / "copy.csv"))
    done = run([sys.executable, "-c", RUNNER, commands])
    assert done.returncode == 0, done.stderr
    codes = json.loads(done.stderr.splitlines()[-1])
    assert (len(codes), set(codes)) == (len(COMMANDS), {0, 1})
    assert b"refused" not in done.stderr


def test_the_runner_would_have_noticed():
    done = run([sys.executable, "-c", RUNNER.replace("main()", "import socket; socket.socket()"), "[[]]"])
    assert (done.returncode, done.stderr) == (97, b"refused: socket.__new__\n")


def alone() -> list[str] | None:
    """What puts a command into a network of its own with nothing in it; None where that is not possible."""
    unshare = shutil.which("unshare")
    for options in (["-n"], ["-rn"]):
        if unshare and run([unshare, *options, "true"]).returncode == 0:
            return [unshare, *options]
    return None


@pytest.mark.slow
@pytest.mark.skipif(alone() is None, reason="no network namespaces here")
def test_without_a_network_the_report_is_the_same():
    command = [sys.executable, "-m", "selfcheck", "scan", ONE, "--no-mine", "--format", "csv"]
    inside = run([*(alone() or ()), *command])
    assert inside.returncode == 1
    assert inside.stderr == b""
    assert inside.stdout == run(command).stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("scan", ONE, "--no-mine"), 1),
        (("scan", str(SAMPLES), "--no-mine"), 1),  # every container, and the processes that read them
        (("scan", ONE, "--no-mine", "--format", "html"), 1),
        (("guide",), 0),
    ],
)
def test_the_system_is_asked_for_no_socket(arguments: tuple[str, ...], code: int, tmp_path: Path):
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "selfcheck", *arguments]
    done = run([str(shutil.which("strace")), "-f", "-e", "trace=%network", "-o", str(trace), *command])
    if not trace.exists() or not trace.read_text(encoding="utf-8"):
        pytest.skip("strace may not trace here")
    assert done.returncode == code
    asked = [line for line in trace.read_text(encoding="utf-8").splitlines() if "(" in line and "+++" not in line]
    assert [line for line in asked if "socketpair(" not in line] == []


def test_no_network_module_is_loaded_without_a_statement():
    commands = [["--help"], ["--version"], ["guide"], ["desks"], ["services"], ["banks"], ["explain", "burst"]]
    code = RUNNER.replace("print(codes", f"print([name for name in {NETWORK_MODULES} if name in sys.modules]")
    assert run([sys.executable, "-c", code, json.dumps(commands)]).stderr == b"[]\n"


def test_the_tests_themselves_cannot_connect():
    with socket.socket() as end:
        for attempt in (
            lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
            lambda: socket.getaddrinfo("example.invalid", 80),
            lambda: end.connect(("127.0.0.1", 9)),
            lambda: urllib.request.urlopen("http://127.0.0.1:9/", timeout=1),
        ):
            with pytest.raises(PermissionError):
                attempt()
    assert len(connections) == 4
    connections.clear()
    one, other = socket.socketpair()
    one.close()
    other.close()
