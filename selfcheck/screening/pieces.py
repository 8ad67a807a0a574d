"""Parquet and CSV files come in, the pieces that they are read in go out; and from a piece, its lines.

A piece is some row groups of a Parquet file, or some megabytes of a CSV that begin and end with a row. Where every
piece begins is known before anything is read in earnest, so that each line keeps its place in its file, whichever process
reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct
from msgspec.structs import replace

from selfcheck.errors import InputError, UnreadableError
from selfcheck.model.many import Integers
from selfcheck.screening.accounts import Screening
from selfcheck.screening.csv_pieces import Span, first_rows, spans
from selfcheck.screening.table import COLUMNS, Columns, check_columns, typed
from selfcheck.screening.tally import Refusal, Tally
from selfcheck.statement.text.table import Table, cut_lines

_MOST_ROWS = 250_000
"""Rows of a Parquet file that are read together, where its row groups allow it."""
_BYTES_A_ROW = 80
"""About as long as a line of a CSV is."""
_PLACES = 40
"""Bits of a line's place that count within a piece."""
_REPLACEMENT = "\ufffd"
_BLANKS = " \t\u3000\x1a"
"""What is nothing in a row; old programs end a file with the last of them."""


class Piece(Struct, frozen=True):
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
    state: tuple[int, int] | None = None
    """Of the file when its pieces were found: bytes, and when it was last written (ns)."""


def find_pieces(files: Sequence[str], told: Columns, encoding: str | None = None) -> list[Piece]:
    """All pieces of all files, in the order of the files.

    ``told`` says in which columns of the tables a role of `lines.COLUMNS` stands; the others are named like their role.
    Raises `InputError` for a file that cannot be opened or lacks a column that is needed, `UnreadableError` for one that
    is neither Parquet nor CSV.
    """
    pieces: list[Piece] = []
    columns = {role: told.get(role, (role,)) for role in COLUMNS}
    for path in files:
        state = _state(path)
        try:
            found = _parquet(path, columns, told) if _is_parquet(path) else _csv(path, columns, told, encoding)
            pieces += [replace(piece, number=number, state=state) for number, piece in enumerate(found, start=len(pieces))]
        except PermissionError:
            raise InputError("no-permission", path=path) from None
        except UnreadableError as error:
            raise UnreadableError("screen-unreadable", path=path, reason=error.sentence) from None
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(path, error) from None
    return pieces


def read_piece(piece: Piece, how: Screening) -> tuple[pd.DataFrame, Tally]:
    """The lines of a piece as `lines.typed` gives them, and what became of all its lines. Raises `UnreadableError`."""
    try:
        return _read(piece, how)
    finally:  # whatever it came to: where a piece begins is no longer known. One that is gone told so by itself.
        if _state(piece.path):
            check_unchanged([piece])


def _read(piece: Piece, how: Screening) -> tuple[pd.DataFrame, Tally]:
    try:
        table, at, ragged = _read_csv(piece, how) if piece.span else _read_parquet(piece)
        # The piece in the upper bits, the place within it in the lower: one number that puts all lines of all files in order.
        lines, refused = typed(table, piece.columns, at=at, place=piece.number << _PLACES)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(piece.path, error) from None
    refusals = (*ragged, *refused.refusals(piece.path, how.names))
    return lines, Tally(len(table) + sum(refusal.count for refusal in ragged), refusals, _broken(piece, lines))


def check_unchanged(pieces: Sequence[Piece]) -> None:
    """Raise `UnreadableError` where a file is no longer what it was when its pieces were found."""
    for path, state in {piece.path: piece.state for piece in pieces}.items():
        if state and _state(path) != state:
            raise UnreadableError("screen-changed", path=path)


def _state(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:  # opening it tells why
        return None
    return found.st_size, found.st_mtime_ns


def _broken(piece: Piece, lines: pd.DataFrame) -> tuple[Refusal, ...]:
    """Lines whose memo holds what stands for a character that could not be read."""
    places = np.flatnonzero(lines["memo"].str.contains(_REPLACEMENT, regex=False).to_numpy(dtype=bool))
    if not len(places):
        return ()
    return (Refusal(piece.path, "", "broken", len(places), int(lines["line"].iloc[int(places[0])]), ""),)


def _is_parquet(path: str) -> bool:
    with Path(path).open("rb") as file:
        return file.read(4) == b"PAR1"


def _unreadable(path: str, error: Exception) -> UnreadableError:
    reason = (getattr(error, "strerror", None) or str(error)).splitlines()[:1]
    return UnreadableError("screen-unreadable", path=path, reason="".join(reason))


def _check(path: str, there: Sequence[str], columns: Columns, told: Columns) -> tuple[str, ...]:
    """`check_columns` for a file, which must be no output of ours."""
    if {"service", "level", "signals"} <= set(there):
        raise UnreadableError("screen-is-findings")
    return check_columns(there, columns, told, path)


# --- Parquet ---


def _parquet(path: str, columns: Columns, told: Columns) -> Iterator[Piece]:
    with pq.ParquetFile(path) as file:
        absent = _check(path, file.schema_arrow.names, columns, told)
        sizes = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    groups: list[int] = []
    first = 1
    for number, size in enumerate(sizes):
        held = sum(sizes[group] for group in groups)
        if groups and held + size > _MOST_ROWS:
            yield Piece(path, 0, columns, first, held, groups=tuple(groups), absent=absent)
            first, groups = first + held, []
        groups.append(number)
    if groups:
        yield Piece(path, 0, columns, first, sum(sizes[group] for group in groups), groups=tuple(groups), absent=absent)


def _read_parquet(piece: Piece) -> tuple[pd.DataFrame, Integers, list[Refusal]]:
    """The rows, whatever pandas noted about them in the file: an index is a column like the others."""
    with pq.ParquetFile(piece.path) as file:
        there = set(file.schema_arrow.names)
        wanted = list(dict.fromkeys(name for role in COLUMNS for name in piece.columns[role] if name in there))
        rows = file.read_row_groups(list(piece.groups), columns=wanted)
    table = rows.to_pandas(date_as_object=False, ignore_metadata=True, types_mapper=_exact)
    return table, np.arange(piece.first, piece.first + len(table), dtype=np.int64), []


def _exact(kind: pa.DataType) -> Any:
    """Whole numbers stay whole where some are missing."""
    if not pa.types.is_integer(kind):
        return None
    return pd.UInt64Dtype() if pa.types.is_unsigned_integer(kind) else pd.Int64Dtype()


# --- CSV ---


def _csv(path: str, columns: Columns, told: Columns, encoding: str | None) -> Iterator[Piece]:
    head = first_rows(path, encoding)
    absent = _check(path, head.header, columns, told)
    for span, first in spans(path, head):
        yield Piece(path, 0, columns, first, (span.end - span.begin) // _BYTES_A_ROW, span=span, absent=absent)


def _read_csv(piece: Piece, how: Screening) -> tuple[pd.DataFrame, Integers, list[Refusal]]:
    """The rows that have as many cells as the header, and a refusal for the others; empty lines are no rows."""
    assert piece.span
    head = piece.span.head
    table = cut_lines(piece.span.lines(piece.path), head.delimiter, len(head.header))
    whole, ragged = _whole_and_ragged(table, len(head.header))
    needed = {name for role in COLUMNS for name in piece.columns[role]}
    columns = {
        name: pd.Series([table.rows[index][at] for index in whole], dtype="str")
        for at, name in enumerate(head.header)
        if name in needed
    }
    where = np.array([piece.first + table.first[index] - 1 for index in whole], dtype=np.int64)
    return pd.DataFrame(columns), where, [_refused_as_ragged(piece, table, ragged, how)] if ragged else []


def _whole_and_ragged(table: Table, width: int) -> tuple[list[int], list[int]]:
    """Indices of the rows with a cell for every column, and of those without; rows in which nothing stands are in neither."""
    whole: list[int] = []
    ragged: list[int] = []
    for index, row in enumerate(table.rows):
        if any(cell.strip(_BLANKS) for cell in row):
            (whole if _fits(row, width) else ragged).append(index)
    return whole, ragged


def _fits(row: Sequence[str], width: int) -> bool:
    """Whether a row is as wide as the header; empty cells beyond it are the commas that spreadsheets add."""
    return len(row) >= width and not any(map(str.strip, row[width:]))


def _refused_as_ragged(piece: Piece, table: Table, ragged: Sequence[int], how: Screening) -> Refusal:
    """Rows with a cell too many or too few, as one refusal; the example is ``cells found / cells of the header``."""
    assert piece.span
    example = f"{len(table.rows[ragged[0]])} / {len(piece.span.head.header)}"
    naming = sum(how.names(table.text(index)) for index in ragged)
    line = piece.first + table.first[ragged[0]] - 1
    return Refusal(piece.path, "", "cells", len(ragged), line, example, naming)
