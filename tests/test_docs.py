"""What is written about the program is what the program does."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from types import ModuleType

import pytest

from tests.helpers import ROOT


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_reference_is_what_would_be_written_today(lang: str):
    module = maker()
    written = (ROOT / module.FILES[lang]).read_text(encoding="utf-8")
    assert written == module.reference(lang), "run docs/make_reference.py"


def test_every_command_that_the_readme_names_exists():
    commands = set(re.findall(r"^### `selfcheck ([a-z ]+)`", maker().reference("ja"), re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:bin/|`)selfcheck ([a-z]+)", readme))
    assert named <= {command.split()[0] for command in commands}
    assert {"scan", "sheet", "desks", "explain", "mine add", "services test", "incidents"} <= commands


def test_every_option_that_the_readme_names_exists():
    reference = maker().reference("ja")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    options = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", readme)) - {"--quiet"}
    assert options <= set(re.findall(r"(--[a-z-]+)", reference)) | {"--help", "--version"}


@pytest.mark.parametrize("name", ["speed", "fleet"])
def test_the_figures_that_the_documents_tell_were_measured(name: str):
    spec = importlib.util.spec_from_file_location("speed", ROOT / "benchmarks" / "speed.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["speed"] = module
    spec.loader.exec_module(module)
    measured = json.loads((ROOT / "benchmarks" / f"{name}.json").read_text(encoding="utf-8"))
    told = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    assert f"<!-- {name} -->\n{module.table(measured)}\n<!-- end -->" in told


def test_the_growth_that_the_documents_tell_was_measured():
    from benchmarks.growth.__main__ import table

    measured = json.loads((ROOT / "benchmarks" / "growth.json").read_text(encoding="utf-8"))
    told = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    assert f"<!-- growth -->\n{table(measured)}\n<!-- end -->" in told


def test_every_room_stands_in_the_tree_of_the_house_and_no_other():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tree = page.partition("## Where everything lives")[2].split("```")[1]
    named = set(
        re.findall(r"([a-z_]+)/", "\n".join(re.split(r"  +(?=\S)", line.strip(), maxsplit=1)[0] for line in tree.splitlines()))
    )
    rooms = {init.parent.name for init in (ROOT / "selfcheck").rglob("__init__.py")}
    assert named - {"banks", "layouts", "services", "templates"} == rooms


def test_at_most_ten_modules_lie_at_the_top():
    assert len(list((ROOT / "selfcheck").glob("*.py"))) <= 10


def test_every_place_that_the_recipes_name_is_there_in_both_languages():
    named = {}
    for name in ("CONTRIBUTING.md", "CONTRIBUTING.en.md"):
        page = (ROOT / name).read_text(encoding="utf-8")
        named[name] = set(re.findall(r"`((?:selfcheck|tests|docs|sample_statements|\.ci)/[\w./-]+)`", page))
        missing = [path for path in named[name] if not (ROOT / path).exists()]
        assert missing == []
    assert named["CONTRIBUTING.md"] == named["CONTRIBUTING.en.md"]
    assert len(named["CONTRIBUTING.md"]) > 10


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CONTRIBUTING.en.md"])
def test_the_tests_and_modules_that_the_recipes_name_exist(name: str):
    page = (ROOT / name).read_text(encoding="utf-8")
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"\*(test_[a-z_]+)\*", page))
    assert tests
    assert [test for test in tests if f"def {test}(" not in code] == []
    modules = set(re.findall(r"`((?:[a-z_]+/)+[a-z_.]+\.(?:py|toml|j2))`", page))
    assert [file for file in modules if not ((ROOT / file).exists() or (ROOT / "selfcheck" / file).exists())] == []


def statement_rows() -> list[list[str]]:
    page = (ROOT / "docs" / "statements.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[1:]]


def test_every_bank_that_is_known_stands_in_the_table_of_statements():
    from selfcheck.knowledge import load

    banks = [bank.name.ja for bank in load().banks.values()]
    cells = "\n".join(row[0] for row in statement_rows())
    assert [bank for bank in banks if bank not in cells] == []


def test_every_row_of_the_table_of_statements_has_a_source_with_its_date_or_says_that_none_was_found():
    rows = statement_rows()
    assert {len(row) for row in rows} == {4}
    for above, (bank, _, _, source) in zip([None, *rows], rows, strict=False):
        told = above[3] if above and source == "同上" else source
        dated = re.search(r"\d{4}年\d+月|日付なし", told) and "](https://" in told
        assert dated or "出典が見つかりませんでした" in told, bank
