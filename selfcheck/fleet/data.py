"""Paths of Parquet and CSV files come in, the pieces that they are read in go out; and from a piece, its lines.

A piece is some row groups of a Parquet file, or some megabytes of a CSV that begin and end with a row. Where every
piece begins is known before anything is read in earnest, so that each line keeps its place in its file, whichever process
reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from selfcheck.errors import InputError, OptionError, UnreadableError
from selfcheck.fleet.csv_pieces import Span, first_rows, spans
from selfcheck.fleet.lines import COLUMNS, NEEDED, Columns, missing_columns, typed
from selfcheck.fleet.screening import Screening
from selfcheck.fleet.tally import LONGEST_EXAMPLE, Refusal, Tally
from selfcheck.inputs import find_inputs
from selfcheck.statement.table import cut_lines
from selfcheck.transactions import Integers

_CSV = {".csv", ".tsv", ".txt"}
_PARQUET = {".parquet", ".pq"}
_MOST_ROWS = 250_000
"""Rows of a Parquet file that are read together, where its row groups allow it."""
_BYTES_A_ROW = 80
"""About as long as a line of a CSV is."""
_PLACES = 40
"""Bits of a line's place that count within a piece."""


@dataclass(frozen=True)
class Piece:
    """Part of a file; small, and may be sent to other processes, which must see the file under the same path."""

    path: str
    number: int
    """Its place among all pieces."""
    columns: Columns
    first: int
    """The line (CSV, from 1) or row (Parquet, from 1) that it begins with."""
    rows: int
    """How many there are; of a CSV, about."""
    groups: tuple[int, ...] = ()
    """Row groups of a Parquet file."""
    span: Span | None = None
    """Part of a CSV."""
    absent: tuple[str, ...] = ()
    """Roles that no column plays."""


def find_pieces(paths: Sequence[str], told: Columns, encoding: str | None = None) -> list[Piece]:
    """All pieces of all files, in the order of the paths.

    ``told`` says in which columns of the tables a role of `lines.COLUMNS` stands; the others are named like their role.
    Raises `InputError` for a path that cannot be used or a file without a column that is needed, `UnreadableError` for a
    file that is neither Parquet nor CSV.
    """
    pieces: list[Piece] = []
    columns = {role: told.get(role, (role,)) for role in COLUMNS}
    for one in find_inputs(paths, _CSV | _PARQUET):
        if one.error:
            is_empty = one.error.sentence.key == "no-files-in-folder"
            raise InputError("screen-no-files", **one.error.sentence.details) if is_empty else one.error
        if one.path == "-":
            raise OptionError("screen-no-stdin")
        try:
            found = _parquet(one.path, columns, told) if _is_parquet(one.path) else _csv(one.path, columns, told, encoding)
            pieces += [replace(piece, number=number) for number, piece in enumerate(found, start=len(pieces))]
        except PermissionError:
            raise InputError("no-permission", path=one.path) from None
        except UnreadableError as error:
            raise UnreadableError("screen-unreadable", path=one.path, reason=error.sentence) from None
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(one.path, error) from None
    return pieces


def read_piece(piece: Piece, how: Screening) -> tuple[pd.DataFrame, Tally]:
    """The lines of a piece as `lines.typed` gives them, and what became of all its lines. Raises `UnreadableError`."""
    try:
        table, at, odd = _read_csv(piece, how) if piece.span else _read_parquet(piece)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(piece.path, error) from None
    lines, refused = typed(table, piece.columns, at=at, place=piece.number << _PLACES)
    return lines, Tally(len(table) + sum(one.count for one in odd), (*odd, *refused.refusals(piece.path, how.names)))


def _is_parquet(path: str) -> bool:
    with Path(path).open("rb") as file:
        return file.read(4) == b"PAR1"


def _unreadable(path: str, error: Exception) -> UnreadableError:
    reason = (getattr(error, "strerror", None) or str(error)).splitlines()[:1]
    return UnreadableError("screen-unreadable", path=path, reason="".join(reason))


def _check(path: str, there: Sequence[str], columns: Columns, told: Columns) -> tuple[str, ...]:
    """The roles that no column plays.

    Raises `InputError` for columns that are needed, or were named, and are not there, or are there twice.
    """
    wanted = [name for role in COLUMNS if role in NEEDED or role in told for name in columns[role]]
    if missing := [name for name in wanted if name not in there]:
        raise missing_columns(missing, there, path)
    if twice := [name for name in wanted if list(there).count(name) > 1]:
        raise InputError("screen-column-twice", path=path, column=twice[0])
    return tuple(role for role in COLUMNS if columns[role][0] not in there)


# --- Parquet ---


def _parquet(path: str, columns: Columns, told: Columns) -> Iterator[Piece]:
    with pq.ParquetFile(path) as file:
        absent = _check(path, file.schema_arrow.names, columns, told)
        sizes = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    groups: list[int] = []
    first = 1
    for number, size in enumerate(sizes):
        held = sum(sizes[one] for one in groups)
        if groups and held + size > _MOST_ROWS:
            yield Piece(path, 0, columns, first, held, groups=tuple(groups), absent=absent)
            first, groups = first + held, []
        groups.append(number)
    if groups:
        yield Piece(path, 0, columns, first, sum(sizes[one] for one in groups), groups=tuple(groups), absent=absent)


def _read_parquet(piece: Piece) -> tuple[pd.DataFrame, Integers, list[Refusal]]:
    with pq.ParquetFile(piece.path) as file:
        there = set(file.schema_arrow.names)
        wanted = list(dict.fromkeys(name for role in COLUMNS for name in piece.columns[role] if name in there))
        table = file.read_row_groups(list(piece.groups), columns=wanted).to_pandas(date_as_object=False)
    return table, np.arange(piece.first, piece.first + len(table), dtype=np.int64), []


# --- CSV ---


def _csv(path: str, columns: Columns, told: Columns, encoding: str | None) -> Iterator[Piece]:
    head = first_rows(path, encoding)
    absent = _check(path, head.header, columns, told)
    for span, first in spans(path, head):
        yield Piece(path, 0, columns, first, (span.end - span.begin) // _BYTES_A_ROW, span=span, absent=absent)


def _read_csv(piece: Piece, how: Screening) -> tuple[pd.DataFrame, Integers, list[Refusal]]:
    """The rows that have as many cells as the header, and a refusal for the others; empty lines are no rows."""
    assert piece.span
    header = piece.span.head.header
    table = cut_lines(piece.span.lines(piece.path), piece.span.head.delimiter, len(header))
    kept: list[int] = []
    odd: list[int] = []
    for index, row in enumerate(table.rows):
        if len(row) == len(header) or (len(row) > len(header) and not any(map(str.strip, row[len(header) :]))):
            kept.append(index)
        elif any(map(str.strip, row)):
            odd.append(index)
    names = {name for role in COLUMNS for name in piece.columns[role]}
    rows = [table.rows[index] for index in kept]
    cells = {name: [row[at] for row in rows] for at, name in enumerate(header) if name in names}
    where = np.array([piece.first + table.first[index] - 1 for index in kept], dtype=np.int64)
    frame = pd.DataFrame({name: pd.Series(column, dtype="str") for name, column in cells.items()})
    if not odd:
        return frame, where, []
    example = table.text(odd[0])[:LONGEST_EXAMPLE]
    naming = sum(how.names(table.text(index)) for index in odd)
    return frame, where, [Refusal(piece.path, "", "cells", len(odd), piece.first + table.first[odd[0]] - 1, example, naming)]
