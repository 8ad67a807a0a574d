"""A file comes in, one `Statement` goes out; an archive or a workbook gives several.

decode → table → layout → rows → proof for text; the other containers are recognised by their bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from selfcheck.errors import InputError, UnreadableError
from selfcheck.inputs import Input
from selfcheck.knowledge import Knowledge, load
from selfcheck.model import BalanceCheck, Statement
from selfcheck.statement.archive import members
from selfcheck.statement.balance import check_balance
from selfcheck.statement.build import Origin, Read, build, miscount, unreadable
from selfcheck.statement.columns import ColumnNames
from selfcheck.statement.container import is_excel, is_zip, refuse_other_containers
from selfcheck.statement.decode import Decoded, decode
from selfcheck.statement.excel import read_sheets
from selfcheck.statement.layout import Layout, Layouts
from selfcheck.statement.ofx import is_ofx, read_ofx
from selfcheck.statement.sections import read_sections
from selfcheck.statement.source import read_bytes
from selfcheck.statement.table import Table, read_table
from selfcheck.statement.years import YearResolver
from selfcheck.statement.zengin import is_zengin, read_zengin

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


def read_input(one: Input, options: Options) -> list[Statement]:
    """The statements in one file; what cannot be opened or read is an unreadable statement.

    Raises `OptionError` for an unknown encoding or for columns that make no sense.
    """
    try:
        if one.error:
            raise one.error
        return list(_statements(one.path, read_bytes(one.path), options))
    except InputError as error:
        return [unreadable(Origin(one.path, "csv"), error)]


def read_path(path: str | Path, options: Options) -> Statement:
    """The one statement in a file. Raises `InputError` and `UnreadableError`."""
    statements = list(_statements(str(path), read_bytes(path), options))
    if len(statements) > 1:
        raise UnreadableError("several-statements", count=len(statements))
    (statement,) = statements
    if statement.status == "unreadable":
        raise UnreadableError(statement.problems[0].code, **statement.problems[0].sentence.details)
    return statement


def _statements(path: str, data: bytes, options: Options) -> Iterator[Statement]:
    """A file by its container."""
    try:
        if is_excel(data):
            for name, table in read_sheets(data):
                origin = Origin(f"{path} [{name}]", "excel", table=table, digest=f"{_digest(data)} {name}")
                yield _Reader(origin, options).of_table(table, "")
        elif is_zip(data):
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


class _Reader:
    """Reads one text or one sheet."""

    def __init__(self, origin: Origin, options: Options) -> None:
        self._origin = origin
        self._options = options
        self._knowledge = load()
        self._names = ColumnNames(self._knowledge.columns)

    def of_bytes(self, data: bytes) -> Statement:
        """A file that should be text."""
        try:
            refuse_other_containers(data)
            decoded = decode(data, column_words(self._knowledge), self._options.encoding)
        except UnreadableError as error:
            return unreadable(self._origin, error)
        container = self._origin.container
        if is_ofx(decoded.text):
            container = container if container == "zip-member" else "ofx"
            reading = read_ofx(decoded.text)
            read = Read(reading, BalanceCheck("not-possible"), "ofx", self._options.bank)
            return self._if_any(replace(self._origin, container=container, decoded=decoded), read)
        if is_zengin(decoded.text):
            container = container if container == "zip-member" else "zengin"
            reading, balance = read_zengin(decoded.text, self._options.today)
            origin = replace(self._origin, container=container, decoded=decoded)
            return self._if_any(origin, Read(reading, balance, "zengin", self._options.bank))
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
            if not read.reading.records:
                raise UnreadableError("no-transactions")
        except UnreadableError as error:
            searched = Origin(origin.path, origin.container, decoded, table)
            return unreadable(searched, error)
        return build(origin, read)

    def _read(self, table: Table, encoding: str) -> Read:
        options = self._options
        layouts = Layouts(table, self._names, self._knowledge, options.bank, encoding)
        layout = layouts.as_told(options.columns) if options.columns else layouts.first()
        preamble = _preamble(table, layout)
        years = YearResolver([Path(self._origin.path).name, *preamble], options.year, options.today)
        read = read_sections(table, layout, layouts, self._knowledge.columns, years.date)
        label = layout.known.count_label if layout.known else ""
        records = read.reading.records
        problems = (*table.problems, *miscount(label, preamble, len(records)))
        header = None if layout.header is None else table.first[layout.header]
        return Read(
            read.reading,
            check_balance(records),
            layout.id,
            layout.bank or _named_bank(preamble, self._knowledge),
            layout.columns.roles,
            problems,
            header_line=header,
            header=layout.columns.names,
            why=layout.columns.why,
        )

    def _if_any(self, origin: Origin, read: Read) -> Statement:
        if read.reading.records or read.reading.problems:
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


def column_words(knowledge: Knowledge) -> frozenset[str]:
    """Words whose presence in a decoded text speaks for the encoding: column words and headers."""
    words = {word for role in knowledge.columns.roles for word in role.words if not word.isascii()}
    words.update(cell for bank in knowledge.banks.values() for layout in bank.layouts for cell in layout.header)
    return frozenset(word for word in words if len(word) > 1)


def _preamble(table: Table, layout: Layout) -> list[str]:
    return ["".join(row) for row in table.rows[: layout.header or 0]]
