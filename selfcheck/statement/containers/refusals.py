"""Kinds of files that are known and cannot be read: each is called by its name, with what to do next."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Source

_HEAD = 1 << 16
"""Bytes of a text that show what it is."""
Recognises = Callable[[Source], bool]


_COMPOUND = b"\xd0\xcf\x11\xe0"
_DIRECTORY = 1 << 22
"""Bytes of a compound file in which the names of its streams are looked for."""


class Kind(Struct, frozen=True):
    """A kind of file that holds no statement that could be read."""

    name: str
    """As people call it."""
    key: str
    """The sentence that says what to do."""
    recognises: Recognises


def _begins(*starts: bytes) -> Recognises:
    return lambda source: source.data.startswith(starts)


def _brand(*brands: bytes) -> Recognises:
    """A file of ISO/IEC 14496-12 (MP4, HEIF): its kind stands behind ``ftyp``."""
    return lambda source: source.data[4:8] == b"ftyp" and source.data[8:12] in brands


def _riff(form: bytes) -> Recognises:
    return lambda source: source.data.startswith(b"RIFF") and source.data[8:12] == form


def _packs(*members: str) -> Recognises:
    """A ZIP archive that is really a document: what it packs begins with one of these names."""
    return lambda source: any(name.startswith(members) for name in source.members)


def _stream(name: str) -> Recognises:
    """A compound file (MS-CFB) with this stream; names in it are UTF-16."""
    return lambda source: source.data.startswith(_COMPOUND) and name.encode("utf-16-le") in source.data[:_DIRECTORY]


_JSON = regex(r'\s*(?:\{\s*(?:"[^"]*"\s*:|\})|\[\s*(?:[\[{"\]\d-]|true|false|null))')
_JSON_END = regex(rb"[\]}]\s*\Z")


def _is_json(source: Source) -> bool:
    head = source.data[:_HEAD].decode("utf-8-sig", "replace")
    return _JSON.match(head) is not None and _JSON_END.search(source.data[-64:]) is not None


_PICTURES = (
    Kind("GIF", "is-picture", _begins(b"GIF8")),
    Kind("BMP", "is-picture", lambda source: source.data.startswith(b"BM") and source.data[6:10] == bytes(4)),
    Kind("TIFF", "is-picture", _begins(b"II*\0", b"MM\0*")),
    Kind("WebP", "is-picture", _riff(b"WEBP")),
    Kind("HEIC", "is-picture", _brand(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")),
    Kind("AVIF", "is-picture", _brand(b"avif", b"avis")),
)
_PACKED = (
    Kind("7z", "is-packed", _begins(b"7z\xbc\xaf\x27\x1c")),
    Kind("RAR", "is-packed", _begins(b"Rar!\x1a\x07")),
    Kind("LZH", "is-packed", lambda source: re.match(rb"..-l[hz][\ds]-", source.data[:7], re.DOTALL) is not None),
    Kind("gzip", "is-packed", _begins(b"\x1f\x8b")),
    Kind("bzip2", "is-packed", lambda source: re.match(rb"BZh[1-9]1AY&SY", source.data[:10]) is not None),
    Kind("xz", "is-packed", _begins(b"\xfd7zXZ\0")),
    Kind("Zstandard", "is-packed", _begins(b"\x28\xb5\x2f\xfd")),
    Kind("CAB", "is-packed", _begins(b"MSCF\0\0\0\0")),
    Kind("tar", "is-packed", lambda source: source.data[257:262] == b"ustar"),
)
_DOCUMENTS = (
    Kind("Numbers", "is-numbers", _packs("Index/", "Index.zip")),
    Kind("Word", "is-document", _packs("word/")),
    Kind("PowerPoint", "is-document", _packs("ppt/")),
    Kind("Word", "is-document", _stream("WordDocument")),
    Kind("PowerPoint", "is-document", _stream("PowerPoint Document")),
    Kind("RTF", "is-document", _begins(b"{\\rtf")),
    Kind("XPS", "is-document", _packs("FixedDoc")),
    Kind("iCloud", "is-in-icloud", lambda source: source.path.endswith(".icloud") and source.data.startswith(b"bplist0")),
    Kind("Outlook", "is-mail", _stream("__substg1.0_")),
    Kind("JSON", "is-json", _is_json),
    Kind("Parquet", "is-database", _begins(b"PAR1")),
    Kind("SQLite", "is-database", _begins(b"SQLite format 3\0")),
    Kind("Access", "is-database", _begins(b"\0\1\0\0Standard")),
)
_POINTERS = (
    Kind("Windows", "is-shortcut", _begins(b"L\0\0\0\x01\x14\x02\0")),
    Kind("Mac", "is-shortcut", _begins(b"book\0\0\0\0mark")),
)
_NEVER = (
    Kind("MP4", "is-media", _brand(b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4A ", b"M4V ", b"3gp4", b"3gp5")),
    Kind("MP3", "is-media", _begins(b"ID3", b"\xff\xfb", b"\xff\xf3")),
    Kind("WAV", "is-media", _riff(b"WAVE")),
    Kind("AVI", "is-media", _riff(b"AVI ")),
    Kind("Ogg", "is-media", _begins(b"OggS")),
    Kind("FLAC", "is-media", _begins(b"fLaC")),
    Kind("EXE", "is-media", lambda source: source.data.startswith(b"MZ") and b"\0" in source.data[:64]),
    Kind("ELF", "is-media", _begins(b"\x7fELF")),
    Kind("Mach-O", "is-media", _begins(b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")),
    Kind("TrueType", "is-media", _begins(b"\0\1\0\0\0", b"OTTO", b"wOFF", b"wOF2")),
)
_KINDS = (*_PICTURES, *_PACKED, *_DOCUMENTS, *_POINTERS, *_NEVER)
HOLD_NOTHING = frozenset({"is-json", "is-own-report", *(kind.key for kind in _NEVER)})
"""Sentences of kinds that no bank gives a statement in."""


def refuse(source: Source) -> None:
    """Raise `UnreadableError` for an empty file, and for a kind that is known and cannot be read."""
    if not source.data:
        raise UnreadableError("empty")
    for kind in _KINDS:
        if kind.recognises(source):
            raise UnreadableError(kind.key, kind=kind.name)


_XML = r"\ufeff?\s*(?=<(?:\?xml|!DOCTYPE|svg|office|uof))[^\0]{0,20000}?"
_OF_TEXT = (
    ("SYLK", "is-sheet", regex(r"ID;P")),
    ("DIF", "is-sheet", regex(r"TABLE\s+0,1\s")),
    ("OpenDocument (.fods)", "is-sheet", regex(_XML + r"opendocument\.spreadsheet")),
    ("UOF", "is-sheet", regex(_XML + r"<uof:UOF")),
    ("SVG", "is-picture", regex(_XML + r"<svg\b")),
    ("PostScript", "is-document", regex(r"%!PS")),
)
"""Kinds of text that hold no statement that could be read; names are looked for in them all the same."""


def kind_of_text(text: str) -> UnreadableError | None:
    """Why a text in which no statement was found is none, where its beginning shows what it is."""
    head = text[:_HEAD]
    found = ((name, key) for name, key, begins in _OF_TEXT if begins.match(head))
    return next((UnreadableError(key, kind=name) for name, key in found), None)
