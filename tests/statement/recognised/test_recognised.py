"""A page that is a picture is read by tesseract, in several ways, and what its readings do not agree on is said.

``meisai.png`` is an invented statement, printed, tilted by a degree; ``read_*.tsv`` is what tesseract 5.3 answers for its
sheets, in the order in which they are asked for, so that these tests need no tesseract.
"""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import selfcheck
from selfcheck.language.sentences import say
from selfcheck.scan import scan_as
from selfcheck.statement.options import Options, options_for
from selfcheck.statement.recognised import page, tesseract
from selfcheck.statement.recognised.agreed import agreed_number, agreed_text
from selfcheck.statement.recognised.cells import bands_of
from selfcheck.statement.recognised.grey import Grey, evenly_lit, straight, without_rules
from selfcheck.statement.recognised.page import RecognisedLine
from selfcheck.statement.recognised.sheet import Reading, readings_of, sheets
from tests.helpers import rows
from tests.statement.containers.test_pdf import picture

HERE = Path(__file__).parent
PICTURE = HERE / "meisai.png"
TODAY = dt.date(2026, 11, 29)
ASKED = options_for(TODAY, ocr=True)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """tesseract answers what is stored."""
    answers = {int(file.stem.split("_")[1]): file for file in HERE.glob("read_*.tsv")}
    in_order: Iterator[Path] = iter(file for _, file in sorted(answers.items()))

    def words_on(picture: Grey, language: str, run: tesseract.Run) -> str:
        file = next(in_order)
        assert file.stem.endswith(language)
        return file.read_text(encoding="utf-8")

    monkeypatch.setattr(tesseract, "program", lambda: "tesseract")
    monkeypatch.setattr(tesseract, "is_ready", lambda: True)
    monkeypatch.setattr(tesseract, "words_on", words_on)


def blank(high: int, wide: int) -> bytes:
    """A white picture as PNG, one bit for a pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\xff" * (wide // 8)) * high
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


MOVES = [
    ("2020-09-01", 3_000, None, 497_000),
    ("2020-09-02", None, 60_000, 557_000),
    ("2020-09-03", 30_000, None, 527_000),
    ("2020-09-04", 12_000, None, 515_000),
    ("2020-09-07", 4_500, None, 510_500),
    ("2020-09-08", 20_000, None, 490_500),
]


def check_report(file: Path) -> None:
    report = scan_as(file, ASKED)
    (found,) = report.statements
    assert [(row["date"], row["withdrawal"], row["deposit"], row["balance"]) for row in rows(found)] == MOVES
    assert (found.status, found.container, found.balance_check.status) == ("partly-read", "picture", "consistent")
    assert {"ocr-guessed", "ocr-unproven"} <= {problem.code for problem in found.problems}
    raised = {(str(finding.date), finding.service, finding.withdrawal) for finding in report.raised}
    assert raised == {("2020-09-03", "docomo-koza", 30_000), ("2020-09-04", "paypay", 12_000)}
    for finding in report.raised:
        signals = {reason.signal for reason in finding.reasons}
        assert "name-guessed" in signals
        assert "names-service" not in signals


@pytest.mark.usefixtures("stored")
def test_rows_are_proven_by_the_balance_and_half_width_names_are_asked_about():
    check_report(PICTURE)


@pytest.mark.usefixtures("stored")
def test_a_large_photograph_is_looked_at_smaller_than_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sizes: list[tuple[int, ...]] = []

    def lines_on(picture: Grey, read: object) -> list[RecognisedLine]:
        sizes.append(picture.shape)
        return []

    monkeypatch.setattr(page, "lines_on", lines_on)
    file = tmp_path / "meisai.png"
    file.write_bytes(blank(6_000, 8_000))
    scan_as(file, ASKED)
    ((high, wide),) = sizes
    assert 15_000_000 < high * wide < 16_100_000
    assert wide / high == pytest.approx(8 / 6, rel=0.01)


@pytest.mark.skipif(not tesseract.is_ready(), reason="tesseract with Japanese is not installed")
def test_tesseract_itself_reads_the_same():
    check_report(PICTURE)


@pytest.mark.usefixtures("stored")
def test_what_no_balance_proves_is_marked_line_by_line_and_names_are_said_to_be_guessed():
    (found,) = scan_as(PICTURE, ASKED).statements
    first = rows(found)[0]["line"]
    assert [problem.line for problem in found.problems if problem.code == "ocr-unproven"] == [first]
    assert "推測" in say("ocr-guessed", "ja", pages="1")


@pytest.mark.usefixtures("stored")
def test_a_picture_without_findings_does_not_pass_as_clean(monkeypatch: pytest.MonkeyPatch):
    report = scan_as(PICTURE, ASKED, uses=("docomo-koza", "paypay"))
    assert (report.raised, report.exit_code) == ((), 3)


# --- the steps ------------------------------------------------------------------------------------


def page_of(*lines: int, wide: int = 800, tilt: float = 0.0) -> Grey:
    """A page with three words on each line, as black bars."""
    page = np.full((300, wide), 255, dtype=np.uint8)
    for top in lines:
        for left in (60, 320, 600):
            for x in range(left, left + 90):
                y = top + round(tilt * x)
                page[y : y + 20, x] = 0 if x % 5 else 255
    return page


def test_cells_are_told_by_the_white_around_them():
    em, bands = bands_of(page_of(40, 90, 140))
    assert [[box.left // 10 for box in band.boxes] for band in bands] == [[5, 31, 59]] * 3 or len(bands) == 3
    assert all(len(band.boxes) == 3 for band in bands)
    assert 18 <= em <= 24


@pytest.mark.parametrize("tilt", [0.035, -0.02, 0.0])
def test_a_tilted_page_is_made_straight(tilt: float):
    _, bands = bands_of(straight(page_of(60, 120, 180, tilt=tilt)))
    assert [len(band.boxes) for band in bands] == [3, 3, 3]


def test_a_page_of_more_cells_than_a_page_of_text_has_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("selfcheck.statement.recognised.cells._MOST_CELLS", 9)
    assert [len(band.boxes) for band in bands_of(page_of(40, 90, 140))[1]] == [3, 3, 3]
    monkeypatch.setattr("selfcheck.statement.recognised.cells._MOST_CELLS", 8)
    with pytest.raises(selfcheck.UnreadableError):
        bands_of(page_of(40, 90, 140))


def test_a_shadow_is_taken_for_paper_and_letters_stay():
    shade = np.linspace(1.0, 0.4, 800)
    dim = (page_of(40, 90) * shade).astype(np.uint8)
    lit = evenly_lit(dim)
    assert (lit[200:] > 230).mean() > 0.95
    assert [len(band.boxes) for band in bands_of(lit)[1]] == [3, 3]


def test_rules_are_taken_out_and_letters_beside_them_stay():
    page = page_of(40, 90)
    page[75:77, 20:780] = 0
    page[10:200, 250:252] = 0
    cleaned = without_rules(page)
    assert (cleaned[75:77] == 255).all()
    assert [len(band.boxes) for band in bands_of(cleaned)[1]] == [3, 3]


def test_words_of_the_table_are_given_to_the_cell_in_whose_room_they_stand():
    page = page_of(40)
    em, bands = bands_of(page)
    (sheet,) = sheets(page, bands[0].boxes, em)
    tops = [top + 15 for top in sheet.tops]
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    words = [("2020/09/01", 0, 96), ('へ"', 1, 40), ("イ", 1, 30), ("3,000", 2, 95)]
    tsv = head + "".join(f"5\t1\t1\t1\t1\t1\t9\t{tops[at]}\t50\t20\t{conf}\t{text}\n" for text, at, conf in words)
    assert readings_of(tsv, sheet) == [Reading("2020/09/01", 96), Reading('へ" イ', 30), Reading("3,000", 95)]


@pytest.mark.parametrize(
    ("readings", "text", "rivals"),
    [
        (["3,000", "3,000", "つOOO"], "3,000", ()),
        (["8,000", "3,000", "3.000"], "3,000", ()),
        (["8,000", "3,000", "ろ"], "8,000", ("3,000",)),
        (["BR", "2020年9月1日", "2020 年 9 月 1 日"], "2020年9月1日", ()),
    ],
)
def test_a_number_counts_where_two_readings_agree_and_is_doubted_where_none_do(
    readings: list[str], text: str, rivals: tuple[str, ...]
):
    agreed = agreed_number([Reading(reading, 90) for reading in readings])
    assert agreed is not None
    assert (agreed.text, agreed.rivals) == (text, rivals)


def test_a_text_is_taken_from_the_surest_reading_and_all_are_kept():
    agreed = agreed_text([Reading("ペイ パイ", 30), Reading('へ" イへ" イ', 50), Reading()])
    assert agreed.text == 'へ"イへ"イ'
    assert agreed.readings == ('へ"イへ"イ', "ペイパイ")
    assert agreed.is_unclear
    assert not agreed_text([Reading("家賃", 90), Reading("家 賃", 50), Reading("家慕", 9)]).is_unclear


# --- where it cannot be done ----------------------------------------------------------------------


def refused(content: bytes, folder: Path, how: Options) -> str:
    file = folder / "meisai.pdf"
    file.write_bytes(content)
    report = scan_as(file, how)
    assert report.exit_code == 4
    return report.statements[0].problems[0].code


def test_without_tesseract_or_its_japanese_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tesseract, "program", lambda: None)
    monkeypatch.setattr(tesseract, "is_ready", lambda: False)
    assert refused(picture(), tmp_path, ASKED) == "ocr-not-installed"
    assert refused(picture(), tmp_path, options_for(TODAY)) == "pdf-scanned"
    assert refused(PICTURE.read_bytes(), tmp_path, options_for(TODAY)) == "is-picture"
    monkeypatch.setattr(tesseract, "program", lambda: "tesseract")
    assert refused(picture(), tmp_path, ASKED) == "ocr-no-japanese"


@pytest.mark.usefixtures("stored")
def test_where_tesseract_is_there_the_refusal_names_the_option(tmp_path: Path):
    assert refused(picture(), tmp_path, options_for(TODAY)) == "pdf-scanned-ocr"
    assert refused(PICTURE.read_bytes(), tmp_path, options_for(TODAY)) == "is-picture-ocr"
    for key in ("pdf-scanned-ocr", "is-picture-ocr"):
        assert "--ocr" in say(key, "ja", kind="PNG")
        assert "--ocr" in say(key, "en", kind="PNG")


@pytest.mark.usefixtures("stored")
def test_an_empty_page_holds_nothing(tmp_path: Path):
    assert refused(picture(), tmp_path, ASKED) == "ocr-nothing"


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff\xe0\x00\x10JFIF", PICTURE.read_bytes()[:60]]
)
def test_a_broken_picture_is_told(content: bytes, tmp_path: Path):
    assert refused(content, tmp_path, ASKED) in {"picture-broken", "ocr-nothing"}


def test_reading_in_python_asks_for_no_picture():
    with pytest.raises(selfcheck.UnreadableError):
        selfcheck.read(PICTURE)
