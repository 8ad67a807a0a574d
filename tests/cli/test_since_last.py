"""``scan --since-last`` and ``watch``: what the command keeps, says and forgets."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from selfcheck import InputError, OptionError
from selfcheck.assessment.watch import change_watch, load_watch
from tests.assessment.months import TODAY, part
from tests.helpers import simple
from tests.in_process import Outcome, command


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "watch.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "meisai.csv"
    path.write_text(part(0, 6), encoding="utf-8")
    return path


def since(file: Path | str, place: Path, *more: str | Path, stdin: bytes = b"") -> Outcome:
    return command("scan", file, "--since-last", "--watch", place, "--today", "2026-11-22", *more, stdin=stdin)


def test_the_command_keeps_what_it_has_checked_and_says_where(file: Path, place: Path):
    first = since(file, place)
    assert first.returncode == 1
    assert "この口座の記録がまだない" in first.stdout.decode()
    assert str(place) in first.stderr.decode()
    again = since(file, place)
    assert again.returncode == 0
    assert "2026年10月20日まで前に確かめてあり" in again.stdout.decode()
    assert "前にお知らせした 2 件" in again.stdout.decode()


def test_json_tells_since_when_and_what_is_missing(file: Path, place: Path):
    since(file, place)
    file.write_text(part(7, 8), encoding="utf-8")
    told = json.loads(since(file, place, "--format", "json").stdout)["since_last"]
    (account,) = told["accounts"]
    assert (account["since"], account["known"], account["left_out"]) == ("2026-10-20", "number", 0)
    assert account["missing"] == [{"from": "2026-10-20", "to": "2026-11-10", "months": [], "proven": True}]


def test_a_missing_month_is_said_with_what_to_do(file: Path, place: Path):
    file.write_text(part(0, 3), encoding="utf-8")
    since(file, place)
    file.write_text(part(7, 8), encoding="utf-8")
    said = since(file, place)
    assert said.returncode == 3
    assert "2026年10月の明細がありません" in said.stdout.decode()
    assert "watch forget" in said.stdout.decode()


def test_without_being_asked_nothing_is_kept(file: Path, place: Path):
    command("scan", file, SELFCHECK_WATCH=str(place))
    assert not place.exists()
    assert command("scan", file, "--watch", place).returncode == 2


def test_the_file_holds_no_memo_amount_or_number_and_is_for_its_owner_alone(file: Path, place: Path):
    since(file, place)
    text = place.read_text(encoding="utf-8")
    assert not any(secret in text for secret in ("1111111", "10000", "20000", "ペイペイ", "9/10", "09-10", "meisai"))
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_report_that_could_not_be_written_leaves_everything_to_be_checked(file: Path, place: Path, tmp_path: Path):
    assert since(file, place, "--output", tmp_path / "none" / "report.html").returncode == 4
    assert not place.exists()


def test_a_report_that_nobody_saw_leaves_everything_to_be_checked(file: Path, place: Path):
    quiet = command("-q", "scan", file, "--since-last", "--watch", place)
    assert quiet.returncode == 1
    assert "加えていません" in quiet.stderr.decode()
    assert not place.exists()


def test_a_file_that_is_no_statement_keeps_nothing(place: Path, tmp_path: Path):
    other = tmp_path / "letter.txt"
    other.write_text("こんにちは\n", encoding="utf-8")
    assert since(other, place).returncode == 4
    assert not place.exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"schema":"selfcheck.watch/1","key":"zz","accounts":[]}'])
def test_a_damaged_record_checks_everything_and_is_left_alone(content: bytes, file: Path, place: Path):
    place.parent.mkdir()
    place.write_bytes(content)
    result = since(file, place)
    assert result.returncode == 1
    assert "記録が読めない" in result.stdout.decode()
    assert "watch forget --all" in result.stdout.decode()
    assert place.read_bytes() == content
    with pytest.raises(InputError, match=r"watch\.json"):
        load_watch(place, TODAY)
    assert command("watch", "list", "--watch", place).returncode == 4
    assert command("watch", "forget", "--all", "--watch", place).returncode == 0
    assert not place.exists()


def test_list_and_forget(file: Path, place: Path):
    since(file, place)
    (account,) = json.loads(command("watch", "list", "--format", "json", "--watch", place).stdout)["accounts"]
    assert account["periods"] == [{"from": "2026-09-01", "to": "2026-10-20"}]
    assert account["id"] in command("watch", "--watch", place).stdout.decode()
    assert command("watch", "forget", account["id"], "--watch", place).returncode == 0
    assert since(file, place).returncode == 1
    for wrong in ([], ["--all", account["id"]], ["00000000"]):
        assert command("watch", "forget", *wrong, "--watch", place).returncode == 2


def test_an_unknown_id_changes_nothing(file: Path, place: Path):
    since(file, place)
    before = place.read_bytes()
    with pytest.raises(OptionError, match="0000"):
        change_watch(place, TODAY, lambda kept: kept.forgetting(["0000"]))
    assert place.read_bytes() == before


def test_a_shared_report_tells_no_id(file: Path, place: Path):
    shared = since(file, place, "--share", "--format", "json")
    assert json.loads(shared.stdout)["since_last"]["accounts"][0]["id"] == "***"
    assert since(file, place).returncode == 0


def test_the_record_is_never_overwritten_by_a_report(file: Path, place: Path):
    since(file, place)
    before = place.read_bytes()
    assert since(file, place, "--output", place, "--force", "--format", "json").returncode == 2
    assert place.read_bytes() == before


def test_what_the_holder_knows_is_a_note_and_not_asked_again(file: Path, place: Path, tmp_path: Path):
    mine = tmp_path / "mine.json"
    reviewed = since(file, place, "--review", "--mine", mine, stdin=b"y\n\nn\n")
    assert reviewed.returncode == 1
    again = json.loads(since(file, place, "--mine", mine, "--format", "json").stdout)
    assert again["findings"] == []
    assert again["since_last"]["left_out"] == 1


def test_a_folder_of_several_downloads_of_one_account(place: Path, tmp_path: Path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, text in (("a", part(0, 5)), ("b", part(3, 8)), ("c", simple("電気"))):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    first = json.loads(since(folder, place, "--format", "json").stdout)
    assert first["summary"]["alert"] + first["summary"]["check"] == 3
    again = json.loads(since(folder, place, "--format", "json").stdout)
    assert again["findings"] == []
    assert [account["left_out"] for account in again["since_last"]["accounts"]] == [3, 0]


def test_standard_input_is_known_again(file: Path, place: Path):
    since(file, place)
    assert since("-", place, stdin=file.read_bytes()).returncode == 0
