"""The list of withdrawals that the holder knows: what it holds, what it covers, how it is asked for."""

from __future__ import annotations

import datetime as dt
import json
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import selfcheck
from selfcheck import InputError, Level, OptionError
from selfcheck.assessment.mine import MineList, change_mine, load_mine
from tests.helpers import link_to, run_command, simple
from tests.in_process import command

TODAY = dt.date(2026, 11, 22)
MEMOS = ("ＲＴＫ　ペイペイ", "電気", "ドコモコウザ")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "meisai.csv"
    path.write_bytes(simple(*MEMOS).encode("cp932"))
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "list" / "mine.json"


def scan(path: Path, mine: MineList) -> dict[str, Level]:
    report = selfcheck.scan(path, today=TODAY, mine=mine)
    return {finding.service: finding.level for finding in report.findings}


def knowing(path: Path, service: str, **options: object) -> MineList:
    (finding,) = (one for one in selfcheck.scan(path, today=TODAY).findings if one.service == service)
    mine = MineList(TODAY)
    return mine.adding(mine.entry(finding.identity, service, **options))  # type: ignore[arg-type]


def test_a_line_on_the_list_is_a_note_and_only_that_line(file: Path):
    assert scan(file, knowing(file, "paypay")) == {"paypay": Level.NOTE, "docomo-koza": Level.CHECK}


def test_the_reason_is_said(file: Path):
    report = selfcheck.scan(file, today=TODAY, mine=knowing(file, "paypay", reason="家族の分"))
    messages = [report.reason(reason) for finding in report.findings for reason in finding.reasons]
    assert any("家族の分" in message for message in messages)


def test_a_line_is_known_again_in_another_download(file: Path, tmp_path: Path):
    mine = knowing(file, "paypay")
    rows = simple(*MEMOS).splitlines()
    longer = tmp_path / "longer.csv"
    longer.write_text("\n".join([rows[0], "2026/10/01,ガス,2000,,1000000", *rows[1:]]) + "\n", encoding="utf-8")
    assert scan(longer, mine)["paypay"] is Level.NOTE
    half = tmp_path / "half.csv"
    half.write_text("\n".join(rows).replace("ＲＴＫ　ペイペイ", "RTK ﾍﾟｲﾍﾟｲ") + "\n", encoding="utf-8")
    assert scan(half, mine)["paypay"] is Level.NOTE


@pytest.mark.parametrize(("old", "new"), [("10000", "10001"), ("2026/11/02", "2026/11/03"), ("ペイペイ", "PayPay")])
def test_another_day_amount_or_memo_is_another_line(old: str, new: str, file: Path, tmp_path: Path):
    other = tmp_path / "other.csv"
    other.write_text(simple(*MEMOS).replace(old, new), encoding="utf-8")
    assert scan(other, knowing(file, "paypay"))["paypay"] is not Level.NOTE


def test_the_same_line_of_another_account_is_another_line(tmp_path: Path):
    paths = []
    for number in ("1111111", "2222222"):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(f"口座番号,{number}\n" + simple("ペイペイ"), encoding="utf-8")
    mine = knowing(paths[0], "paypay")
    assert scan(paths[0], mine)["paypay"] is Level.NOTE
    assert scan(paths[1], mine)["paypay"] is Level.CHECK


def test_a_second_equal_line_is_not_covered_by_the_first(file: Path, tmp_path: Path):
    twice = tmp_path / "twice.csv"
    twice.write_text(simple("ＲＴＫ　ペイペイ", "ＲＴＫ　ペイペイ"), encoding="utf-8")
    report = selfcheck.scan(twice, today=TODAY, mine=knowing(file, "paypay"))
    assert sorted(finding.level.value for finding in report.findings) == ["check", "note"]


def test_an_entry_counts_until_its_last_day(file: Path):
    mine = knowing(file, "paypay", expires=TODAY)
    assert scan(file, mine)["paypay"] is Level.NOTE
    tomorrow = MineList(TODAY + dt.timedelta(days=1), mine.key, mine.entries)
    assert scan(file, tomorrow)["paypay"] is Level.CHECK


def test_the_file_holds_no_memo_amount_or_account_and_is_for_its_owner_alone(file: Path, place: Path):
    change_mine(place, TODAY, lambda _: knowing(file, "paypay", reason="家族の分"))
    text = place.read_text(encoding="utf-8")
    assert not any(secret in text for secret in ("10000", "10,000", "ペイペイ", "ﾍﾟｲ", "2026-11-02"))
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    beside = {path.name: path.stat().st_size for path in place.parent.iterdir() if path != place}
    assert beside in ({"mine.json.lock": 0}, {})  # the lock goes away by itself on Windows


def test_what_was_saved_is_loaded(file: Path, place: Path):
    mine = knowing(file, "paypay", reason="家族の分", expires=dt.date(2027, 1, 1))
    change_mine(place, TODAY, lambda _: mine)
    assert load_mine(place, TODAY) == mine
    assert load_mine(place.with_name("none.json"), TODAY).entries == ()


def test_the_same_line_has_another_hash_in_another_list(file: Path):
    assert knowing(file, "paypay").entries[0].hash != knowing(file, "paypay").entries[0].hash


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"schema":"selfcheck.mine/2","key":"00","entries":[]}',
                                     b'{"schema":"selfcheck.mine/1","key":"zz","entries":[]}'])  # fmt: skip
def test_a_file_that_is_no_list_is_named_and_left_alone(content: bytes, place: Path):
    place.parent.mkdir()
    place.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.json"):
        load_mine(place, TODAY)
    assert place.read_bytes() == content


def test_an_unknown_id_cannot_be_removed():
    with pytest.raises(OptionError, match="abc"):
        MineList(TODAY).removing(["abc"])


# --- the commands ---------------------------------------------------------------------------------


def test_add_list_remove(file: Path, place: Path):
    added = command("mine", "add", file, "--number", "1", "--reason", "自分のチャージ", "--mine", place)
    assert added.returncode == 0, added.stderr
    (entry,) = json.loads(command("mine", "list", "--format", "json", "--mine", place).stdout)["entries"]
    assert (entry["service"], entry["reason"]) == ("paypay", "自分のチャージ")
    assert "自分のチャージ" in command("mine", "list", "--mine", place).stdout.decode()
    scanned = command("scan", file, "--mine", place, "--format", "json")
    assert json.loads(scanned.stdout)["summary"] == {"alert": 0, "check": 1, "note": 1}
    assert "1 件を参考" in scanned.stderr.decode()
    ignored = command("scan", file, "--mine", place, "--no-mine", "--format", "json")
    assert json.loads(ignored.stdout)["summary"]["check"] == 2
    assert command("mine", "remove", entry["id"], "--mine", place).returncode == 0
    assert json.loads(command("mine", "list", "--format", "json", "--mine", place).stdout)["entries"] == []


def test_entries_that_were_not_met_are_counted(file: Path, place: Path, tmp_path: Path):
    command("mine", "add", file, "-n", "1", "--mine", place)
    other = tmp_path / "other.csv"
    other.write_text(simple("電気"), encoding="utf-8")
    assert "なかったもの: 1 件" in command("scan", other, "--mine", place).stderr.decode()


@pytest.mark.parametrize("number", ["0", "3", "x", "1-", "-1", "", "2-1"])
def test_a_number_that_is_not_in_the_report_is_a_wrong_call(number: str, file: Path, place: Path):
    result = command("mine", "add", file, f"--number={number}", "--mine", place)
    assert result.returncode == 2
    assert not place.exists()


def test_the_place_can_be_told_by_the_environment(file: Path, place: Path):
    command("mine", "add", file, "-n", "1,2", SELFCHECK_MINE=str(place))
    assert len(json.loads(place.read_bytes())["entries"]) == 2


@pytest.mark.slow
def test_runs_at_the_same_time_lose_nothing(tmp_path: Path, place: Path):
    file = tmp_path / "many.csv"
    file.write_text(simple(*["ペイペイ"] * 6), encoding="utf-8")
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda n: run_command("mine", "add", file, "-n", str(n), "--mine", place), range(1, 7)))
    assert [one.returncode for one in done] == [0] * 6
    assert len(json.loads(place.read_bytes())["entries"]) == 6


def test_a_list_behind_a_link_is_written_where_it_lies(file: Path, tmp_path: Path):
    cloud, link = tmp_path / "cloud.json", tmp_path / "mine.json"
    change_mine(cloud, TODAY, lambda mine: mine)
    link_to(link, cloud)
    command("mine", "add", file, "-n", "１", "--mine", link)
    assert link.is_symlink()
    assert len(json.loads(cloud.read_bytes())["entries"]) == 1


def test_what_was_added_is_said(file: Path, place: Path):
    said = command("mine", "add", file, "-n", "1", "--mine", place).stderr.decode()
    assert "ＲＴＫ　ペイペイ" in said
    assert "2026年11月2日" in said


def test_a_review_that_could_not_be_kept_is_refused_before_it_asks(file: Path, tmp_path: Path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = command("scan", file, "--review", "--mine", tmp_path / "file" / "mine.json", stdin=b"y\n\n" * 5)
    assert result.returncode == 4
    assert "覚えがありますか" not in result.stderr.decode()


def test_an_equal_line_with_another_balance_is_another_line(tmp_path: Path):
    hers, his = tmp_path / "hers.csv", tmp_path / "his.csv"
    hers.write_text(simple("ペイペイ"), encoding="utf-8")
    his.write_text(simple("ペイペイ", start=500_000), encoding="utf-8")
    assert scan(his, knowing(hers, "paypay"))["paypay"] is Level.CHECK


def test_without_a_list_nothing_is_written(file: Path, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    result = command("scan", file, HOME=str(home), XDG_DATA_HOME=str(home / "data"))
    assert result.returncode == 1
    assert list(home.iterdir()) == []


def test_a_review_asks_about_every_finding_and_keeps_what_is_known(file: Path, place: Path):
    result = command("scan", file, "--review", "--mine", place, "--format", "json", stdin="y\n家族の分\nn\n".encode())
    assert json.loads(result.stdout)["summary"] == {"alert": 0, "check": 1, "note": 1}
    assert result.stderr.decode().count("覚えがありますか") == 2
    (entry,) = json.loads(place.read_bytes())["entries"]
    assert (entry["service"], entry["reason"]) == ("paypay", "家族の分")


def test_a_review_can_be_left_and_an_odd_answer_is_asked_again(file: Path, place: Path):
    result = command("scan", file, "--review", "--mine", place, stdin="?\nはい\n\nq\n".encode())
    assert result.returncode == 1
    assert len(json.loads(place.read_bytes())["entries"]) == 1


def test_a_review_that_ends_early_keeps_what_was_answered_and_prints_the_report(file: Path, place: Path):
    result = command("scan", file, "--review", "--mine", place, stdin="ｙ\n家族の分\n".encode())
    assert result.returncode == 1
    assert "ドコモ口座" in result.stdout.decode()
    assert len(json.loads(place.read_bytes())["entries"]) == 1


def test_a_review_cannot_read_the_statement_from_standard_input(file: Path, place: Path):
    assert command("scan", "-", "--review", "--mine", place, stdin=file.read_bytes()).returncode == 2


def test_a_place_that_cannot_be_written_is_named(file: Path, tmp_path: Path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = command("mine", "add", file, "-n", "1", "--mine", tmp_path / "file" / "mine.json")
    assert result.returncode == 4
    assert "mine.json" in result.stderr.decode()
