"""The promises of design.md, section 2, on whatever hypothesis can think of.

Nothing is lost (every physical line has one fate; a name on an untouched line is found whatever else is broken), nothing is
changed, the same bytes give the same report, and no exception leaves selfcheck but its own.

``SELFCHECK_EXAMPLES=10`` tries ten times as many examples.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck import Report, SelfcheckError, Statement
from selfcheck.clock import japan_time
from selfcheck.statement.text.lines import with_line_ends
from tests.helpers import GOLDEN, SAMPLES, run_command, sample_of, simple
from tests.hostile.case import NAME, physical_lines

NOW = japan_time("2026-11-24T10:30", None)
pytestmark = pytest.mark.slow  # many examples
TODAY = dt.date(2026, 11, 24)
TIMES = int(os.environ.get("SELFCHECK_EXAMPLES", "1"))
CODECS = {"iso-2022-jp": "iso2022_jp_ext"}
ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "euc-jp", "iso-2022-jp", "utf-16", "utf-16-le", "utf-16-be")
NOT_BACK = "\x1b¢£¬‖−〜¥‾—∥～－￠￡￢\\~"
"""Characters that some codec writes and reads back as another."""


def examples(number: int) -> Any:
    """Settings for so many examples, or a multiple."""
    return settings(max_examples=number * TIMES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(CODECS.get(encoding, encoding), "replace")


def text_of(data: bytes, encoding: str) -> str:
    return data.decode(CODECS.get(encoding, encoding), "replace")


def promised(data: bytes, folder: Path, encoding: str | None = None) -> Report:
    """The report of ``data``, after what holds for any bytes has been shown."""
    file = folder / "any.csv"
    file.write_bytes(data)
    before = file.stat()
    report = selfcheck.scan(file, now=NOW, encoding=encoding)
    after = file.stat()
    assert file.read_bytes() == data
    assert (after.st_mtime_ns, after.st_size, after.st_mode) == (before.st_mtime_ns, before.st_size, before.st_mode)
    assert [path.name for path in folder.iterdir()] == ["any.csv"]
    for statement in report.statements:
        check_fates(statement, data)
    assert report.exit_code in (0, 1, 3, 4)
    assert len(report.to_dict()["findings"]) == len(report.findings)
    return report


def check_fates(statement: Statement, data: bytes) -> None:
    """The fates add up to the lines; of a page or a PDF, whose lines are rows of a table or printed, all have one."""
    if any(evidence.key == "decode-changes" for evidence in statement.encoding_evidence):
        return  # decoded line by line: no single encoding tells where its lines end
    if statement.encoding and statement.container not in ("html", "mhtml"):
        whole = len(data) - len(data) % 2 * statement.encoding.startswith("utf-16")  # half a letter may be a line, or nothing
        texts = [text_of(part, statement.encoding) for part in (data, data[:whole])]
        texts += [text.replace("\ufeff", "") for text in texts]  # so may a mark
        texts += map(with_line_ends, texts[:])  # those of mainframes
        assert sum(statement.lines.values()) in map(physical_lines, texts)
    elif statement.container in ("html", "mhtml", "pdf"):
        assert sum(statement.lines.values()) or statement.status == "unreadable"
    else:
        assert statement.status == "unreadable"
        assert statement.problems
    assert len(statement.transactions) <= max(sum(statement.lines.values()), 1)


def services(report: Report) -> set[str]:
    return {finding.service for finding in report.findings}


# --- any bytes ------------------------------------------------------------------------------------

PIECES = [
    *(
        b"\r\n",
        b"\n",
        b"\r",
        b",",
        b"\t",
        b";",
        b'"',
        b"\x00",
        b"\x1a",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1b$B",
        b"\x1b(B",
        b"\x81",
    ),
    *(b"2026/11/06", b"10000", b"-1", b"1,03,0,", b"<OFX>", b"<STMTTRN>", b"<TRNAMT>-1", b"</OFX>"),
    *(text.encode(name) for text in (NAME, "日付,摘要,出金,入金,残高\n", "合計") for name in ("cp932", "utf-8", "euc-jp")),
    simple("電気", NAME).encode("cp932"),
]
BYTES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=40).map(b"".join),
)


@examples(200)
@given(data=BYTES)
def test_any_bytes_are_read_or_refused(data: bytes, folder: Path):
    promised(data, folder)


@examples(60)
@given(data=BYTES, encoding=st.sampled_from([*ENCODINGS, "latin-1"]))
@example(data=b"\x85\x00", encoding="latin-1")
def test_any_bytes_under_any_encoding_that_is_told(data: bytes, encoding: str, folder: Path):
    promised(data, folder, encoding)


@examples(60)
@given(
    data=BYTES,
    columns=st.sampled_from([None, "date=1,withdrawal=2", "date=2,amount=1,memo=9"]),
    year=st.sampled_from([None, 1999]),
)
def test_read_raises_nothing_but_its_own_errors(data: bytes, columns: str | None, year: int | None, folder: Path):
    file = folder / "any.csv"
    file.write_bytes(data)
    try:
        statement = selfcheck.read(file, columns=columns, year=year, today=TODAY)
    except SelfcheckError as error:
        said = error.in_lang("ja")
    else:
        said = statement.period or statement.problems
    assert said


@examples(40)
@given(data=BYTES)
def test_the_same_bytes_give_the_same_report(data: bytes, folder: Path):
    reports = [promised(data, folder).to_dict() for _ in range(2)]
    for report in reports:
        report.pop("generated_at")
    assert reports[0] == reports[1]


def test_the_report_does_not_hang_on_the_order_of_hashes():
    arguments = ("scan", SAMPLES, "--no-mine", "--format", "json", "--now", "2026-11-24T10:30")
    outputs = [run_command(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")]
    one, other = (b"\n".join(line for line in output.splitlines() if b'"generated_at"' not in line) for output in outputs)
    assert one == other
    assert len(one) > 100_000


# --- any text -------------------------------------------------------------------------------------


def cells(encoding: str) -> st.SearchStrategy[str]:
    """Text that the encoding has, quoted or not."""
    codec = CODECS.get(encoding, encoding)
    letters = st.characters(
        codec="utf-8" if codec.startswith("utf") else codec,
        exclude_characters="\r\n\ufeff" + ("" if codec.startswith("utf") else NOT_BACK),
    )
    return st.text(letters, max_size=12)


@examples(120)
@given(data=st.data(), encoding=st.sampled_from(ENCODINGS), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_name_is_found_among_any_text_in_any_encoding(data: st.DataObject, encoding: str, end: str, folder: Path):
    rows = st.lists(st.lists(cells(encoding), min_size=1, max_size=7).map(",".join), max_size=4)
    lines = simple("電気", "水道", NAME, "ガス", "給食").splitlines()
    lines[3:3] = [row for row in data.draw(rows) if row.count('"') < 2]
    lines[-1:-1] = [row for row in data.draw(rows) if row.count('"') < 2]
    text = end.join(lines) + end
    report = promised(encoded(text, encoding), folder, encoding)
    assert "docomo-koza" in services(report)
    # a row of text alone belongs to the transaction beside it
    assert any(NAME in finding.memo for finding in report.raised if finding.withdrawal == 10_000)


DAMAGE = st.tuples(st.integers(0, 10_000), st.sampled_from(['"', ",", "\n", "\r", "\x00", "\t", "'", "ｱ", "\ufeff", ""]))


@examples(80)
@given(damages=st.lists(DAMAGE, max_size=4), cut=st.integers(0, 10_000))
def test_a_name_is_found_wherever_a_statement_is_damaged(damages: list[tuple[int, str]], cut: int, folder: Path):
    text = simple("電気", "水道", "ガス", NAME, "電話", "給食")
    for at, char in damages:
        at %= len(text)
        text = text[:at] + char + text[at + (not char) :]
    text = text[cut % len(text) :]
    report = promised(text.encode(), folder)
    if NAME in text and report.statements[0].encoding == "utf-8":
        assert "docomo-koza" in services(report)


# --- real samples, broken -------------------------------------------------------------------------

TABLES = [sample_of(file) for file in GOLDEN if sample_of(file).suffix in (".csv", ".tsv", ".txt")]


@functools.cache
def baseline(sample: Path) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    """The text of a sample, its encoding, and lines (from 1) that name a service and take money."""
    report = selfcheck.scan(sample, now=NOW)
    (statement,) = report.statements
    encoding = statement.encoding or "utf-8"
    named = tuple((finding.line, finding.service) for finding in report.raised if statement.container == "csv")
    return sample.read_bytes().decode(CODECS.get(encoding, encoding)), encoding, named


BREAKS = ['"', '""', ",", "\x00", "\r", "\n", "\ufeff", "\t", "9" * 30, "-", "\x1a", "　", "ﾄﾞｺ", "合計"]


@examples(150)
@given(data=st.data(), sample=st.sampled_from(TABLES))
def test_what_is_named_on_an_untouched_line_is_found_whatever_else_is_broken(data: st.DataObject, sample: Path, folder: Path):
    text, encoding, named = baseline(sample)
    lines = text.splitlines(keepends=True)
    number, service = data.draw(st.sampled_from(named)) if named else (len(lines), "")
    header = (selfcheck.read(sample, today=TODAY).header_line or 0) if named else 0
    breakable = [at for at in range(len(lines)) if at + 1 != number and at + 1 > header and lines[at].strip()]
    for at in data.draw(st.lists(st.sampled_from(breakable), max_size=5)) if breakable else []:
        lines[at] = broken(lines[at], data, BREAKS)
    content = encoded("".join(lines), encoding)
    report = promised(content, folder)
    assert report.statements[0].encoding == encoding
    assert not service or service in services(report)


def broken(line: str, data: st.DataObject, breaks: list[str]) -> str:
    """A line with something put in, taken out, or cut off."""
    at = data.draw(st.integers(0, len(line)))
    kind = data.draw(st.sampled_from(["insert", "drop a delimiter", "drop a letter", "cut", "column"]))
    if kind == "insert":
        return line[:at] + data.draw(st.sampled_from(breaks)) + line[at:]
    if kind == "drop a delimiter":
        return line.replace(",", "", 1)
    if kind == "drop a letter":
        return line[:at] + line[at + 1 :]
    if kind == "cut":
        return line[:at] + "\n"
    return line.rstrip("\r\n") + ",x\n"


@pytest.mark.parametrize("damage", [b"\x00", b"\x80"])
def test_a_stray_byte_does_not_hide_that_a_file_is_iso_2022_jp(damage: bytes, folder: Path):
    content = simple("電気", NAME, "水道").encode("iso2022_jp")
    assert "docomo-koza" in services(promised(content + damage + b"\n", folder))


def test_two_lines_with_a_stray_quote_each_stay_two_withdrawals(folder: Path):
    text = simple("電気", "水道", "ガス", "給食", "電話").replace("水道", '"水道').replace("ガス", '"ガス')
    (statement,) = promised(text.encode(), folder).statements
    assert list(statement.transactions["withdrawal"]) == [10_000] * 5


@examples(60)
@given(data=st.data(), sample=st.sampled_from([sample_of(file) for file in GOLDEN]))
def test_any_sample_with_broken_bytes_is_read_or_refused(data: st.DataObject, sample: Path, folder: Path):
    content = bytearray(sample.read_bytes()[:4000])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    promised(bytes(content), folder)


# --- cut off anywhere -----------------------------------------------------------------------------

SMALL = simple("電気", NAME, '"水道"').replace("\n", "\r\n")


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-16", "euc-jp", "iso-2022-jp"])
def test_a_file_that_is_cut_off_anywhere_shows_what_is_left(encoding: str, folder: Path):
    whole = encoded(SMALL, encoding)
    named = len(encoded(SMALL[: SMALL.index(NAME) + len(NAME)], encoding))
    lined = len(encoded(SMALL[: SMALL.index("980000") + len("980000\r\n")], encoding))
    for end in range(len(whole) + 1):
        report = promised(whole[:end], folder)
        if end >= named:
            assert "docomo-koza" in services(report), end
        if end >= lined:
            assert [(NAME in one.memo, one.withdrawal) for one in report.raised] == [(True, 10_000)], end
