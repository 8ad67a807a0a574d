"""Names that the holder adds: --also, --rules, and trying them out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Level, OptionError
from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.own_names import with_own
from tests.helpers import simple
from tests.in_process import command

RULES = """
[[services]]
id = "kotori-pay"
name = "コトリペイ"
names = ["コトリペイ", "KOTORI PAY"]
lookalikes = ["コトリペイント"]
match = ["ＲＴＫ　コトリペイ", "ｺﾄﾘﾍﾟｲ(ｶ"]
must_not_match = ["コトリペイント"]

[[services]]
id = "paypay"
names = ["ピーピーチャージ"]

[[lookalikes]]
texts = ["ペイペイショウテン"]
what = "近所の店"
"""


def named(rules: str, folder: Path, memo: str) -> set[str]:
    file = folder / "rules.toml"
    file.write_text(rules, encoding="utf-8")
    return {hit.service for hit in Matcher(with_own(load(), file, ())).find(memo)}


@pytest.mark.parametrize(
    ("memo", "services"),
    [
        ("ＲＴＫ　コトリペイ", {"kotori-pay"}),
        ("ﾋﾟｰﾋﾟｰﾁｬｰｼﾞ", {"paypay"}),
        ("ペイペイ", {"paypay"}),
        ("コトリペイント（カ", set()),
        ("ペイペイシヨウテン", set()),
        ("ドコモコウザ", {"docomo-koza"}),
    ],
)
def test_rules_add_names_and_lookalikes_and_take_nothing_away(memo: str, services: set[str], tmp_path: Path):
    assert named(RULES, tmp_path, memo) == services


def test_the_package_stays_as_it_was(tmp_path: Path):
    before = dict(load().services)
    named(RULES, tmp_path, "x")
    assert "kotori-pay" not in load().services
    assert dict(load().services) == before


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("nonsense", "TOML"),
        ("[[service]]\nid = 'x'\n", "service"),
        ("[[services]]\nid = 'x'\n", "names"),
        ("[[services]]\nid = 'x'\nnames = ['コトリ']\n", "name"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = []\n", "names"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = [1]\n", "names"),
        ("[[services]]\nid = 'コトリ'\nname = 'X'\nnames = ['コトリ']\n", "id"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nfit = 'loose'\n", "loose"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nregex = '.*'\n", "regex"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['ー']\n", "ー"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nmatch = ['スズメ']\n", "スズメ"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nmust_not_match = ['コトリ']\n", "コトリ"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\n" * 2, "x"),
        ("[[lookalikes]]\ntexts = []\n", "texts"),
        ("[[services]]\nid = 'x'\nname = ''\nnames = ['コトリ']\n", "name"),
        ("[[services]]\nid = 'x'\nname = \"A\\u001b[31m\"\nnames = ['コトリ']\n", "\\x1b"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['" + "コ" * 101 + "']\n", "100"),
        ("x = " + "[" * 5000 + "]" * 5000, "TOML"),
        ("x = " + "{a = " * 3000 + "1" + "}" * 3000, "TOML"),
        ("a" + ".a" * 100_000 + " = 1", "a.a.a"),
        ("[" + "a." * 100_000 + "a]", "a.a.a"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nx = " + "9" * 5000, "4300"),
        ("services = 'x'", "services"),
        ("[services]\nid = 'x'\n", "services"),
        ("[[services]]\nid = 2026-01-01\nnames = ['コトリ']\n", "services[0].id"),
        ("[[services]]\nid = 'x'\nname = true\nnames = ['コトリ']\n", "services[0].name"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nkind = 'evil'\n", "services[0].kind"),
        ("[[services]]\nid = 'x'\nname = 'X'\nnames = ['コトリ']\nmatch = 'コトリ'\n", "services[0].match"),
        ("[[services]]\nid = 'x'\nid = 'y'\n", "TOML"),
        ("[[lookalikes]]\ntexts = ['コトリ']\nwhatt = 'x'\n", "whatt"),
        ('"a\\u001b[2J" = 1\n', "a\\x1b[2J"),
        ("\x00" * 100, "TOML"),
    ],
)
def test_rules_that_will_not_do_are_answered_with_file_place_and_reason(rules: str, said: str, tmp_path: Path):
    with pytest.raises(OptionError) as error:
        named(rules, tmp_path, "x")
    for lang in ("ja", "en"):
        message = error.value.in_lang(lang)
        assert "rules.toml" in message
        assert said in message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "id = '日本語'".encode("cp932"), b"#" * 1_100_000])
def test_a_file_that_is_no_utf8_or_too_large_is_refused(content: bytes, tmp_path: Path):
    file = tmp_path / "rules.toml"
    file.write_bytes(content)
    with pytest.raises(OptionError, match=r"rules\.toml"):
        with_own(load(), file, ())


def test_a_file_of_a_million_bytes_is_read_and_a_larger_one_is_not(tmp_path: Path):
    file = tmp_path / "rules.toml"
    file.write_bytes(b"#" * 1_000_000)
    assert with_own(load(), file, ()).own_services == ()
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(OptionError, match=r"rules\.toml"):
        with_own(load(), file, ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO here")
def test_what_is_no_file_is_named_and_not_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    for path in (tmp_path / "fifo.toml", tmp_path / "folder.toml", tmp_path / "loop.toml", Path("/dev/zero")):
        with pytest.raises(OptionError, match=path.name):
            with_own(load(), path, ())


def test_names_with_many_dots_are_no_deep_keys(tmp_path: Path):
    names = ", ".join(f"'KOTORI.{number}.JP'" for number in range(300))
    assert named(f"# {'.' * 200}\n[[services]]\nid = 'k'\nname = 'K'\nnames = [{names}]\n", tmp_path, "KOTORI.7.JP") == {"k"}


def test_a_file_saved_by_notepad_is_read(tmp_path: Path):
    file = tmp_path / "rules.toml"
    file.write_bytes(b"\xef\xbb\xbf" + RULES.encode())
    assert "kotori-pay" in with_own(load(), file, ()).services


def test_a_name_given_twice_is_looked_for_once():
    assert len(with_own(load(), None, ["コトリ", "コトリ"]).own_services) == 1


def test_a_file_that_the_system_cannot_read_is_told_in_its_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(path: Path) -> bytes:
        raise OSError(5, "Input/output error", str(path))

    file = tmp_path / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(OptionError, match="Input/output error") as error:
        with_own(load(), file, ())
    assert "Errno" not in error.value.in_lang("en")


def test_a_missing_file_is_a_wrong_call(tmp_path: Path):
    statement = tmp_path / "x.csv"
    statement.write_text(simple("電気"), encoding="utf-8")
    result = command("scan", statement, "--rules", tmp_path / "none.toml")
    assert result.returncode == 2
    assert "none.toml" in result.stderr.decode()


def test_a_name_that_is_added_is_raised_and_said_to_be_ones_own(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(simple("ＲＴＫ　コトリペイ", "電気"), encoding="utf-8")
    (finding,) = selfcheck.scan(file, also=["コトリペイ"]).findings
    assert (finding.service, finding.level) == ("own:コトリペイ", Level.CHECK)
    assert "own-name" in {reason.signal for reason in finding.reasons}
    for arguments in (
        ("--also", "コトリペイ"),
        ("--also", "コトリペイ", "--lang", "en"),
        ("--also", "コトリペイ", "--format", "json"),
    ):
        result = command("scan", file, *arguments)
        assert (result.returncode, "コトリペイ" in result.stdout.decode()) == (1, True), result.stderr


def test_a_short_name_must_be_a_word_of_its_own(tmp_path: Path):
    knowledge = with_own(load(), None, ["トリ"])
    matcher = Matcher(knowledge)
    assert matcher.find("フリカエ　トリ")
    assert not matcher.find("コトリデンリヨク")
    of_three = Matcher(with_own(load(), None, ["ヒバリ"]))
    assert of_three.find("フリカエ　ヒバリ")
    assert not of_three.find("ヒバリガオカ")
    assert not Matcher(with_own(load(), None, ["カエデ"])).find("カエテ")


def test_a_name_may_end_with_a_word_for_paying():
    assert Matcher(with_own(load(), None, ["コトリ送金"])).find("コトリ　送金")


# --- services test ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("memo", "services", "verdicts"),
    [
        ("ＲＴＫ　ペイペイ", ["paypay"], ["named"]),
        ("ペイペイギンコウ", [], ["something-else"]),
        ("ﾄﾞｺﾓｺｳ", ["docomo-koza"], ["cut"]),
        ("ヨコハマペイントテン", [], ["within-word"]),
        ("電気", [], []),
    ],
)
def test_a_memo_can_be_tried_and_the_reason_is_given(memo: str, services: list[str], verdicts: list[str]):
    answer = json.loads(command("services", "test", memo, "--format", "json").stdout)
    assert answer["services"] == services
    assert [place["verdict"] for place in answer["places"]] == verdicts


def test_trying_a_memo_knows_ones_own_names(tmp_path: Path):
    assert "コトリペイ" in command("services", "test", "コトリペイ", "--also", "コトリペイ").stdout.decode()


def test_services_without_a_memo_lists_them():
    assert "docomo-koza" in command("services").stdout.decode()


@pytest.mark.parametrize("name", ["12345", "０１２０", "00-11"])
def test_a_name_without_letters_is_refused(name: str):
    with pytest.raises(OptionError, match="文字がありません"):
        with_own(load(), None, [name])
