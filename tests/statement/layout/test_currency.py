"""Amounts that are not yen are never read as yen; what names a currency without meaning the amounts stops nothing."""

from __future__ import annotations

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.knowledge import load
from selfcheck.statement.layout.currency import currency_above, currency_column, currency_in, is_foreign
from tests.statement.layout.made import cells, columns_of

WORDS = load().columns


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("USD", "USD"), ("US$1,000", "USD"), ("＄5", "USD"), ("米ドル", "USD"), ("ドル", "USD"), ("残高（豪ドル）", "AUD")),
        *(("ニュージーランドドル", "NZD"), ("euros", ""), ("10 Euro", "EUR"), ("ユーロ", "EUR"), ("円", ""), ("JPY", "")),
        *(("eurostar", ""), ("musd", ""), ("", ""), ("残高", "")),
    ],
)
def test_a_currency_is_named_by_a_word_of_its_own(text: str, code: str):
    assert currency_in(text, WORDS) == code


@pytest.mark.parametrize(
    ("cell", "foreign"),
    [
        *(
            ("USD", True),
            ("usd ", True),
            ("ドル", True),
            ("$", True),
            ("€", True),
            ("JPY", False),
            ("円", False),
            ("￥", False),
        ),
        *(("", False), (" ", False), ("-", False), ("12", False), ("1,000", False)),
    ],
)
def test_a_cell_is_foreign_where_it_names_something_that_is_no_yen(cell: str, foreign: bool):
    assert is_foreign(cell, WORDS) is foreign


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("日付,通貨,金額", 1),
        ("日付,金額,Currency", 2),
        ("日付,金額", None),
        ("日付,現地通貨額,通貨", None),
        ("通貨記号,金額", None),
    ],
)
def test_a_column_of_currencies_is_one_by_its_name(header: str, column: int | None):
    assert currency_column(header.split(","), WORDS) == column


ABOVE = {
    "a label and USD": (("通貨,USD",), "USD"),
    "a label and a currency that nobody listed": (("通貨, コルナ",), "コルナ"),
    "a label and yen": (("通貨,JPY", "口座,普通"), ""),
    "USD beside another word": (("支店,USD",), ""),
    "the label behind": (("USD,通貨",), ""),
    "a title of a foreign account": (("外貨普通預金（米ドル）",), "USD"),
    "a title of a foreign account, and the currency in another line": (("外貨預金", "豪ドル"), "AUD"),
    "a title that does not say which": (("外貨普通預金",), "外貨"),
    "dollars without a foreign account": (("米ドル相場",), ""),
}


@pytest.mark.parametrize("case", ABOVE)
def test_the_text_above_the_header_may_give_the_currency(case: str):
    rows, code = ABOVE[case]
    assert currency_above(cells(*rows), WORDS) == code


ROWS = "2026/9/7,{},1000", "2026/9/8,{},500"
REFUSED = {
    "all rows in dollars": ("日付,通貨,出金", "USD", "USD", "USD"),
    "rows of two currencies": ("日付,通貨,出金", "USD", "EUR", "USD / EUR"),
    "the header says dollars": ("日付,メモ,出金（米ドル）", "a", "b", "USD"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_table_of_another_currency_is_refused(case: str):
    header, one, two, currency = REFUSED[case]
    with pytest.raises(UnreadableError) as refused:
        columns_of(header, ROWS[0].format(one), ROWS[1].format(two))
    told = refused.value.sentence
    assert (told.key, told.details) == ("foreign-currency", {"currency": currency})


def test_rows_of_yen_among_others_are_read_and_the_column_is_kept():
    assert columns_of("日付,通貨,出金", ROWS[0].format("USD"), ROWS[1].format("JPY")).currency == 1
    short = columns_of("日付,出金,摘要,通貨", "2026/9/7,1000,a,USD", "2026/9/8,500,b,", "2026/9/9,500,b")
    assert short.currency == 3
