"""The bytes of a ZIP archive come in, the files in it go out (ゆうちょ downloads in bulk are one).

They are opened in memory and within limits; nothing is written, and a name is only a label. What is refused is
refused with a reason. A newer workbook is an archive too, whose members are held to the same limits.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.archive_names import is_nobodys, is_zip
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options

if TYPE_CHECKING:
    import zipfile

_MOST_MEMBERS = 500
"""Files of an archive; ten years of a household with four accounts are 480."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of all its files, unpacked."""
_MOST_RATIO = 200
"""Bytes that one packed byte may become; statements pack to a tenth or a twentieth."""


def _read(source: Source, options: Options) -> Iterator[Part]:
    for name, content in members(source.data):
        yield Part(content, name)


def members(data: bytes) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Name and content of every file in the archive, or why it is not opened. Raises `UnreadableError` if it is broken."""
    archive = _opened(data)
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not is_nobodys(_name(entry))]
    yield from _contents(archive, sorted(entries, key=_name))


def members_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every member of a workbook. Raises `UnreadableError` if one is broken or beyond the limits."""
    archive = _opened(data)
    for name, content in _contents(archive, archive.infolist()):
        if isinstance(content, UnreadableError):
            raise content
        yield name, content


def _opened(data: bytes) -> zipfile.ZipFile:
    import zipfile

    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError("broken-zip") from None


def _contents(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes | UnreadableError]]:
    left = _MOST_BYTES
    for number, entry in enumerate(entries):
        if number >= _MOST_MEMBERS:
            yield _name(entry), UnreadableError("zip-too-many", most=_MOST_MEMBERS)
            return
        content = _content(archive, entry, left)
        left -= len(content) if isinstance(content, bytes) else 0
        yield _name(entry), content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | UnreadableError:
    import lzma
    import zipfile
    import zlib

    if entry.flag_bits & 1:
        return UnreadableError("zip-encrypted")
    if entry.file_size > left or entry.file_size > _MOST_RATIO * max(entry.compress_size, 100):
        return UnreadableError("zip-too-large")
    longer = copy(entry)
    longer.file_size += 1  # zipfile stops at the size that is declared, and would never see that there is more
    try:
        with archive.open(longer) as file:
            content = file.read(longer.file_size)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error, lzma.LZMAError):
        return UnreadableError("broken-zip")
    return content if len(content) <= entry.file_size else UnreadableError("zip-too-large")


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name; Windows in Japan writes cp932, which zipfile takes for cp437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename


ZIP = Container("zip", frozenset({".zip"}), lambda source: is_zip(source.data), _read, holds_files=True, nothing="empty-zip")
