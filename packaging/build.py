"""Build the program without Python, and try it where no Python is: ``python packaging/build.py [FOLDER]``.

Everything is made in FOLDER (``build/program`` if none is named): an environment that holds only what a scan loads, and the
program, one file for the system on which this runs. Versions are those of constraints.txt. A program is only left there if it
answered as the installed command does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUFFIX = ".exe" if os.name == "nt" else ""
_UNSEEN = "明細 の フォルダー"
"""People's folders have blanks and Japanese names."""

CASES = (
    ("--version", 0, "selfcheck "),
    ("scan mizuho.csv --lang ja", 1, "みずほ"),
    ("scan yucho_clean.csv --lang ja", 0, "43 件"),
    ("scan mizuho.csv yucho.csv ofx.ofx zengin.txt --jobs 2 --format json", 1, '"findings"'),
    ("scan yucho.csv --format html --lang en", 1, "<html"),
    ("convert yucho.csv", 0, "ﾄﾞｺﾓｺｳｻﾞ"),
    ("scan pdf_ruled.pdf saved_page.html simple_ods.ods simple_xlsx.xlsx pasted.txt --format json", 1, '"findings"'),
    ("convert pdf_ruled.pdf", 0, "pdf_ruled.pdf"),
    ("sheet yucho.csv --format html", 1, "<html"),
    ("guide --lang ja", 0, "#9110"),
    ("doctor --lang ja", 0, "selfcheck "),
)
"""What is typed, the exit code, and words of the answer; what each of them loads is in the program."""


def build(folder: Path) -> Path:
    """The program, made in an environment of its own."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True, clear=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / f"python{SUFFIX}"
    pinned = {**os.environ, "PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    run([python, "-m", "pip", "install", "--quiet", ".", "pyinstaller"], pinned)
    places = ("--distpath", str(folder), "--workpath", str(folder / "work"))
    run([python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, ROOT / "packaging" / "selfcheck.spec"])
    return folder / f"selfcheck{SUFFIX}"


def try_out(program: Path) -> None:
    """Run the program on samples, in a folder with a difficult name and with no Python on the PATH.

    Raises `SystemExit` with a sentence where it does not answer as it should.
    """
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / _UNSEEN
        place.mkdir()
        moved = Path(shutil.copy2(program, place))
        for sample in {word for typed, *_ in CASES for word in typed.split() if "." in word}:
            shutil.copy2(ROOT / "sample_statements" / sample, place)
        answers = [answered(moved, *case) for case in CASES]
    if wrong := list(filter(None, answers)):
        raise SystemExit("\n".join(wrong))


def answered(program: Path, typed: str, code: int, words: str) -> str:
    """What is wrong with the answer to what was ``typed``; empty where its exit code is ``code`` and ``words`` stand in it."""
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "HOME", "LOCALAPPDATA") if name in os.environ}
    ran = subprocess.run(
        [program, *typed.split()],
        cwd=program.parent,
        env={**system, "PATH": "", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    printed, complaints = (stream.decode("utf-8", "replace") for stream in (ran.stdout, ran.stderr))
    if ran.returncode == code and words in printed:
        return ""
    return f"selfcheck {typed}: {ran.returncode}, wanted {code} and {words}\n{printed[-500:]}\n{complaints[-1000:]}"


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run a command at the root of the project; a failure ends the build."""
    subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    made = build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "program").resolve())
    try_out(made)
    print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB for {sysconfig.get_platform()}, tried without Python")
