"""A mail comes in, its text and the files attached to it go out. Called in a process of its own (`in_child`).

Of a text that is sent twice, as a page and as plain text, the page is taken where it holds a table: plain text has lost it.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex

_TABLE = regex(rb"<table\b", re.IGNORECASE)
_TEXTS = {"text/plain": "本文.txt", "text/html": "本文.html"}
"""What the report calls the text of a mail."""

Files = list[tuple[str, bytes]]
"""Names and contents."""


def files_of(data: bytes) -> Files:
    """The files of a mail. Raises `UnreadableError`."""
    try:
        return list(_files(email.message_from_bytes(data)))
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableError("broken-mail") from None


def _files(message: Message) -> Iterator[tuple[str, bytes]]:
    """The text and the attached files; pictures that only adorn the text are none of them."""
    open_parts = [message]
    while open_parts:
        part = open_parts.pop(0)
        if part.get_content_type() == "multipart/alternative":
            open_parts = [*_chosen(part), *open_parts]
        elif part.is_multipart():
            open_parts = [*_below(part), *open_parts]
        elif (content := _content(part)) and not _adorns(part):
            name = part.get_filename() or _TEXTS.get(part.get_content_type(), part.get_content_type().replace("/", "."))
            yield name.encode("utf-8", "replace").decode(), content


def _below(part: Message) -> list[Message]:
    from email.message import Message

    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _chosen(part: Message) -> list[Message]:
    """Of several forms of one text, that with a table, else the plain one."""
    forms = _below(part)
    with_table = [form for form in forms if any(_TABLE.search(_content(one)) for one in form.walk())]
    return (with_table or forms)[:1]


def _content(part: Message) -> bytes:
    payload = None if part.is_multipart() else part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _adorns(part: Message) -> bool:
    return part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
