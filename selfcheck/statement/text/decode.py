"""Bytes come in; text, the name of the encoding and the evidence for it go out.

The order is: byte order mark, ISO-2022-JP escapes, UTF-16 by its NUL pattern, then UTF-8, cp932
and EUC-JP over the whole file. Where only one of them decodes without an error it is taken;
where several do (the bytes of ﾄﾞｺﾓｺｳｻﾞ are valid EUC-JP: 爪采些枝) or none does (banks cut memos
between two bytes), the more plausible text wins (`weighing`). ISO-2022-JP is taken at once where
all bytes are of seven bits; where some are not, its escapes make it one more reading that is weighed.

A byte that breaks a character becomes U+FFFD and costs that character alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection

from selfcheck.errors import OptionError, UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.statement.text.encodings import MARKS, decode_as, has_escapes
from selfcheck.statement.text.plausibility import plausibility
from selfcheck.statement.text.weighing import PLAUSIBLE, Decoded, weigh

__all__ = ["Decoded", "decode"]

_NO_LETTER = re.compile("[\ufffd\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]")
"""Broken bytes and control characters, but those that a text may hold: tabs, line ends, ESC, the old end of a file (0x1A)."""
_ASCII = bytes(range(1, 128))
_FEW_NULS = 20
"""One byte in so many may be NUL by accident; UTF-16 has far more."""
_HEAD = 1 << 16
"""Bytes that show whether a file is UTF-16."""
_CHECKED = 200_000
"""Characters that show whether a file is text."""


def decode(data: bytes, words: Collection[str], encoding: str | None = None) -> Decoded:
    """Decode ``data``; ``words`` are column words whose presence speaks for a reading.

    ``encoding`` overrides. Raises `OptionError` for an unknown encoding and `UnreadableError` for
    bytes that are no text in any of them.
    """
    if encoding:
        return _as_told(data, encoding)
    if has_escapes(data) and _is_seven_bits(data):
        return Decoded(decode_as("iso-2022-jp", data), "iso-2022-jp", (sentence("decode-escapes"),))
    return _checked(_marked(data) or _ascii(data) or _utf16_without_mark(data) or weigh(data, words))


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        name = next((mark.with_mark for mark in MARKS if name == mark.encoding and data.startswith(mark.bytes)), name)
        text = decode_as(name, data)
    except (LookupError, UnicodeError, ValueError, AttributeError, TypeError):
        raise OptionError("unknown-encoding", encoding=encoding) from None
    return Decoded(text, name, (sentence("decode-told", encoding=name),))


def _marked(data: bytes) -> Decoded | None:
    name = next((mark.with_mark for mark in MARKS if data.startswith(mark.bytes)), "")
    return Decoded(decode_as(name, data), name, (sentence("decode-bom", encoding=name),)) if name else None


def _is_seven_bits(data: bytes) -> bool:
    """Whether all bytes are ASCII, but for some NULs."""
    others = data.translate(None, _ASCII)
    return not others.strip(b"\0") and len(others) * _FEW_NULS <= len(data)


def _ascii(data: bytes) -> Decoded | None:
    return Decoded(data.decode("ascii"), "utf-8", (sentence("decode-ascii"),)) if _is_seven_bits(data) else None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 if NUL bytes stand (nearly) only on one side of the pairs: digits and commas have one each."""
    head = data[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 3:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = decode_as(name, data)
    if plausibility(text[:_HEAD], ()).per_byte <= PLAUSIBLE:
        return None
    return Decoded(text, name, (sentence("decode-nul-pattern", encoding=name),))


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what is no text: more than one character in ten broken or a control character."""
    sample = decoded.text[:_CHECKED]
    if len(_NO_LETTER.findall(sample)) * 10 > len(sample):
        raise UnreadableError("not-text")
    return decoded
