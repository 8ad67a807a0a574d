"""Every container, and what other rooms ask of them: which is this file, and by which names are they found.

A new container is a module with a `Container` in it, and a line in `CONTAINERS`.
"""

from __future__ import annotations

from selfcheck.statement.containers.container import Container, Source
from selfcheck.statement.containers.delimited import DELIMITED
from selfcheck.statement.containers.excel import EXCEL
from selfcheck.statement.containers.fixed_width import FIXED_WIDTH
from selfcheck.statement.containers.html.container import HTML
from selfcheck.statement.containers.mhtml import MHTML
from selfcheck.statement.containers.ofx import OFX
from selfcheck.statement.containers.pasted import PASTED
from selfcheck.statement.containers.pdf import PDF
from selfcheck.statement.containers.refusals import refuse
from selfcheck.statement.containers.spreadsheet_xml import SPREADSHEET_XML
from selfcheck.statement.containers.zengin import ZENGIN
from selfcheck.statement.containers.zip import archive_of

_SINGLE: tuple[Container, ...] = (
    EXCEL,  # a newer workbook is an archive, too
    SPREADSHEET_XML,
    MHTML,
    HTML,
    OFX,
    ZENGIN,
    PDF,
    FIXED_WIDTH,
    PASTED,  # what else has no delimiters
    DELIMITED,  # any text that is nothing else
)
CONTAINERS: tuple[Container, ...] = (*_SINGLE, archive_of(_SINGLE))
"""In the order in which they are asked; plain text is asked last, since it must be decoded first."""
IN_AN_ARCHIVE = "zip-member"
"""What a container of plain text is called where it stands in an archive."""
DECODED = tuple(container for container in CONTAINERS if container.is_plain_text)
PACKED = tuple(container for container in CONTAINERS if not container.is_plain_text)


def container_of(source: Source) -> Container:
    """What ``source`` is. Raises `UnreadableError` for what cannot be read, `OptionError` for an unknown encoding."""
    packed = packed_container(source)
    if packed is not None:
        return packed
    refuse(source)
    return next(container for container in DECODED if container.recognises(source))


def packed_container(source: Source) -> Container | None:
    """What ``source`` is, if it is no plain text."""
    return next((container for container in PACKED if container.recognises(source)), None)


def is_delimited(source: Source) -> bool:
    """Whether ``source``, or a file that begins so, is plain text with a delimiter. Raises what `container_of` raises."""
    return container_of(source) is DELIMITED


def suffixes() -> frozenset[str]:
    """Endings of the names of all files that may hold statements."""
    return frozenset().union(*(container.suffixes for container in CONTAINERS))


def names() -> frozenset[str]:
    """All values of ``container`` in a report."""
    archives = {container.name for container in CONTAINERS if container.holds_files}
    return frozenset({container.name for container in CONTAINERS} - archives | {IN_AN_ARCHIVE})
