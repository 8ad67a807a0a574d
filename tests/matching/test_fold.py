"""Folding: one comparison form for every printed form, and the way back to what was printed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selfcheck.matching.fold import fold, fold_with_spans
from tests.spellings import DASHES, detached, full_width, half_width, hiragana

KATAKANA = [chr(code) for code in range(ord("ァ"), ord("ヶ") + 1) if chr(code) not in "ヮヰヱ"]
NAMES = st.text(alphabet=[*KATAKANA, *"ー 口座振替払決済銀行", *"ABCXYZabcxyz0189.&/()"])
"""Texts as statements have them."""

SPELLINGS = {
    "ドコモコウザ": [
        "ﾄﾞｺﾓｺｳｻﾞ",
        "ト゛コモコウサ゛",
        "ﾄ゛ｺﾓｺｳｻ゛",
        "ドコモ　コウザ",
        "どこもこうざ",
        "(ドコモコウザ)",
        "ドコモ・コウザ",
        "ﾄﾞｺﾓ ｺｳｻﾞ",
        "ﾄ ﾞ ｺ ﾓ ｺ ｳ ｻ ﾞ",
        "ト ゛ コ モ コ ウ サ ゛",
        "ト　゛　コ　モ　コ　ウ　サ　゛",
        "ﾄ 　ﾞｺﾓｺｳｻ　 ﾞ",
    ],
    "デイバライ": [
        "ディーバライ",
        "デイーバライ",
        "ﾃﾞｲ-ﾊﾞﾗｲ",
        "ﾃﾞｲｰﾊﾞﾗｲ",
        "デイ－バライ",
        "デイ−バライ",
        "デイ‐バライ",
        "デイ―バライ",
        "デイバライ",
        "テ゛イ－ハ゛ライ",
    ],
    "paypay": ["PAYPAY", "ＰａｙＰａｙ", "(PAYPAY)", "Pay Pay", "ＰＡＹ　ＰＡＹ", "pay-pay"],
    "株式会社ドル": ["㍿㌦", "㍿　ドル", "株式会社㌦"],
    "キヤツシユ": ["キャッシュ", "ｷｬｯｼｭ", "ｷﾔﾂｼﾕ", "きゃっしゅ"],
}


@pytest.mark.parametrize(("folded", "printed"), [(form, text) for form, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_folds_to_one_form(folded: str, printed: str):
    assert fold(printed) == folded


def test_hiragana_folds_like_katakana_from_the_first_kana_to_the_last():
    kana = [chr(code) for code in range(ord("ァ"), ord("ヶ") + 1)]
    assert [fold(chr(ord(one) - 0x60)) for one in kana] == [fold(one) for one in kana]
    assert fold("ァアィイ") == "アアイイ"


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="cp932", exclude_characters="¢£¬‖−〜")))
def test_the_spans_lead_back_to_the_printed_characters(text: str):
    folded = fold_with_spans(text)
    assert folded.text == fold(text)
    assert len(folded.spans) == len(folded.text)
    for char, (start, end) in zip(folded.text, folded.spans, strict=True):
        assert char in fold(text[start:end])


@given(st.text(), st.text())
def test_a_separator_keeps_two_texts_apart(left: str, right: str):
    assume(fold("カ" + right).startswith("カ") and right[:1] not in "\u3099\u309a゛゜ﾞﾟ")
    assert fold(f"{left}　{right}") == fold(left) + fold(right)


@given(NAMES)
def test_width_sound_marks_script_and_case_make_no_difference(text: str):
    forms = (half_width(text), full_width(text), hiragana(text), text.upper(), text.lower())
    forms += (detached(text, "゛", "゜"), detached(text, "ﾞ", "ﾟ"), detached(half_width(text), "゛", "゜"))
    assert {fold(form) for form in forms} == {fold(text)}


@given(NAMES, st.sampled_from([*DASHES, ""]), st.sampled_from([" ", "　", "・", "･", ".", "＊"]))
def test_dashes_and_what_is_put_between_letters_make_no_difference(text: str, dash: str, gap: str):
    assert fold(text.replace("ー", dash)) == fold(text)
    assert fold(gap.join(text)) == fold(text)
