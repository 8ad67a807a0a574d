"""Encodings: every one that Japanese banks use, and no wrong silent answer."""

from __future__ import annotations

import codecs

import pytest

import selfcheck
from selfcheck.errors import OptionError, UnreadableError
from selfcheck.statement.text.decode import decode
from selfcheck.statement.words import column_words
from tests.helpers import said

WORDS = column_words()
MEMOS = {
    "half": ["ﾄﾞｺﾓｺｳｻﾞ", "ﾃﾞﾝｷﾀﾞｲ", "ｷﾕｳﾖ", "ﾃｽﾄ ﾊﾅｺ", "ｱｵｿﾞﾗｼﾖｳﾃﾝ", "ｽｲﾄﾞｳ", "ﾎｹﾝﾘﾖｳ"],
    "full": ["ドコモコウザ", "デンキダイ", "キユウヨ", "テスト　ハナコ", "アオゾラシヨウテン", "スイドウ", "ホケンリヨウ"],
    "kanji": ["ドコモ口座", "電気代", "給与", "振込　テスト花子", "青空商店", "水道料", "保険料"],
    "mixed": ["自払 ﾄﾞｺﾓｺｳｻﾞ", "電気 ﾃﾞﾝﾘﾖｸ", "給与　ｱｵｿﾞﾗ", "ＡＴＭ", "カ－ド ﾃｽﾄ", "水道", "利息"],
}
HEADERS = {"japanese": "日付,摘要,出金,入金,残高", "ascii": "Date,Description,Withdrawal,Deposit,Balance"}


def text_of(kind: str, header: str, rows: int) -> str:
    lines, balance = [HEADERS[header]], 10_000_000
    for number in range(rows):
        balance -= 1000 + number
        lines.append(f"2026/{number % 12 + 1}/{number % 28 + 1},{MEMOS[kind][number % 7]},{1000 + number},,{balance}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("rows", [3, 10, 400])
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("kind", MEMOS)
@pytest.mark.parametrize(
    "encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "euc-jp", "iso-2022-jp"]
)
def test_the_text_comes_back_in_every_encoding(encoding: str, kind: str, header: str, rows: int):
    text = text_of(kind, header, rows)
    if encoding not in ("cp932",):
        text = text.replace("－", "ー")
    data = text.encode("iso2022_jp_ext" if encoding == "iso-2022-jp" else encoding)
    decoded = decode(data, WORDS)
    assert decoded.text == text
    assert codecs.lookup(decoded.encoding).name == codecs.lookup(encoding).name


def test_characters_of_nec_and_ibm_survive():
    text = "日付,摘要,出金,入金,残高\n2026/1/5,髙橋①㈱　～－￥,1000,,5\n"
    assert decode(text.encode("cp932"), WORDS).text == text


def test_japanese_that_first_appears_late_is_seen():
    text = "Date,Description,Withdrawal,Deposit,Balance\n" + "2026/1/5,SHOP,1000,,5\n" * 15000 + "2026/1/5,ﾄﾞｺﾓｺｳｻﾞ,1000,,5\n"
    assert decode(text.encode("cp932"), WORDS).text == text


def test_a_memo_cut_in_the_middle_of_a_character_costs_that_character_alone(tmp_path):
    text = "日付,摘要,出金,入金,残高\n2026/1/5,電気,1000,,9000\n2026/1/6,ドコモコウザ店,1000,,8000\n2026/1/7,水道,1000,,7000\n"
    data = text.encode("cp932").replace("店".encode("cp932"), "店".encode("cp932")[:1])
    file = tmp_path / "cut.csv"
    file.write_bytes(data)
    report = selfcheck.scan(file)
    (statement,) = report.statements
    assert statement.encoding == "cp932"
    assert [(problem.line, problem.code) for problem in statement.problems] == [(3, "broken-character")]
    assert len(statement.transactions) == 3
    assert [(finding.line, finding.service) for finding in report.raised] == [(3, "docomo-koza")]


def test_iso_2022_jp_that_is_told_has_half_width_kana():
    text = text_of("half", "japanese", 3)
    assert decode(text.encode("iso2022_jp_ext"), WORDS, "iso-2022-jp").text == text


def test_an_encoding_that_is_told_is_obeyed():
    assert decode("日付".encode("euc-jp"), WORDS, "euc-jp").text == "日付"


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", ""])
def test_an_unknown_encoding_is_a_mistake_of_the_caller(name: str):
    if name:
        with pytest.raises(OptionError):
            decode(b"abc", WORDS, name)


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableError):
        decode(bytes(range(256)) * 50, WORDS)


def test_the_evidence_says_what_was_weighed():
    evidence = [one.in_lang("ja") for one in decode(text_of("half", "japanese", 30).encode("cp932"), WORDS).evidence]
    assert any("cp932" in sentence for sentence in evidence)
    several = [one.in_lang("ja") for one in decode("日付,摘要,ﾄﾞｺﾓｺｳｻﾞ".encode("cp932") + b"\x83", WORDS).evidence]
    assert any("chardet" in sentence for sentence in several)


def test_bytes_that_allow_two_readings_are_shown_in_both(tmp_path):
    file = tmp_path / "meisai.csv"
    file.write_bytes("Date,Memo,Out,In,Balance\n2026/9/1,亜唖娃阿,100,,900\n".encode("euc_jp"))
    (statement,) = selfcheck.scan(file).statements
    (problem,) = statement.problems
    assert (problem.line, problem.code) == (2, "ambiguous-encoding")
    told = problem.sentence.in_lang("ja")
    assert "亜唖娃阿" in told
    assert "ｰ｡ｰ｢ｰ｣ｰ､" in told
    assert "--encoding cp932" in told
    assert "decode-tie" in said(*statement.encoding_evidence)


@pytest.mark.parametrize("kind", MEMOS)
@pytest.mark.parametrize("damage", [b"\x00", b"\x80", b"\xff", b"\x00\x80"])
def test_a_byte_that_is_none_of_it_leaves_iso_2022_jp_what_it_is(damage: bytes, kind: str):
    data = text_of(kind, "japanese", 5).replace("－", "ー").encode("iso2022_jp_ext")
    for at in (0, data.index(b"\n") + 6, len(data)):
        decoded = decode(data[:at] + damage + data[at:], WORDS)
        assert decoded.encoding == "iso-2022-jp"
        assert all(memo.replace("－", "ー") in decoded.text for memo in MEMOS[kind][:5])


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "euc-jp"])
@pytest.mark.parametrize("escape", ["\x1b$B", "\x1b(I"])
def test_an_escape_in_a_memo_makes_no_iso_2022_jp(escape: str, encoding: str):
    text = text_of("kanji", "ascii", 5).replace("2026/1/1,", f"2026/1/1,{escape}")
    decoded = decode(text.encode(encoding), WORDS)
    assert (decoded.encoding, decoded.text) == (encoding, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_is_told_has_no_byte_order_mark_in_its_first_cell(encoding: str):
    text = text_of("kanji", "japanese", 3)
    assert decode(("\ufeff" + text).encode(encoding), WORDS, encoding).text == text
    assert decode(text.encode(encoding), WORDS, encoding).text == text


@pytest.mark.parametrize("data", [b"Date,Memo\0,Out\n2026/11/02,PAYPAY,1\n", b"000,467\x9d94"])
def test_an_encoding_that_reads_the_same_is_no_rival(data: bytes):
    decoded = decode(data, WORDS)
    assert decoded.rival == ""
    assert "decode-tie" not in [one.key for one in decoded.evidence]


@pytest.mark.parametrize("byte", [0x80, 0xA0, 0xFD, 0xFE, 0xFF])
def test_a_byte_for_which_windows_has_a_letter_of_its_own_is_no_letter(byte: int):
    """Python decodes them to letters for private use, and no error is raised."""
    text = "日付,摘要,出金\n2026/9/1,電気,1000\n"
    found = decode(text.encode("cp932") + b"2026/9/2," + bytes([byte]) * 4 + b",2000\n", column_words())
    assert (found.encoding, [problem.code for problem in found.problems]) == ("cp932", ["letters-lost"])


def test_the_same_bytes_are_part_of_letters_where_they_stand_second():
    text = "日付,摘要,出金\n2026/9/1,ムラ,1000\n"
    assert b"\x80" in text.encode("cp932")
    assert decode(text.encode("cp932"), column_words()).text == text
