"""What a container is: the values that every module of this room is made of.

A file is recognised by its bytes, never by its name alone: banks call a page ``.xls`` and mail programs call everything
``.txt``. What a container reads is handed over in parts, and all parts that are tables go the same way from there:
layout → rows → proof → `Statement`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from importlib import import_module

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.build import Read
from selfcheck.statement.containers.apart.budget import Budget, of_file
from selfcheck.statement.containers.archive_names import names_in
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import Decoded, decode
from selfcheck.statement.text.lines import too_long
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_words

_SMALL = 1 << 20
"""Bytes that are hashed as fast without OpenSSL, which takes as long to load as a small statement to be read."""


class Source(Struct, dict=True):
    """The bytes of one file, and their text once somebody asks for it."""

    path: str
    data: bytes
    encoding: str | None = None
    """What the person says it is."""
    archive: Budget | None = None
    """What is left for all that lies in the same archive."""

    @cached_property
    def budget(self) -> Budget:
        """How long other people's code may work on it."""
        return of_file(len(self.data), self.archive)

    @cached_property
    def decoded(self) -> Decoded:
        """The text and why it was read so. Raises `UnreadableError` for bytes that are none, `OptionError`."""
        return decode(self.data, column_words(), self.encoding)

    @cached_property
    def members(self) -> frozenset[str]:
        """Names of what the file packs, if it is an archive that is whole."""
        return names_in(self.data)

    @cached_property
    def digest(self) -> str:
        """SHA-256; the same file given twice has the same."""
        if len(self.data) < _SMALL:
            for lean in ("_sha2", "_sha256"):  # in Python 3.12 and later, and before; PyPy and others have neither
                with suppress(ImportError):
                    return str(import_module(lean).sha256(self.data).hexdigest())
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


class Part(Struct, frozen=True):
    """One thing that stands in a file."""

    content: Table | Read | bytes | UnreadableError
    """A table is still to be read; a `Read` has been, by a container that knows its fields; bytes are a file of their own;
    an error is why the part cannot be looked into."""
    name: str = ""
    """Which of several: a sheet, a table of a page, the path of a file in an archive. Empty where there is only one."""
    decoded: Decoded | None = None
    """The text that a table or reading came from, where it was text."""


class Container(Struct, frozen=True):
    """A kind of file that holds statements."""

    name: str
    """As the report calls it (``container`` in docs/report.schema.json)."""
    suffixes: frozenset[str]
    """Endings of its files, in small letters; folders and archives are searched for them."""
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Options], Iterator[Part]]
    """Raises `UnreadableError` where nothing in the file can be looked into."""
    is_plain_text: bool = False
    """Whether its bytes are lines of characters; in an archive it is called a member of the archive."""
    has_lines: bool = False
    """Whether its rows are the lines of a text, which cannot be as long as a file."""
    is_page: bool = False
    """Whether its tables stand on a page of the bank's site: nobody sees the lines of its source."""
    holds_files: bool = False
    """Whether its parts are files of their own; those are not unpacked a second time."""
    nothing: str = "empty"
    """The sentence for a file of this kind in which no statement is found."""

    def check_lines(self, source: Source) -> None:
        """Raises `UnreadableError` for a text of this kind whose lines are longer than a statement's."""
        if self.has_lines and (line := too_long(source.decoded.text)):
            raise UnreadableError("lines-too-long", line=line)

    def path_of(self, path: str, part: Part) -> str:
        """The path under which a part is reported: ``meisai.zip/9.csv``, ``meisai.xlsx [9月]``."""
        if not part.name:
            return path
        return f"{path}/{part.name}" if self.holds_files else f"{path} [{part.name}]"
