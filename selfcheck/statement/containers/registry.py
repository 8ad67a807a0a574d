"""Every container, and what other rooms ask of them: which is this file, and by which names are they found.

A new container is a module with a `Container` in it, and a line in `CONTAINERS`.
"""

from __future__ import annotations

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Container, Source
from selfcheck.statement.containers.delimited import DELIMITED
from selfcheck.statement.containers.excel import EXCEL, OPENDOCUMENT
from selfcheck.statement.containers.fixed_width import FIXED_WIDTH
from selfcheck.statement.containers.html.container import HTML
from selfcheck.statement.containers.mail import MAIL
from selfcheck.statement.containers.mhtml import MHTML
from selfcheck.statement.containers.ofx import OFX
from selfcheck.statement.containers.own_reports import is_own_report
from selfcheck.statement.containers.pasted import PASTED
from selfcheck.statement.containers.pdf import PDF
from selfcheck.statement.containers.picture import PICTURE
from selfcheck.statement.containers.refusals import refuse
from selfcheck.statement.containers.spreadsheet_xml import SPREADSHEET_XML
from selfcheck.statement.containers.zengin import ZENGIN
from selfcheck.statement.containers.zip import ZIP

CONTAINERS: tuple[Container, ...] = (
    EXCEL,  # a newer workbook is an archive, too
    OPENDOCUMENT,
    SPREADSHEET_XML,
    MHTML,
    HTML,
    OFX,
    ZENGIN,
    PDF,
    PICTURE,
    FIXED_WIDTH,
    PASTED,  # what else has no delimiters
    DELIMITED,  # any text that is nothing else
    ZIP,
    MAIL,
)
"""In the order in which they are asked, but that plain text is asked last, since it must be decoded first."""
IN_AN_ARCHIVE = "zip-member"
"""What a container of plain text is called where it stands in an archive."""
_PACKED = tuple(container for container in CONTAINERS if not container.is_plain_text and not container.holds_files)
_ARCHIVES = tuple(container for container in CONTAINERS if container.holds_files)
_PLAIN = tuple(container for container in CONTAINERS if container.is_plain_text)


def container_of(source: Source) -> Container:
    """What ``source`` is. Raises `UnreadableError` for what cannot be read, `OptionError` for an unknown encoding."""
    return packed_container(source) or next(container for container in _PLAIN if container.recognises(source))


def packed_container(source: Source) -> Container | None:
    """What ``source`` is, if it is no plain text. Raises `UnreadableError` for a kind that is known and cannot be read."""
    if is_own_report(source):  # before pages: some of ours are
        raise UnreadableError("is-own-report")
    for container in _PACKED:
        if container.recognises(source):
            return container
    refuse(source)  # some documents are archives, too
    return next((container for container in _ARCHIVES if container.recognises(source)), None)


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
