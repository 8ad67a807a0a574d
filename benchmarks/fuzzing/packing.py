"""Files that are packed, taken apart and put together again, so that what is within can be changed.

Bytes that are changed where they are packed rarely come to more than "this archive is broken".
"""

from __future__ import annotations

import contextlib
import email
import io
import plistlib
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from email.message import Message
from typing import NamedTuple

from tests.xls_writer import compound

Members = list[tuple[str, bytes]]
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST = 1 << 20
"""Bytes of a member that is taken apart."""


class Packing(NamedTuple):
    """How one kind of file is taken apart (None where it is none) and put together."""

    unpack: Callable[[bytes], Members | None]
    pack: Callable[[Sequence[tuple[str, bytes]]], bytes]


def _unzip(data: bytes) -> Members | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.file_size < _MOST]
            return [(entry.filename, archive.read(entry)) for entry in entries] or None
    except Exception:
        return None


def _zip(members: Sequence[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings(action="ignore"):
        for name, content in members:
            archive.writestr(name or "x", content)
    return data.getvalue()


def _stream(data: bytes) -> Members | None:
    """The one stream of a compound file of our own making: its second entry says how long it is."""
    if len(data) < 3 * 4096 or not data.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    (size,) = struct.unpack_from("<Q", data, 4096 + 128 + 120)
    return [("Workbook", data[2 * 4096 : 2 * 4096 + min(size, _MOST)])]


def _from_mail(data: bytes) -> Members | None:
    """The texts and files of a mail, each with the beginning of its part."""
    with contextlib.suppress(Exception):
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
        return [(_head(part), part.get_payload(decode=True)) for part in parts] or None  # type: ignore[list-item]
    return None


def _head(part: Message) -> str:
    kept = ("content-type", "content-disposition", "content-location")
    return "".join(f"{name}: {value}\r\n" for name, value in part.items() if name.lower() in kept)


def _mail(members: Sequence[tuple[str, bytes]]) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nReceived: x\r\nMessage-ID: <1@bank.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b0"\r\n\r\n'
    )
    parts = b"".join(
        b"--b0\r\n" + name.encode("utf-8", "replace") + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + content + b"\r\n"
        for name, content in members
    )
    return head.encode() + parts + b"--b0--\r\n"


def _from_list(data: bytes) -> Members | None:
    with contextlib.suppress(Exception):
        main = plistlib.loads(data)["WebMainResource"]
        content = main["WebResourceData"]
        return [(str(main["WebResourceTextEncodingName"]), content)] if isinstance(content, bytes) else None
    return None


def _list(members: Sequence[tuple[str, bytes]]) -> bytes:
    frames = [{"WebMainResource": {"WebResourceData": content}} for _, content in members[1:]]
    name, content = members[0]
    main = {"WebResourceData": content, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": name}
    try:
        return plistlib.dumps({"WebMainResource": main, "WebSubframeArchives": frames}, fmt=plistlib.FMT_BINARY)
    except (UnicodeError, OverflowError):
        return plistlib.dumps({"WebMainResource": {**main, "WebResourceTextEncodingName": "?"}}, fmt=plistlib.FMT_BINARY)


def _chunks(data: bytes) -> Members | None:
    if not data.startswith(_PNG):
        return None
    at, found = len(_PNG), []
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        found.append((data[at + 4 : at + 8].decode("latin-1"), data[at + 8 : at + 8 + size]))
        at += size + 12
    return found or None


def _png(members: Sequence[tuple[str, bytes]]) -> bytes:
    parts = [(name.encode("latin-1", "replace")[:4].ljust(4), content) for name, content in members]
    return _PNG + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )


ZIPPED = Packing(_unzip, _zip)
COMPOUND = Packing(_stream, lambda members: compound(members[0][1] if members else b""))
MAILED = Packing(_from_mail, _mail)
LISTED = Packing(_from_list, _list)
CHUNKED = Packing(_chunks, _png)
