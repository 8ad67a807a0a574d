"""What holds for any input of a part; each function raises where it does not.

No exception but `UnreadableError` and `OptionError` leaves a part, whatever it is given; these two are answers.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from benchmarks.fuzzing.instrumented import instrumented

with instrumented():
    from selfcheck.assessment.mine import load_mine
    from selfcheck.assessment.watch import load_watch
    from selfcheck.clock import japan_time
    from selfcheck.errors import InputError, OptionError, UnreadableError
    from selfcheck.knowledge import load
    from selfcheck.matching.matcher import Matcher
    from selfcheck.matching.own_names import with_own
    from selfcheck.model.statement import Fate, Statement
    from selfcheck.printing.safe import is_active
    from selfcheck.report.call_sheet import call_sheet
    from selfcheck.report.conversion import converted
    from selfcheck.report.documents import document
    from selfcheck.report.share import shared
    from selfcheck.sanitize.copy import sanitized
    from selfcheck.scan import scan
    from selfcheck.statement.bulk import blocks
    from selfcheck.statement.bulk import head as bulk_head
    from selfcheck.statement.containers.picture_as_pdf import picture_as_pdf
    from selfcheck.statement.inputs import Input
    from selfcheck.statement.options import Options
    from selfcheck.statement.reader import read_input
    from selfcheck.statement.text.decode import decode
    from selfcheck.statement.text.table import read_table
    from selfcheck.statement.words import column_names, column_words
    from tests.hostile.case import physical_lines
    from tests.statement.bulk.test_bulk import described, in_bulk, whole

Holds = Callable[[bytes], None]
TODAY = dt.date(2026, 11, 22)
NOW = japan_time("2026-11-24T10:30", None)
CODECS = {"iso-2022-jp": "iso2022_jp_ext"}
_CUT = str.maketrans("", "", '",;\t\r\n')


def text_of(data: bytes) -> str:
    """Some text: valid UTF-8 as it is, everything else as a Japanese bank would read it."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("cp932", "replace")


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="selfcheck-fuzz-"))


def _written(data: bytes, name: str) -> Path:
    place = _folder() / name
    place.write_bytes(data)
    return place


def decodes(data: bytes) -> None:
    """Bytes become text, and it is told rightly how: a rival encoding is shown by a line that differs."""
    try:
        found = decode(data, column_words())
    except UnreadableError:
        return
    codec = CODECS.get(found.encoding, found.encoding)
    assert not found.is_plain or found.text == data.decode(codec, "replace"), f"not what {found.encoding} says"
    assert found.evidence
    assert all(one.in_lang(lang) for one in found.evidence for lang in ("ja", "en"))
    if found.rival:
        line, one, other = found.differs
        assert line > 0, f"{found.rival} is as plausible as {found.encoding} and no line shows it"
        assert one != other, "a line that does not differ"
    if found.is_plain:
        assert decode(data, column_words(), found.encoding).text == found.text, "told its own encoding, it reads something else"


def cuts(data: bytes) -> None:
    """Text becomes rows that stand on all lines, one after the other, and hold all of its letters."""
    text = text_of(data)
    table = read_table(text, column_names())
    assert table.line_count == physical_lines(text)
    assert len(table.rows) == len(table.first) == len(table.last)
    ends = [0, *table.last]
    assert [last + 1 for last in ends[:-1]] == list(table.first), "rows do not follow one another"
    assert ends[-1] == table.line_count, "lines behind the last row"
    assert all(first <= last for first, last in zip(table.first, table.last, strict=True))
    assert all(1 <= problem.line <= table.line_count for problem in table.problems)
    kept = "".join(cell for row in table.rows for cell in row).translate(_CUT)
    assert kept == text.translate(_CUT), "letters were lost"


def reads(name: str) -> Holds:
    """Bytes under such a name become statements that account for every line; the same bytes give the same."""

    def read(data: bytes) -> list[Statement]:
        return read_input(Input(str(_written(data, name))), Options(TODAY)).statements

    def check(data: bytes) -> None:
        statements = read(data)
        assert statements
        for statement in statements:
            _accounts_for_all(statement, data)
        for one, again in zip(statements, read(data), strict=True):
            assert one.problems == again.problems, "read twice, read differently"
            assert one.transactions.equals(again.transactions), "read twice, read differently"

    return check


def _accounts_for_all(statement: Statement, data: bytes) -> None:
    lines = sum(statement.lines.values())
    if statement.encoding and statement.container in ("csv", "zengin", "ofx"):
        text = decode(data, column_words()).text
        assert lines == physical_lines(text), f"{lines} fates for {physical_lines(text)} lines"
    assert statement.status != "unreadable" or statement.problems, "unreadable, and nobody says why"
    assert all(0 <= problem.line <= max(lines, 1) for problem in statement.problems), "a problem outside the file"
    assert all(problem.sentence.in_lang(lang) for problem in statement.problems for lang in ("ja", "en"))
    frame = statement.transactions
    if statement.container in ("csv", "zengin"):
        assert frame["line"].between(1, lines).all()
        # On one line of a Zengin file may stand several records, of which one cannot be read: the line is a problem then.
        several = statement.container == "zengin"
        assert several or len(frame) <= lines
        told = statement.lines[Fate.TRANSACTION] + (statement.lines[Fate.PROBLEM] if several else 0)
        assert statement.status == "unreadable" or told >= len(set(frame["line"]))
    assert all(1 <= one.line <= lines for one in statement.others) or statement.container == "excel"


def reads_in_bulk(data: bytes) -> None:
    """A file read block by block is the file read whole, whatever the size of the blocks."""
    # Set back behind each input: the tests run what was found with these targets, in the process of other tests.
    with patch.multiple(bulk_head, _HEAD=1, _LINES=4200), patch.object(blocks, "SIZE", 1 << 20):
        _alike(in_bulk(data), whole(data))
    with patch.multiple(bulk_head, _HEAD=1, _LINES=12):
        with patch.object(blocks, "SIZE", 1 << 20):
            at_once = in_bulk(data)
        if at_once:
            with patch.object(blocks, "SIZE", 100 + 50 * (len(data) % 20)):
                _alike(in_bulk(data), at_once)


def _alike(one: Statement | None, other: Statement) -> None:
    if one:
        shown, expected = described(one), described(other)
        different = [name for name in expected if shown[name] != expected[name]]
        assert not different, f"read in blocks of {blocks.SIZE}, other {', '.join(different)}"


@functools.cache
def _matcher() -> Matcher:
    return Matcher(load())


def matches(data: bytes) -> None:
    """What is found in a text stands there; asked again, and by a matcher that remembers nothing, the answer is the same."""
    text, matcher = text_of(data), _matcher()
    hits = matcher.find_all(text)
    for hit in hits:
        assert hit.service in load().services
        assert hit.cell in text.split("\t"), "a cell that is none"
        assert hit.matched, "nothing matched"
        assert hit.matched in hit.cell, "what is matched does not stand in the text"
    assert len({hit.service for hit in hits}) == len(hits), "one service twice"
    assert matcher.find_all(text) == hits, "asked again, another answer"
    matcher._known.clear()
    assert matcher.find_all(text) == hits, "without what it remembers, another answer"
    assert matcher.find(text) == tuple(hit for hit in hits if hit.bill is None)
    matcher.immediate_rail(text)
    assert matcher.saying_only([text], ["返金", "取消"]) <= {text}


def _is_said(error: InputError | OptionError) -> None:
    assert all(error.sentence.in_lang(lang) for lang in ("ja", "en"))


def takes_rules(data: bytes) -> None:
    """A file of own names extends the knowledge, which can be searched with, or the first thing wrong is said."""
    try:
        extended = with_own(load(), _written(data, "rules.toml"), ())
    except (InputError, OptionError) as error:
        _is_said(error)
        return
    assert set(load().services) <= set(extended.services)
    Matcher(extended).find("ＲＴ　ペイペイ　コトリペイ")


def takes_kept(data: bytes) -> None:
    """The holder's list and what was checked before are read whole or refused with a sentence."""
    place = _written(data, "kept.json")
    for loading in (load_mine, load_watch):
        try:
            kept = loading(place, TODAY)
        except InputError as error:
            _is_said(error)
        else:
            kept.covering("x") if hasattr(kept, "covering") else kept.hash("x")


def copies(data: bytes) -> None:
    """A copy without its holder has the days of the original, or says that it has not, and can be read again."""
    place = _written(data, "meisai.csv")
    try:
        copy = sanitized(place, Options(TODAY))
    except (InputError, UnreadableError, OptionError):
        return
    before, after = (reading(place.with_name(name), one) for name, one in (("meisai.csv", data), ("copy.csv", copy.data)))
    if len(before) == len(after) == 1 and before[0].container == after[0].container == "csv":
        one, two = before[0].transactions, after[0].transactions
        is_told = any(told.key in ("sanitize-differs-days", "sanitize-differs-rows") for told in copy.differs)
        assert is_told or [*one["date"]] == [*two["date"]], "other days in the copy, and not a word of it"


def reading(place: Path, data: bytes) -> list[Statement]:
    """The statements in a file of these bytes."""
    place.write_bytes(data)
    return read_input(Input(str(place)), Options(TODAY)).statements


def shows_pictures(data: bytes) -> None:
    """A picture becomes a page that shows it, or is refused."""
    with contextlib.suppress(UnreadableError):
        assert picture_as_pdf(data).startswith(b"%PDF-")


def scans(data: bytes) -> None:
    """A whole scan, and the report in every form: no character that acts, as many findings in each."""
    report = scan(_written(data, "meisai.csv"), now=NOW)
    for one in (report, shared(report)):
        value = json.loads(document(one, "json", on_screen=False))
        assert len(value["findings"]) == len(report.findings)
        for form in ("text", "html", "markdown", "csv"):
            shown = document(one, form, on_screen=False).decode("utf-8-sig")
            assert not [char for char in set(shown) - set("\r\n") if is_active(char)], f"a character that acts in {form}"
    call_sheet(report, "text")
    for form in ("csv", "json"):
        assert io.BytesIO(converted(report.statements, form)).getvalue() or not report.statements
