"""From a path to a statement: which files are meant, what a file gives, and what is said of it as a whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from selfcheck.errors import InputError, OptionError, UnreadableError
from selfcheck.model.statement import Fate, Skipped, Statement
from selfcheck.model.transactions import LineText, Row
from selfcheck.statement.build import ahead_of, broken_characters, miscount, nameless
from selfcheck.statement.containers.container import Source
from selfcheck.statement.gathered import gathered, is_like_a_statement
from selfcheck.statement.inputs import Input, find_inputs
from selfcheck.statement.options import Options, options_for
from selfcheck.statement.reader import only, read_input, read_path, statements_in
from tests.helpers import codes_of
from tests.statement.rows.made import TODAY, read_of

OPTIONS = Options(TODAY)
GOOD = "日付,摘要,出金,入金,残高\n2026/9/1,電気,1000,,9000\n2026/9/2,ガス,2000,,7000\n"


def statements(text: str | bytes, path: str = "x.csv") -> list[Statement | Skipped]:
    return list(statements_in(Source(path, text if isinstance(text, bytes) else text.encode()), OPTIONS))


def one(text: str | bytes, path: str = "x.csv") -> Statement:
    (found,) = statements(text, path)
    assert isinstance(found, Statement)
    return found


@pytest.mark.parametrize(
    ("above", "bank"),
    [
        ("みずほ銀行\n", "mizuho"),
        ("お取引明細\nみずほ銀行\n", "mizuho"),
        ("普通預金\nみずほ銀行 本店\n", "mizuho"),
        ("みずほ\n銀行\n", None),
        ("みずほ銀行\nりそな銀行\n", None),
    ],
)
def test_the_bank_is_the_one_whose_whole_name_stands_in_a_line_above_the_header(above: str, bank: str | None):
    assert one(above + GOOD).bank == bank


def test_a_fault_of_this_program_is_said_of_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object):
        raise ZeroDivisionError

    monkeypatch.setattr("selfcheck.statement.reader.plan_for", fails)
    (tmp_path / "x.csv").write_text(GOOD, encoding="utf-8")
    (statement,) = read_input(Input(str(tmp_path / "x.csv")), OPTIONS).statements
    assert (statement.status, codes_of(statement)) == ("unreadable", ["unforeseen"])


def test_a_folder_gives_its_files_by_name_and_each_once(tmp_path: Path):
    for name in ("b.csv", "a.CSV", "c.txt", "below/d.csv", ".hidden.csv", "__MACOSX/e.csv", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_inputs([tmp_path, tmp_path / "b.csv"], {".csv"})
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in found] == ["a.CSV", "b.csv", "below/d.csv"]
    assert {one.folder for one in found} == {str(tmp_path)}
    assert len(find_inputs([tmp_path])) == 4
    assert find_inputs([tmp_path / "b.csv"]) == [Input(str(tmp_path / "b.csv"))]
    assert find_inputs(["-"]) == [Input("-")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no path is a pipe there")
def test_a_path_that_gives_nothing_stays_with_its_reason(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for path, key in (("none", "not-found"), ("empty", "no-files-in-folder"), ("pipe", "not-a-file"), ("a\0", "not-found")):
        (found,) = find_inputs([tmp_path / path])
        assert found.error is not None
        assert found.error.sentence.key == key
        assert found.error.sentence.details["path"] == found.path == str(tmp_path / path)


def test_a_pattern_that_no_shell_replaced_gives_what_it_stands_for(tmp_path: Path):
    for name in ("a1.csv", "a2.csv", "b[1].csv"):
        (tmp_path / name).write_text("x")
    assert [Path(one.path).name for one in find_inputs([tmp_path / "a*.csv"])] == ["a1.csv", "a2.csv"]
    assert [Path(one.path).name for one in find_inputs([tmp_path / "b[1].csv"])] == ["b[1].csv"]
    assert [one.error is None for one in find_inputs([tmp_path / "z*.csv"])] == [False]


@pytest.mark.parametrize(
    ("lines", "like"),
    [
        (["2026/9/1 電気 1,000円"], True),
        (["2026/9/1 電気 1,000円", "a", "b"], True),
        (["2026/9/1 電気 1,000円", "a", "b", "c"], False),
        (["2026/9/1 電気 1,000円"] * 2 + ["a"] * 18, True),
        (["2026/9/1 電気 1,000円"] * 2 + ["a"] * 19, False),
        (["2026/9/1 電気 1,000円"] * 5 + ["a"] * 500, True),
        (["2026/9/1 電気 1,000円"] * 4 + ["a"] * 500, False),
        (["2026/9/1 電気 1,000円", "", " ", ""], True),
        (["2026/9/1"], False),
        (["1,000円"], False),
        (["9月1日 ¥5"], True),
        (["20260901 300"], True),
        (["20260901"], False),
        (["9/1 12"], False),
        ([], False),
    ],
)
def test_lines_with_a_date_and_an_amount_make_a_text_like_a_statement(lines: list[str], like: bool):
    assert is_like_a_statement(lines) is like


def test_what_cannot_be_read_is_answered_for_where_it_was_named_or_may_be_a_statement():
    good, empty = one(GOOD), one("a,b\nc,d\n")
    like = one("a,b\n2026/9/1 x,1000円 y\n")
    assert gathered([good, empty], is_named=True).statements == (good,)
    assert [skipped.reason for skipped in gathered([good, empty], is_named=True).skipped] == ["not-a-statement"]
    assert gathered([empty], is_named=True).statements == (empty,)
    assert gathered([empty], is_named=False).statements == ()
    assert gathered([good, like], is_named=False).statements == (good, like)
    nothing = one(b"")
    assert [skipped.reason for skipped in gathered([nothing], is_named=False).skipped] == ["not-a-statement"]
    picture = one(b"GIF8xxxx")
    assert [skipped.reason for skipped in gathered([picture], is_named=False).skipped] == ["not-opened"]
    met = Skipped("y", "not-opened", nothing.problems[0].sentence)
    assert gathered([met], is_named=True).skipped == (met,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n,,\n", "empty"),
        ("a,b\nc,d\n", "no-header"),
        ("日付,摘要,出金\n", "no-transactions"),
        ("日付,摘要,出金\n該当なし,,\n", "no-transactions"),
        ("<html><body>ログイン</body></html>", "page-without-table"),
        ("%!PS-Adobe\n", "is-document"),
        ("OFXHEADER:100\n<OFX></OFX>\n", "no-transactions"),
        ("????,????\n?????,????\n", "letters-lost"),
    ],
)
def test_a_file_without_a_statement_says_why(text: str, code: str):
    found = one(text)
    assert (found.status, found.problems[0].code) == ("unreadable", code)
    assert all(found.problems[0].sentence.in_lang(lang) for lang in ("ja", "en"))


def test_a_file_whose_rows_cannot_be_read_names_the_first():
    found = one("日付,摘要,出金,入金,残高\n2026/9/1,電気,,,\n2026/9/1,x,1x,,y9\n".replace("2026/9/1,電気,,,\n", ""))
    assert found.status == "unreadable"
    assert found.problems[0].code in ("rows-unreadable", "amount-column-unreadable")


def test_lines_of_a_file_without_a_statement_are_kept_to_be_searched():
    found = one("ドコモコウザ\n\na,b\n")
    assert [(other.line, other.text) for other in found.others] == [(1, "ドコモコウザ"), (3, "a\tb")]
    assert found.lines[Fate.BLANK] == 1
    assert found.lines[Fate.PROBLEM] == 2
    card = one("利用日,ご利用店名,支払回数,金額\n2026/9/1,ドコモ,1,10\n")
    assert (card.problems[0].code, card.others) == ("is-card-statement", ())


def test_one_statement_is_asked_for_and_one_is_given(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert read_path(file, OPTIONS).status == "read"
    found = one(GOOD)
    with pytest.raises(UnreadableError) as several:
        only([found, found])
    assert (several.value.sentence.key, several.value.sentence.details) == ("several-statements", {"count": 2})
    with pytest.raises(UnreadableError):
        only([one("a,b\n")])
    with pytest.raises(InputError):
        read_path(tmp_path / "none.csv", OPTIONS)


def test_in_a_folder_a_file_whose_name_says_nothing_is_read_by_its_beginning(tmp_path: Path):
    for name, text in (("a.dat", GOOD), ("b.dat", "Hello\nWorld\n"), ("c.dat", "%!PS\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [read_input(given, OPTIONS) for given in find_inputs([tmp_path])]
    assert [len(each.statements) for each in found] == [1, 0, 0]
    assert [skipped.sentence.key for each in found for skipped in each.skipped] == ["no-header", "is-document"]
    named = read_input(Input(str(tmp_path / "b.dat")), OPTIONS)
    assert [statement.status for statement in named.statements] == ["unreadable"]


def test_a_statement_has_a_digest_unless_no_other_is_read():
    (alone,) = statements_in(Source("x", GOOD.encode()), Options(TODAY, alone=True))
    assert isinstance(alone, Statement)
    assert alone.digest == ""
    large = (GOOD + " " * (1 << 20)).encode()
    for data in (GOOD.encode(), large):
        assert Source("x.csv", data).digest == hashlib.sha256(data).hexdigest()
    assert one(GOOD).digest == one(GOOD, "y.csv").digest != one(GOOD + "\n").digest


def test_a_bank_is_known_by_its_full_name_above_the_header():
    assert one("ゆうちょ銀行\n" + GOOD).bank is None or one("ゆうちょ銀行\n" + GOOD).bank == "yucho"
    assert one("みずほ銀行\n" + GOOD).bank == "mizuho"
    assert one("みずほ銀行 三井住友銀行\n" + GOOD).bank is None
    assert one("アみずほ銀行\n" + GOOD).bank is None
    assert one(GOOD).bank is None
    assert options_for(TODAY, bank="みずほ銀行").bank == "mizuho"
    with pytest.raises(OptionError):
        options_for(TODAY, bank="どこにもない銀行")


def test_options_hide_the_password():
    shown = repr(options_for(TODAY, password="secret", encoding="cp932", year=2020, columns="date=1", ocr=True))
    assert "secret" not in shown
    assert "encoding='cp932', year=2020" in shown


class _Rows:
    """As much of `Transactions` as is asked."""

    def __init__(self, memos: list[tuple[str, int | None]]) -> None:
        self._rows = [
            Row(at, at + 2, TODAY, LineText(memo, memo, "", ""), out, None if out else 5, None)
            for at, (memo, out) in enumerate(memos)
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, places: range) -> list[Row]:
        return [self._rows[place] for place in places]


@pytest.mark.parametrize(
    ("memos", "line"),
    [
        ([("12", 5)] * 3, 2),
        ([("12", 5)] * 2, None),
        ([("電気", 5)] * 3 + [("12", 5)] * 3, None),
        ([("電気", 5)] * 3 + [("", 5)] * 4, 5),
        ([("12", None)] * 5, None),  # money in
        ([("電気", 5)] * 500 + [("12", 5)] * 501, None),
    ],
)
def test_memos_without_letters_are_told(memos: list[tuple[str, int | None]], line: int | None):
    found = nameless(_Rows(memos))  # type: ignore[arg-type]
    assert [problem.sentence.details["line"] for problem in found] == ([] if line is None else [line])


def test_days_ahead_of_tomorrow_are_told():
    read = read_of("日付,摘要,出金", "2026/11/22,a,1", "2026/11/24,b,2")
    assert ahead_of(dt.date(2026, 11, 23), read.transactions) == ()
    (problem,) = ahead_of(dt.date(2026, 11, 22), read.transactions)
    assert (problem.line, problem.code, problem.sentence.details["date"]) == (0, "date-ahead", dt.date(2026, 11, 24))
    assert ahead_of(TODAY, read_of("日付,摘要,出金", "2026/9/1,a,1").transactions) == ()


@pytest.mark.parametrize(
    ("preamble", "declared"),
    [
        (["明細件数：３"], 3),
        (["明細件数 3件"], 3),
        (["明細件数：2"], None),
        (["x明細件数：3"], None),
        (["明細件数："], None),
        ([], None),
    ],
)
def test_a_number_of_lines_that_differs_is_told(preamble: list[str], declared: int | None):
    found = miscount("明細件数", preamble, 2)
    assert [problem.sentence.details for problem in found] == ([] if declared is None else [{"declared": declared, "found": 2}])
    assert miscount("", preamble, 2) == ()


def test_each_broken_character_is_told_on_its_line():
    assert [(problem.line, problem.code) for problem in broken_characters("a\nド\ufffd,1\nb\n")] == [(2, "broken-character")]
    assert broken_characters("a\n") == []
