"""Files in which something is kept for the next time: read whole, changed whole, by one run at a time.

What is kept of a statement is a keyed hash: it tells whether a line was met before, and nothing else. The key lies in the
same file, so the hash keeps the file from being read by eye or compared with another, and no more than that.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TypeVar

import msgspec

from selfcheck.atomic import write_whole
from selfcheck.errors import InputError

_MOST_BYTES = 20_000_000
"""Of a list; a hundred thousand entries have about as many. A larger file is not ours."""

Content = TypeVar("Content", bound=msgspec.Struct)


def new_key() -> str:
    """A key of its own for every file."""
    return os.urandom(32).hex()


def keyed_hash(key: str, text: str) -> str:
    """What is kept instead of ``text``."""
    import hashlib
    import hmac

    return hmac.new(bytes.fromhex(key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def kept_in(name: str) -> Path:
    """Where such a file lies if nobody says otherwise: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("selfcheck", appauthor=False) / name


def load_kept(path: Path, kind: type[Content], error: str) -> Content | None:
    """What the file holds; None where there is no file. Raises `InputError` (``error`` is its sentence) for one that is none.

    ``kind`` has a ``key``.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            raise InputError(error, path=str(path), reason=f"{found.st_size:,} bytes")
        content = msgspec.json.decode(path.read_bytes(), type=kind)
        bytes.fromhex(content.key)  # type: ignore[attr-defined]
    except FileNotFoundError:
        return None
    except OSError as failed:
        raise InputError(error, path=str(path), reason=failed.strerror or str(failed)) from None
    except (msgspec.DecodeError, ValueError) as failed:
        raise InputError(error, path=str(path), reason=str(failed)) from None
    return content


def write_kept(path: Path, content: msgspec.Struct) -> None:
    """Write the file, whole or not at all, for its owner alone. Raises `InputError`."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")
