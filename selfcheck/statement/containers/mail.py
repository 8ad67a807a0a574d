"""A mail that was saved (``.eml``, RFC 5322): its text, and the files attached to it, each read like a file of its own.

It is taken apart in a process of its own (`mail_parts`): what is written in it may nest without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.errors import UnreadableError
from selfcheck.patterns import regex
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options

_HEAD = 1 << 16
"""Bytes in which the header of a mail is looked for."""
_MAIL_HEADER = regex(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_OF_MAIL = regex(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature):", re.IGNORECASE | re.MULTILINE
)
_MOST_BYTES = 100 * 1024 * 1024
_MOST_FILES = 100


def _is_mail(source: Source) -> bool:
    head = _MAIL_HEADER.match(source.data[:_HEAD])
    return head is not None and len(_OF_MAIL.findall(head.group())) > 1


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.containers.in_child import ChildLostError, call
    from selfcheck.statement.containers.mail_parts import Files, files_of

    if len(source.data) > _MOST_BYTES:
        raise UnreadableError("mail-too-large")
    try:
        files = call(files_of, source.data, Files, budget=source.budget, loads="email.parser")
    except ChildLostError:
        raise UnreadableError("broken-mail") from None
    for name, content in files[:_MOST_FILES]:
        yield Part(content, name)
    for name, _ in files[_MOST_FILES:]:
        yield Part(UnreadableError("mail-too-many", most=_MOST_FILES), name)


MAIL = Container("mail", frozenset({".eml"}), _is_mail, _read, holds_files=True, nothing="empty-mail")
