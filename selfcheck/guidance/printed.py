"""How a `Writer` prints what is known: a step, desks, sentences with their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from selfcheck.guidance.wording import desk_in_words
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang
from selfcheck.printing.printer import Printer
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer


def citing_writer(console: Printer, lang: Lang, knowledge: Knowledge, *, plain: bool = False) -> Writer:
    """A `Writer` that lists sources as the knowledge cites them: publisher and date."""
    return Writer(console, lang, lambda ident: knowledge.source(ident).cite[lang], plain=plain)


def print_step(writer: Writer, number: int, title: str, text: str, sources: Sequence[str], why: str = "") -> None:
    """One thing to do, with its sources, and why where that is asked for."""
    writer.text(Styled(title, "bold"), 2, f"{number:>2}. ")
    writer.text(writer.cited(text, sources), 6)
    if why:
        writer.text(writer.say("why", text=why), 6, style="dim")


def print_desks(writer: Writer, desks: Iterable[s.Desk], now: dt.datetime) -> None:
    """Desks with numbers, hours, what they are for, and how far the number can be trusted.

    Only a confirmed number stands out: an old one in bold would be dialled before its warning is read.
    """
    for desk in desks:
        words = desk_in_words(desk, writer.lang, now)
        writer.text(Styled(words["name"], "bold"), 2, "・")
        for line in words["numbers"]:
            writer.text(line, 4, style="bold" if desk.confirmed else "")
        for line in filter(None, (words["hours"], words["open"], words["what"])):
            writer.text(line, 4)
        writer.text(writer.cited(words["trust"], desk.sources), 4)


def print_notes(writer: Writer, notes: Iterable[s.Note]) -> None:
    """Sentences with their sources."""
    for note in notes:
        writer.bullet(note.text[writer.lang], note.sources)
