"""Bytes come in; text, the name of the encoding and the evidence for it go out.

The order is: UTF-16 and UTF-32 by mark or by the pattern of their NULs (`wide`); the mark of UTF-8; seven bits, which are
ISO-2022-JP where its escapes are, UTF-7, or plain ASCII; then UTF-8, cp932 and EUC-JP over the whole file. Where only one of
them decodes without an error it is taken; where several do (the bytes of ﾄﾞｺﾓｺｳｻﾞ are valid EUC-JP: 爪采些枝) or none does
(banks cut memos between two bytes), the more plausible text wins (`weighing`), and where none explains the whole, line by
line (`by_line`).

A byte that breaks a character becomes U+FFFD and costs that character alone. Then it is asked whether the letters are the
bank's, or those of an accident that can be undone (`restore`).
"""

from __future__ import annotations

import codecs
from collections.abc import Collection

from msgspec.structs import replace

from selfcheck.errors import OptionError, UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.patterns import regex
from selfcheck.statement.text.encodings import decode_as, strictly
from selfcheck.statement.text.lines import with_line_ends
from selfcheck.statement.text.restore import restored_text
from selfcheck.statement.text.seven_bits import seven_bits
from selfcheck.statement.text.spelt import spelt_out
from selfcheck.statement.text.weighing import Decoded, weigh
from selfcheck.statement.text.wide import Part, parts_of

__all__ = ["Decoded", "decode"]

_NO_LETTER = regex("[\ufffd\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]")
"""Broken bytes and control characters, but those that a text may hold: tabs, line ends, ESC, the old end of a file (0x1A)."""
_PADDING = regex(rb'(?<!\0)\0++(?=[,\t\r\n";]|\Z)|(?:(?<=[,\t\r\n";])|\A)\0++')
"""Looked for where a run of NULs begins alone: a file of them would take its length squared."""
_MARKS = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_ONE_IN = 10
"""Characters of which one that is no letter makes a text no text."""
_CHECKED = 200_000
"""Characters that show whether a file is text."""


def decode(data: bytes, words: Collection[str], encoding: str | None = None) -> Decoded:
    """Decode ``data``; ``words`` are column words whose presence speaks for a reading.

    ``encoding`` overrides; that the letters were garbled before is undone all the same. Raises `OptionError` for an unknown
    encoding and `UnreadableError` for bytes that are no text in any of them.
    """
    if encoding:
        return _with_its_letters(_as_told(data, encoding))
    parts = parts_of(data)
    decoded = _wide(parts, words) if parts else _narrow(data, words)
    if not decoded.text.strip("\ufeff") and data not in _MARKS and not data.strip(b"\0\xef\xbb\xbf\xff\xfe"):
        return replace(decoded, text=" ")  # marks and padding, but a line
    return _checked(_with_its_letters(decoded), data)


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = decode_as(name, data)
        if text.startswith("\ufeff"):
            name = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(name, name)
    except (LookupError, UnicodeError, ValueError, AttributeError, TypeError):
        raise OptionError("unknown-encoding", encoding=encoding) from None
    return Decoded(text.removeprefix("\ufeff"), name, (sentence("decode-told", encoding=name),))


def _narrow(data: bytes, words: Collection[str]) -> Decoded:
    """A text in an encoding without NULs; those around a cell or line are padding, or what a broken download left."""
    text = _PADDING.sub(b"", data) if b"\0" in data else data
    if data.endswith(b"\0") and text.endswith((b"\r", b"\n")):
        text += b" "  # the padding is a line
    if text.count(0) * _ONE_IN > len(data) or (data and not text):
        raise UnreadableError("not-text")
    decoded = _marked(text, words) or seven_bits(text) or weigh(text, words)
    return decoded if text == data else replace(decoded, is_plain=False)


def _marked(data: bytes, words: Collection[str]) -> Decoded | None:
    """A text that begins with the mark of UTF-8, whether or not all of it is in UTF-8."""
    if not data.startswith(codecs.BOM_UTF8):
        return None
    rest = data.removeprefix(codecs.BOM_UTF8)
    text = strictly("utf-8", rest)
    decoded = None if text is not None else weigh(rest, words)
    if decoded and (decoded.encoding != "utf-8" or not decoded.is_plain):
        return decoded
    evidence = sentence("decode-bom", encoding="utf-8-sig")
    return Decoded(decode_as("utf-8", rest) if text is None else text, "utf-8-sig", (evidence,))


def _wide(parts: list[Part], words: Collection[str]) -> Decoded:
    """A text of which all or some is in UTF-16 or UTF-32."""
    if len(parts) == 1:
        (part,) = parts
        name = "utf-16" if part.is_marked and part.encoding.startswith("utf-16") else part.encoding
        evidence = sentence("decode-bom" if part.is_marked else "decode-nul-pattern", encoding=name)
        return Decoded(part.text, name, (evidence,), is_plain=part.is_plain)
    decoded = [Decoded(part.text, part.encoding, ()) if part.encoding else _narrow(part.data, words) for part in parts]
    main = max(decoded, key=lambda part: len(part.text))
    every = [sentence("decode-part", encoding=part.encoding, count=part.text.count("\n")) for part in decoded]
    text = "".join(part.text for part in decoded)
    return Decoded(text, main.encoding, (sentence("decode-changes"), *every), is_plain=False)


def _checked(decoded: Decoded, data: bytes) -> Decoded:
    """Refuse what is no text. U+FFFD that another program saved stands for a letter that was one."""
    sample = decoded.text[:_CHECKED]
    saved = data.count("\ufffd".encode()) if decoded.encoding.startswith("utf-8") else 0
    if (len(_NO_LETTER.findall(sample)) - saved) * _ONE_IN > len(sample):
        raise UnreadableError("not-text")
    return decoded


def _with_its_letters(decoded: Decoded) -> Decoded:
    """The text without marks in its middle (joined files have some), and with its garbled letters as they were."""
    text = decoded.text.replace("\ufeff", "")
    if decoded.text.endswith("\ufeff") and text.endswith(("\r", "\n")):
        text += " "  # a mark alone on the last line is a line
    text, escaped = spelt_out(with_line_ends(text))
    text, problems, letters = restored_text(text)
    problems = [*escaped, *problems]
    is_plain = decoded.is_plain and text == decoded.text
    if letters.chain:
        accidents = sentence("decode-restored", written=letters.chain[-1].written, read=letters.chain[0].read)
        decoded = replace(decoded, evidence=(*decoded.evidence, accidents))
    return replace(decoded, text=text, problems=tuple(problems), is_plain=is_plain)
