"""Build the program without Python, and try it where no Python is: ``python packaging/build.py [FOLDER]``.

Everything is made in FOLDER (``build/program`` if none is named): an environment that holds only what a scan loads, and the
program, one file for the system on which this runs. Versions are those of constraints.txt. A program is only left there if it
answered as the installed command does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUFFIX = ".exe" if os.name == "nt" else ""
_UNSEEN = "明細 の フォルダー"
"""People's folders have blanks and Japanese names."""

_MANY = 208
"""Files for which processes of its own are started on every system, each of which is the program again."""
CASES = (
    ("--version", 0, "selfcheck "),
    ("scan mizuho.csv --lang ja", 1, "みずほ"),
    ("scan yucho_clean.csv --lang ja", 0, "43 件"),
    ("scan mizuho.csv yucho.csv ofx.ofx zengin.txt --jobs 2 --format json", 1, '"findings"'),
    ("scan yucho.csv --format html --lang en", 1, "<html"),
    ("convert yucho.csv", 0, "ﾄﾞｺﾓｺｳｻﾞ"),
    ("scan pdf_ruled.pdf saved_page.html simple_ods.ods simple_xlsx.xlsx pasted.txt --format json", 1, '"findings"'),
    ("convert pdf_ruled.pdf", 0, "pdf_ruled.pdf"),
    ("scan many --jobs 2 --format json", 1, '"findings"'),
    ("sheet yucho.csv --format html", 1, "<html"),
    ("scan yucho.csv --since-last --watch kept --lang ja", 1, "この口座の記録がまだない"),
    ("scan yucho.csv --since-last --watch kept --lang ja", 0, "除きました"),
    ("guide --lang ja", 0, "#9110"),
    ("doctor --lang ja", 0, "pandas は入っていません"),
)
"""What is typed, the exit code, and words of the answer; what each of them loads is in the program."""


def build(folder: Path) -> Path:
    """The program, made in an environment of its own."""
    venv.create(folder / "environment", with_pip=True, clear=True)
    python = python_of(folder)
    pinned = {**os.environ, "PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    run([python, "-m", "pip", "install", "--quiet", ".", "pyinstaller"], pinned)
    places = ("--distpath", str(folder), "--workpath", str(folder / "work"))
    run([python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, ROOT / "packaging" / "selfcheck.spec"])
    return folder / f"selfcheck{SUFFIX}"


def python_of(folder: Path) -> Path:
    """The Python of the environment in which the program is made."""
    return folder / "environment" / ("Scripts" if os.name == "nt" else "bin") / f"python{SUFFIX}"


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
        many = place / "many"
        many.mkdir()
        for number in range(_MANY):
            shutil.copy2(ROOT / "sample_statements" / "yucho.csv", many / f"{number}.csv")
        answers = [*(answered(moved, *case) for case in CASES), not_as_built(moved, program.parent)]
    if wrong := list(filter(None, answers)):
        raise SystemExit("\n".join(wrong))


def answered(program: Path, typed: str, code: int, words: str) -> str:
    """What is wrong with the answer to what was ``typed``; empty where its exit code is ``code`` and ``words`` stand in it."""
    ran = tried(program, typed)
    printed, complaints = (stream.decode("utf-8", "replace") for stream in (ran.stdout, ran.stderr))
    if ran.returncode == code and words in printed:
        return ""
    return f"selfcheck {typed}: {ran.returncode}, wanted {code} and {words}\n{printed[-500:]}\n{complaints[-1000:]}"


def not_as_built(program: Path, folder: Path) -> str:
    """What ``doctor`` says of the parts of the program other than is so: all that pyproject.toml asks for is there, as it was
    installed to build it, but for pandas, which was left out."""
    listed = subprocess.run([python_of(folder), "-m", "pip", "list", "--format", "json"], capture_output=True, check=True)
    installed = {part["name"].lower(): part["version"] for part in json.loads(listed.stdout)}
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.split(r"[^\w.-]", one)[0] for one in needed]
    wanted = {name: (None, "left-out") if name == "pandas" else (installed[name], "ok") for name in names}
    ran = tried(program, "doctor --format json")
    if ran.returncode:
        return f"selfcheck doctor: {ran.returncode}\n{ran.stderr.decode('utf-8', 'replace')[-1000:]}"
    told = json.loads(ran.stdout)
    said = {part["name"]: (part["found"], part["state"]) for part in told["dependencies"]}
    if said == wanted and told["ok"] and told["without_python"]:
        return ""
    return f"selfcheck doctor says {said}, and so it is: {wanted}; {told['troubles']}"


def tried(program: Path, typed: str) -> subprocess.CompletedProcess[bytes]:
    """What is typed, run beside the program with nothing on the PATH."""
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "HOME", "LOCALAPPDATA") if name in os.environ}
    return subprocess.run(
        [program, *typed.split()],
        cwd=program.parent,
        env={**system, "PATH": "", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run a command at the root of the project; a failure ends the build."""
    subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    made = build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "program").resolve())
    try_out(made)
    print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB for {sysconfig.get_platform()}, tried without Python")
