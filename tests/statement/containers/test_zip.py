"""Every statement in an archive is read, and what cannot be unpacked says why."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report
from tests.helpers import SAMPLES, simple


def archive(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def scan_zip(folder: Path, data: bytes) -> Report:
    (folder / "meisai.zip").write_bytes(data)
    return selfcheck.scan(folder / "meisai.zip")


def test_every_statement_in_an_archive_is_read(tmp_path: Path):
    yucho = (SAMPLES / "yucho.csv").read_bytes()
    report = scan_zip(tmp_path, archive(**{"b.csv": yucho, "a.csv": simple("電気").encode("cp932"), "x.txt.exe": b"no"}))
    assert [(s.container, s.status, Path(s.path).name) for s in report.statements] == [
        ("zip-member", "read", "a.csv"),
        ("zip-member", "read", "b.csv"),
    ]
    assert report.exit_code == 1


def test_a_member_that_would_become_too_large_is_refused(tmp_path: Path):
    report = scan_zip(tmp_path, archive(**{"bomb.csv": b"0" * 50_000_000, "good.csv": simple("ドコモコウザ").encode()}))
    assert [Path(statement.path).name for statement in report.statements] == ["good.csv"]
    assert [(Path(file.path).name, file.reason, file.sentence.key) for file in report.skipped] == [
        ("bomb.csv", "not-opened", "zip-too-large")
    ]
    assert report.exit_code == 1


def test_names_that_climb_out_of_the_folder_are_only_labels(tmp_path: Path):
    before = sorted(tmp_path.parent.iterdir())
    report = scan_zip(tmp_path, archive(**{"..__..__evil.csv": simple("電気").encode()}))
    assert report.statements[0].status == "read"
    assert sorted(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04" + bytes(100), "broken-zip"), (archive(**{"a.jpg": b"x"}), "empty-zip"),
     (archive(**{"inner.csv": archive(**{"a.csv": b"x"})}), "empty-zip")],
)  # fmt: skip
def test_an_archive_that_cannot_be_used_says_why(data: bytes, code: str, tmp_path: Path):
    report = scan_zip(tmp_path, data)
    assert [problem.code for problem in report.statements[0].problems] == [code]
    assert report.exit_code == 4
