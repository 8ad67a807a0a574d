"""Encodings × accidents: what happened to the letters is undone exactly, or told; correct text is never touched."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.text import accidents
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.restore import look_at, restored_text
from selfcheck.statement.words import column_words
from tests.helpers import said

ROWS = (("2026/9/7", "{0}", 30000, "", 470000), ("2026/9/8", "{1}", "", 210000, 680000), ("2026/9/9", "{2}", 5000, "", 675000))
MEMOS = {
    "half-width": ("ﾄﾞｺﾓｺｳｻﾞ", "ｷﾕｳﾖ ｱｵｿﾞﾗ", "ﾃﾞﾝｷﾀﾞｲ"),
    "full-width": ("ドコモコウザ", "キユウヨ　アオゾラ", "デンキダイ"),
    "kanji": ("ドコモ口座", "給与　青空商店", "電気料金"),
    "latin": ("ＰＡＹＰＡＹ", "ＡＴＭ　入金", "ＮＨＫ"),
}
HEADERS = {"japanese": "日付,摘要,出金,入金,残高", "english": "Date,Description,Withdrawal,Deposit,Balance"}
KINDS = list(itertools.product(MEMOS, HEADERS))
WRITTEN = ("utf-8", "cp932", "euc-jp")
SINGLE_BYTES = ("cp1252", "latin-1", "mac-roman", "cp437")


def text_of(memos: str, header: str = "japanese") -> str:
    rows = (",".join(map(str, row)).format(*MEMOS[memos]) for row in ROWS)
    return "\r\n".join((HEADERS[header], *rows, ""))


def opened_as(read: str, data: bytes, errors: str = "strict") -> str:
    return data.decode(read, accidents._C1 if read == "cp1252" else errors)


@pytest.mark.parametrize("read", SINGLE_BYTES)
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("memos", "header"), KINDS)
def test_japanese_opened_as_western_and_saved_is_put_back(memos: str, header: str, written: str, read: str):
    text = text_of(memos, header)
    decoded = decode(opened_as(read, text.encode(written)).encode("utf-8-sig"), column_words())
    assert decoded.text == text
    assert [problem.code for problem in decoded.problems] == ["letters-restored"]


@pytest.mark.parametrize(
    "rounds",
    [
        (("utf-8", "cp1252"), ("utf-8", "cp1252")),
        (("utf-8", "latin-1"), ("utf-8", "latin-1")),
        (("cp932", "cp1252"), ("utf-8", "cp1252")),
        (("utf-8", "mac-roman"), ("utf-8", "mac-roman")),
        (("cp932", "mac-roman"), ("utf-8", "cp1252")),
    ],
    ids=str,
)
@pytest.mark.parametrize("memos", ["half-width", "full-width", "kanji"])
def test_two_accidents_one_after_the_other_are_put_back(memos: str, rounds: tuple[tuple[str, str], ...]):
    garbled = text = text_of(memos)
    for written, read in rounds:
        garbled = opened_as(read, garbled.encode(written))
    assert decode(garbled.encode(), column_words()).text == text


@pytest.mark.parametrize("read", ["cp932", "euc-jp", "gbk", "cp949"])
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("memos", ["half-width", "full-width", "kanji"])
def test_what_lost_bytes_on_the_way_is_told(memos: str, written: str, read: str, tmp_path: Path):
    text = text_of(memos)
    garbled = opened_as(read, text.encode(written), "replace")
    if written == read or garbled == text:  # kana have the same places in the Chinese GB 2312
        return
    file = tmp_path / "meisai.csv"
    file.write_text(garbled, encoding="utf-8-sig", newline="")
    report = selfcheck.scan(file)
    (statement,) = report.statements
    codes = {problem.code for problem in statement.problems}
    assert codes & {"letters-restored", "letters-garbled", "letters-lost"}
    assert report.exit_code != 0


@pytest.mark.parametrize("told", ["utf-8", "utf-8-sig"])
def test_an_encoding_that_is_told_hides_no_accident(told: str):
    text = text_of("full-width")
    decoded = decode(opened_as("cp1252", text.encode()).encode("utf-8"), column_words(), told)
    assert (decoded.text, [problem.code for problem in decoded.problems]) == (text, ["letters-restored"])


@pytest.mark.parametrize("sign", ["?", "\ufffd", "〓", "？"])
@pytest.mark.parametrize("header", HEADERS)
def test_letters_replaced_by_a_sign_are_told_and_the_amounts_stay(header: str, sign: str, tmp_path: Path):
    text = "".join(sign if char > "\x7f" else char for char in text_of("full-width", header))
    file = tmp_path / "meisai.csv"
    file.write_text(text, encoding="utf-8", newline="")
    report = selfcheck.scan(file)
    (statement,) = report.statements
    assert report.exit_code in (3, 4)
    assert "letters-lost" in [problem.code for problem in statement.problems]
    assert "もう一度ダウンロード" in statement.problems[0].sentence.in_lang("ja")
    assert not len(statement.transactions) or statement.transactions["balance"].tolist() == [470000, 680000, 675000]


RIGHT = {
    "Western names": "日付,摘要,出金\n2026/1/1,CAFÉ ROYAL,1\n2026/1/2,MÜLLER GMBH,2\n1/3,Société Générale,3\n1/4,Résidence,4\n",
    "English": "Date,Memo,Out\n2026/1/1,McDonald’s – “Shop”,1\n2026/1/2,Zürich Ålesund Øre,3\n2026/1/3,naïve Crédit élève,3\n",
    "rare kanji": "日付,摘要,出金\n2026/1/1,躑躅園,1\n2026/1/2,髙橋 﨑,2\n2026/1/3,爪生,3\n1/4,齋藤 邊,8\n1/5,饂飩 鰻,3\n",
    "only rare kanji": "Date,Memo,Out\n2026/1/1,薔薇,1\n2026/1/2,躑躅,2\n",
    "points": "日付,摘要,出金\n2026/1/1,ｱ･ｲ･ｳ ｶ)ｴｰﾋﾞｰ,1\n2026/1/2,ｻ･ﾃｲ･ﾄﾞ･ｱ,2\n",
    "questions": "日付,摘要,出金\n2026/1/1,WHAT?? REALLY,1\n2026/1/2,お茶しない？,2\n2026/1/3,Who? Me?,2\n",
    "pictures": "日付,摘要,出金\n2026/1/1,誕生日🎂🎉,1\n2026/1/2,♪♪★,2\n2026/1/3,①②㍻㌔№,3\n2026/1/4,ヱビス ゐ 〆 々 ゝ,4\n",
    "few letters": "Date,Memo,Out\n2026/1/1,SHOP,1\n2026/1/2,水,2\n",
    "ditto": "日付,摘要,出金\n2026/1/1,電気,1\n2026/1/2,〃,2\n2026/1/3,・・,3\n",
    "half-width alone": "ﾋﾂﾞｹ,ﾃｷﾖｳ\n1/1,ﾂﾂﾐ ﾃﾂﾔ\n1/2,ﾃﾂﾂﾞｷ\n1/3,ﾃﾚﾋﾞ ﾃﾝｷﾝ\n",
    "repeated letters": "日付,摘要\n1/1,ﾂﾂﾂﾂ\n1/2,ﾄﾄﾄﾄﾄ\n1/3,ﾅﾅﾅ ﾆﾆﾆ\n",
}


@pytest.mark.parametrize("name", RIGHT)
def test_correct_text_is_left_as_it_is(name: str):
    assert restored_text(RIGHT[name])[:2] == (RIGHT[name], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc-jp", "utf-16", "utf-32", "iso2022_jp_ext"])
@pytest.mark.parametrize(("memos", "header"), KINDS)
def test_a_good_file_says_nothing_of_letters(memos: str, header: str, encoding: str):
    decoded = decode(text_of(memos, header).encode(encoding), column_words())
    assert (decoded.text, decoded.problems, decoded.rival) == (text_of(memos, header), (), "")


@pytest.mark.parametrize("second", ["utf-8", "utf-8-sig", "cp932", "euc-jp"])
@pytest.mark.parametrize("first", ["utf-8", "utf-8-sig", "cp932", "euc-jp"])
@pytest.mark.parametrize("memos", MEMOS)
@pytest.mark.parametrize("copies", [1, 40])
def test_joined_files_are_read_each_in_its_encoding(first: str, second: str, memos: str, copies: int):
    text = text_of(memos) * copies
    assert decode(text.encode(first) + text.encode(second), column_words()).text == text * 2


@pytest.mark.parametrize("wide", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("narrow", ["utf-8-sig", "cp932"])
@pytest.mark.parametrize("memos", MEMOS)
def test_a_wide_encoding_and_another_are_read_in_either_order(wide: str, narrow: str, memos: str):
    text = text_of(memos)
    for data in (text.encode(wide) + text.encode(narrow), text.encode(narrow) + text.encode(wide)):
        decoded = decode(data, column_words())
        assert decoded.text == text * 2
        assert said(*decoded.evidence) == ["decode-changes", "decode-part", "decode-part"]
        assert [part.details["count"] for part in decoded.evidence[1:]] == [text.count("\n")] * 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-32", "utf-7"])
@pytest.mark.parametrize(("memos", "header"), KINDS)
def test_wide_encodings_need_no_mark(memos: str, header: str, encoding: str):
    assert decode(text_of(memos, header).encode(encoding), column_words()).text == text_of(memos, header)


def test_escapes_that_a_mail_program_took_out_are_put_back():
    text = text_of("full-width")
    decoded = decode(text.encode("iso-2022-jp").replace(b"\x1b", b""), column_words())
    assert (decoded.text, decoded.is_plain) == (text, False)


@pytest.mark.parametrize("text", ["Date,Memo\n2026/1/1,+81-3-1234 +1000 A+B+C\n", "Date,Memo\n2026/1/1,US$BIG DEAL (BJ)\n"])
def test_signs_that_look_like_an_escape_are_none(text: str):
    assert decode(text.encode(), column_words()).text == text


def test_padding_and_marks_in_the_middle_are_no_letters():
    lines = text_of("kanji").split("\r\n")
    data = "\r\n".join("\ufeff" + line for line in lines).encode()
    assert decode(data, column_words()).text.rstrip(" ") == text_of("kanji")
    padded = b"\r\n".join(b"\0" + line.encode("cp932") for line in lines) + bytes(512)
    assert decode(padded, column_words()).text.rstrip(" ") == text_of("kanji")


@pytest.mark.parametrize("copies", [1, 5000])
def test_a_file_without_delimiters_is_put_back_or_told(copies: int):
    text = "ﾔﾁﾝ ｱｵｿﾞﾗ ﾄﾞｺﾓｺｳｻﾞ 10000 " * copies
    restored, problems, _ = restored_text(opened_as("cp1252", text.encode()))
    assert [problem.code for problem in problems] == ["letters-restored" if copies == 1 else "letters-garbled"]
    assert (restored == text) is (copies == 1)


def test_a_workbook_saved_from_a_garbled_file_is_put_back(tmp_path: Path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in opened_as("cp1252", text_of("full-width").encode()).splitlines():
        date, *cells = line.split(",")
        book.active.append([date, *(int(cell) if cell.isdigit() else cell for cell in cells)])
    book.save(tmp_path / "meisai.xlsx")
    report = selfcheck.scan(tmp_path / "meisai.xlsx")
    assert [finding.service for finding in report.raised] == ["docomo-koza"]
    assert "letters-restored" in [problem.code for problem in report.statements[0].problems]


@pytest.mark.slow
def test_a_large_file_is_told_as_a_small_one_is(tmp_path: Path):
    rows = [f"2026/{number % 12 + 1}/{number % 28 + 1},電気料金,1000,," for number in range(60_000)]
    for name, late in {"lost": "????? ???", "garbled": opened_as("cp1252", "ドコモコウザ".encode())}.items():
        text = "\n".join([HEADERS["japanese"], *(f"{row}{9 * 10**8 - 1000 * i}" for i, row in enumerate(rows))])
        text += "".join(f"\n2026/12/30,{late},10,,{839_999_990 - 10 * extra}" for extra in range(3))
        file = tmp_path / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        assert file.stat().st_size > 1 << 20
        report = selfcheck.scan(file)
        codes = [problem.code for problem in report.statements[0].problems]
        assert {"lost": "letters-lost", "garbled": "letters-restored"}[name] in codes
        assert (report.exit_code, len(report.raised)) == ((3, 0) if name == "lost" else (1, 3))


@pytest.mark.parametrize("line", ["ドコモコウザ │", "│ ﾍﾟｲﾍﾟｲ │ 3,000 │", "├────┼────┤", "┗━━━┻━━━┛", "╭──╮ 残高 ╰──╯"])
def test_lines_of_tables_are_no_sign_of_garbled_letters(line: str):
    assert look_at(f"日付 │ 摘要 │\n{line}\n").are_the_banks


SPELT = {
    "%": lambda char: "".join(f"%{byte:02X}" for byte in char.encode()),
    "=": lambda char: "".join(f"={byte:02X}" for byte in char.encode("cp932")),
    "u": lambda char: f"\\u{ord(char):04x}",
    "x": lambda char: "".join(f"\\x{byte:02x}" for byte in char.encode("euc-jp")),
}


@pytest.mark.parametrize("spelling", SPELT)
@pytest.mark.parametrize(("memos", "header"), KINDS)
def test_letters_spelt_as_numbers_are_put_back_and_said(memos: str, header: str, spelling: str):
    text = text_of(memos, header)
    decoded = decode("".join(char if char.isascii() else SPELT[spelling](char) for char in text).encode(), column_words())
    (problem,) = decoded.problems
    assert (decoded.text, problem.code) == (text, "letters-restored")
    assert said(problem.sentence) == ["letters-spelt-out"]
    assert SPELT[spelling]("ド")[0] == problem.sentence.details["spelling"][0]


@pytest.mark.parametrize(
    "memo", ["50%EF%20 OFF", "=E3=83", r"C:\\xab\xcd", r"\u0041\u0042", "ﾄﾞｺﾓ%2C%E3%83%89%E3%82%B3%E3%83%A2,1"]
)
def test_what_only_looks_like_a_spelling_stays(memo: str):
    text = f"Date,Memo\n2026/1/1,{memo}\n"
    assert decode(text.encode(), column_words()).text == text


@pytest.mark.parametrize("left", [b" ", b"?", b""])
@pytest.mark.parametrize("memos", ["half-width", "full-width", "kanji"])
def test_an_escape_that_was_printed_as_another_sign_is_put_back(memos: str, left: bytes):
    text = text_of(memos)
    data = text.encode("iso2022_jp_ext").replace(b"\x1b", left)
    assert decode(data, column_words()).text == text


def test_a_mail_joined_to_a_file_of_another_encoding_is_read_line_by_line():
    text = text_of("full-width")
    joined = decode(text.encode("iso-2022-jp") + text.encode(), column_words())
    assert joined.text == text + text


def test_kana_saved_without_their_accents_are_told():
    kana = opened_as("cp1252", text_of("half-width", "english").encode("cp932"))
    plain = "".join(char for char in unicodedata.normalize("NFD", kana) if not unicodedata.combining(char))
    decoded = decode(plain.encode("cp1252", "replace"), column_words())
    assert [problem.code for problem in decoded.problems] == ["letters-garbled"]


@pytest.mark.parametrize("memo", ["ﾐﾂﾋﾞｼUFJ", "ﾄﾞｺﾓ･ｽﾙ・ｽｰﾊﾟｰ", "ＡＢＣﾞ", "SUICA_1", "__"])
def test_kana_beside_latin_letters_are_no_accident(memo: str):
    text = text_of("half-width") + f"2026/9/9,{memo},1,,674999\r\n"
    assert not decode(text.encode(), column_words()).problems


def test_letters_that_are_half_put_back_are_not_called_exact():
    text = text_of("kanji")
    lossy = text.encode("cp932").decode("cp1252", "replace")
    said = [problem.sentence.key for problem in decode(lossy.encode(), column_words()).problems]
    assert "letters-restored-partly" in said
    assert "letters-restored" not in said


def test_lines_that_end_with_the_separators_of_unicode_are_lines():
    text = text_of("kanji")
    assert decode(text.replace("\r\n", "\u2028").encode(), column_words()).text == text.replace("\r\n", "\n")


def test_a_line_end_of_one_byte_behind_wide_letters_breaks_nothing():
    text = text_of("kanji")
    assert decode(text.encode("utf-16") + b"\n", column_words()).text == text
