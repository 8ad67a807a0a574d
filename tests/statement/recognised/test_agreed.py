"""What several readings of a cell agree on, and the lines that a page of cells comes to."""

from __future__ import annotations

import numpy as np
import pytest

from selfcheck.statement.recognised.agreed import Agreed, agreed_number, agreed_text, is_number, joined, number_in
from selfcheck.statement.recognised.cells import Box, bands_of
from selfcheck.statement.recognised.grey import Grey, resized
from selfcheck.statement.recognised.page import lines_on
from selfcheck.statement.recognised.sheet import Reading, readings_of, sheets


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("3,000", True), ("3000", False), ("▲3,000円", True), ("¥300", True), ("2020/9/1", True), ("令和2年9月1日", True)),
        *(("9/1", True), ("20200901", True), ("12,34", False), ("電気", False), ("", False), ("9/1x", False), ("R2.9.1", True)),
    ],
)
def test_a_number_is_a_date_or_an_amount(text: str, number: bool):
    assert is_number(text) is number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("３，０００", "3,000"),
        ("3.000", "3,000"),
        ("3。000", "3,000"),
        ("3 0 0", "300"),
        ("3.0000", "3.0000"),
        ("2020.09.01", "2020.09.01"),
        ("3.00", "3.00"),
    ],
)
def test_a_comma_whose_tail_was_too_small_is_a_comma(text: str, number: str):
    assert number_in(text) == number


def readings(*texts: str) -> list[Reading]:
    return [Reading(text, 90.0 - at) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "agreed"),
    [
        (("300", "300"), Agreed("300")),
        (("300", "800", "300"), Agreed("300")),
        (("300", "800"), Agreed("300", rivals=("800",))),
        (("300", "電気"), None),
        (("電気", "水道"), None),
        (("300", "電気", "3 0 0"), Agreed("300")),
    ],
)
def test_a_number_needs_two_readings(texts: tuple[str, ...], agreed: Agreed | None):
    assert agreed_number(readings(*texts)) == agreed


@pytest.mark.parametrize(
    ("texts", "agreed"),
    [
        (("電気", "電気", "水道"), Agreed("電気", ("電気", "水道"))),
        (("電気", "水道", "ガス"), Agreed("電気", ("電気", "水道", "ガス"), is_unclear=True)),
        (("電 気", "電気"), Agreed("電気", ("電気",))),
        (("", "電気"), Agreed("電気", ("電気",), is_unclear=True)),
        (("", ""), Agreed("", (), is_unclear=True)),
    ],
)
def test_a_text_is_unclear_where_no_two_readings_are_the_same(texts: tuple[str, ...], agreed: Agreed):
    assert agreed_text(readings(*texts)) == agreed


def test_the_surest_reading_counts():
    assert agreed_text([Reading("a", 10), Reading("b", 20)]).text == "b"


@pytest.mark.parametrize(
    ("text", "whole"), [("電 気 料", "電気料"), ("ABC DEF", "ABC DEF"), ("ABC 電気", "ABC電気"), (' "a', '"a'), ("ﾄ ﾞ", "ﾄﾞ")]
)
def test_spaces_between_japanese_words_are_none(text: str, whole: str):
    assert joined(text) == whole


def page(*boxes: tuple[int, int, int, int], size: tuple[int, int] = (200, 400)) -> Grey:
    """White paper with black boxes: left, right, top, bottom."""
    grey: Grey = np.full(size, 255, dtype=np.uint8)
    for left, right, top, bottom in boxes:
        grey[top:bottom, left:right] = 0
    return grey


def test_cells_of_a_page_are_what_has_ink_with_a_gap_around_it():
    em, bands = bands_of(page((20, 40, 20, 40), (50, 70, 20, 40), (90, 110, 22, 40), (20, 40, 80, 100), (60, 62, 90, 92)))
    assert 16 <= em <= 24
    assert [[(box.left, box.right) for box in band.boxes] for band in bands] == [[(20, 70), (90, 110)], [(20, 40)]]
    assert [band.base for band in bands] == [40, 100]
    assert bands_of(page()) == (1.0, [])
    assert [len(bands_of(page((20, 40, 20, 20 + high)))[1]) for high in (5, 6)] == [0, 1]  # too low for letters


def test_a_sheet_has_every_cell_in_its_order_at_one_size():
    grey = page((20, 40, 20, 40), (90, 110, 22, 40))
    boxes = [Box(20, 40, 20, 40), Box(90, 110, 22, 40)]
    (sheet,) = sheets(grey, boxes, 20.0)
    assert len(sheet.tops) == 2
    assert sheet.tops[0] < sheet.tops[1]
    assert (sheet.picture < 100).any()
    (wide,) = sheets(grey, boxes, 20.0, stretch=2.0)
    assert wide.picture.shape[1] > sheet.picture.shape[1]
    assert wide.picture.shape[0] == sheet.picture.shape[0]
    assert sheets(grey, [], 20.0) == []
    many = sheets(grey, boxes * 200, 20.0)
    assert sum(len(one.tops) for one in many) == 400
    assert all(len(one.picture) <= 12_100 for one in many)  # tesseract takes no longer ones


TSV = "level\ttop\theight\tconf\ttext\n"


def test_words_are_of_the_cell_in_whose_room_their_middle_is():
    (sheet,) = sheets(page((20, 40, 20, 40), (90, 110, 22, 40)), [Box(20, 40, 20, 40), Box(90, 110, 22, 40)], 20.0)
    one, two = sheet.tops
    table = TSV + f'5\t{one}\t20\t90\ta\n5\t{one}\t20\t70\tb\n5\t{two}\t20\t80\t"c\n4\t{two}\t20\t80\tx\n5\t{two}\t20\t80\t \n'
    assert readings_of(table, sheet) == [Reading("a b", 70.0), Reading('"c', 80.0)]
    assert readings_of(TSV, sheet) == [Reading(), Reading()]
    assert readings_of(TSV + "5\t0\t1\t50\tz\n", sheet)[0] == Reading("z", 50.0)


def test_a_page_comes_to_lines_of_words_with_their_places():
    answers = {"eng": iter(["300", "x", "300", "y"]), "jpn": iter(["電 気", "電気", "水道"])}

    widths: dict[str, list[int]] = {"eng": [], "jpn": []}

    def read(picture: Grey, language: str) -> str:
        widths[language].append(picture.shape[1])
        count = {"eng": 2, "jpn": 1}[language]
        rows = (picture.shape[0] - 20) // count
        return TSV + "".join(f"5\t{20 + at * rows}\t10\t90\t{next(answers[language])}\n" for at in range(count))

    (line,) = lines_on(page(*((left, left + 18, 100, 120) for left in (100, 122, 300, 322, 344)), size=(300, 600)), read)
    assert [(word.text, round(word.left, -1)) for word in line.words] == [("300", 100), ("電気", 300)]
    assert line.readings == ("電気", "水道")
    assert line.rivals == ()
    assert not line.is_unclear
    narrow, wide = widths["eng"]
    assert narrow < wide < 1.25 * narrow  # digits that are stretched further are read as others
    assert widths["jpn"] == sorted(set(widths["jpn"]))
    assert widths["jpn"][-1] < 2 * widths["jpn"][0]


def test_a_picture_is_made_larger_and_smaller():
    grey = page((0, 200, 0, 200))
    assert resized(grey, 0.5, 2.0).shape == (100, 800)
    assert resized(grey, 0.001, 0.001).shape == (1, 1)
    assert resized(grey, 1.0, 1.0).tolist() == grey.tolist()
