"""Folding: one comparison form for every printed form, and the way back to what was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.matching.fold import fold, fold_with_spans

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
    "キヤツシユ": ["キャッシュ", "ｷｬｯｼｭ", "ｷﾔﾂｼﾕ", "きゃっしゅ"],
}


@pytest.mark.parametrize(("folded", "printed"), [(form, text) for form, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_folds_to_one_form(folded: str, printed: str):
    assert fold(printed) == folded


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
    assert fold(f"{left}　{right}") == fold(left) + fold(right)
