"""What is kept for the next time: where, for whom, and what of it can be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from selfcheck import InputError, OptionError
from selfcheck.assessment import mine, watch
from selfcheck.assessment.kept import kept_in, keyed_hash, new_key
from selfcheck.assessment.mine import MineList, change_mine, load_mine
from selfcheck.assessment.watch import Watch, load_or_nothing, load_watch

TODAY = dt.date(2026, 11, 22)


def adding(found: MineList, identity: str, service: str, *details: str, **options: Any) -> MineList:
    return found.adding(found.entry(identity, service, *details, **options))


def test_both_files_lie_in_a_folder_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert kept_in("x.json").parent.name == "selfcheck"
    assert {mine.default_path().name, watch.default_path().name} == {"mine.json", "watch.json"}
    assert mine.default_path().parent == watch.default_path().parent


def test_keys_differ_and_with_them_the_hashes():
    one, other = new_key(), new_key()
    assert one != other
    assert len(bytes.fromhex(one)) == 32
    assert keyed_hash(one, "a") == keyed_hash(one, "a") != keyed_hash(other, "a")
    assert keyed_hash(one, "a") != keyed_hash(one, "b")
    assert keyed_hash(one, "\ud800")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"schema": "selfcheck.mine/2", "key": "00", "entries": []}',
        b'{"schema": "selfcheck.mine/1", "key": "no hex", "entries": []}',
        b'{"schema": "selfcheck.mine/1", "key": "00", "entries": [], "more": 1}',
    ],
)
def test_what_is_no_list_is_refused_and_left_as_it_is(content: bytes, tmp_path: Path):
    place = tmp_path / "mine.json"
    place.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.json"):
        change_mine(place, TODAY, lambda found: found)
    assert place.read_bytes() == content


def test_a_folder_is_no_list_and_a_damaged_record_checks_everything_and_says_why(tmp_path: Path):
    with pytest.raises(InputError):
        load_mine(tmp_path, TODAY)
    (tmp_path / "watch.json").write_bytes(b"{")
    with pytest.raises(InputError):
        load_watch(tmp_path / "watch.json", TODAY)
    found = load_or_nothing(tmp_path / "watch.json", TODAY)
    assert found.accounts == ()
    assert found.unreadable
    nothing = load_or_nothing(tmp_path / "none.json", TODAY)
    assert (nothing.accounts, nothing.unreadable) == ((), "")


def test_a_change_that_fails_leaves_the_list_as_it_was(tmp_path: Path):
    place = tmp_path / "mine.json"
    change_mine(place, TODAY, lambda found: adding(found, "a", "paypay", "電気", month="2026-11"))
    before = place.read_bytes()
    with pytest.raises(OptionError):
        change_mine(place, TODAY, lambda found: found.removing(["00000000"]))
    assert place.read_bytes() == before


def test_an_entry_for_the_same_line_is_replaced_and_one_is_taken_away_alone():
    found = adding(adding(MineList(TODAY), "a", "paypay"), "b", "merpay", "家族", month="2026-10")
    found = adding(found, "a", "kyash", "わたし")
    assert [(one.service, one.reason, one.added, one.month) for one in found.entries] == [
        ("merpay", "家族", TODAY, "2026-10"),
        ("kyash", "わたし", TODAY, ""),
    ]
    entry = found.covering("a")
    assert entry
    assert entry.service == "kyash"
    assert len(entry.id) == 8
    assert entry.hash.startswith(entry.id)
    assert [one.service for one in found.without(["a", "c"]).entries] == ["merpay"]
    assert [one.service for one in found.removing([entry.id]).entries] == ["merpay"]
    assert found.covering("c") is None
    assert MineList(TODAY).covering("a") is None


@pytest.mark.parametrize(("days", "covers"), [(-1, False), (0, True), (1, True)])
def test_an_entry_counts_on_its_last_day_and_not_after_it(days: int, covers: bool):
    found = adding(MineList(TODAY), "a", "paypay", expires=TODAY + dt.timedelta(days=days))
    assert (found.covering("a") is not None) == covers


def test_a_key_is_its_own_for_every_list_and_record():
    assert MineList(TODAY).key != MineList(TODAY).key
    assert Watch(TODAY).key != Watch(TODAY).key
