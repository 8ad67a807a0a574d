"""A copy without its holder: the same layout, and nothing that was in it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import selfcheck
from selfcheck.allowed.text import allowed_text
from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher
from selfcheck.sanitize.copy import sanitized
from selfcheck.statement.options import Options
from tests.helpers import GOLDEN, SAMPLES, sample_of
from tests.in_process import command

OPTIONS = Options(dt.date(2026, 11, 22))
MATCHER, ALLOWED = Matcher(load()), allowed_text()
TABLES = [sample_of(file) for file in GOLDEN if selfcheck.scan(sample_of(file)).statements[0].container == "csv"]
each_table = pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)


def copy_of(file: Path, folder: Path) -> Path:
    copy = folder / file.name
    copy.write_bytes(sanitized(file, OPTIONS).data)
    return copy


@each_table
def test_the_copy_has_the_same_layout_lines_dates_and_services(file: Path, tmp_path: Path):
    old, new = selfcheck.read(file), selfcheck.read(copy_of(file, tmp_path))
    for name in ("encoding", "bank", "layout", "columns", "lines", "delimiter", "header", "header_line"):
        assert getattr(new, name) == getattr(old, name), name
    for name in ("line", "date"):
        assert list(new.transactions[name]) == list(old.transactions[name])
    for name in ("withdrawal", "deposit", "balance"):
        assert list(new.transactions[name].notna()) == list(old.transactions[name].notna())
    assert new.balance_check.status == old.balance_check.status
    assert file.read_bytes().count(b"\n") == (tmp_path / file.name).read_bytes().count(b"\n")
    found = [[(f.line, f.service, f.level) for f in selfcheck.scan(one).findings] for one in (file, tmp_path / file.name)]
    assert sorted(found[0]) == sorted(found[1])


@each_table
def test_no_name_number_or_amount_survives(file: Path, tmp_path: Path):
    old, new = selfcheck.read(file), selfcheck.read(copy_of(file, tmp_path))
    for name in ("withdrawal", "deposit", "balance"):
        before, after = ({int(v) for v in s.transactions[name].dropna() if abs(v) >= 1000} for s in (old, new))
        assert not before & after
    text = "\n".join((*(one.searchable for one in new.records.texts), *(other.text for other in new.others)))
    services = " ".join(place.printed for one in old.records.texts for place in MATCHER.places(one.searchable))
    words = {word for one in old.records.texts for word in re.findall(r"[^\s()（）「」\[\]/／:：,，、*＊]{3,}", one.searchable)}
    words = {word for word in words if not word.isdigit() or len(word) > 4}
    private = {word for word in words if word not in services and not MATCHER.places(word) and not ALLOWED.in_cell(word)}
    assert len(private) > 3
    assert {word for word in private if word in text} == set()
    assert not {one.number for one in old.records.texts if one.number} & {one.number for one in new.records.texts}


NAMES = ["ﾔﾏｶﾞﾜ ﾊﾅｺ", "ヤマガワ　ハナコ", "山河花子", "Yamagawa Hanako", "カ）ヤマガワデンキ", "0451239876", "﨑山髙子"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", ["mufg", "yucho", "rakuten", "simple_utf8", "smbc"])
def test_a_name_planted_anywhere_in_a_file_is_gone(file: str, name: str, tmp_path: Path):
    """Behind every label, in a memo, glued to a service, in the footer."""
    source = SAMPLES / f"{file}.csv"
    statement = selfcheck.read(source)
    lines = source.read_bytes().decode(statement.encoding or "").splitlines()
    delimiter = statement.delimiter
    memo = next(iter(statement.columns["memo"]))
    place = statement.header.index(memo)
    at = int(statement.transactions["line"].iloc[0]) - 1
    cells = lines[at].split(delimiter)
    cells[place] = f'"{name}"'
    glued = [*cells]
    glued[place] = f'"ﾄﾞｺﾓｺｳｻﾞ {name}"'
    above = [f"お名前{name}様", f"口座番号：{name}", f"名義人{delimiter}{name}", f"{name}{delimiter}普通預金"]
    text = [*above, *lines[:at], delimiter.join(cells), delimiter.join(glued), *lines[at:], f"以上 {name}"]
    planted = tmp_path / "planted.csv"
    planted.write_bytes("\r\n".join(text).encode("cp932" if statement.encoding == "cp932" else "utf-8"))
    made = sanitized(planted, OPTIONS).data
    decoded = made.decode("cp932" if statement.encoding == "cp932" else "utf-8-sig")
    assert not [part for part in re.split(r"[\s　]", name) if part.removeprefix("カ）") in decoded]
    assert "ﾄﾞｺﾓｺｳｻﾞ" in decoded


def test_the_command_writes_a_copy_and_says_to_look_at_it(tmp_path: Path):
    target = tmp_path / "copy.csv"
    result = command("sanitize", SAMPLES / "mufg.csv", "--output", target)
    assert result.returncode == 0
    assert "目でも確かめて" in result.stderr.decode()
    assert selfcheck.read(target).layout == "mufg-9"
    assert command("sanitize", SAMPLES / "mufg.csv", "--output", target).returncode == 2
    assert command("sanitize", SAMPLES / "ofx.ofx", "--output", tmp_path / "x").returncode == 2
    assert command("sanitize", tmp_path / "none.csv", "--output", tmp_path / "x").returncode == 4


@pytest.mark.parametrize("name", ["saved_page.html", "saved_mhtml.mhtml", "simple_xlsx.xlsx", "simple_ods.ods"])
def test_a_page_and_a_workbook_become_a_csv_of_the_same_columns(name: str, tmp_path: Path):
    target = tmp_path / "copy.csv"
    assert command("sanitize", SAMPLES / name, "--output", target).returncode == 0
    old, new = selfcheck.read(SAMPLES / name), selfcheck.read(target)
    assert (new.container, new.columns, new.balance_check.status) == ("csv", old.columns, "consistent")
    assert list(new.transactions["date"]) == list(old.transactions["date"])
    found = [[(f.date, f.service) for f in selfcheck.scan(file).findings] for file in (SAMPLES / name, target)]
    assert sorted(found[0]) == sorted(found[1])
    made = target.read_text(encoding="utf-8-sig")
    assert not [word for word in ("コトリ", "アオゾラ", "ミズイロ", "7654321", "家計簿", "248045", "248,045") if word in made]


def test_what_is_no_table_has_no_copy(tmp_path: Path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(SAMPLES / "mufg.csv", "mufg.csv")
    for file in (tmp_path / "x.zip", SAMPLES / "zengin.txt", SAMPLES / "ofx.ofx"):
        assert command("sanitize", file, "--output", tmp_path / "copy").returncode == 2
        assert not (tmp_path / "copy").exists()


def test_the_number_of_an_account_in_the_header_is_gone(tmp_path: Path):
    header = "日付,摘要,お支払金額,お預り金額,残高(口座1234567),普通 ﾔﾏﾀﾞ 7654321"
    lines = (header, "2020/9/1,ﾃﾞﾝｷ,5000,,995000,", "2020/9/2,ﾄﾞｺﾓｺｳｻﾞ,30000,,965000,")
    (tmp_path / "x.csv").write_text("\n".join(lines), encoding="cp932")
    made = sanitized(tmp_path / "x.csv", OPTIONS).data.decode("cp932")
    assert not [word for word in ("1234567", "7654321", "ﾔﾏﾀﾞ") if word in made]
    (tmp_path / "y.csv").write_text(made, encoding="cp932")
    assert len(selfcheck.read(tmp_path / "y.csv").transactions) == 2
