"""With ``--share`` neither an error nor a notice repeats what was typed: a path can hold a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcheck.cli.notices import path_as_shown, set_shared
from selfcheck.cli.sharing import as_shown, reason_as_shown
from selfcheck.language.sentences import sentence
from tests.helpers import simple
from tests.in_process import command

NAME = "鷲尾権兵衛"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / f"{NAME}.csv").write_text(simple("ペイペイ"), encoding="utf-8")
    (folder / f"{NAME}.toml").write_text("x=", encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "given",
    [
        ("scan", "{}x.csv"),
        ("{}x.csv",),
        (NAME,),
        ("sheet", "{}x.csv"),
        ("scan", "{}.csv", "--rules", "{}.toml"),
        ("scan", "{}.csv", "--mine", "{}.toml"),
        ("scan", "{}.csv", "--output", "{}.csv", "--format", "csv"),
        ("scan", "{}.csv", "--output", "{}.html", "--format", "csv"),
        ("scan", "{}.csv", "--output", "{}/x/y.html"),
        ("scan", "{}.csv", "--output", "{}.json"),
        ("scan", "{}.csv", "--bank", NAME),
        ("scan", "{}.csv", "--encoding", NAME),
        ("scan", "{}.csv", "--columns", NAME),
        ("scan", "{}.csv", "--today", NAME),
        ("scan", "{}.csv", f"--{NAME}"),
        ("scan", "{}.csv", "--since-last", "--watch", "{}.watch"),
        ("scan", "{}.toml"),
        ("scan", "{}", "--format", "json"),
    ],
)
def test_what_goes_wrong_is_said_without_what_was_typed(given: tuple[str, ...], lang: str, home: Path):
    words = [word.replace("{}", str(home / NAME)) for word in given]
    result = command(*words, "--share", "--lang", lang, XDG_STATE_HOME=str(home), XDG_CONFIG_HOME=str(home))
    assert NAME not in result.read
    assert result.read.strip()


def test_without_it_a_path_and_files_that_may_be_meant_are_named(home: Path):
    result = command("scan", home / f"{NAME}x.csv")
    assert f"{NAME}x.csv" in result.read
    assert f"{NAME}.csv" in result.read


def test_what_is_ours_stays_and_only_the_option_before_two_dashes_counts():
    set_shared(["scan", "x", "--share"])
    told = as_shown(sentence("unknown-service", id=NAME, near=sentence("near-names", names=["paypay"])))
    assert told.details == {"id": "***", "near": sentence("near-names", names=["paypay"])}
    hint = as_shown(sentence("no-such-file", path=NAME, near=sentence("near-files", names=[NAME])))
    assert hint.details == {"path": "***", "near": sentence("no-near-files")}
    option = sentence("usage-near-option", option="--shar", near="--share")
    assert as_shown(option).details == {"option": "***", "near": "--share"}
    assert as_shown(sentence("mine-no-number", number=3, last=2)).details == {"number": 3, "last": 2}
    assert (path_as_shown(NAME), reason_as_shown(ValueError(NAME))) == ("***", "ValueError")
    set_shared(["scan", "--", "--share"])
    assert as_shown(sentence("not-found", path=NAME)).details == {"path": NAME}
    assert (path_as_shown(NAME), reason_as_shown(ValueError(NAME))) == (NAME, f"ValueError: {NAME}")
