"""Plain text with a delimiter: what banks call a CSV, and what every text is taken for that is nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names


def _read(source: Source, options: Options) -> Iterator[Part]:
    yield Part(read_table(source.decoded.text, column_names()), decoded=source.decoded)


DELIMITED = Container(
    name="csv",
    suffixes=frozenset({".csv", ".tsv", ".txt", ".api"}),
    recognises=lambda source: True,
    read=_read,
    is_plain_text=True,
    has_lines=True,
)
