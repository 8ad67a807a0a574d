"""A mail that was saved (``.eml``, RFC 5322): its text, and the files attached to it, each read like a file of its own.

Of a text that is sent twice, as a page and as plain text, the page is taken where it holds a table: plain text has lost it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 1 << 16
"""Bytes in which the header of a mail is looked for."""
_MAIL_HEADER = regex(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_OF_MAIL = regex(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature):", re.IGNORECASE | re.MULTILINE
)
_MOST_BYTES = 100 * 1024 * 1024
_MOST_FILES = 100
_TABLE = regex(rb"<table\b", re.IGNORECASE)
_TEXTS = {"text/plain": "本文.txt", "text/html": "本文.html"}
"""What the report calls the text of a mail."""


def _is_mail(source: Source) -> bool:
    head = _MAIL_HEADER.match(source.data[:_HEAD])
    return head is not None and len(_OF_MAIL.findall(head.group())) > 1


def _read(source: Source, options: Options) -> Iterator[Part]:
    import email
    from email.errors import MessageError

    if len(source.data) > _MOST_BYTES:
        raise UnreadableError("mail-too-large")
    try:
        parts = list(_parts(email.message_from_bytes(source.data)))
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableError("broken-mail") from None
    yield from parts[:_MOST_FILES]
    for part in parts[_MOST_FILES:]:
        yield Part(UnreadableError("mail-too-many", most=_MOST_FILES), part.name)


def _parts(message: Message) -> Iterator[Part]:
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
            yield Part(content, name)


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


MAIL = Container("mail", frozenset({".eml"}), _is_mail, _read, holds_files=True, nothing="empty-mail")
