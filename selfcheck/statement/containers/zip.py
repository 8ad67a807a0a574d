"""The bytes of a ZIP archive come in, the files in it go out (ゆうちょ downloads in bulk are one).

They are opened in memory (`zip_members`); nothing is written, and a name is only a label.
"""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.statement.containers.archive_names import is_zip
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.zip_members import members

    for name, content in members(source.data):
        yield Part(content, name)


ZIP = Container("zip", frozenset({".zip"}), lambda source: is_zip(source.data), _read, holds_files=True, nothing="empty-zip")
