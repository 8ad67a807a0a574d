"""What ``--help`` says, in both languages, and what is answered to a command that is not understood."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer.main
from rich.cells import cell_len

from selfcheck.cli.app import app
from selfcheck.cli.commands import MODULES
from selfcheck.cli.help.texts import key_of
from selfcheck.cli.loading import load_all
from selfcheck.language.sentences import languages
from tests.helpers import ROOT, run_command, simple
from tests.in_process import Outcome, command, in_a_language

load_all()
FOLDER = ROOT / "selfcheck" / "cli" / "help"
HELP = {lang: tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8")) for lang in languages()}
LOCALES = {"ja": "ja_JP.UTF-8", "en": "en_US.UTF-8"}


def paths(group: Any = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command, as typed."""
    group = group or typer.main.get_command(app)
    return [path, *(found for name, sub in getattr(group, "commands", {}).items() for found in paths(sub, (*path, name)))]


def texts(entry: Any, *place: str) -> dict[tuple[str, ...], str]:
    """Every text of a catalogue by where it stands, lines to type left out."""
    if isinstance(entry, str):
        return {} if place[-1] == "line" else {place: entry}
    pairs = enumerate(entry) if isinstance(entry, list) else entry.items()
    return {key: text for name, value in pairs for key, text in texts(value, *place, str(name)).items()}


@pytest.mark.parametrize("place", texts(HELP["ja"]), ids=" ".join)
def test_a_text_stands_in_every_language_for_every_console(place: tuple[str, ...]):
    said = [texts(catalogue)[place] for catalogue in HELP.values()]
    assert not any(re.search("[!！]", text) for text in said)
    "".join(said).encode("cp932")
    assert len({tuple(re.findall(r"\{\w+\}", text)) for text in said}) == 1
    assert not re.search("[ぁ-ん]", texts(HELP["en"])[place])


def test_the_catalogues_describe_the_same():
    assert set(texts(HELP["ja"])) == set(texts(HELP["en"]))


def test_every_command_is_described_with_an_example_and_no_other():
    for catalogue in HELP.values():
        keys = {key_of(" ".join(("selfcheck", *path))) if path else "selfcheck" for path in paths()}
        assert keys == set(catalogue["commands"])
        assert all(command["examples"] for command in catalogue["commands"].values())


@cache
def answers(lang: str) -> dict[str, Outcome]:
    """Calls for help, calls with a mistake and a group alone → what is answered to somebody who speaks ``lang``."""
    lines = [*(" ".join((*path, "--help")) for path in paths()), *MISTAKES]
    return dict(zip(lines, in_a_language(LOCALES[lang], [line.split() for line in lines]), strict=True))


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_help_fits_the_screen_and_speaks_one_language(path: tuple[str, ...], lang: str):
    result = answers(lang)[" ".join((*path, "--help"))]
    text = result.stdout.decode()
    assert result.returncode == 0
    assert result.stderr == b""
    assert all(cell_len(line) <= 80 for line in text.splitlines())
    assert "\x1b" not in text
    headings = {HELP[lang]["texts"][key] for key in ("usage", "about", "options", "examples")}
    assert headings <= set(text.splitlines())
    said = text.partition("EXAMPLES")[0]
    assert lang == "ja" or not re.search("[ぁ-ん]", said)
    assert "Show this message" not in text
    for english in ("DESCRIPTION", "OPTIONS", "default:") if lang == "ja" else ():
        assert english not in text


def test_help_asked_for_in_a_language_is_in_that_language():
    assert b"USAGE" in run_command("scan", "--lang", "en", "--help", LC_ALL="ja_JP.UTF-8").stdout
    assert "使い方" in run_command("scan", "--lang=ja", "--help", LC_ALL="en_US.UTF-8").stdout.decode()


def examples() -> list[str]:
    commands = [command for catalogue in HELP.values() for command in catalogue["commands"].values()]
    return sorted({example["line"] for command in commands for example in command["examples"]})


@pytest.mark.parametrize("line", [pytest.param(line, marks=[pytest.mark.slow] * ("screen" in line)) for line in examples()])
def test_an_example_works_as_typed(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "Downloads").mkdir()
    content = simple("自払 ﾄﾞｺﾓｺｳｻﾞ", "ＲＴＫ　ペイペイ", "ﾁﾖｷﾝ ﾍﾟｲﾍﾟｲ", "電気")
    for file in ("meisai.csv", "Downloads/meisai.csv"):
        (tmp_path / file).write_text(content, encoding="cp932")
    if "screen" in line:
        pytest.importorskip("dask", reason="the extra fleet is not installed")
        table = pd.DataFrame({"account": ["1"], "date": ["2020-09-08"], "memo": ["電気"], "withdrawal": [1]})
        table.to_parquet(tmp_path / "lines.parquet")
        table.rename(columns={"account": "口座", "memo": "摘要"}).to_csv(tmp_path / "lines.csv")
    monkeypatch.chdir(tmp_path)
    settings = {"HOME": str(tmp_path)}
    settings |= {f"SELFCHECK_{name}": str(tmp_path / f"{name}.json") for name in ("MINE", "WATCH")}  # not the tester's own
    if "remove" in line:
        command("mine", "add", "meisai.csv", "--number", "1", **settings)
        listed = command("mine", "list", **settings).stdout.decode()
        line = line.replace(shlex.split(line)[-1], re.findall(r"^ *([0-9a-f]{8}) ", listed, re.MULTILINE)[0])
    if "forget" in line:
        command("scan", "meisai.csv", "--since-last", **settings)
        (kept,) = json.loads(command("watch", "list", "--format", "json", **settings).stdout)["accounts"]
        line = re.sub(r"\b[0-9a-f]{8}\b", kept["id"], line)
    _, *arguments = shlex.split(line.replace("~", tmp_path.as_posix()))
    apart = arguments[0] in ("doctor", "screen") or "--help" in arguments
    run = run_command if apart else command
    result = run(*arguments, **settings)
    assert result.returncode in ((0, 1) if arguments[0] in ("scan", "sheet", "letter") else (0,)), result.stderr.decode()
    assert result.stdout or re.search("書きました|消しました", result.stderr.decode())
    if "--output" in arguments:
        assert Path(arguments[arguments.index("--output") + 1]).stat().st_size


MISTAKES = {
    "scan --fromat json x.csv": ("--format", "--fromat"),
    "scan --nonsense x.csv": ("--nonsense",),
    "scan": ("ファイル", "FILE"),
    "scan x.csv --bank": ("--bank",),
    "scan x.csv --format word": ("--format", "html"),
    "scan x.csv --year abc": ("--year",),
    "sacn x.csv": ("scan",),
    "mine lst": ("list",),
    "banks more": ("more",),
}


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_is_named_and_help_is_pointed_to(typed: str, lang: str):
    result = answers(lang)[typed]
    said = result.stderr.decode()
    assert result.returncode == 2
    assert result.stdout == b""
    assert any(word in said for word in MISTAKES[typed])
    assert "--help" in said
    assert bool(re.search("[ぁ-ん]", said)) == (lang == "ja")


def test_a_command_is_loaded_by_its_name_alone():
    """A command that ``MODULES`` does not name would be found only in ``--help``."""
    named = [name for names in MODULES.values() for name in names]
    assert sorted(named) == sorted(path[0] for path in paths() if len(path) == 1)
    assert all(answers("ja")[f"{name} --help"].returncode == 0 for name in named)
