"""``scan --review`` asks service by service, can go back, and says how many lines it put on the list."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from selfcheck.cli.review import meaning_of, parted, questions_of
from tests.helpers import simple
from tests.in_process import Outcome, command

PAYPAY, DOCOMO = "ペイペイ", "ドコモコウザ"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "x.csv"
    place.write_bytes(simple(PAYPAY, DOCOMO, PAYPAY, "電気", PAYPAY).encode("cp932"))
    return place


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "list" / "mine.json"


def review(file: Path, mine: Path, *answers: str) -> Outcome:
    typed = "".join(f"{answer}\n" for answer in answers)
    return command("scan", file, "--review", "--mine", mine, "-q", stdin=typed.encode())


def known(mine: Path) -> list[str]:
    return sorted(entry["service"] for entry in json.loads(mine.read_bytes())["entries"]) if mine.exists() else []


def reasons(mine: Path) -> set[str]:
    return {entry["reason"] for entry in json.loads(mine.read_bytes())["entries"]}


def test_all_lines_of_a_service_are_answered_at_once(file: Path, mine: Path):
    result = review(file, mine, "y", "コンビニ", "n")
    said = result.stderr.decode()
    assert known(mine) == ["paypay"] * 3
    assert reasons(mine) == {"コンビニ"}
    assert said.count("PayPay 3 件") == 1
    assert "一覧に 3 件を加えました" in said


def test_a_service_can_be_answered_line_by_line(file: Path, mine: Path):
    review(file, mine, "e", "y", "", "n", "y", "", "n")
    assert known(mine) == ["paypay"] * 2


def test_the_way_back_takes_an_answer_off_the_list(file: Path, mine: Path):
    result = review(file, mine, "y", "", "b", "n", "n")
    assert known(mine) == []
    assert "一覧に 0 件を加えました" in result.stderr.decode()


def test_before_the_first_question_there_is_none(file: Path, mine: Path):
    result = review(file, mine, "b", "y", "", "q")
    assert "最初の質問" in result.stderr.decode()
    assert known(mine) == ["paypay"] * 3


def test_enter_means_no_and_the_question_says_so(file: Path, mine: Path):
    result = review(file, mine, "", "")
    assert "（Enter も）" in result.stderr.decode()
    assert known(mine) == []


def test_a_yes_that_was_typed_ahead_is_no_reason(file: Path, mine: Path):
    review(file, mine, "y", "y", "q")
    assert reasons(mine) == {""}


def test_whoever_leaves_at_the_reason_has_answered(file: Path, mine: Path):
    review(file, mine, "y", "q", "y")
    assert known(mine) == ["paypay"] * 3


def test_an_answer_that_is_none_is_asked_again(file: Path, mine: Path):
    result = review(file, mine, "maybe", "ｙ", "", "e", "はい", "")
    assert "で答えてください" in result.stderr.decode()
    assert known(mine) == ["docomo-koza"] + ["paypay"] * 3


def test_ctrl_c_says_that_the_answers_are_kept(file: Path, mine: Path, monkeypatch: pytest.MonkeyPatch):
    asked = iter(["yes", KeyboardInterrupt])

    def answer(*_: object) -> str:
        given = next(asked)
        if given is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(given)

    monkeypatch.setattr("selfcheck.cli.review.Review._answer", answer)
    result = review(file, mine, "")
    assert result.returncode == 128 + signal.SIGINT
    assert "答えは残っています（一覧に 3 件" in result.stderr.decode()
    assert known(mine) == ["paypay"] * 3


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [("y", "yes"), ("ＹＥＳ", "yes"), ("はい", "yes"), ("いいえ", "no"), ("E", "each"), ("戻る", "back"), ("q", "quit"),
     ("", None), ("たぶん", None), ("yn", None)],
)  # fmt: skip
def test_an_answer_is_understood_in_any_language_and_width(typed: str, meaning: str | None):
    assert meaning_of(typed) == meaning


def test_questions_are_numbered_and_parted():
    class Line:
        def __init__(self, service: str) -> None:
            self.service = service

    questions = questions_of([Line("a"), Line("b"), Line("a")])  # type: ignore[list-item]
    assert [(question.place, len(question.findings)) for question in questions] == [("1/2", 2), ("2/2", 1)]
    assert [part.place for part in parted(questions[0])] == ["1/2 - 1/2", "1/2 - 2/2"]
    assert not questions[1].may_be_parted


def test_the_list_tells_its_entries_apart_by_month_and_service(file: Path, mine: Path):
    review(file, mine, "y", "", "y", "")
    listed = command("mine", "--mine", mine).stdout.decode()
    assert listed.count("2026-11 ") == 4
    assert "ドコモ口座" in listed
    for secret in (PAYPAY, "10,000", "10000", "2026-11-02"):
        assert secret not in listed
    entries = json.loads(command("mine", "--mine", mine, "--format", "json").stdout)["entries"]
    assert {entry["month"] for entry in entries} == {"2026-11"}


def test_a_list_of_an_earlier_version_is_read(mine: Path):
    mine.parent.mkdir()
    entry = {"hash": "0" * 64, "service": "paypay", "reason": "", "added": "2026-01-01"}
    mine.write_text(json.dumps({"schema": "selfcheck.mine/1", "key": "00", "entries": [entry]}), encoding="utf-8")
    assert "00000000" in command("mine", "list", "--mine", mine).stdout.decode()
