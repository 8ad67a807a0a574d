"""What a ZIP archive packs, by name: an archive may be a workbook, a document, or a folder of files."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
"""Of an archive, and of one that is empty."""
_ENTRY = b"PK\x01\x02"
"""How each entry of an archive's directory begins."""
_MOST_NAMES = 20_000
"""Of an archive; zipfile makes a value of half a kilobyte for each."""
_LEFT_BEHIND = {"__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r"}


def is_zip(data: bytes) -> bool:
    """Whether these are the bytes of a ZIP archive (a newer Excel workbook is one too)."""
    return data.startswith(_STARTS)


def has_too_many_names(data: bytes) -> bool:
    """Whether an archive may have more members than anybody needs."""
    return data.count(_ENTRY) > _MOST_NAMES


def names_in(data: bytes) -> frozenset[str]:
    """Names of all members of an archive; none where it is no archive, or a broken one."""
    if not is_zip(data) or has_too_many_names(data):
        return frozenset()
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(name.replace("\\", "/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def is_nobodys(path: str) -> bool:
    """Whether a file is what systems and programs leave behind, and nobody's statement (``__MACOSX``, ``~$meisai.xlsx``)."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any(
        part in _LEFT_BEHIND or (part.startswith((".", "~$")) and part != "..") for part in parts if not is_in_icloud(part)
    )


def is_in_icloud(name: str) -> bool:
    """Whether a file is what a Mac leaves for one that lies in iCloud only: .meisai.csv.icloud."""
    return name.startswith(".") and name.endswith(".icloud")
