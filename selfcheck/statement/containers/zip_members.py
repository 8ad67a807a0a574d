"""The members of a ZIP archive, unpacked in memory and within limits; what is refused is refused with a reason.

This is done here and not in a process of its own: zipfile is Python's own, what is unpacked is bounded by what the archive says
and by what comes out, and every fault of what is packed is an error of Python. All that could swell without a limit is looked
at before: how many names there are, how large each member is said to be, and the room that LZMA asks for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.archive_names import has_too_many_names, is_nobodys

if TYPE_CHECKING:
    import zipfile

_MOST_MEMBERS = 500
"""Files of an archive; ten years of a household with four accounts are 480."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of all its files, unpacked."""
_MOST_RATIO = 200
"""Bytes that one packed byte may become; statements pack to a tenth or a twentieth."""
_LZMA = 14
_LARGEST_DICTIONARY = 1 << 26
"""Bytes that unpacking LZMA may ask for; 7-Zip's own ultra asks for as many."""
_HEAD_OF_LZMA = 9
"""Bytes before what LZMA packed: a version, a length, a byte of properties, the dictionary (APPNOTE 5.8.8)."""

Member = tuple[str, "bytes | UnreadableError"]


def members(data: bytes) -> Iterator[Member]:
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

    if has_too_many_names(data):
        raise UnreadableError("zip-too-many", most=_MOST_MEMBERS)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError("broken-zip") from None


def _contents(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Member]:
    left = _MOST_BYTES
    for number, entry in enumerate(entries):
        if number >= _MOST_MEMBERS:
            yield _name(entry), UnreadableError("zip-too-many", most=_MOST_MEMBERS)
            return
        content = _content(archive, entry, left)
        left -= len(content) if isinstance(content, bytes) else 0
        yield _name(entry), content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | UnreadableError:
    if entry.flag_bits & 1:
        return UnreadableError("zip-encrypted")
    if entry.file_size > left or entry.file_size > _MOST_RATIO * max(entry.compress_size, 100):
        return UnreadableError("zip-too-large")
    longer = copy(entry)
    longer.file_size += 1  # zipfile stops at the size that is declared, and would never see that there is more
    try:
        if entry.compress_type == _LZMA and _dictionary(archive, entry) > _LARGEST_DICTIONARY:
            return UnreadableError("zip-too-large")
        with archive.open(longer) as file:
            content = file.read(longer.file_size)
    except MemoryError:
        return UnreadableError("zip-too-large")
    except Exception:  # zipfile says of broken members whatever its parts say: zlib.error, EOFError, OverflowError …
        return UnreadableError("broken-zip")
    return content if len(content) <= entry.file_size else UnreadableError("zip-too-large")


def _dictionary(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Bytes that LZMA is to make room for."""
    packed = copy(entry)
    packed.compress_type, packed.file_size = 0, entry.compress_size
    with archive.open(packed) as file:
        return int.from_bytes(file.read(_HEAD_OF_LZMA)[5:], "little")


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name; Windows in Japan writes cp932, which zipfile takes for cp437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename
