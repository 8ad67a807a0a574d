"""OFX, in which Microsoft Money and its successors keep statements (Open Financial Exchange 1.0.2 to 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selfcheck.patterns import regex
from selfcheck.statement.build import Read
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options

if TYPE_CHECKING:
    from selfcheck.statement.containers.ofx_file import OfxReading

_HEAD = 4096
"""Letters within which the header of OFX or its root begins."""
_START = regex(r"OFXHEADER\s*[:=]|<(?:\w{1,64}:)?OFX[\s>]", re.IGNORECASE)


def _is_ofx(source: Source) -> bool:
    """Whether it is an OFX file of either version."""
    text = source.decoded.text
    if not _START.search(text[:_HEAD]):
        return False
    from selfcheck.statement.containers.ofx_tags import ROOT

    return ROOT.search(text) is not None


def _read(source: Source, options: Options) -> Iterator[Part]:
    reading = read_ofx(source.decoded.text)
    records = reading.records.close()
    read = Read(reading, records, reading.balance, "ofx", options.bank, numbers=tuple(reading.numbers))
    yield Part(read, decoded=source.decoded)


def read_ofx(text: str) -> OfxReading:
    """Read every transaction; see `ofx_file`, which is loaded where there is such a file."""
    from selfcheck.statement.containers.ofx_file import read_ofx

    return read_ofx(text)


OFX = Container("ofx", frozenset({".ofx", ".qfx"}), _is_ofx, _read, is_plain_text=True)
