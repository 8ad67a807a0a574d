"""The parts of a copy: cells, days, sums, amounts and invented letters."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest

from selfcheck.sanitize.amounts import holds_sum, sum_alone, with_sum, yen_of
from selfcheck.sanitize.cells import cells, is_open, regrouped_places
from selfcheck.sanitize.days import Days, numbers_of
from selfcheck.sanitize.invented import invented_word, written_alike
from selfcheck.sanitize.invented_amounts import invented_yen
from selfcheck.sanitize.words import InventedWords

LINES = {
    "a,b": ["a", "b"],
    "": [""],
    ",": ["", ""],
    '"a,b",c': ["a,b", "c"],
    '"a""b",c': ['a""b', "c"],
    '"a"x,c': ['"a"x', "c"],
    'x"a",c': ['x"a"', "c"],
    '"a,b': ['"a', "b"],
    '"",c': ["", "c"],
    '"': ['"'],
    'a, "b,c" ,d': ["a", "b,c", "d"],
    '"a"b"c",d': ['"a"b"c"', "d"],
}


@pytest.mark.parametrize(("line", "contents"), LINES.items())
def test_every_letter_of_a_line_lies_in_a_cell_but_delimiters_and_outer_quotes(line: str, contents: list[str]):
    places = cells(line, ",")
    assert [line[start:end] for start, end in places] == contents
    outside = "".join(
        line[before:after] for (_, before), (after, _) in zip([(0, 0), *places], [*places, (len(line), 0)], strict=True)
    )
    assert set(outside) <= set(',"  ')


def test_a_quote_that_is_not_closed_goes_on_in_the_next_line():
    assert is_open('a,"b', ",")
    assert is_open('"a""', ",")
    assert not is_open('"a","b"', ",")
    assert not is_open('a,b"c', ",")
    assert not is_open('"a,b",c', ",")


def test_thousands_whose_commas_are_not_quoted_are_one_cell():
    line = "x,30,000,,470,000"
    contents, places = line.split(","), cells(line, ",")
    found = regrouped_places(contents, places, 4, lambda way: way[1:] == ["30000", "", "470000"])
    assert [line[start:end] for start, end in found] == ["x", "30,000", "", "470,000"]
    assert regrouped_places(contents, places, 4, lambda way: False) == places


DAYS = Days(dt.date(2020, 9, day).toordinal() for day in (3, 1, 29))
DATED = {
    "2020/9/1": "2020/9/1",
    "2020年9月2日": "2020年9月3日",
    "2020/10/15": "2020/9/29",
    "1937/03/14 生": "2020/09/01 生",
    "昭和12年3月14日": "昭和95年9月1日",
    "令和 02 年 10 月 02 日": "令和 02 年 09 月 29 日",
    "S12.3.14": "S95.9.1",
    "19370314": "20200901",
    "１９３７／０３／１４": "２０２０／０９／０１",
    "2020/09/01～2020/09/30": "2020/09/01～2020/09/29",
    "1234-12-34765": "1234-12-34765",
    "2020/13/01": "2020/13/01",
    "12020/09/01": "12020/09/01",
    "2020-09-01-7": "2020-09-01-7",
}


@pytest.mark.parametrize(("text", "made"), DATED.items())
def test_every_day_becomes_one_of_the_statements_as_it_was_written(text: str, made: str):
    assert DAYS.in_text(text)[0] == made


def test_beside_a_transaction_every_day_becomes_its_day():
    assert DAYS.in_text("1937/03/14", dt.date(2020, 9, 29))[0] == "2020/09/29"


def stays(text: str, days: Days = DAYS, day: dt.date | None = None) -> list[str]:
    made, kept = days.in_text(text, day)
    return [made[start:end] for start, end in kept]


def test_months_and_years_stay_only_if_they_are_the_statements():
    assert stays("2020年9月分") == ["2020年9月分"]
    assert stays("9月") == ["9月"]
    assert stays("2020年") == ["2020年"]
    assert stays("令和2年9月") == ["令和2年9月"]
    assert stays("1937年3月 8月 昭和12年") == []
    assert stays("9月", day=dt.date(2020, 9, 1)) == []
    assert stays("x 2020/9/1 から 2020年") == ["2020/9/1", "2020年"]
    assert stays("2020/9/1", Days([])) == []


def test_a_day_is_known_by_all_numbers_by_which_it_is_written():
    assert numbers_of(dt.date(2020, 9, 1)) >= {2020, 20, 2, 32, 95, 9, 1, 901, 202009, 20200901, 200901, 20901, 320901, 44075}
    assert not numbers_of(dt.date(2020, 9, 1)) & {1937, 12, 3, 14, 44076}


def as_stars(text: str, kept: list[tuple[int, int]]) -> str:
    return "".join(char if any(a <= at < b for a, b in kept) or not char.isalnum() else "#" for at, char in enumerate(text))


AMOUNTS = {
    "30,000": "12,345",
    "30000": "12345",
    "0030000": "0012345",
    "３０，０００": "１２，３４５",
    "-30,000円": "-12,345円",
    "\\30,000-": "\\12,345-",
    "30,000.00": "12,345.00",
    "3万": "12345",
    "3万2,000円": "12,345円",
    "30 000": "12345",
    "3.0E+04": "1.2345E+04",
    "30,000 (ヤマダ)": "12,345 (###)",
    "30,000 1234567": "12,345 #######",
    "30,000.25": "12,345.##",
    "ヤマダ 30,000": "### 12,345",
    "30,000 JPY": "12,345 JPY",
    "ヤマダ": "###",
}


@pytest.mark.parametrize(("cell", "made"), AMOUNTS.items())
def test_an_amount_is_written_as_the_cell_writes_it_and_nothing_beside_it_stays(cell: str, made: str):
    assert with_sum(cell, 12345, as_stars) == made


def test_a_balance_loses_its_sign_and_nothing_stays_nothing():
    assert with_sum("-30,000", 12345, as_stars, signed=False) == "12,345"
    assert with_sum("▲ 30,000", 12345, as_stars, signed=False) == "12,345"
    assert with_sum("0円", 0, as_stars) == "0円"
    assert with_sum("500", 0, as_stars) == "0"
    assert with_sum("5.0E+02", 0, as_stars) == "0"
    assert with_sum("2.0E+05", 100000, as_stars) == "1.0E+05"


def test_what_a_cell_of_money_holds():
    assert (sum_alone("30,000円"), sum_alone("¥30,000"), sum_alone("30,000 x"), sum_alone("")) == (30000, 30000, None, None)
    assert holds_sum("10")
    assert not holds_sum("0")
    assert not holds_sum("００")
    assert (yen_of("３０，０００"), yen_of("")) == (30000, 0)


@pytest.mark.parametrize(
    "word",
    ["ﾔﾏﾀﾞ", "ヤマダ", "やまだ", "山田", "YAMADA", "yamada", "Ｙａ", "836", "８３６", "﨑〆", "〇一", "㈱①", "😀", "\ue000"],
)
def test_an_invented_word_has_the_scripts_of_the_old_one_and_no_other_letter_in_its_place_by_design(word: str):
    made = {invented_word(word) for _ in range(50)}
    assert word not in made
    assert {len(one) for one in made} == {len(word)}
    assert len(made) > 2
    for one in made:
        for old, new in zip(word, one, strict=True):
            assert old.isdigit() == new.isdigit()
            if unicodedata.category(old)[0] == "L":
                assert unicodedata.name(old).split()[0] == unicodedata.name(new).split()[0] or old in "〆﨑Ｙａ"
                assert old.isupper() == new.isupper() or old in "Ｙａ"


def test_signs_and_marks_stay_and_sound_marks_stand_behind_kana_that_carry_them():
    assert invented_word("-・(") == "-・("
    assert invented_word("\x1b\ufffd") == "\x1b\ufffd"
    for _ in range(20):
        assert re.fullmatch("[ﾊ-ﾎ]ﾞ", invented_word("ﾀﾞ"))
        assert re.fullmatch("[ハヒフヘホ]゛", invented_word("ト゛"))
        assert re.fullmatch(r"[A-Z]-[a-z]@[a-z]", invented_word("A-b@c"))


def test_where_all_words_are_taken_stars_stand():
    assert invented_word("山田", lambda made: True) == "**"


def test_an_invented_amount_has_as_many_digits_and_is_none_of_the_statements():
    assert {len(str(invented_yen(30000, ()))) for _ in range(50)} == {5}
    assert {invented_yen(5, set(range(1, 9))) for _ in range(30)} == {9}
    assert invented_yen(5, range(1, 10)) in range(10, 11)
    assert written_alike("007", 1234567) == "1234567"


def test_the_same_word_becomes_the_same_and_none_that_the_file_has_by_chance():
    words = InventedWords(["山田 山 836 青空 ア"])
    assert words.of("山田") == words.of("山田")
    first = words.of("山田")
    words.forget("x 山田")
    assert {words.of("山田"), first} - {"青空"} == {words.of("山田"), first}
    taken = InventedWords([" ".join(a + b for a in "青空小鳥水色緑山川森花月星海風" for b in "青空小鳥水色緑山川森花月星海風")])
    assert taken.of("田中") == "**"
    assert taken.of("田") != "*"


def test_different_words_become_different_ones_as_long_as_there_are_enough():
    words = InventedWords([])
    made = [words.of(f"{number:02}") for number in range(60)]
    assert len(set(made)) == 60
    assert {len(words.of(digit)) for digit in "0123456789"} == {1}
    assert "*" not in {words.of(digit) for digit in "0123456789"}


def test_a_sum_beside_an_amount_in_another_form_is_not_taken_for_it():
    assert with_sum("12,34", 12345, as_stars) == "12,345"
    assert with_sum("0", 12345, as_stars) == "0"
