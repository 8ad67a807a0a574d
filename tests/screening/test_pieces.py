"""Tables are read piece by piece, and every line keeps its place and its fate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("pyarrow", reason="the extra fleet is not installed")

from selfcheck import InputError, UnreadableError
from selfcheck.screening import csv_pieces, pieces
from selfcheck.screening.accounts import Screening, screened
from selfcheck.screening.pieces import Piece, read_piece
from selfcheck.screening.table import Columns
from selfcheck.screening.tally import Tally

HEAD = "account,date,memo,withdrawal"


def write(folder: Path, *rows: str, name: str = "a.csv", end: str = "\n", encoding: str = "utf-8", head: str = HEAD) -> str:
    file = folder / name
    file.write_bytes(end.join([head, *rows, ""]).encode(encoding))
    return str(file)


def find_pieces(files: Sequence[str], told: Columns | None = None, encoding: str | None = None) -> list[Piece]:
    return pieces.find_pieces(files, told or {}, encoding)


def read(found: Sequence[Piece]) -> tuple[pd.DataFrame, Tally]:
    """All lines of some pieces, and what became of them."""
    each = [read_piece(piece, Screening()) for piece in found]
    return pd.concat([lines for lines, _ in each], ignore_index=True), Tally.total(tally for _, tally in each)


def rows(count: int) -> list[str]:
    return [f"1,2020-09-08,メモ{number},{number}" for number in range(2, count + 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pieces_begin_and_end_with_a_row_and_know_their_lines(
    encoding: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(csv_pieces, "_BYTES", 200)
    path = write(tmp_path, *rows(100), end=end, encoding=encoding)
    found = find_pieces([path])
    assert len(found) > 5
    assert [piece.number for piece in found] == list(range(len(found)))
    lines, tally = read(found)
    assert lines["line"].tolist() == list(range(2, 102))
    assert lines["memo"].tolist() == [f"メモ{number}" for number in range(2, 102)]
    assert lines["withdrawal"].tolist() == list(range(2, 102))
    assert lines["place"].is_monotonic_increasing
    assert lines["place"].is_unique
    assert tally == Tally(100)


def test_a_cell_over_two_lines_is_never_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_pieces, "_BYTES", 120)
    path = write(tmp_path, *(f'1,2020-09-08,"メモ\n{number}",{number}' for number in range(40)))
    found = find_pieces([path])
    assert len(found) > 3
    lines, tally = read(found)
    assert lines["withdrawal"].tolist() == list(range(40))
    assert lines["line"].tolist() == list(range(2, 82, 2))
    assert tally == Tally(40)


def test_a_quote_that_is_never_closed_swallows_no_other_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_pieces, "_BYTES", 300)
    every = rows(60)
    every[20] = '1,2020-09-08,"開いた,22'
    lines, tally = read(find_pieces([write(tmp_path, *every)]))
    assert tally.lines == 60
    assert lines["line"].tolist() == list(range(2, 62))
    assert [memo for memo in lines["memo"] if not memo.startswith("メモ")] == ["開いた"]


def test_rows_that_do_not_fit_the_header_are_refused_with_an_example_and_names(tmp_path: Path):
    every = [
        "1,2020-09-08,電気,1",
        "2,2020-09-08,メルペイ",
        "",
        ",,,",
        "　,,,",
        "1,2020-09-08,水道,1,x",
        "1,2020-09-09,ガス,2,,",
    ]
    lines, tally = read(find_pieces([write(tmp_path, *every)]))
    assert lines["line"].tolist() == [2, 8]
    (refused,) = tally.refusals
    assert (refused.reason, refused.column, refused.count, refused.line, refused.example, refused.naming) == (
        "cells", "", 2, 3, "3 / 4", 1,
    )  # fmt: skip
    assert (tally.lines, tally.refused, tally.screened) == (4, 2, 2)


@pytest.mark.parametrize("memo", ["ドコモコウザ".encode("cp932")[:-3], b"\xff\xff\xff"], ids=["cut", "no letters"])
def test_broken_characters_are_screened_and_told(memo: bytes, tmp_path: Path):
    path = Path(write(tmp_path, "1,2020-09-08,電気,1", encoding="cp932"))
    path.write_bytes(path.read_bytes() + b"1,2020-09-08," + memo + b",1\n")
    lines, tally = read(find_pieces([str(path)]))
    assert len(lines) == 2
    assert [(one.reason, one.count, one.line) for one in tally.broken] == [("broken", 1, 3)]


def test_files_follow_each_other_in_the_order_given(tmp_path: Path):
    first, second = write(tmp_path, *rows(2), name="b.csv"), write(tmp_path, *rows(3), name="a.csv")
    found = find_pieces([first, second])
    assert [(piece.path, piece.number, piece.first) for piece in found] == [(first, 0, 2), (second, 1, 2)]
    assert read(found)[0]["place"].is_monotonic_increasing


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_what_the_person_says_of_columns_and_encoding_counts(encoding: str, tmp_path: Path):
    path = write(tmp_path, "1,2020-09-08,自払,ﾍﾟｲﾍﾟｲ,5", head="口座,日付,摘要,内容,出金", encoding=encoding)
    told = {"account": ["口座"], "date": ["日付"], "memo": ["摘要", "内容"], "withdrawal": ["出金"]}
    (piece,) = find_pieces([path], told, encoding)
    assert piece.absent == ("line", "deposit", "balance")
    lines, _ = read([piece])
    assert lines["memo"].tolist() == ["自払\tﾍﾟｲﾍﾟｲ"]
    how = Screening.of(bank=None, uses=(), also=(), rules=None, cells=True)
    assert screened(lines, how)["memo"].tolist() == ["自払 ﾍﾟｲﾍﾟｲ"]
    with pytest.raises(InputError, match="出金額"):
        find_pieces([path], {**told, "withdrawal": ["出金額"]})


def test_an_encoding_that_is_told_is_taken_even_where_another_fits(tmp_path: Path):
    path = write(tmp_path, "1,2020-09-08,電,5")
    assert read(find_pieces([path]))[0]["memo"].tolist() == ["電"]
    assert read(find_pieces([path], encoding="cp932"))[0]["memo"].tolist() == ["髮ｻ"]


def test_row_groups_of_a_parquet_file_are_read_together_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pieces, "_MOST_ROWS", 25)
    table = pd.DataFrame(
        {
            "account": "1",
            "date": pd.Timestamp("2020-09-08"),
            "memo": "x",
            "withdrawal": range(1, 61),
            "balance": pd.array([1, None] * 30, dtype="Int64"),
        }
    )
    table.to_parquet(tmp_path / "a.parquet", row_group_size=10)
    found = find_pieces([str(tmp_path / "a.parquet")])
    assert [(piece.first, piece.rows, piece.groups) for piece in found] == [(1, 20, (0, 1)), (21, 20, (2, 3)), (41, 20, (4, 5))]
    assert {piece.absent for piece in found} == {("line", "deposit")}
    lines, tally = read(found)
    assert lines["line"].tolist() == list(range(1, 61))
    assert lines["withdrawal"].tolist() == list(range(1, 61))
    assert tally == Tally(60)


def test_a_table_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path):
    for name, content, reason in (
        ("a.csv", "\n\n", "見出し"),
        ("b.csv", "%PDF-1.7", "PDF"),
        ("c.parquet", "PAR1 no", "Parquet"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(UnreadableError) as told:
            find_pieces([str(tmp_path / name)])
        assert name in str(told.value)
        assert reason in told.value.sentence.in_lang("ja")
    with pytest.raises(UnreadableError, match=r"found\.csv"):
        find_pieces(
            [write(tmp_path, "1,2020-09-08,x,1,paypay,check,a", name="found.csv", head=f"{HEAD},service,level,signals")]
        )


def test_a_piece_that_is_gone_when_it_is_read_is_named(tmp_path: Path):
    (piece,) = find_pieces([write(tmp_path, *rows(2))])
    Path(piece.path).unlink()
    with pytest.raises(UnreadableError, match=r"a\.csv") as told:
        read_piece(piece, Screening())
    assert told.value.sentence.key == "screen-unreadable"
