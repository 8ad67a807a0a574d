"""What is run on a change, part by part: ``nox`` for what every change must pass, ``nox -s quick`` while you work.

The sessions use the environment that the README's test command makes (``.venv``), or else the one that runs nox; but for
``program`` and ``lowest`` they download nothing. ``.ci/run`` does the same on a new machine.
"""

import shutil
import sys
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "tests"]
ROOT = Path(__file__).parent


def tool(name: str) -> str:
    """A program of the environment."""
    found = shutil.which(name, path=str(ROOT / ".venv" / "bin")) or shutil.which(name, path=str(Path(sys.executable).parent))
    return found or name


@nox.session
def format(session: nox.Session) -> None:
    """Write the code as ruff formats it, and mend what it can mend."""
    session.run(tool("ruff"), "format", ".", external=True)
    session.run(tool("ruff"), "check", "--fix", ".", external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Look at style, and at what imports what."""
    session.run(tool("ruff"), "check", ".", external=True)
    session.run(tool("ruff"), "format", "--check", ".", external=True)
    session.run(tool("lint-imports"), "--no-cache", external=True)


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    session.run(tool("mypy"), external=True)


@nox.session
def quick(session: nox.Session) -> None:
    """All tests but those that start a cluster or a browser, build a wheel, or try many examples."""
    session.run(tool("python"), "-m", "pytest", "-m", "not slow", *session.posargs, external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests."""
    session.run(tool("python"), "-m", "pytest", *session.posargs, external=True)


@nox.session(venv_backend="venv")
def lowest(session: nox.Session) -> None:
    """Run what reads and shows at the lowest versions that pyproject.toml allows; this one downloads them."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    session.install("-e", ".[test]", *(one.replace(">=", "==") for one in needed), env={"PIP_CONSTRAINT": ""})
    rooms = ("knowledge", "language", "matching", "model", "statement", "accounts", "assessment", "guidance", "report")
    session.run(
        "python",
        "-m",
        "pytest",
        "-m",
        "not slow",
        *(f"tests/{room}" for room in rooms),
        "tests/golden",
        "tests/test_samples.py",
    )


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try inputs that nobody thought of, on every part of the program: nox -s fuzz -- 10m (a time that the parts share)."""
    session.run(tool("python"), "-m", "benchmarks.fuzzing", *(session.posargs or ["10m"]), external=True)


@nox.session
def growth(session: nox.Session) -> None:
    """Measure how time grows where there is twice as much of something: nox -s growth -- --only quote."""
    session.run(tool("python"), "-m", "benchmarks.growth", *session.posargs, external=True)


@nox.session
def program(session: nox.Session) -> None:
    """Build the program without Python, and try it; this one downloads what it builds with."""
    session.run(tool("python"), "packaging/build.py", external=True)


@nox.session
def docs(session: nox.Session) -> None:
    """Write what is made of the program: the reference of the commands, and the picture of the README."""
    session.run(tool("python"), "docs/make_reference.py", external=True)
    session.run(tool("python"), "docs/make_picture.py", external=True)
