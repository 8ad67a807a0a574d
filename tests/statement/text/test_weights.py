"""How much letters look like those of a statement, cell by cell, line by line; and what speaks for an encoding."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.statement.text import accidents
from selfcheck.statement.text.accidents import ACCIDENTS, Accident, recognise, undone
from selfcheck.statement.text.characters import characters
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.letters import doubtful_cells, is_broken, is_doubtful, is_implausible, lost_in, may_be_lost
from selfcheck.statement.text.plausibility import is_plausible, plausibility, weigh_letters
from selfcheck.statement.text.restore import look_at, lost_letters, restored_rows, restored_text
from selfcheck.statement.text.spelt import spelt_out
from selfcheck.statement.text.weighing import Decoded
from selfcheck.statement.words import column_words

WORDS = column_words()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("電気料金", "躑躅園"),  # kanji of statements, and rare ones
        ("ドコモ", "ﾄﾞｺﾓ"),
        ("ｶﾞｽ", "ｱﾞｽ"),  # a mark on a letter that cannot carry one
        ("ﾊﾟﾝ", "ﾏﾟﾝ"),
        ("ﾄﾔ", "ﾄｬ"),  # banks print no small half-width kana
        ("ア", "\ue000"),
        ("ア", "\ufffd"),
        ("亜", "躑"),  # of the two levels of JIS
        ("亜", "ã"),
        ("あ", "、"),
    ],
)
def test_what_statements_hold_weighs_more_than_what_they_do_not(better: str, worse: str):
    assert weigh_letters(better).per_byte > weigh_letters(worse).per_byte


def test_letters_are_weighed_by_their_bytes_and_ascii_not_at_all():
    letters = weigh_letters("ABC 123")
    assert (letters.total, letters.size, letters.rare, letters.per_byte) == (0, 0, 0, 0)
    assert weigh_letters("ｱ").size == 1
    assert weigh_letters("アイ").size == 4
    assert weigh_letters("ｶﾞ").size == 2
    assert weigh_letters("躑躅ア").rare == 2
    assert weigh_letters("アア").total == 2 * weigh_letters("ア").total
    assert weigh_letters("ｶﾞ").total == weigh_letters("ｶ").total + 1.5
    assert weigh_letters("ｱﾞ").total == weigh_letters("ｱ").total - 2


def test_column_words_speak_for_a_reading_up_to_six_of_them():
    words = ["日付", "摘要", "出金", "入金", "残高", "取引", "銀行", "あ"]

    def gained(text: str) -> float:
        return plausibility(text, words).per_byte - weigh_letters(text).per_byte

    assert gained("日付") == 0.5
    assert gained("日付,摘要") == 1.0
    assert gained("日付,摘要,出金,入金,残高,取引,銀行") == 3.0
    assert gained("あ") == 0  # one letter is no word
    assert plausibility("日付,躑\ufffd", words).words == 1
    assert plausibility("日付,躑\ufffd", words).rare == 1
    assert plausibility("日付,躑\ufffd", words).broken == 1


def test_a_line_that_is_repeated_is_weighed_once_and_one_of_ascii_never():
    assert plausibility("ア\nア\n躑", ()).rare == plausibility("ア\n躑\n躑\nabc", ()).rare == 1
    assert is_plausible("日付,摘要", WORDS)
    assert not is_plausible("躑躅躑", WORDS)
    assert is_plausible("躑躅躑,日付,摘要,出金", WORDS)


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        *(("???", True), ("A??", False), ("?", False), ("〓〓", True), ("〓", False), ("・・・", True), ("・・", False)),
        *(("___", True), ("a___", False), ("？？？", True), ("？？", False), ("ア\ufffdイ\ufffd", True), ("アイ\ufffd", False)),
        *(("\ufffd\ufffd\ufffd", True), ("\ufffd\ufffd", False), ("WHAT??", False), ("電気", False)),
    ],
)
def test_signs_for_lost_letters_are_known(cell: str, lost: bool):
    assert lost_in(cell) is lost


def test_a_broken_letter_is_told_where_no_letters_are_lost():
    assert is_broken("2026/9/1,ドコ\ufffd,100")
    assert not is_broken("2026/9/1,ドコ,100")
    assert not is_broken("2026/9/1,\ufffdドコ\ufffd,100")
    assert [may_be_lost(cell) for cell in ("?a?", "??", "?", "a?b?")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("cell", "doubtful", "implausible"),
    [
        ("ドコモ", False, False),
        ("ãƒ‰ã‚³ãƒ¢", True, True),  # ドコモ in UTF-8, opened as Windows-1252
        ("繝峨さ繝｢", True, False),  # the same, opened as cp932
        ("Café", True, False),
        ("CAFﾉ", False, False),
        ("躑躅園", True, False),  # a name of rare kanji, by itself
        ("Aﾞº", True, True),
        ("😀ドコモ", False, False),
        ("･ﾉ･ｳ･ﾃ", True, True),  # EUC-JP, opened as cp932
        ("・ｽｱ・ｾｱ", True, True),
    ],
)
def test_letters_that_no_bank_printed_are_noticed(cell: str, doubtful: bool, implausible: bool):
    assert (is_doubtful(cell), is_implausible(cell)) == (doubtful, implausible)


@pytest.mark.parametrize("cell", ["ãƒ‰ã‚³ãƒ¢", "繝峨さ繝｢", "Café", "躑躅園", "Aﾞº", "･ﾉ･ｳ･ﾃ", "・ｽｱ・ｾｱ"])
def test_doubtful_cells_are_found_among_all_cells_of_a_text(cell: str):
    text = f"日付,摘要\r\n2026/9/1,ドコモ\r\n2026/9/2,{cell},x\n{cell};電気"
    assert doubtful_cells(text, frozenset(text)) == [cell]
    sound = text.replace(cell, "水道")
    assert doubtful_cells(sound, frozenset(sound)) == []


def test_an_accident_is_weak_where_two_bytes_are_a_letter_in_either_encoding():
    weak = [
        (one, read) for one, read in (("cp932", "gbk"), ("cp932", "cp1252"), ("utf-8", "gbk")) if Accident(one, read).is_weak
    ]
    assert weak == [("cp932", "gbk")]


def opened(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read)


def test_an_accident_is_undone_only_where_it_happened():
    garbled = opened("ドコモコウザ", "utf-8", "latin-1")
    chain = recognise([garbled], [garbled])
    assert [(one.written, one.read) for one in chain] == [("utf-8", "latin-1")]
    assert undone(garbled, chain) == "ドコモコウザ"
    assert undone("電気料金", chain) is None
    assert undone(garbled, ()) is None
    assert recognise(["電気料金"], ["電気料金"]) == ()
    assert recognise(["é"], ["é"]) == ()
    assert all(accident.written != accident.read for accident in ACCIDENTS)


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda one: f"{one.written}-as-{one.read}")
def test_what_is_ruled_out_beforehand_would_not_have_been_found(accident: Accident, monkeypatch: pytest.MonkeyPatch):
    words = ["備考", "書籍", "操作時刻", "ﾄﾞｺﾓｺｳｻﾞ", "ドコモコウザ", "ペイ", "é", "振込手数料", "躑躅園", "¥", "Ａ"]
    garbled = [word.encode(accident.written, "replace").decode(accident.read, "replace") for word in words]
    cells = [[word] for word in garbled] + [garbled, words]
    found = [recognise(some, some) for some in cells]
    undone_so = [accident.undone(word) for word in garbled]
    monkeypatch.setattr(accidents, "_may_gain", lambda *_: True)
    monkeypatch.setattr(accidents, "_lacks_one", lambda *_: False)
    assert [recognise(some, some) for some in cells] == found
    assert [accident.undone(word) for word in garbled] == undone_so


def test_words_of_headers_need_no_codec_that_takes_a_while_to_load(monkeypatch: pytest.MonkeyPatch):
    tried: list[str] = []
    monkeypatch.setattr(accidents, "_further", lambda trial, some: tried.extend(one.read for one in some) or [])
    for word in ("備考", "書籍", "調整額"):
        assert recognise([word], [word]) == ()
    assert not {"gbk", "cp949", "cp950"} & set(tried)
    recognise(["繝峨さ繝｢", "口座"], ["繝峨さ繝｢"])
    assert "cp932" in tried


def test_a_cell_that_cannot_be_put_back_is_told_beside_those_that_can():
    garbled = [opened(memo, "utf-8", "latin-1") for memo in ("ドコモコウザ", "デンキダイ", "キユウヨ")]
    text, problems, letters = restored_text("\n".join([*garbled, "ﾂﾃ\ufffd"]))
    assert text.split("\n")[:3] == ["ドコモコウザ", "デンキダイ", "キユウヨ"]
    assert [problem.code for problem in problems] == ["letters-restored", "letters-garbled"]
    assert problems[0].sentence.key == "letters-restored-partly"
    assert problems[1].line == 4
    assert not letters.are_the_banks


@pytest.mark.parametrize(
    ("cells", "garbled"),
    [
        (["\ue000\ue001", "\ue002\ue003"], 2),
        (["\ue000\ue001", "電気"], 0),  # one short cell is no proof
        (["\ue000" * 30, "電気", "ガス"], 1),
        (["\ue000" * 29, "電気", "ガス"], 0),
        (["\ue000\ue001", "\ue002\ue003", *["電気", "ガス", "水道", "給与"]], 2),
        (["\ue000\ue001", "\ue002\ue003", *["電気", "ガス", "水道", "給与", "利息"]], 0),  # fewer than a third
    ],
)
def test_garbled_letters_are_told_where_they_are_many(cells: list[str], garbled: int):
    assert len(look_at("\n".join(cells)).garbled) == garbled


def test_lost_letters_make_a_problem_with_the_line_or_the_count():
    _, (one,), _ = restored_text("a\nx,????,1\nb")
    assert (one.line, one.code, one.sentence.details["count"]) == (2, "letters-lost", 1)
    _, (several,), _ = restored_text("????\n?????\nb")
    assert (several.line, several.sentence.details["count"], several.sentence.details["line"]) == (0, 2, 1)
    assert lost_letters([one]) is not None
    assert lost_letters([]) is None
    rows = [["電気", "1"]]
    assert restored_rows(rows, range(1, len(rows) + 1)) == (rows, [])
    mended, problems = restored_rows([[opened("ドコモコウザ", "utf-8", "latin-1"), "1"], ["a", "2"]], (1, 2))
    assert mended == [["ドコモコウザ", "1"], ["a", "2"]]
    assert [problem.code for problem in problems] == ["letters-restored"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("%E3%83%89%E3%82%B3%E3%83%A2%E5%8F%A3,1", "ドコモ口,1"),
        ("%E3%83%89%E3%82%B3%E3%83%A2,1", "%E3%83%89%E3%82%B3%E3%83%A2,1"),
        (r"\u30c9\u30b3\u30e2\u53e3\u5ea7", "ドコモ口座"),
        (r"\xe3\x83\x89\xe3\x82\xb3\xe3\x83\xa2\xe5\x8f\xa3", "ドコモ口"),
        ("=E3=83=89=E3=82=B3=E3=83=A2=E5=8F=A3", "ドコモ口"),
        ("%83h%83R%83%82", "%83h%83R%83%82"),
        ("50%EF,1", "50%EF,1"),
        ("%E3%83%89,1", "%E3%83%89,1"),  # one letter is no proof
        ("%E3%83%89%E3%82%B3%E3%83%A2%E5%8F%A3,%FF%FE", "%E3%83%89%E3%82%B3%E3%83%A2%E5%8F%A3,%FF%FE"),  # not all are letters
        ("%E3%83%89%2C%E3%82%B3%E3%83%A2%E5%8F%A3", "%E3%83%89%2C%E3%82%B3%E3%83%A2%E5%8F%A3"),  # a comma would cut the line
        ("%41%42%43%44%45%46%47%48%49", "%41%42%43%44%45%46%47%48%49"),  # no Japanese
    ],
)
def test_letters_that_were_spelt_as_numbers_are_put_back_where_all_are_japanese(text: str, letters: str):
    found, problems = spelt_out(text)
    assert found == letters
    assert bool(problems) is (found != text)


def test_a_file_of_padding_is_no_text_and_padding_around_cells_is_none():
    with pytest.raises(UnreadableError):
        decode(b"\0" * 100, WORDS)
    with pytest.raises(UnreadableError):
        decode(b"a" + b"\0" * 9 + b"b" * 9 + b"\0" + b"c" * 5, WORDS)
    assert decode(b"a\0,b\n", WORDS).text == "a,b\n"
    assert decode(b"a,b\n\0\0\0", WORDS).text == "a,b\n "
    assert decode(b"\xef\xbb\xbf", WORDS).text == ""
    assert decode(b"\0", WORDS, "utf-8").text == "\0"


def test_ranges_of_characters_are_read():
    assert characters("a-cx") == {"a", "b", "c", "x"}
    assert characters("-") == {"-"}


def test_only_a_plain_text_without_rivals_and_problems_is_as_printed():
    plain = Decoded("", "utf-8", ())
    problem = restored_text("????")[1]
    others = (replace(plain, is_plain=False), replace(plain, rival="cp932"), replace(plain, problems=tuple(problem)))
    assert plain.is_as_printed
    assert not any(other.is_as_printed for other in others)


def test_a_text_that_changes_is_called_by_the_encoding_of_most_lines_and_says_where_it_changes():
    data = "電気料金\n水道料金\nガス料金\n".encode("cp932") + "ドコモコウザ\n".encode()
    decoded = decode(data, WORDS)
    assert decoded.encoding == "cp932"
    assert [one.key for one in decoded.evidence] == ["decode-changes", "decode-run", "decode-run"]
    assert [(one.details["encoding"], one.details["first"]) for one in decoded.evidence[1:]] == [("cp932", 1), ("utf-8", 4)]
    assert not decoded.is_as_printed


@pytest.mark.parametrize(("encoding", "name"), [("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-32-be", "utf-32-be")])
def test_the_evidence_of_wide_letters_names_their_encoding(encoding: str, name: str):
    (evidence,) = decode("日付,摘要\n2026/9/1,電気,1000\n".encode(encoding), WORDS).evidence
    assert evidence.details == {"encoding": name}
    assert evidence.key == ("decode-bom" if encoding == "utf-16" else "decode-nul-pattern")
