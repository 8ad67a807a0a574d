"""Bytes of seven bits come in; ISO-2022-JP by its escapes (or by what is left of them), UTF-7, or plain ASCII goes out."""

from __future__ import annotations

from selfcheck.language.sentences import sentence
from selfcheck.patterns import regex
from selfcheck.statement.text.encodings import decode_as, has_escapes, strictly
from selfcheck.statement.text.letters import cells_of, weight
from selfcheck.statement.text.weighing import Decoded

_ESCAPES_LOST = tuple(
    regex(rb"(?<!\x1b)%b(\$[B@]|\(I)((?:[!-~]{2})+?|(?<=\(I)[!-_]+?)%b(\([BJ])" % (sign, sign)) for sign in (b"", b" ", rb"\?")
)
"""JIS X 0208 from $B to (B, half-width kana from (I, as programs leave them that drop the ESC, or print a blank or ?."""
_UTF7 = regex(rb"\+[A-Za-z0-9+/]{3,}-?")
"""Three letters of base64 hold one of UTF-16."""
_JAPANESE = 0.5
"""Weight per byte of what is Japanese beyond doubt (`plausibility`)."""
_ENOUGH = 8
"""Bytes of it: four letters, which no amount (+1000), telephone number (+81-3) or price ($BC(B) gives by chance."""


def seven_bits(data: bytes) -> Decoded | None:
    """The text, if all bytes are of seven bits."""
    if not data.isascii():
        return None
    if has_escapes(data):
        return Decoded(decode_as("iso-2022-jp", data), "iso-2022-jp", (sentence("decode-escapes"),))
    return _without_escapes(data) or _utf7(data) or Decoded(data.decode("ascii"), "utf-8", (sentence("decode-ascii"),))


def _without_escapes(data: bytes) -> Decoded | None:
    tried = [pattern.subn(lambda found: b"\x1b%b%b\x1b%b" % found.groups(), data) for pattern in _ESCAPES_LOST]
    mended, count = max(tried, key=lambda trial: trial[1])
    text = strictly("iso-2022-jp", mended) if count else None
    if text is None or not _is_japanese(text):
        return None
    return Decoded(text, "iso-2022-jp", (sentence("decode-escapes-lost"),), is_plain=False)


def _utf7(data: bytes) -> Decoded | None:
    text = strictly("utf-7", data) if _UTF7.search(data) else None
    if text is None or not _is_japanese(text):
        return None
    return Decoded(text.removeprefix("\ufeff"), "utf-7", (sentence("decode-utf7"),), is_plain=False)


def _is_japanese(text: str) -> bool:
    """Whether nearly all letters outside ASCII are Japanese, and enough of them."""
    letters = [weight(cell) for cell in cells_of(text)]
    size = sum(letter.size for letter in letters)
    return size >= _ENOUGH and sum(letter.total for letter in letters) >= _JAPANESE * size
