"""One table of containers answers whoever asks what a file is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import selfcheck
from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.registry import CONTAINERS, container_of, is_delimited, names, suffixes
from tests.helpers import SAMPLES, simple

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/report.schema.json").read_text(encoding="utf-8"))


def test_the_schema_names_exactly_the_containers_of_the_table():
    statement = SCHEMA["properties"]["statements"]["items"]
    assert set(statement["properties"]["container"]["enum"]) == names()


def test_every_suffix_is_a_dot_and_small_letters_or_digits():
    assert all(suffix[0] == "." and suffix[1:].isalnum() and suffix == suffix.lower() for suffix in suffixes())


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_a_folder_is_searched_for_every_suffix_of_the_table(container: object, tmp_path: Path):
    for suffix in container.suffixes:  # type: ignore[attr-defined]
        (tmp_path / f"meisai{suffix.upper()}").write_text(simple("電気"), encoding="utf-8")
    found = [Path(statement.path).suffix.lower() for statement in selfcheck.scan(tmp_path).statements]
    assert sorted(found) == sorted(container.suffixes)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sample", "name"), [("yucho.csv", "csv"), ("zengin.txt", "zengin"), ("zengin_comma.csv", "zengin"), ("ofx.ofx", "ofx")]
)
def test_a_file_is_recognised_by_what_is_in_it(sample: str, name: str):
    assert container_of(Source("x", (SAMPLES / sample).read_bytes())).name == name


@pytest.mark.parametrize("sample", ["rakuten.csv", "zengin.txt", "zengin_comma.csv", "ofx.ofx", "simple_ods.ods"])
def test_a_bank_that_is_named_counts_for_a_file_of_every_kind(sample: str):
    assert selfcheck.read(SAMPLES / sample, bank="みずほ銀行").bank == "mizuho"


def test_what_is_no_text_is_refused_before_it_is_decoded():
    with pytest.raises(UnreadableError, match="画像"):
        is_delimited(Source("x", b"GIF89a"))
    with pytest.raises(UnreadableError, match="空"):
        container_of(Source("x", b""))
