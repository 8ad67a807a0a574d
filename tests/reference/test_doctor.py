"""``selfcheck doctor``: what is installed, known, written and loaded, and what is to be mended."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from selfcheck.guidance.desks import OLD_AFTER, older
from selfcheck.knowledge import load
from selfcheck.reference import doctor as health
from selfcheck.reference.dependencies import Dependency, dependencies, requirements
from selfcheck.reference.network_modules import NETWORK, Loaded, network_modules
from selfcheck.version import VERSION
from tests.helpers import ROOT, run_command
from tests.in_process import command

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 11, 22)


def told(mine: Path) -> tuple[int, dict[str, object]]:
    checkup = health.examine(load(), TODAY, mine, mine.with_name("watch.json"))
    return checkup.code, health.checkup_as_dict(checkup, "ja")


def only_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of its own: what the test runner loaded does not count."""
    monkeypatch.setattr(health, "network_modules", lambda modules: [])


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_sound_installation_is_told_in_either_language(lang: str):
    result = run_command("doctor", "--lang", lang)
    text = result.stdout.decode()
    assert result.returncode == (0 if requirements() is not None else 3), text
    assert result.stderr == b""
    for part in (VERSION, sys.version.split()[0], "utf-8", f"{len(load().desks)}", "mine.json", "socket", "desks --stale"):
        assert part in text
    assert bool(re.search("[ぁ-ん]", text)) == (lang == "ja")


def test_json_says_the_same_and_hides_the_home(tmp_path: Path):
    settings = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "USERPROFILE": str(tmp_path)}
    settings["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = str(tmp_path)
    result = command("doctor", "--format", "json", **settings)
    found = json.loads(result.stdout)
    assert (found["selfcheck"], found["console"]["encoding"]) == (VERSION, "utf-8")
    assert found["writes"]["mine"].startswith("~")
    assert found["writes"]["exists"] is False
    assert str(tmp_path) not in result.stdout.decode()
    assert list(tmp_path.iterdir()) == []


def test_the_list_that_would_be_used_is_the_one_that_is_named(tmp_path: Path):
    mine = tmp_path / "list.json"
    mine.write_text("{}", encoding="utf-8")
    for arguments, settings in ((("--mine", mine), {}), ((), {"SELFCHECK_MINE": str(mine)})):
        writes = json.loads(command("doctor", "--format", "json", *arguments, **settings).stdout)["writes"]
        assert Path(writes["mine"]).expanduser() == mine
        assert writes["exists"]


def test_it_loads_no_network_module_and_nothing_heavy_that_desks_does_not_load():
    heavy = [*NETWORK, "pandas", "numpy", "jinja2", "chardet", "selectolax", "python_calamine"]

    def loaded_by(name: str) -> list[str]:
        code = f"import sys, selfcheck.cli; sys.argv = ['selfcheck', '{name}', '--format', 'json']\n"
        code += "try: selfcheck.cli.main()\nexcept SystemExit: pass\n"
        code += f"print(*(name for name in {heavy} if name in sys.modules), file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=600, check=True)
        assert json.loads(done.stdout)
        return done.stderr.decode().split()

    assert loaded_by("desks") == []
    assert set(loaded_by("doctor")) <= {"socket"}, "Python 3.11 and 3.12 load it with importlib.metadata"


def test_a_network_module_is_named_with_whoever_loaded_it():
    client, guilty, bystander, reader = (ModuleType(name) for name in ("http.client", "guilty.api", "bystander", "email.utils"))
    connection = type("HTTPConnection", (), {"__module__": "http.client"})
    client.HTTPConnection = connection  # type: ignore[attr-defined]
    guilty.Base = connection  # type: ignore[attr-defined]
    reader.http = client  # type: ignore[attr-defined]
    modules = {one.__name__: one for one in (client, guilty, bystander)}
    (loaded,) = network_modules(modules)
    assert loaded == Loaded("http.client", ("guilty.api",))
    assert not loaded.is_pythons_own
    (loaded,) = network_modules({"http.client": client, "email.utils": reader})
    assert loaded == Loaded("http.client", ("email.utils",))
    assert loaded.is_pythons_own
    assert not network_modules({"bystander": bystander})
    assert not network_modules({"http.client": client})[0].is_pythons_own


def test_a_package_that_brings_a_network_client_is_something_to_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(health, "network_modules", lambda modules: [Loaded("ssl", ("guilty",))])
    monkeypatch.setattr(health, "requirements", list)
    code, found = told(tmp_path / "mine.json")
    assert (code, found["ok"], found["network"]) == (1, False, dict.fromkeys(NETWORK) | {"ssl": ["guilty"]})
    assert "guilty" in str(found["troubles"])


@pytest.mark.parametrize(
    ("needed", "found", "state"),
    [
        ("7.2", "7.2.0", "ok"),
        ("7.2", "7.1.9", "too-old"),
        ("7.2", "7.10", "ok"),
        ("4", "4.0.0", "ok"),
        ("4.0.1", "4", "too-old"),
        ("2.2.3", "2.2.3rc1", "ok"),
        ("2", "2026.6", "ok"),
        ("1", "1!0.1", "too-old"),
        ("1", "unknown", "too-old"),
        ("1", None, "missing"),
    ],
)
def test_versions_are_compared_as_numbers(needed: str, found: str | None, state: str):
    assert Dependency("x", needed, found).state == state


def test_what_is_missing_or_too_old_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    only_standard(monkeypatch)
    monkeypatch.setattr(
        health, "requirements", lambda: ["kotori-nashi>=1.5", "pytest>=999", "rich>=1", "mypy>=1; extra == 'x'"]
    )
    code, found = told(tmp_path / "mine.json")
    assert code == 1
    assert [part["state"] for part in found["dependencies"]] == ["missing", "too-old", "ok"]  # type: ignore[index,attr-defined]
    assert len(found["troubles"]) == 2  # type: ignore[arg-type]
    for trouble, name in zip(found["troubles"], ("kotori-nashi", "pytest"), strict=True):  # type: ignore[call-overload]
        assert name in trouble
        assert "pip" in trouble


def test_a_package_that_only_says_its_version_is_missing(monkeypatch: pytest.MonkeyPatch):
    """The program without Python carries what packages say of themselves."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (part,) = dependencies(["rich>=1"]) or ()
    assert (part.found, part.state) == (None, "missing")


def test_the_program_without_python_says_what_it_does_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    only_standard(monkeypatch)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name in ("pandas", "rich") else ModuleType(name))
    monkeypatch.setattr(health, "requirements", lambda: ["pandas>=2", "rich>=1", "typer>=0.1"])
    code, found = told(tmp_path / "mine.json")
    assert [part["state"] for part in found["dependencies"]] == ["left-out", "missing", "ok"]  # type: ignore[index,attr-defined]
    assert (code, found["without_python"]) == (1, True)
    (trouble,) = found["troubles"]  # type: ignore[misc]
    assert "rich" in trouble
    assert "pip" not in trouble


def test_without_a_package_to_ask_it_says_so_with_exit_code_3(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    only_standard(monkeypatch)
    monkeypatch.setattr(health, "requirements", lambda: None)
    code, found = told(tmp_path / "mine.json")
    assert (code, found["ok"], found["dependencies"]) == (3, False, None)


def test_every_dependency_has_a_lower_bound_that_doctor_reads():
    needed = PYPROJECT["project"]["dependencies"]
    assert [f"{part.name}>={part.needed}" for part in dependencies(needed) or ()] == needed
    extras = PYPROJECT["project"]["optional-dependencies"]
    assert all(re.fullmatch(r"[\w.-]+>=[\d.]+", one) for extra in extras.values() for one in extra)


def test_stale_is_what_desks_calls_stale():
    listed = json.loads(command("desks", "--stale", "--format", "json").stdout)["desks"]
    stale = json.loads(command("doctor", "--format", "json").stdout)["stale"]["desks"]
    assert [(desk["id"], desk["as_of"]) for desk in listed] == [(desk["id"], desk["as_of"]) for desk in stale]
    some = load().desks["fsa-room"].as_of
    assert "fsa-room" not in {desk.id for desk in older(load().desks.values(), some + dt.timedelta(days=OLD_AFTER))}
    assert "fsa-room" in {desk.id for desk in older(load().desks.values(), some + dt.timedelta(days=OLD_AFTER + 1))}


def test_the_dates_are_those_of_the_sources():
    dates = [source.date for source in load().sources.values() if source.date]
    found = health.knowledge_dates(load())
    assert (found["oldest"], found["newest"]) == (min(dates).isoformat(), max(dates).isoformat())
    assert found["sources"] == len(dates) + found["undated"]
