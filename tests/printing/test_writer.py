"""Tables fit the screen: text is wrapped within its column, numbers never are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer, fitted


class Paper:
    """Where a Writer prints without styles."""

    color_system = None

    def __init__(self, width: int) -> None:
        self.width = width
        self.file = io.StringIO()

    def print(self, *objects: object, soft_wrap: bool | None = None) -> None:
        raise AssertionError("without styles, letters are written")


def table(width: int, header: list[str], rows: list[list[str]], right: tuple[int, ...] = ()) -> list[str]:
    paper = Paper(width)
    Writer(paper, "ja").table(header, [[Styled(cell) for cell in row] for row in rows], right, indent=2)  # type: ignore[arg-type]
    return paper.file.getvalue().splitlines()


@pytest.mark.parametrize(
    ("widths", "room", "may_shrink", "found"),
    [
        ([30, 20, 6], 100, [0, 1, 2], [30, 20, 6]),
        ([30, 20, 6], 40, [0, 1, 2], [17, 17, 6]),
        ([30, 20, 6], 40, [1], [30, 8, 6]),
        ([30, 20], 10, [], [30, 20]),
        ([4, 4], 2, [0, 1], [4, 4]),
    ],
)
def test_the_widest_column_gives_way_first(widths: list[int], room: int, may_shrink: list[int], found: list[int]):
    assert fitted(widths, room, may_shrink) == found


def test_columns_are_aligned_and_the_text_is_wrapped_within_its_column():
    lines = table(30, ["銀行", "金額"], [["みずほ銀行とゆうちょ銀行と横浜銀行", "1,000"], ["あ", "5"]], right=(1,))
    assert lines == [
        "  銀行                    金額",
        "  みずほ銀行とゆうちょ   1,000",
        "  銀行と横浜銀行",
        "  あ                         5",
    ]


def test_what_is_copied_is_not_broken():
    paper = Paper(30)
    row = [[Styled("aomori-michinoku"), Styled("青森みちのく銀行"), Styled("なし")]]
    Writer(paper, "ja").table(["id", "銀行", "形式"], row, right=(), indent=2, whole=(0,))  # type: ignore[arg-type]
    assert paper.file.getvalue().splitlines()[1].startswith("  aomori-michinoku  青森")


@given(
    st.lists(st.lists(st.text("あア漢aB1 、。（）", max_size=40), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(40, 100),
)
def test_a_table_is_never_wider_than_the_screen_and_loses_no_letter(rows: list[list[str]], width: int):
    lines = table(width, ["a", "b", "c"], rows)
    assert all(cell_len(line) <= width for line in lines)
    letters = sorted("".join("".join(cell) for row in rows for cell in row).replace(" ", ""))
    assert sorted("".join(lines[1:]).replace(" ", "")) == letters
