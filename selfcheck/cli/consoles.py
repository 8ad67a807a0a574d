"""What the console of this run can show, and what is said where it cannot show Japanese."""

from __future__ import annotations

import codecs
import os
import sys
from typing import IO

from selfcheck.cli.notices import notify
from selfcheck.language.sentences import Lang, languages, say

_JAPANESE = "日本語ｶﾅ"
_told = False


def prepare_streams() -> None:
    """Make standard output and standard error usable, whatever the console: no letter is a reason to stop.

    Windows closes both for programs without a console; a letter that an encoding has not becomes ``?``.
    """
    global _told
    _told = False
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding_of(stream), errors="replace")


def encoding_of(stream: IO[str] | None) -> str | None:
    """The encoding in which a stream is written.

    That is ASCII where the locale is C, or is not installed, and Python was kept from taking UTF-8 for it, as it does by
    itself. Nobody chose it then, and the terminal or file behind it is one for UTF-8.
    """
    stream = getattr(stream, "rich_proxied_file", stream)  # what rich puts before it while a bar grows has no encoding
    encoding = getattr(stream, "encoding", None)
    if os.name == "posix" and encoding and not os.environ.get("PYTHONIOENCODING") and codecs.lookup(encoding).name == "ascii":
        return "utf-8"
    return encoding


def shows(text: str, encoding: str | None) -> bool:
    """Whether an encoding has all letters of ``text``; cp437, latin-1 and ASCII have none of Japanese."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def shown_language(lang: Lang) -> Lang:
    """``lang``, or where standard output has not its letters the first language whose letters it has."""
    if sys.stdout is None:
        return lang
    encoding = encoding_of(sys.stdout)
    return next((spoken for spoken in (lang, *languages()) if shows(say("interrupted", spoken), encoding)), lang)


def notify_of_lost_letters(lang: Lang) -> None:
    """Say once how to see what this console shows as ``???``."""
    global _told
    encoding = encoding_of(sys.stdout)
    if _told or shows(_JAPANESE, encoding):
        return
    _told = True
    notify(say("console-shows-no-japanese", lang, encoding=encoding))


def in_a_shown_language(key: str, lang: Lang, **details: object) -> str:
    """A sentence in ``lang``, or in the first language that standard error can show."""
    sentences = [say(key, spoken, **details) for spoken in (lang, *languages())]
    return next((sentence for sentence in sentences if shows(sentence, encoding_of(sys.stderr))), sentences[0])
