"""A downloaded file comes in; the same file with invented names, numbers and amounts goes out.

Layout, encoding, line ends, quotes, dates and the words that banks print stay, and the running balance is
right again, so that the layout of a bank can be handed on without its holder.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.errors import OptionError, SelfcheckError
from selfcheck.language.sentences import Sentence
from selfcheck.model.statement import Statement
from selfcheck.sanitize.compared import Reading, differences, reading_of
from selfcheck.sanitize.rewriting import Rewriting
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.open_file import read_bytes
from selfcheck.statement.containers.registry import container_of, is_delimited
from selfcheck.statement.gathered import gathered
from selfcheck.statement.options import Options
from selfcheck.statement.reader import only, read_path, statements_in
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_words

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TRIES = 12
"""Copies that are made before one reads as the file does."""
_SMALL = 100_000
"""Bytes of a file of which so many are made; a larger one takes seconds."""
_BROKEN = "\ufffd"
"""Stands for bytes that are no character."""
_NO_CHARACTER = b"\xff"
"""A byte that is none in any of ``_WITH_BROKEN``, so that the copy has the same gap."""
_WITH_BROKEN = ("utf-8", "utf-8-sig", "cp932", "euc-jp", "euc_jp", "shift_jis")


class Copy(Struct, frozen=True):
    """A copy, and in what it reads differently from the file."""

    data: bytes
    differs: tuple[Sentence, ...]


def sanitized(path: str | Path, options: Options) -> Copy:
    """The file at ``path`` without its holder; a page, a workbook or a PDF as a CSV of the same columns.

    What is invented decides by chance what a copy shows (a sum of a month that calls for a look, say), so that it is invented
    anew until the copy reads as the file does, a few times. Raises `OptionError` for a file whose statement is no table,
    `InputError` and `UnreadableError` for one that is none.
    """
    given = source = Source(str(path), read_bytes(path), options.encoding)
    reads = options
    if not is_delimited(source):
        source = Source(f"{path}.csv", _as_csv(source, options), "utf-8-sig")
        reads = replace(options, encoding="utf-8-sig")
    statement = _statement(source, reads)
    wanted = reading_of(statement if source is given else _statement(given, options))
    best: Copy | None = None
    for turn in range(_TRIES if len(source.data) <= _SMALL else 1):
        data = _invented(source, statement, reads, emptied=bool(turn % 2))
        copy = Copy(data, differences(wanted, _reading(Source(source.path, data, source.encoding), reads)))
        if best is None or len(copy.differs) < len(best.differs):
            best = copy
        if not best.differs:
            break
    assert best
    return best


def _statement(source: Source, options: Options) -> Statement:
    return only(gathered(statements_in(source, options), is_named=True).statements)


def _reading(copy: Source, options: Options) -> Reading | None:
    """What a copy tells; None for one that is no statement any more."""
    try:
        return reading_of(_statement(copy, options))
    except SelfcheckError:
        return None


def _invented(source: Source, statement: Statement, options: Options, *, emptied: bool) -> bytes:
    decoded = decode(source.data, column_words(), options.encoding)
    encoded = _encoded(Rewriting(statement, decoded.text, emptied=emptied).text(decoded.text), decoded.encoding)
    mark = next((mark for mark in _MARKS if source.data.startswith(mark)), b"")
    return encoded if encoded.startswith(mark) else mark + encoded


def _encoded(text: str, encoding: str) -> bytes:
    if encoding.lower() not in _WITH_BROKEN:
        return text.encode(encoding, "replace")
    return _NO_CHARACTER.join(part.encode(encoding, "replace") for part in text.split(_BROKEN))


def _as_csv(source: Source, options: Options) -> bytes:
    """The tables of a page or a workbook that are statements, one below the other, as a CSV."""
    container = container_of(source)
    parts = [] if container.holds_files else [part.content for part in container.read(source, options)]
    texts = [_csv_text(part) for part in parts if isinstance(part, Table)]
    if not texts:
        raise OptionError("sanitize-only-text", path=source.path)
    made = [text.encode("utf-8-sig") for text in texts]
    read = [text for text, data in zip(texts, made, strict=True) if _is_read(data, options)]
    if not read:
        read_path(source.path, options)  # which says why it is no statement
    return "\r\n".join(read).encode("utf-8-sig")


def _is_read(data: bytes, options: Options) -> bool:
    options = replace(options, encoding="utf-8-sig")
    read = gathered(statements_in(Source("x.csv", data, "utf-8-sig"), options), is_named=True).statements
    return any(statement.status != "unreadable" for statement in read)


def _csv_text(table: Table) -> str:
    """The rows of a table as lines of a CSV, each on one line."""
    text = io.StringIO()
    csv.writer(text).writerows([" ".join(cell.splitlines()) for cell in row] for row in table.rows)
    return text.getvalue()
