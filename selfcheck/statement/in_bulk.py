"""A large file of plain text, read block by block."""

from __future__ import annotations

from typing import BinaryIO

from msgspec.structs import replace

from selfcheck.errors import UnreadableError
from selfcheck.model.statement import Statement
from selfcheck.statement.build import Origin, broken_characters, build
from selfcheck.statement.bulk.head import NotInBulkError, check_lines, check_rows, decode_head, read_head, tells_enough
from selfcheck.statement.bulk.large import Tell
from selfcheck.statement.options import Options
from selfcheck.statement.plan import Plan, plan_for
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.restore import look_at
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names

_LONGEST_HEAD = 1 << 21
"""Bytes of a head; where more do not tell enough, the file is read whole."""
_SAMPLE = 20_000
"""Different texts whose letters are looked at; a file that was garbled has more than one such line."""


def statement_in_bulk(origin: Origin, file: BinaryIO, options: Options, tell: Tell | None = None) -> Statement | None:
    """The statement in ``file``; None if it must be read whole (it is no such text, or something about it is unusual).

    ``tell`` hears of the lines and bytes while they are read.
    """
    try:
        head = read_head(file)
        decoded, plan = _planned(head, origin.path, options)
        while not tells_enough(plan.table, plan.layout) and len(longer := read_head(file, head)) > len(head):
            if len(longer) > _LONGEST_HEAD:
                raise NotInBulkError
            head = longer
            decoded, plan = _planned(head, origin.path, options)
        table = plan.table
        from selfcheck.statement.bulk.reader import BulkReader  # numpy

        bulk = BulkReader(file, head, decoded, table, plan.layout, hashed=not options.alone)
        reading = bulk.read(plan.sections(), tell)
    except (NotInBulkError, UnreadableError):
        return None
    if not len(reading.records) or not _are_the_banks_letters(reading):
        return None
    stray = [problem for problem in (*table.problems, *broken_characters(decoded.text)) if problem.line <= bulk.done]
    origin = replace(origin, decoded=replace(decoded, text=""), table=table, digest=bulk.digest)
    return build(origin, plan.result(reading, stray))


def _planned(head: bytes, path: str, options: Options) -> tuple[Decoded, Plan]:
    """The text of the head of a file, and how its rows are to be read. Raises `NotInBulkError` and `UnreadableError`."""
    decoded = decode_head(head, options.encoding)
    lines = split_lines(decoded.text)
    check_lines(head, lines)
    table = read_table(decoded.text, column_names())
    plan = plan_for(table, path, decoded.encoding, options)
    if plan.table is not table:
        raise NotInBulkError
    check_rows(lines, table, plan.layout)
    return decoded, plan


def _are_the_banks_letters(reading: Reading) -> bool:
    """Whether nothing below the head was garbled, too: else the file is read whole, where that is told or undone."""
    texts = reading.records.texts
    sample = texts[:: len(texts) // _SAMPLE + 1]
    printed = [f"{text.memo}\t{text.searchable}" for text in sample] + [other.text for other in reading.others[:_SAMPLE]]
    return look_at("\n".join(printed)).are_the_banks
