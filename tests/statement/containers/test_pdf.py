"""What stands on the pages of a PDF is read like any table, or it is said why not."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import msgpack

import selfcheck
from selfcheck import Statement, UnreadableError
from selfcheck.language.sentences import say
from selfcheck.scan import scan_as
from selfcheck.statement.containers import pdf_pages
from selfcheck.statement.containers.pdf_pages import Bounds, Page, pages_of
from selfcheck.statement.options import options_for
from tests.helpers import rows
from tests.in_process import command
from tests.pdf_writer import FONT, Move, Text, document, locked, moves, pdf, statement

TODAY = dt.date(2026, 11, 29)
MOVES = moves("電気料", "給与　ミホンシヨウジ", "ドコモコウザ", "ＲＴ（ペイペイ", "水道", "ｶﾞｽ ﾀﾞｲ")


def read(content: bytes, folder: Path, name: str = "meisai.pdf", **options: object) -> Statement:
    file = folder / name
    file.write_bytes(content)
    return selfcheck.read(file, **options)  # type: ignore[arg-type]


def values(read_from: Statement) -> list[Move]:
    return [
        Move(row["date"].replace("-", "/"), row["memo"], row["withdrawal"], row["deposit"], row["balance"])
        for row in rows(read_from)
    ]


def shifted(texts: Sequence[Text], dx: float = 0, dy: float = 0) -> list[Text]:
    return [Text(text.x + dx, text.y + dy, text.text, text.right) for text in texts]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pdf(statement(MOVES)), id="upright"),
        pytest.param(pdf(statement(MOVES), rotate=90), id="a page turned by 90 degrees"),
        pytest.param(pdf(statement(MOVES), rotate=180), id="a page upside down"),
        # Blanks are drawn as nothing, as is a letter that no installed font has.
        *(
            pytest.param(pdf([*statement(MOVES), Text(500, 400, "　")], rotate=way), id=f"nothing drawn at {way}")
            for way in (0, 90, 180, 270)
        ),
        pytest.param(pdf(statement(MOVES), rotate=270), id="a page turned the other way"),
        pytest.param(pdf(shifted(statement(MOVES), 100), size=(842, 595)), id="landscape"),
        pytest.param(pdf(statement(MOVES), twice=True), id="drawn twice to look bold"),
        pytest.param(pdf(statement(MOVES), rules=[92, *range(104, 220, 16)]), id="ruled"),
        pytest.param(pdf(statement(MOVES, header=["日 付", "摘　要", "お支払", "お預り", "残　高"])), id="names spread out"),
        pytest.param(pdf(statement(MOVES[:3]), statement(MOVES[3:])), id="the header again on every page"),
        pytest.param(pdf(statement(MOVES[:3]), statement(MOVES[3:], header=[])), id="the header on the first page only"),
    ],
)
def test_every_row_is_read_and_proven_by_the_balance(content: bytes, tmp_path: Path):
    found = read(content, tmp_path)
    assert values(found) == MOVES
    assert (found.container, found.status, found.balance_check.status) == ("pdf", "read", "consistent")
    assert found.balance_check.checked == len(MOVES) - 1
    assert found.problems == ()


@pytest.mark.parametrize("way", [90, 270])
def test_a_page_whose_text_is_left_out_is_turned_back_and_read(way: int, monkeypatch: pytest.MonkeyPatch):
    def printed(content: bytes) -> list[str]:
        (page,) = (msgpack.decode(page, type=Page) for page in pages_of(content, "", Bounds(1, 9999)))
        return [" ".join(word.text for word in words) for _, _, words in page.lines]

    upright = printed(pdf(statement(MOVES)))
    monkeypatch.setattr(pdf_pages, "_NO_WIDTH", 1e6)  # as if no font had any letter
    assert printed(pdf(statement(MOVES), rotate=way)) == upright


def test_lines_are_printed_lines_counted_over_all_pages(tmp_path: Path):
    found = read(pdf(statement(MOVES[:3]), statement(MOVES[3:])), tmp_path)
    # title, header and three rows on each page
    assert [row["line"] for row in rows(found)] == [3, 4, 5, 8, 9, 10]
    assert sum(found.lines.values()) == 10
    assert found.header_line == 2


def test_the_report_says_on_which_page_a_finding_stands(tmp_path: Path):
    found = read(pdf(statement(MOVES[:3]), statement(MOVES[3:])), tmp_path)
    assert found.pages == (1, 6)
    assert [found.pages_of([line]) for line in (1, 5, 6, 10)] == [[1], [1], [2], [2]]
    printed = command("scan", tmp_path / "meisai.pdf", "--full", "--no-mine", "--lang", "ja").stdout.decode()
    assert "[1ページ]" in printed
    assert "[2ページ]" in printed


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("2020/9/1", ""),
        ("20.09.01", "西暦"),
        ("令和2年9月1日", ""),
        ("R02.09.01", ""),
        ("2-09-01", ""),
        ("2020年9月1日", ""),
        ("9月1日", "2020年9月1日から2020年9月30日までのお取引"),
        ("09/01", "令和2年9月1日～令和2年9月30日"),
    ],
)
def test_dates_are_read_in_every_style(printed: str, title: str, tmp_path: Path):
    (move,) = moves("ドコモコウザ")
    texts = statement([Move(printed, move.memo, move.out, move.into, move.balance)], title=title)
    assert [row["date"] for row in rows(read(pdf(texts), tmp_path))] == ["2020-09-01"]


def test_a_memo_that_wraps_is_one_memo_and_its_row_begins_where_it_begins(tmp_path: Path):
    texts = statement(MOVES, pitch=40)
    for at, text in enumerate(texts):
        if text.text == "ドコモコウザ":
            texts[at : at + 1] = [Text(text.x, text.y - 6, "口座振替　ドコモコ"), Text(text.x, text.y + 6, "ウザ")]
    found = read(pdf(texts), tmp_path)
    (row,) = [row for row in rows(found) if "ドコモ" in row["memo"]]
    assert (row["memo"], row["withdrawal"], row["line"]) == ("口座振替　ドコモコウザ", 9_000, 5)
    assert len(values(found)) == len(MOVES)


def test_a_memo_that_goes_on_behind_the_page_is_one_memo(tmp_path: Path):
    one, two = statement(MOVES[:3]), statement(MOVES[3:], top=130)
    one.append(Text(130, one[-1].y + 11, "ヨコハマシテン"))
    two.insert(1, Text(130, 700, "セツメイ"))  # no part of the table: far below it
    found = read(pdf([*one, Text(50, 800, "1ページ")], [*two, Text(50, 800, "2ページ")]), tmp_path)
    assert [move.memo for move in values(found)][2:4] == ["ドコモコウザ ヨコハマシテン", "ＲＴ（ペイペイ"]


def test_page_numbers_and_the_foot_of_pages_are_no_transactions(tmp_path: Path):
    foot = [Text(50, 780, "2020年9月30日作成　見本銀行　0120-000-000"), Text(290, 800, "1/2")]
    found = read(pdf([*statement(MOVES[:3]), *foot], [*statement(MOVES[3:]), *foot]), tmp_path)
    assert values(found) == MOVES
    assert found.status == "read"


def test_two_accounts_on_one_page_are_two_accounts(tmp_path: Path):
    other = shifted(statement(moves("ペイペイ", "水道", start=90_000)), dy=300)
    other[0] = Text(50, 380, "口座番号 7654321")
    found = read(pdf([*statement(MOVES), Text(50, 70, "口座番号 1234567"), *other]), tmp_path)
    assert found.balance_check.status == "consistent"
    assert found.balance_check.checked == len(MOVES) - 1 + 1
    assert {text.number for text in found.records.texts} == {"1234567", "7654321"}


def test_an_amount_whose_side_only_its_place_tells_is_marked_where_no_balance_proves_it(tmp_path: Path):
    rows_of = [Move("2020/09/01", "ドコモコウザ", 30_000, None, 0)]
    names = ["取引日", "お取引内容", "お支払金額", "お預り金額"]
    found = read(pdf(statement(rows_of, header=names)), tmp_path)
    assert {problem.code for problem in found.problems} & {"placed-not-proven", "placed-side-unclear"}
    (finding,) = selfcheck.scan(tmp_path / "meisai.pdf").raised
    assert finding.withdrawal == 30_000


def test_a_name_on_a_page_without_a_table_is_told_with_the_words_around_it(tmp_path: Path):
    (tmp_path / "letter.pdf").write_bytes(pdf([Text(50, 100, "ドコモコウザ　ご登録のお知らせ")]))
    report = selfcheck.scan(tmp_path / "letter.pdf")
    assert report.statements[0].status == "unreadable"
    assert [finding.memo for finding in report.findings] == ["ドコモコウザ　ご登録のお知らせ"]


def test_a_pdf_is_found_in_folders_and_archives(tmp_path: Path):
    content = pdf(statement(MOVES))
    (tmp_path / "9月.pdf").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "meisai.zip", "w") as archive:
        archive.writestr("8月.pdf", content)
    found = {Path(one.path).name: one.status for one in selfcheck.scan(tmp_path).statements}
    assert found == {"9月.pdf": "read", "8月.pdf": "read"}


# --- what cannot be read --------------------------------------------------------------------------


def refusal(content: bytes, folder: Path, password: str = "") -> str:
    file = folder / "meisai.pdf"
    file.write_bytes(content)
    (read_from,) = scan_as(file, options_for(TODAY, password=password)).statements
    assert read_from.status == "unreadable"
    return read_from.problems[0].code


def picture() -> bytes:
    """A page that is a picture of paper."""
    grey = b"/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1"
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1" + grey + b">>stream\n\xff\nendstream"
    return document(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
            image,
            b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        ]
    )


def test_a_scanned_page_is_told_with_what_to_do(tmp_path: Path):
    assert refusal(picture(), tmp_path).startswith("pdf-scanned")
    assert "--paste" in say("pdf-scanned", "ja")


def test_what_is_cut_off_or_no_pdf_behind_its_first_bytes_is_told(tmp_path: Path):
    assert refusal(b"%PDF-1.4\n" + b"\x00garbage" * 20, tmp_path) == "pdf-broken"
    assert refusal(pdf([]), tmp_path) == "pdf-empty"


def test_a_page_that_cannot_be_opened_is_told_and_those_before_and_behind_it_are_read(tmp_path: Path):
    content = pdf(statement(MOVES[:3]), statement(MOVES[3:])).replace(
        b"/Count 2/Kids[5 0 R 7 0 R]", b"/Count 3/Kids[5 0 R 1 0 R 7 0 R]"
    )
    found = read(content, tmp_path)
    assert [move.memo for move in values(found)] == [move.memo for move in MOVES]
    assert [(problem.code, problem.sentence.details) for problem in found.problems] == [("pdf-broken-pages", {"pages": "2"})]
    assert found.status == "partly-read"


def test_a_locked_document_opens_with_its_password_and_with_no_other(tmp_path: Path):
    content = locked(pdf(statement(MOVES)), "himitsu")
    (tmp_path / "meisai.pdf").write_bytes(content)
    (found,) = scan_as(tmp_path / "meisai.pdf", options_for(TODAY, password="himitsu")).statements
    assert values(found) == MOVES
    assert refusal(content, tmp_path) == "pdf-locked"
    assert refusal(content, tmp_path, "Himitsu") == "pdf-password-wrong"


def test_pages_that_are_told_to_be_their_own_parents_end(tmp_path: Path):
    looped = document([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>"])
    assert refusal(looped, tmp_path) in {"pdf-broken", "pdf-empty"}


def test_too_many_pages_are_told_and_not_read(tmp_path: Path):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    many = document(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 2001/Kids[%s]>>" % (b"3 0 R " * 2001),
            page,
        ]
    )
    assert refusal(many, tmp_path) == "pdf-too-many-pages"


@pytest.mark.slow
def test_a_stream_that_swells_by_a_thousand_is_no_harm(tmp_path: Path):
    text = b"BT /F1 9 Tf 50 700 Td (" + b"a" * 50_000_000 + b") Tj ET"
    packed = zlib.compress(text, 9)
    bomb = document(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            FONT,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    )
    assert len(bomb) < 100_000
    assert refusal(bomb, tmp_path)


def test_reading_raises_what_it_would_say(tmp_path: Path):
    with pytest.raises(UnreadableError, match="画像"):
        read(picture(), tmp_path)
