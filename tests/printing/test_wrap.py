"""Lines are broken as Japanese is broken, whatever the text and however narrow the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from selfcheck.printing.styled import Styled
from selfcheck.printing.wrap import wrap, wrap_plain

TEXTS = st.text(st.sampled_from("あア漢。、」（ aBc12,.-　\n・年ｱ…"), max_size=120)


@given(TEXTS, st.integers(4, 60))
def test_no_line_is_wider_than_the_screen_and_no_letter_is_lost(text: str, width: int):
    lines = wrap_plain(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(4, 60))
def test_a_styled_text_is_broken_where_a_plain_one_is_and_keeps_its_styles(text: str, width: int):
    half = len(text) // 2
    styled = Styled(text[:half], "bold").append(text[half:], "dim")
    lines = wrap(styled, width)
    assert [line.plain for line in lines] == wrap_plain(text, width)
    bold = sum(len(span) for line in lines for span in (str(line.rich())[s.start : s.end] for s in line.rich().spans) if span)
    assert bold == sum(len(line.plain) for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("銀行に電話します。", 16, ["銀行に電話しま", "す。"]),  # no line begins with a full stop
        ("窓口（東京）です", 6, ["窓口", "（東", "京）で", "す"]),  # nor ends with an opening bracket
        ("電話 0570-012345 です", 12, ["電話", "0570-012345", "です"]),  # a number stays whole
        ("合計 30,000 円", 11, ["合計", "30,000 円"]),  # and with its unit
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),  # unless it is wider than the screen
        ("。。。。。。", 4, ["。。", "。。", "。。"]),
        ("あ\n\nい", 10, ["あ", "", "い"]),
        ("", 10, [""]),
    ],
)
def test_lines_end_where_japanese_allows_it(text: str, width: int, lines: list[str]):
    assert wrap_plain(text, width) == lines
