"""A file comes in, one `Statement` goes out; an archive or a workbook gives several.

The file's container (`containers.registry`) gives its parts; every part that is a table is read by its layout and proven by
its running balance, whatever it came from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from selfcheck.errors import InputError, SelfcheckError, UnreadableError
from selfcheck.model.statement import Problem, Skipped, Statement
from selfcheck.statement.build import Origin, Read, build, unreadable
from selfcheck.statement.bulk.large import LARGE, Tell, is_large_file
from selfcheck.statement.containers.apart.budget import Budget, of_archive
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.open_file import read_bytes
from selfcheck.statement.containers.refusals import kind_of_text
from selfcheck.statement.containers.registry import IN_AN_ARCHIVE, container_of, packed_container, suffixes
from selfcheck.statement.gathered import Gathered, gathered, is_like_a_statement
from selfcheck.statement.inputs import Input
from selfcheck.statement.layout.two_lines import pairs_joined
from selfcheck.statement.options import Options
from selfcheck.statement.plan import plan_for
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.restore import lost_letters, restored_rows
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names

_HEAD = 1 << 16
"""Bytes that show what a file is of which its name says nothing."""

_MOST_PARTS = 1000
"""Tables, sheets or accounts of one file; each becomes a statement, however little stands in it."""
_NO_COLUMNS = ("no-header", "no-amounts", "no-transactions")
_UNKNOWN = "csv"
"""The container of a file that could not be looked into."""


def read_input(given: Input, options: Options, tell: Tell | None = None) -> Gathered:
    """The statements in one file, and what in it is none; a named one that cannot be read is an unreadable statement.

    ``tell`` hears of the lines and bytes of a large file while it is read. Raises `OptionError` for an
    unknown encoding or for columns that make no sense.
    """
    try:
        if given.error:
            raise given.error
        found = _in_folder(given.path, options, tell) if given.folder else _in_file(given.path, options, tell)
        met = list(_unharmed(given.path, _UNKNOWN, found))
    except InputError as error:
        met = [unreadable(Origin(given.path, _UNKNOWN), error)]
    return gathered(met, is_named=not given.folder)


def _unharmed(path: str, called: str, found: Iterator[Statement | Skipped]) -> Iterator[Statement | Skipped]:
    """What is ``found`` in a file; a fault of this program while it reads that file is said of it, and loses no other.

    A panic of a library in Rust is no `Exception`, and a fault like any other.
    """
    try:
        yield from found
    except (SelfcheckError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        yield unreadable(Origin(path, called), UnreadableError("unforeseen", reason=type(error).__name__))


def read_path(path: str | Path, options: Options) -> Statement:
    """The one statement in a file. Raises `InputError` and `UnreadableError`."""
    return only(gathered(_in_file(str(path), options), is_named=True).statements)


def only(statements: Sequence[Statement]) -> Statement:
    """The one statement that a file holds. Raises `UnreadableError` for several, and for one that cannot be read."""
    if len(statements) > 1:
        raise UnreadableError("several-statements", count=len(statements))
    (statement,) = statements
    if statement.status == "unreadable":
        raise UnreadableError(statement.problems[0].code, **statement.problems[0].sentence.details)
    return statement


def _in_folder(path: str, options: Options, tell: Tell | None) -> Iterator[Statement | Skipped]:
    """A file that lies in a folder; one whose name says nothing is read if its beginning is like a statement."""
    if Path(path).suffix.lower() not in suffixes():
        head = Source(path, read_bytes(path, _HEAD), options.encoding)
        try:
            if not packed_container(head) and (nothing := _nothing_in(head.decoded.text)):
                yield Skipped(path, "not-a-statement", nothing.sentence)
                return
        except UnreadableError as error:
            yield unreadable(Origin(path, _UNKNOWN), error)
            return
    yield from _in_file(path, options, tell)


def _nothing_in(head: str) -> UnreadableError | None:
    """Why a text is no statement, by its beginning; None where it may be one, or a sheet in which one may stand."""
    known = kind_of_text(head)
    if (known and known.sentence.key == "is-sheet") or is_like_a_statement(split_lines(head)):
        return None
    return known or UnreadableError("no-header")


def _in_file(path: str, options: Options, tell: Tell | None = None) -> Iterator[Statement | Skipped]:
    if is_large_file(path) and _may_be_plain_text(path, options):
        from selfcheck.statement.in_bulk import statement_in_bulk

        with suppress(OSError), Path(path).open("rb") as file:  # whatever is wrong with it, `read_bytes` has the sentence
            if statement := statement_in_bulk(Origin(path, _UNKNOWN), file, options, tell):
                yield statement
                return
    yield from statements_in(Source(path, read_bytes(path), options.encoding), options)


def _may_be_plain_text(path: str, options: Options) -> bool:
    try:
        return packed_container(Source(path, read_bytes(path, _HEAD), options.encoding)) is None
    except (InputError, UnreadableError):  # is said where all of it is read
        return False


def statements_in(source: Source, options: Options, *, within_archive: bool = False) -> Iterator[Statement | Skipped]:
    """The statements in the bytes of a file, and what in it is none; at least one statement, which may be unreadable."""
    called = IN_AN_ARCHIVE if within_archive else _UNKNOWN
    try:
        container = packed_container(source)
        if container is None and (statement := _in_bulk(source, called, options)):
            yield statement
            return
        container = container or container_of(source)
        called = _called(container, within_archive=within_archive)
        if container.holds_files and within_archive:
            raise UnreadableError("zip-nested")
        container.check_lines(source)
        archive = of_archive() if container.holds_files else None
        count = 0
        for number, part in enumerate(container.read(source, options)):
            if number == _MOST_PARTS and not container.holds_files:  # archives and mails have limits of their own
                yield unreadable(Origin(source.path, called), UnreadableError("too-many-tables", most=_MOST_PARTS))
                return
            for item in _in_part(source, container, part, called, options, archive):
                count += isinstance(item, Statement)
                yield item
        if not count:
            raise UnreadableError(container.nothing)
    except UnreadableError as error:
        yield unreadable(Origin(source.path, called), error)


def _called(container: Container, *, within_archive: bool) -> str:
    """What a report calls the container of a statement."""
    return IN_AN_ARCHIVE if container.holds_files or (within_archive and container.is_plain_text) else container.name


def _in_bulk(source: Source, called: str, options: Options) -> Statement | None:
    if len(source.data) <= LARGE:
        return None
    from selfcheck.statement.in_bulk import statement_in_bulk

    return statement_in_bulk(Origin(source.path, called), io.BytesIO(source.data), options)


def _in_part(
    source: Source, container: Container, part: Part, called: str, options: Options, archive: Budget | None
) -> Iterator[Statement | Skipped]:
    path = container.path_of(source.path, part)
    content = part.content
    if isinstance(content, bytes):
        member = gathered(_in_member(Source(path, content, options.encoding, archive), options), is_named=False)
        yield from member.statements
        yield from member.skipped
        return
    is_only = options.alone and called != IN_AN_ARCHIVE
    digest = "" if is_only else f"{source.digest} {part.name}".rstrip()
    origin = Origin(path, called, part.decoded, content if isinstance(content, Table) else None, digest)
    if isinstance(content, UnreadableError):
        member = gathered([unreadable(origin, content)], is_named=not container.holds_files)
        yield from member.statements
        yield from member.skipped
    elif isinstance(content, Read):
        yield _of_reading(origin, content)
    else:
        table = _with_its_letters(content) if container.is_page or part.decoded is None else content
        yield _of_table(origin, table, options, of_page=container.is_page)


def _in_member(member: Source, options: Options) -> Iterator[Statement | Skipped]:
    """A file in an archive."""
    with member.budget.spending():
        yield from _unharmed(member.path, IN_AN_ARCHIVE, statements_in(member, options, within_archive=True))


def _of_reading(origin: Origin, read: Read) -> Statement:
    """What a container that knows its fields has read by itself."""
    if len(read.transactions) or read.reading.problems:
        return build(origin, read)
    return unreadable(origin, UnreadableError("no-transactions"))


def _with_its_letters(table: Table) -> Table:
    """A table that was garbled before it came into a workbook or a page, as it was; what is no text has been asked already."""
    rows, problems = restored_rows(table.rows, table.first)
    return replace(table, rows=rows, problems=(*table.problems, *problems)) if problems else table


def _why_nothing(read: Read) -> UnreadableError:
    """No row is a transaction: because there is none, or because none could be read, the first for this reason."""
    problems = sorted((problem for problem in read.reading.problems if problem.line), key=lambda problem: problem.line)
    if not problems:
        return UnreadableError("no-transactions")
    return UnreadableError("rows-unreadable", line=problems[0].line, reason=problems[0].sentence)


def _reason(problems: Sequence[Problem], error: UnreadableError) -> UnreadableError:
    """Lost letters are the reason why no columns were found, but not why a file of another kind is none."""
    return error if error.sentence.key.startswith("is-") else lost_letters(problems) or error


def _why_no_table(origin: Origin, table: Table, error: UnreadableError, *, of_page: bool) -> UnreadableError:
    """A better reason than ``error``, where what the file is gives one: a page without a table is one where people log in, or
    where their time ran out."""
    known = kind_of_text(origin.decoded.text) if origin.decoded and error.sentence.key in _NO_COLUMNS else None
    is_bare = of_page and all(len(row) == 1 for row in table.rows)
    return known or (UnreadableError("page-without-table") if is_bare and error.sentence.key == "no-header" else error)


def _of_table(origin: Origin, table: Table, options: Options, *, of_page: bool) -> Statement:
    """Rows of cells, whatever they came from."""
    encoding = origin.decoded.encoding if origin.decoded else ""
    try:
        if not any(cell.strip() for row in table.rows for cell in row):
            raise UnreadableError("empty")
        read = plan_for(pairs_joined(table, column_names()), origin.path, encoding, options).read()
        if not len(read.transactions):
            raise _why_nothing(read)
    except UnreadableError as error:
        searched = Origin(origin.path, origin.container, origin.decoded or Decoded("", "", ()), table)
        problems = (*table.problems, *(origin.decoded.problems if origin.decoded else ()))
        return unreadable(searched, _reason(problems, _why_no_table(origin, table, error, of_page=of_page)))
    return build(replace(origin, decoded=_by_rows(origin.decoded, table)) if origin.decoded and of_page else origin, read)


def _by_rows(decoded: Decoded, table: Table) -> Decoded:
    """A page's text, row by row of a table: its letters are told by the rows, nobody sees the lines of its source."""
    lines = [""] * table.line_count
    for index, line in enumerate(table.first):
        lines[line - 1] += " ".join(table.text(index).splitlines()) + "\t"
    return replace(decoded, text="\n".join(lines), differs=(0, *decoded.differs[1:]))
