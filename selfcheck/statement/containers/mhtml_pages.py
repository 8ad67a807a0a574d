"""A page saved with all that belongs to it comes in, the page and its frames go out. Called in a process of its own."""

from __future__ import annotations

import email
from email.errors import MessageError

from selfcheck.errors import UnreadableError

_MOST_PAGES = 50
"""Frames of one page."""
_MOST_FRAMES = 1000
"""That are looked at, with those that hold no page."""

Pages = list[tuple[bytes, str]]
"""Pages, and the encoding that the envelope of each says it has."""


def of_message(data: bytes) -> Pages:
    """The pages of a message, whether their bytes are quoted-printable, base64 or plain."""
    try:
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        pages = [(part.get_payload(decode=True), str(part.get_param("charset") or "")) for part in parts]
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableError("broken-mhtml") from None
    return [(content, declared) for content, declared in pages if isinstance(content, bytes) and content.strip()][:_MOST_PAGES]


def of_web_archive(data: bytes) -> Pages:
    """The pages of a property list: the page itself, and its frames."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        archives = [plistlib.loads(data)]
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        raise UnreadableError("broken-mhtml") from None
    pages: Pages = []
    met = 0
    while archives and len(pages) < _MOST_PAGES and met < _MOST_FRAMES:  # a frame may be named by any number of others
        archive, met = archives.pop(0), met + 1
        if not isinstance(archive, dict):
            continue
        main = archive.get("WebMainResource")
        main = main if isinstance(main, dict) else {}
        content = main.get("WebResourceData")
        if isinstance(content, bytes):
            pages.append((content, str(main.get("WebResourceTextEncodingName") or "")))
        frames = archive.get("WebSubframeArchives")
        archives += frames if isinstance(frames, list) else []
    return pages
