"""What holds no statement is called as people call it."""

from __future__ import annotations

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.refusals import kind_of_text, refuse
from tests.statement.containers.test_archives import packed

REFUSED = [
    (b"", "empty"),
    *((start + b"x" * 20, "is-picture") for start in (b"GIF8", b"BMxxxx\0\0\0\0", b"II*\0", b"RIFFxxxxWEBP", b"xxxxftypheic")),
    *(
        (start + b"x" * 20, "is-packed")
        for start in (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"xx-lh5-", b"\x1f\x8b", b"BZh91AY&SY")
    ),
    (b"x" * 257 + b"ustar", "is-packed"),
    (b"{\\rtf1", "is-document"),
    (b'{"a": [1]}', "is-json"),
    (b'\xef\xbb\xbf[{"a": 1}]\n', "is-json"),
    (b"PAR1", "is-database"),
    (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "is-document"),
    (b"L\0\0\0\x01\x14\x02\0", "is-shortcut"),
    (b"xxxxftypisom", "is-media"),
    (b"MZ\0", "is-media"),
    (packed({"word/document.xml": b""}), "is-document"),
    (packed({"Index/Document.iwa": b""}), "is-numbers"),
]


@pytest.mark.parametrize(("content", "key"), REFUSED)
def test_a_kind_that_holds_no_statement_is_called_by_its_name(content: bytes, key: str):
    with pytest.raises(UnreadableError) as refused:
        refuse(Source("x", content))
    assert refused.value.sentence.key == key


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + stream.encode("utf-16-le")


CALLED = {
    "GIF": b"GIF8",
    "TIFF": b"MM\0*",
    "WebP": b"RIFFxxxxWEBP",
    "HEIC": b"xxxxftypmif1",
    "AVIF": b"xxxxftypavif",
    "RAR": b"Rar!\x1a\x07",
    "xz": b"\xfd7zXZ\0",
    "Zstandard": b"\x28\xb5\x2f\xfd",
    "CAB": b"MSCF\0\0\0\0",
    "LZH": b"xx-lz5-",
    "PowerPoint": compound("PowerPoint Document"),
    "Outlook": compound("__substg1.0_"),
    "RTF": b"{\\rtf",
    "SQLite": b"SQLite format 3\0",
    "Access": b"\0\1\0\0Standard",
    "Mac": b"book\0\0\0\0mark",
    "MP4": b"xxxxftypqt  ",
    "MP3": b"ID3",
    "WAV": b"RIFFxxxxWAVE",
    "AVI": b"RIFFxxxxAVI ",
    "Ogg": b"OggS",
    "FLAC": b"fLaC",
    "ELF": b"\x7fELF",
    "Mach-O": b"\xcf\xfa\xed\xfe",
    "TrueType": b"OTTO",
    "XPS": packed({"FixedDocSeq.fdseq": b""}),
}


@pytest.mark.parametrize("name", CALLED)
def test_a_file_is_called_as_people_call_it(name: str):
    with pytest.raises(UnreadableError) as refused:
        refuse(Source("x", CALLED[name] + b"x" * 9 if name != "XPS" else CALLED[name]))
    assert refused.value.sentence.details["kind"] == name
    assert all(refused.value.sentence.in_lang(lang) for lang in ("ja", "en"))


@pytest.mark.parametrize(
    "content",
    [
        *(b"a,b\n", b"BM,1\n", b"xxxxftypzzzz", b"RIFFxxxxAAAA", b"[1", b'{"a": 1', b"a{}", b"MZ,1"),
        *(b"xx-lh-", packed({"a/word/x": b""}), b"\xd0\xcf\x11\xe0", b"x" * 256 + b"ustar", b"bplist00"),
    ],
)
def test_what_only_looks_like_such_a_kind_is_not_refused(content: bytes):
    refuse(Source("x", content))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ID;PWXL", "is-sheet"),
        ("TABLE\n0,1\n", "is-sheet"),
        ("<?xml?><x opendocument.spreadsheet>", "is-sheet"),
        ("<svg a>", "is-picture"),
        ("%!PS-Adobe", "is-document"),
        ("a,b", None),
        ("x <svg>", None),
    ],
)
def test_a_kind_of_text_without_a_statement_is_called_by_its_name(text: str, key: str | None):
    error = kind_of_text(text)
    assert (error and error.sentence.key) == key
