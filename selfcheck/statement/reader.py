"""A file comes in, one `Statement` goes out; an archive or a workbook gives several.

decode → table → layout → rows → proof for text; the other containers are recognised by their bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from selfcheck.errors import InputError, UnreadableError
from selfcheck.knowledge import Knowledge, load
from selfcheck.model.statement import BalanceCheck, Problem, Statement
from selfcheck.statement.balance import check_balance
from selfcheck.statement.build import Origin, Read, broken_characters, build, miscount, unreadable
from selfcheck.statement.bulk.reader import LARGE, BulkReader, NotInBulkError, Tell, decode_head, is_large_file, read_head
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.containers.ofx import is_ofx, read_ofx
from selfcheck.statement.containers.recognise import is_excel, is_zip, refuse_other_containers
from selfcheck.statement.containers.source import read_bytes
from selfcheck.statement.containers.zengin import is_zengin, read_zengin
from selfcheck.statement.inputs import Input
from selfcheck.statement.layout.layouts import Layout, Layouts
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.sections import Sections
from selfcheck.statement.text.decode import Decoded, decode
from selfcheck.statement.text.table import Table, read_table
from selfcheck.statement.years import YearResolver

_BANK_ENDINGS = ("銀行", "信用金庫", "信用組合")


@dataclass(frozen=True)
class Options:
    """How a file is to be read where it does not say so itself; see `selfcheck.read`."""

    today: dt.date
    encoding: str | None = None
    year: int | None = None
    bank: str | None = None
    """An id."""
    columns: str | None = None
    """Which column is what: ``date=1,memo=3,withdrawal=4``."""
    alone: bool = False
    """Whether no other file is read in this run, so that it need not be told from others."""


def read_input(one: Input, options: Options, tell: Tell | None = None) -> list[Statement]:
    """The statements in one file; what cannot be opened or read is an unreadable statement.

    ``tell`` hears of the lines and bytes of a large file while it is read. Raises `OptionError` for an
    unknown encoding or for columns that make no sense.
    """
    try:
        if one.error:
            raise one.error
        return list(_in_file(one.path, options, tell))
    except InputError as error:
        return [unreadable(Origin(one.path, "csv"), error)]


def read_path(path: str | Path, options: Options) -> Statement:
    """The one statement in a file. Raises `InputError` and `UnreadableError`."""
    statements = list(_in_file(str(path), options))
    if len(statements) > 1:
        raise UnreadableError("several-statements", count=len(statements))
    (statement,) = statements
    if statement.status == "unreadable":
        raise UnreadableError(statement.problems[0].code, **statement.problems[0].sentence.details)
    return statement


def _in_file(path: str, options: Options, tell: Tell | None = None) -> Iterator[Statement]:
    if is_large_file(path):
        with suppress(OSError), Path(path).open("rb") as file:  # whatever is wrong with it, `read_bytes` has the sentence
            if statement := _Reader(Origin(path, "csv"), options).in_bulk(file, tell):
                yield statement
                return
    yield from _statements(path, read_bytes(path), options)


def _statements(path: str, data: bytes, options: Options) -> Iterator[Statement]:
    """A file by its container."""
    try:
        if is_excel(data):
            from selfcheck.statement.containers.excel import read_sheets

            for name, table in read_sheets(data):
                origin = Origin(f"{path} [{name}]", "excel", table=table, digest=f"{_digest(data)} {name}")
                yield _Reader(origin, options).of_table(table, "")
        elif is_zip(data):
            from selfcheck.statement.containers.zip import members

            for name, content in members(data):
                digest = "" if isinstance(content, UnreadableError) else _digest(content)
                origin = Origin(f"{path}/{name}", "zip-member", digest=digest)
                if isinstance(content, UnreadableError):
                    yield unreadable(origin, content)
                elif is_zip(content) and not is_excel(content):
                    yield unreadable(origin, UnreadableError("zip-nested"))
                else:
                    yield from _member(origin, content, options)
        else:
            yield _Reader(Origin(path, "csv", digest=_digest(data)), options).of_bytes(data)
    except UnreadableError as error:
        yield unreadable(Origin(path, "excel" if is_excel(data) else "zip-member" if is_zip(data) else "csv"), error)


def _member(origin: Origin, content: bytes, options: Options) -> Iterator[Statement]:
    if is_excel(content):
        yield from _statements(origin.path, content, options)
    else:
        yield _Reader(origin, options).of_bytes(content)


@dataclass(frozen=True)
class _Plan:
    """How the rows of one text or sheet are to be read."""

    layouts: Layouts
    layout: Layout
    preamble: Sequence[str]
    years: YearResolver
    knowledge: Knowledge

    def is_above(self, index: int) -> bool:
        """Whether row ``index`` is the first header or stands above it."""
        return self.layout.header is not None and index <= self.layout.header

    def sections(self, table: Table) -> Sections:
        """What reads the rows."""
        return Sections(table, self.layout, self.layouts, self.knowledge.columns, self.years.date)

    def result(self, table: Table, reading: Reading, stray: Sequence[Problem]) -> Read:
        """What was read, and what is known of it."""
        layout = self.layout
        transactions = reading.records.close()
        label = layout.known.count_label if layout.known else ""
        return Read(
            reading,
            transactions,
            check_balance(transactions),
            layout.id,
            layout.bank or _named_bank(self.preamble, self.knowledge),
            layout.columns.roles,
            (*stray, *miscount(label, self.preamble, len(transactions))),
            header_line=None if layout.header is None else table.first[layout.header],
            header=layout.columns.names,
            why=layout.columns.why,
        )


class _Reader:
    """Reads one text or one sheet."""

    def __init__(self, origin: Origin, options: Options) -> None:
        self._origin = origin
        self._options = options
        self._knowledge = load()
        self._names = column_names()

    def of_bytes(self, data: bytes) -> Statement:
        """A file that should be text."""
        if len(data) > LARGE and (statement := self.in_bulk(io.BytesIO(data))):
            return statement
        try:
            refuse_other_containers(data)
            decoded = decode(data, column_words(), self._options.encoding)
        except UnreadableError as error:
            return unreadable(self._origin, error)
        container = self._origin.container
        if is_ofx(decoded.text):
            container = container if container == "zip-member" else "ofx"
            reading = read_ofx(decoded.text)
            read = Read(reading, reading.records.close(), BalanceCheck("not-possible"), "ofx", self._options.bank)
            return self._if_any(replace(self._origin, container=container, decoded=decoded), read)
        if is_zengin(decoded.text):
            container = container if container == "zip-member" else "zengin"
            reading, balance = read_zengin(decoded.text, self._options.today)
            origin = replace(self._origin, container=container, decoded=decoded)
            return self._if_any(origin, Read(reading, reading.records.close(), balance, "zengin", self._options.bank))
        self._origin = replace(self._origin, decoded=decoded)
        return self.of_table(read_table(decoded.text, self._names), decoded.encoding)

    def of_table(self, table: Table, encoding: str) -> Statement:
        """Rows of cells, whatever they came from."""
        decoded = self._origin.decoded or Decoded("", "", ())
        origin = replace(self._origin, table=table)
        try:
            if not any(cell.strip() for row in table.rows for cell in row):
                raise UnreadableError("empty")
            read = self._read(table, encoding)
            if not len(read.transactions):
                raise UnreadableError("no-transactions")
        except UnreadableError as error:
            searched = Origin(origin.path, origin.container, decoded, table)
            return unreadable(searched, error)
        return build(origin, read)

    def in_bulk(self, file: BinaryIO, tell: Tell | None = None) -> Statement | None:
        """A large file of plain text, block by block; None if it must be read whole."""
        try:
            head = read_head(file)
            decoded = decode_head(head, column_words(), self._options.encoding)
            table = read_table(decoded.text, self._names)
            plan = self._plan(table, decoded.encoding)
            bulk = BulkReader(file, head, decoded, table, plan.layout, hashed=not self._options.alone)
            reading = bulk.read(plan.sections(table), tell)
        except (NotInBulkError, UnreadableError):
            return None
        if not len(reading.records):
            return None
        stray = [problem for problem in (*table.problems, *broken_characters(decoded.text)) if problem.line <= bulk.done]
        origin = replace(self._origin, decoded=replace(decoded, text=""), table=table, digest=bulk.digest)
        return build(origin, plan.result(table, reading, stray))

    def _read(self, table: Table, encoding: str) -> Read:
        plan = self._plan(table, encoding)
        sections = plan.sections(table)
        for index in range(len(table.rows)):
            sections.read(table, index, above=plan.is_above(index))
        return plan.result(table, sections.close(), table.problems)

    def _plan(self, table: Table, encoding: str) -> _Plan:
        """How the rows of a table, or of a file that begins with it, are to be read."""
        options = self._options
        layouts = Layouts(table, self._names, self._knowledge, options.bank, encoding)
        layout = layouts.as_told(options.columns) if options.columns else layouts.first()
        preamble = ["".join(row) for row in table.rows[: layout.header or 0]]
        years = YearResolver([Path(self._origin.path).name, *preamble], options.year, options.today)
        return _Plan(layouts, layout, preamble, years, self._knowledge)

    def _if_any(self, origin: Origin, read: Read) -> Statement:
        if len(read.transactions) or read.reading.problems:
            return build(origin, read)
        return unreadable(origin, UnreadableError("no-transactions"))


def _named_bank(preamble: Sequence[str], knowledge: Knowledge) -> str | None:
    """The one bank whose full name stands in the lines above the header."""
    text = unicodedata.normalize("NFKC", " ".join(preamble))
    found = {
        bank.id
        for bank in knowledge.banks.values()
        for name in (bank.name.ja, *bank.aliases)
        if name.endswith(_BANK_ENDINGS) and re.search(rf"(?<![一-鿿ァ-ヶA-Za-z]){re.escape(name)}", text)
    }
    return found.pop() if len(found) == 1 else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def column_names() -> ColumnNames:
    """The column words; made once for all files."""
    return ColumnNames(load().columns)


@cache
def column_words() -> frozenset[str]:
    """Words whose presence in a decoded text speaks for the encoding: column words and headers."""
    knowledge = load()
    words = {word for role in knowledge.columns.roles for word in role.words if not word.isascii()}
    words.update(cell for bank in knowledge.banks.values() for layout in bank.layouts for cell in layout.header)
    return frozenset(word for word in words if len(word) > 1)
