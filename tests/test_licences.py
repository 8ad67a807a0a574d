"""Nothing that comes along with selfcheck is under a licence that its holder would have to mind."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import Path

import pytest

from tests.helpers import ROOT
from tests.licences import EXTRAS, READ, is_free, licence, needed, refused


def test_all_that_is_installed_with_selfcheck_is_free():
    assert {"msgspec", "typer", "pandas", "markupsafe"} <= needed()
    pytest.importorskip("distributed", reason="the extra fleet is not installed")
    assert {"tornado", "cryptography"} <= needed(extra="fleet")
    assert refused() == []


def installed(folder: Path, name: str, *fields: str) -> None:
    place = folder / f"{name.replace('-', '_')}-1.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(
        "\n".join((f"Metadata-Version: 2.4\nName: {name}\nVersion: 1", *fields, "")), encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("License-Expression: GPL-3.0-or-later",), "GPL-3.0-or-later"),
        (("License-Expression: MIT AND LGPL-2.1-only",), "MIT AND LGPL-2.1-only"),
        (("Classifier: License :: OSI Approved :: GNU Affero General Public License v3",), "GNU-Affero"),
        (("License: GNU GPL v3", "Classifier: License :: OSI Approved :: MIT License"), "MIT AND GPL"),
        (("License: Proprietary",), "Proprietary"),
        ((), "unknown"),
    ],
)
def test_what_is_not_free_is_named_however_deep_it_lies(
    fields: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.syspath_prepend(tmp_path)
    installed(tmp_path, "invented-house", "Requires-Dist: invented-room", 'Requires-Dist: absent; extra == "other"')
    installed(tmp_path, "invented-room", "License-Expression: MIT", "Requires-Dist: invented-guest")
    installed(tmp_path, "invented-guest", *fields)
    (wrong,) = refused("invented-house")
    assert wrong.startswith(f"invented-guest: {told}")


@pytest.mark.parametrize(
    ("expression", "free"),
    [
        ("MIT", True), ("MIT AND BSD-3-Clause", True), ("GPL-2.0-only OR MIT", True), ("(GPL-2.0-only OR MIT) AND ISC", True),
        ("MIT AND (LGPL-3.0-only OR GPL-3.0-only)", False), ("GPL-2.0-only", False), ("", False), ("LicenseRef-Own", False),
    ],
)  # fmt: skip
def test_of_a_choice_one_is_enough_of_both_each_is_needed(expression: str, free: bool):
    assert is_free(expression) == free


def test_the_words_of_older_metadata_are_understood():
    message = Message()
    message["Classifier"] = "License :: OSI Approved :: Apache Software License"
    message["Classifier"] = "License :: OSI Approved"
    assert licence(message) == "Apache-2.0"


@pytest.mark.parametrize("part", ["## 使っている部品", "## What it is built on"])
def test_every_part_that_comes_along_stands_in_the_table_with_its_licence(part: str):
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").replace("### ", "## ").partition(part)[2].partition("\n## ")[0]
    named = set(re.findall(r"[a-z][a-z0-9_-]+", "".join(line for line in table.splitlines() if line.startswith("|")).lower()))
    direct = {one for one in set().union(*(needed(extra=extra) for extra in EXTRAS)) if one not in named}
    assert not direct, direct
    assert set(READ) <= named
