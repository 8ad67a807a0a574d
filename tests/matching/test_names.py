"""Services are named in every spelling, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.knowledge import load
from selfcheck.matching.affixes import Around
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.own_names import with_own
from selfcheck.matching.places import Place, Verdict
from selfcheck.matching.spellings import Spellings
from tests.spellings import detached, forms, full_width, half_width, surrounded

MATCHER = Matcher(load())
SERVICES = load().services


def named(text: str) -> set[str]:
    return {hit.service for hit in MATCHER.find(text)}


@pytest.mark.parametrize("service", SERVICES)
def test_every_name_is_found_in_every_printing_form(service: str):
    missed = [(n.text, text) for n in SERVICES[service].names for text in forms(n.text) if service not in named(text)]
    assert missed == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_name_is_found_whatever_the_bank_prints_around_it(service: str):
    names = SERVICES[service].names
    texts = [(name.text, text) for name in names for text in surrounded(name.text, purchase=name.fit != "whole")]
    assert [(name, text) for name, text in texts if service not in named(text)] == []


@pytest.mark.parametrize(("service", "memo"), [(s.id, memo) for s in SERVICES.values() for memo in s.samples.match])
def test_a_service_names_its_own_samples(service: str, memo: str):
    assert service in named(memo)


@pytest.mark.parametrize(("service", "memo"), [(s.id, memo) for s in SERVICES.values() for memo in s.samples.must_not_match])
def test_a_service_leaves_its_lookalikes_alone(service: str, memo: str):
    assert service not in named(memo)


@pytest.mark.parametrize("service", SERVICES)
def test_every_lookalike_of_a_service_is_left_alone_in_every_printing_form(service: str):
    texts = [(t, form) for one in SERVICES[service].lookalikes for t in one.texts for form in (t, *forms_of_lookalikes(t))]
    assert [(text, form) for text, form in texts if service in named(form)] == []


def forms_of_lookalikes(text: str) -> Iterator[str]:
    yield from (half_width(text), full_width(text), detached(text, "゛", "゜"), f"自払　{text}", f"{text}（カ", f"({text})")


@pytest.mark.parametrize(
    "memo", ["ＰＡＹＰＡＹカ－ド", "ペイペイカ", "メルペイ　セイサン", "自払\tﾍﾟｲﾍﾟｲｶ-ﾄﾞ", "ＬＩＮＥＰａｙカード"]
)
def test_a_card_bill_is_told_from_the_service_and_kept_for_a_note(memo: str):
    (bill,) = MATCHER.find_all(memo)
    assert bill.bill
    assert named(memo) == set()


@pytest.mark.parametrize(
    ("memo", "could_be"),
    [
        ("ﾄﾞｺﾓｺｳ", ("docomo-koza",)),
        ("ト゛コモコウサ", ("docomo-koza",)),
        ("ＲＴＫ　シハライヒシ", ("shiharai-hisho",)),
        ("フリカエ　PAYPA", ("paypay", "paypal")),
    ],
)
def test_a_name_that_the_bank_cut_off_says_what_it_may_be(memo: str, could_be: tuple[str, ...]):
    (hit,) = MATCHER.find(memo)
    assert hit.could_be == could_be


@pytest.mark.parametrize(
    "memo", ["ﾄﾞｺﾓ", "ライン", "ＬＩＮＥ", "ラクテン", "シハライ", "ペイ", "PAY", "ﾄﾞｺﾓｺｳ ｵｵｻｶ", "(ﾄﾞｺﾓｺｳ) ﾌﾘｺﾐ"]
)
def test_the_beginning_of_other_things_names_nothing(memo: str):
    assert named(memo) == set()


def test_the_printed_characters_are_given_back():
    (hit,) = MATCHER.find("自払\tRS ﾄﾞｺﾓ ｺｳｻﾞ(ｶ")
    assert hit.matched == "ﾄﾞｺﾓ ｺｳｻﾞ"


def test_no_name_of_one_service_folds_like_that_of_another():
    owner: dict[str, str] = {}
    for service in SERVICES.values():
        for name in service.names:
            assert owner.setdefault(fold(name.text), service.id) == service.id


@pytest.mark.parametrize(
    "memo",
    ["ペイペイシ", "ＲＴＫ　ペイペイシ", "ペイペイフ", "ペイペイフリ", "PAYPAYC", "メルペイニユ", "ペイペイ　ギンコウチヤ－ジ",
     "PAYPAY ｷﾞﾝｺｳﾁﾔ-ｼﾞ", "PayPay銀行チャージ", "MERPAYCHARGE", "AUPAYCHARGE"],
)  # fmt: skip
def test_a_name_with_a_word_behind_it_cut_or_whole_is_no_lookalike(memo: str):
    assert named(memo)


@pytest.mark.parametrize("memo", ["ペイペイギンコ", "ペイペイカ－", "PAYPAYｶ", "ペイペイシヨ", "ﾍﾟｲﾍﾟｲｷﾞ", "ペイペイド－"])
def test_a_lookalike_that_the_bank_cut_off_is_left_alone(memo: str):
    assert not named(memo)


@pytest.mark.parametrize(
    "memo",
    ["自払\tﾍﾟｲﾍﾟｲｼﾞﾄﾞｳﾁﾔ", "ペイペイジドウフリカエ", "ﾕｳﾁﾖﾍﾟｲｼﾞﾄﾞｳﾁ", "Jｺｲﾝﾁﾔｰｼ", "ｄ払いジドウチヤ", "クミアイ　デイーバライ",
     "バス　デイーバライ", "自動支払　キヤツシユ", "即時決済　プリン"],
)  # fmt: skip
def test_what_the_bank_cut_behind_a_name_or_put_before_it_hides_nothing(memo: str):
    assert named(memo)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "ペイペイ" * 5000,
        "口座振替" * 3000 + "x プリン",
        "電気" + " " * 60000 + "料金",
        "キヤツシユ　" * 4000,
        "株式会社" * 5000 + "ペイペイ",
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str):
    assert MATCHER.places(text) is not None
    assert fold(text)
    MATCHER.saying_only(["返金" + text], ["返金"])


Seen = list[tuple[int, int, str, Verdict, str]]


def seen(cell: str) -> Seen:
    return [(one.start, one.end, one.printed, one.verdict, one.by.printed if one.by else "") for one in MATCHER.places(cell)]


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("自払 ﾄﾞｺﾓ ｺｳｻﾞ(ｶ", [(2, 8, "ﾄﾞｺﾓ ｺｳｻﾞ", Verdict.NAMED, "")]),
        ("ＲＴＫ　メルペ", [(3, 6, "メルペ", Verdict.CUT, "")]),
        ("ペイペイギンコウ", [(0, 4, "ペイペイ", Verdict.SOMETHING_ELSE, "ペイペイギンコウ")]),
        ("キヤツシユレス", [(0, 5, "キヤツシユ", Verdict.WITHIN_WORD, "")]),
        ("ペイペイペイ", [(0, 4, "ペイペイ", Verdict.NAMED, ""), (2, 6, "ペイペイ", Verdict.LONGER_NAME, "ペイペイ")]),
        ("サンメルペ", []),
    ],
)  # fmt: skip
def test_every_place_is_told_with_what_became_of_it(cell: str, places: Seen):
    assert seen(cell) == places


@pytest.mark.parametrize(
    "memo", ["ドコモコウザ　ペイペイ", "ペイペイ　ドコモコウザ", "ドコモコウザ\tペイペイ", "PAYPAY ﾄﾞｺﾓｺｳｻﾞ PAYPAY"]
)
def test_two_services_in_one_memo_are_both_named(memo: str):
    assert named(memo) == {"docomo-koza", "paypay"}


@pytest.mark.parametrize(
    ("memo", "service"), [("楽天キヤツシユ", "rakuten-pay"), ("ペイデイ払イ", "paidy"), ("自払　ペイデイバライ", "paidy")]
)
def test_of_a_name_within_a_longer_name_only_the_longer_is_named(memo: str, service: str):
    (hit,) = MATCHER.find_all(memo)
    assert hit.service == service
    assert fold(hit.matched) == fold(memo.removeprefix("自払"))


def test_a_long_name_is_named_within_a_word_and_a_short_one_is_not():
    assert named("サンドコモコウザブメント") == {"docomo-koza"}
    assert named("サンペイペイブメント") == set()


@pytest.mark.parametrize("memo", ["Ωペイペイω", "1ペイペイ2", "aペイペイb", "＊ペイペイ＊"])
def test_letters_of_another_script_do_not_make_a_name_part_of_a_word(memo: str):
    assert named(memo) == {"paypay"}


def test_cells_are_searched_one_by_one():
    assert named("ペイ\tペイ") == named("ドコモ\tコウザ") == set()
    assert [hit.cell for hit in MATCHER.find("自払\tﾄﾞｺﾓｺｳｻﾞ\tRS ﾍﾟｲﾍﾟｲ")] == ["ﾄﾞｺﾓｺｳｻﾞ", "RS ﾍﾟｲﾍﾟｲ"]


def test_a_kanji_beside_a_name_is_a_letter_from_the_first_to_the_last():
    assert named("一ペイペイ一") == named("龠ペイペイ龠") == set()


def test_a_name_that_must_fill_its_cell_may_stand_in_a_wide_one():
    assert named("プリン" + "　" * 197) == {"pring"}
    assert named("プリン" + "　" * 198) == set()


def test_a_word_of_a_machine_hides_no_other_name_of_the_cell():
    assert named("カード\tキヤツシユ") == set()
    assert named("カード\tキヤツシユレス　ペイペイ") == {"paypay"}


def test_what_is_known_of_a_name_is_told_with_it():
    mine = Matcher(with_own(load(), None, ["アオゾラペイ"]))
    ((own,), (word,), (other,)) = (mine.find(memo) for memo in ("アオゾラペイ", "プリン", "ペイペイ"))
    assert (own.own, word.own, other.own) == (True, False, False)
    assert (own.ambiguous, word.ambiguous, other.ambiguous) == (False, True, False)
    assert (word.inferred, other.inferred) == (True, False)


def test_of_a_service_named_twice_the_first_place_is_shown():
    (hit,) = MATCHER.find("ﾍﾟｲﾍﾟｲ\tPAYPAY")
    assert (hit.matched, hit.cell) == ("ﾍﾟｲﾍﾟｲ", "ﾍﾟｲﾍﾟｲ")


@pytest.mark.parametrize("memo", ["ペイペイカード　ペイペイ", "ペイペイ　ペイペイカード", "ペイペイカード\tペイペイ"])
def test_a_service_beside_its_card_bill_is_the_service(memo: str):
    (hit,) = MATCHER.find_all(memo)
    assert hit.bill is None


@pytest.mark.parametrize(("memo", "narrow"), [("メルペ", True), ("ペイペ", True), ("ﾄﾞｺﾓｺｳ", False), ("メルペイ", False)])
def test_a_name_of_which_little_is_left_needs_a_narrow_column(memo: str, narrow: bool):
    (hit,) = MATCHER.find(memo)
    assert hit.needs_narrow_column is narrow


def test_what_stands_beside_a_name_is_told_too():
    assert MATCHER.immediate_rail("ＲＴ　ドコモコウザ") == "ＲＴ"
    assert MATCHER.immediate_rail("自払　ドコモコウザ") is None
    assert MATCHER.saying_only(["自払", "自払\t返金", "自払\tヤマダ　返金"], ["返金"]) == {"自払\t返金"}


CELLS = ("ドコモコウ", "ザ", "振込", "ＲＴ", "支払い", "ペイペイ", "水道", "ﾃﾞｲ-ﾊﾞ", "")


@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=1), max_size=6))
def test_texts_are_asked_together_as_one_by_one(rows: list[list[str]]):
    texts = ["\t".join(row) for row in rows]
    assert list(MATCHER.speaking(texts)) == [text for text in dict.fromkeys(texts) if not MATCHER.says_nothing(text)]
    assert not any(MATCHER.find_all(text) or MATCHER.over_cells(text) for text in texts if MATCHER.says_nothing(text))


@pytest.mark.parametrize("cell", ["返 金", "返\u3000金 ヤマダ"])
def test_a_refund_is_a_word_of_its_own(cell: str):
    assert MATCHER.saying_only([cell, f"{cell}\t返金"], ["返金"]) == set()


def test_places_overlap_where_they_share_a_letter():
    entry = next(iter(next(iter(Spellings(load(), Around(load().lookalikes.affixes)).anywhere.values()))))
    place = Place(3, 6, entry)
    sharing = [start for start in range(8) if place.overlaps(Place(start, start + 2, entry))]
    assert sharing == [2, 3, 4, 5]


@pytest.mark.parametrize("letter", ["a", "z"])
def test_a_short_name_within_a_latin_word_is_no_name(letter: str):
    assert named("KYASH") == {"kyash"}
    assert named(f"KYASH{letter}") == named(f"{letter}KYASH") == set()


def test_only_card_bills_are_told_besides_services():
    assert MATCHER.find_all("ペイペイギンコウ") == ()
    assert [hit.bill is not None for hit in MATCHER.find_all("ペイペイカ－ド")] == [True]
