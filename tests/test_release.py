"""What is released: the wheel works without the repository, the sdist makes the same wheel, CI pins every version."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from selfcheck.version import VERSION
from tests.helpers import ROOT, simple

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]
pytest.importorskip("hatchling", reason="the build backend is not installed (it is in the test extra)")


def build(folder: Path, output: Path, *targets: str) -> None:
    """With the build backend itself, so that nothing is downloaded."""
    wanted = [argument for target in targets for argument in ("-t", target)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(output), *wanted]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(ROOT, folder, "wheel", "sdist")
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def unpacked(built: Path) -> Path:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in the first versions of Python 3.11
        archive.extractall(built, **safely)
    return built / found.name.removesuffix(".tar.gz")


def test_the_newest_heading_of_the_changes_is_this_version():
    newest = re.search(
        r"^## (\S+) \((?:unreleased|\d{4}-\d\d-\d\d)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert newest
    assert newest[1] == VERSION


def of_package(folder: Path) -> set[str]:
    """What git would keep of the package."""
    files = (file for file in (folder / "selfcheck").rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder).as_posix() for file in files}


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path):
    names = set(contents(wheel))
    package = {name for name in names if not name.startswith(f"selfcheck-{VERSION}.dist-info/")}
    assert package == of_package(ROOT)
    knowledge = {file.relative_to(ROOT).as_posix() for file in (ROOT / "selfcheck" / "knowledge").rglob("*.toml")}
    assert len(knowledge) > 60
    assert (
        knowledge | {f"selfcheck/{room}/{lang}.toml" for room in ("language", "cli/help") for lang in ("ja", "en")} <= package
    )
    assert any(name.endswith(".html.j2") for name in package)
    assert f"selfcheck-{VERSION}.dist-info/licenses/LICENSE" in names


@pytest.mark.slow
def test_the_wheel_says_what_it_needs(wheel: Path):
    metadata = contents(wheel)[f"selfcheck-{VERSION}.dist-info/METADATA"].decode()
    assert set(PROJECT["dependencies"]) <= set(re.findall(r"^Requires-Dist: (\S+)$", metadata, re.MULTILINE))
    assert "Requires-Python: >=3.11" in metadata
    assert "selfcheck = selfcheck.cli:main" in contents(wheel)[f"selfcheck-{VERSION}.dist-info/entry_points.txt"].decode()


@pytest.mark.slow
def test_the_sdist_holds_what_the_tests_need_and_makes_the_same_wheel(unpacked: Path, wheel: Path, tmp_path: Path):
    for part in ("README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "constraints.txt", "pyproject.toml", ".ci/run"):
        assert (unpacked / part).read_bytes() == (ROOT / part).read_bytes()
    for folder in ("tests", "sample_statements", "benchmarks", "docs"):
        assert {file.name for file in (unpacked / folder).iterdir()} >= {
            file.name for file in (ROOT / folder).iterdir() if file.is_file()
        }
    assert not list(unpacked.rglob("__pycache__"))
    build(unpacked, tmp_path, "wheel")
    assert contents(next(tmp_path.glob("*.whl"))) == contents(wheel)


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_place_without_the_repository(wheel: Path, tmp_path: Path):
    if not shutil.which("pip") and not importlib.metadata.packages_distributions().get("pip"):
        pytest.skip("there is no pip to install the wheel with")
    place, elsewhere = tmp_path / "place", tmp_path / "elsewhere"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=600)
    elsewhere.mkdir()
    (elsewhere / "x.csv").write_text(simple("電気", "自払 ﾄﾞｺﾓｺｳｻﾞ"), encoding="cp932")
    seen = os.pathsep.join(map(str, (place, sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))))
    settings = {**os.environ, "PYTHONPATH": seen, "PYTHONUTF8": "1", "HOME": str(tmp_path), "XDG_DATA_HOME": ""}

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        # -S: no .pth files, so that an editable install of the repository is out of sight
        command = [sys.executable, "-S", *arguments]
        return subprocess.run(command, cwd=elsewhere, env=settings, capture_output=True, timeout=600, check=False)

    where = run("-c", "import selfcheck, sys; print(selfcheck.__file__, *sys.path, sep='\\n')").stdout.decode().splitlines()
    assert Path(where[0]).is_relative_to(place)
    assert str(ROOT) not in where

    result = run("-m", "selfcheck", "scan", "x.csv", "--format", "json", "--today", "2026-11-22")
    assert result.returncode == 1, result.stderr.decode()
    report = json.loads(result.stdout)
    assert [(finding["service"], finding["line"]) for finding in report["findings"]] == [("docomo-koza", 3)]
    assert report["version"] == VERSION

    page = run("-m", "selfcheck", "scan", "x.csv", "--format", "html")
    assert (page.returncode, page.stdout[:15].lower()) == (1, b"<!doctype html>")

    health = json.loads(run("-m", "selfcheck", "doctor", "--format", "json").stdout)
    assert [f"{part['name']}>={part['needed']}" for part in health["dependencies"]] == sorted(PROJECT["dependencies"])
    assert {part["state"] for part in health["dependencies"]} == {"ok"}
    assert sorted(file.name for file in elsewhere.iterdir()) == ["x.csv"]


def needed() -> set[str]:
    """The names of all that the package and its extras need, and what those need here; and what builds it."""
    found: set[str] = set()
    new = {plain(one) for one in (*PROJECT["dependencies"], *EXTRAS, "editables")}
    while new:
        found |= new
        new = {plain(one.name) for name in new for one in requires(name)} - found
    return found


def requires(name: str) -> list[Requirement]:
    """What an installed package needs on this system, without extras."""
    if not list(importlib.metadata.distributions(name=name)):
        return []
    wanted = [Requirement(one) for one in importlib.metadata.requires(name) or []]
    return [one for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})]


def plain(requirement: str) -> str:
    """``Jinja2>=3.1`` as ``jinja2``."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]


def test_everything_that_ci_installs_is_pinned_once_for_each_python():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r'[\w.-]+==[\w.]+(?: ; python_version (?:<|>=) "3\.\d+")?', pin) for pin in pins)
    assert needed() - {plain(pin) for pin in pins} == set()
    bare = [plain(pin) for pin in pins if ";" not in pin]
    assert len(bare) == len(set(bare))
    assert not {plain(pin) for pin in pins if ";" in pin} & set(bare)


def test_no_pin_lies_below_the_lower_bound():
    from selfcheck.reference.dependencies import Dependency

    pins = dict(line.split(" ;")[0].split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line)
    versions = {plain(name): version for name, version in pins.items()}
    for requirement in (*PROJECT["dependencies"], *EXTRAS):
        name, least = requirement.split(">=")
        assert Dependency(name, least, versions[plain(name)]).state == "ok", requirement


@pytest.mark.skipif(sys.platform == "win32", reason="the step runs on Linux")
@pytest.mark.parametrize(("tag", "code"), [(f"v{VERSION}", 0), (f"v{VERSION}.1", 1), (VERSION, 1), ("v", 1), ("", 1)])
def test_a_tag_that_is_not_the_version_releases_nothing(tag: str, code: int):
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    (step,) = re.findall(r"run: \|\n((?: {10}.+\n)+) +env:\n +TAG:", text)
    assert re.search(r"^  program:\n    needs: version$", text, re.MULTILINE)
    done = subprocess.run(
        ["bash", "-e", "-c", step], cwd=ROOT, env={**os.environ, "TAG": tag}, capture_output=True, check=False
    )
    assert done.returncode == code, done.stdout


def test_ci_uses_the_pins():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^export PIP_CONSTRAINT=constraints\.txt", script, re.MULTILINE)
