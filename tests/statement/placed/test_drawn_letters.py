"""Letters that a document draws become the words that its reader sees."""

from __future__ import annotations

from selfcheck.statement.placed.printed import Glyph, words_on_page


def glyphs(text: str, left: float = 0.0, base: float = 0.0, em: float = 10.0) -> list[Glyph]:
    found = []
    for char in text:
        width = em if ord(char) > 0x2000 and not 0xFF61 <= ord(char) <= 0xFF9F else em / 2
        found.append(Glyph(char, left, left + width, base, em))
        left += width
    return found


def texts(*drawn: list[Glyph]) -> list[list[str]]:
    return [[word.text for word in words] for _, _, words in words_on_page([glyph for part in drawn for glyph in part])]


def test_what_stands_at_one_height_is_one_line_in_whatever_order_it_is_drawn():
    assert texts(glyphs("残高", 200), glyphs("日付"), glyphs("2020", 0, 20)) == [["日付", "残高"], ["2020"]]


def test_letters_that_are_drawn_again_to_look_bold_are_read_once():
    assert texts(glyphs("ペイペイ"), glyphs("ペイペイ", 0.4)) == [["ペイペイ"]]


def test_a_letter_that_is_printed_twice_is_two_letters():
    assert texts(glyphs("ココ11")) == [["ココ11"]]


def test_a_text_that_is_drawn_over_another_is_not_mixed_with_it():
    assert texts(glyphs("ナガイナマエ"), glyphs("12", 52)) == [["ナガイナマエ", "12"]]


def test_what_is_drawn_letter_by_letter_backwards_is_one_word():
    assert texts(*([glyph] for glyph in reversed(glyphs("ドコモ")))) == [["ドコモ"]]


def test_a_voicing_mark_drawn_as_one_with_its_letter_takes_the_room_of_both():
    narrow = [*glyphs("ﾐ"), Glyph("ｽ", 5.4, 7.6, 0, 7), Glyph("ﾞ", 7.6, 9.8, 0, 7), *glyphs("ｲ", 15), *glyphs("電", 20)]
    assert texts(narrow) == [["ﾐｽﾞｲ電"]]


def test_a_character_whose_box_is_only_its_ink_is_no_word_of_its_own():
    drawn = [*glyphs("お取引"), Glyph("日", 32, 38, 0, 10), *glyphs("2020", 60)]
    assert texts(drawn) == [["お取引日", "2020"]]


def test_a_full_width_space_is_kept_as_printed():
    ((_, _, words),) = words_on_page(glyphs("振込　ヤマ"))
    assert [(word.gap, word.text) for word in words] == [("", "振込"), ("　", "ヤマ")]


# --- pieces ---------------------------------------------------------------------------------------
