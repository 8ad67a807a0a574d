"""Parts of a screen that both the report and the commands without a statement are made of.

Nothing here draws boxes, and nothing is padded to the right: what is printed can be piped, mailed
and read aloud. Sources are numbered as they are first named and listed at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from selfcheck.clock import japan_now
from selfcheck.guidance.wording import desk_in_words
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.wrap import wrap, wrap_plain

if TYPE_CHECKING:
    from selfcheck.report.receipt import Receipt


class Writer:
    """Prints headings, bullets, tables, steps, desks and notes in one language."""

    def __init__(
        self, console: Printer, lang: Lang, knowledge: Knowledge, now: dt.datetime | None = None, *, plain: bool = False
    ) -> None:
        """``plain``: no marks, no indents, no colours: for screen readers and mail."""
        self.plain = plain
        self._console = console
        self._lang = lang
        self._knowledge = knowledge
        self._now = now or japan_now()
        self._cited: dict[str, int] = {}

    def say(self, key: str, **details: object) -> str:
        """A sentence of the catalogue in the screen's language."""
        return say(key, self._lang, **details)

    def join(self, parts: Iterable[str]) -> str:
        """Parts as a list within a sentence."""
        return self.say("between-words").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences one after the other: English wants a space between them, Japanese none."""
        return self.say("between-sentences").join(filter(None, parts))

    # --- pieces ---

    def blank(self) -> None:
        """An empty line."""
        self._line(Styled(""))

    def text(self, text: Styled | str, indent: int = 2, mark: str = "", style: str = "") -> None:
        """A paragraph, hanging behind ``mark``; what could act in it is made visible."""
        body = Styled(escaped(text), style) if isinstance(text, str) else text
        if self.plain:
            indent, mark = 0, mark if any(map(str.isdigit, mark)) else ""
        lead = " " * indent + mark.lstrip() if self.plain else " " * indent + mark
        width = self._console.width - cell_len(lead)
        if self._console.color_system is None:
            for letters in wrap_plain(body.plain, width):
                self._console.file.write(f"{lead}{letters}".rstrip() + "\n")
                lead = " " * cell_len(lead)
            return
        for line in wrap(body, width):
            self._line(Styled(lead) + line)
            lead = " " * cell_len(lead)

    def _line(self, line: Styled) -> None:
        """One line, which is no longer than the screen is wide; where no style can be shown, its letters."""
        if self._console.color_system is None:
            self._console.file.write(f"{line.plain.rstrip()}\n")
        else:
            self._console.print(line.rich(), soft_wrap=True)

    def heading(self, key: str) -> None:
        """A heading, with an empty line above."""
        self.blank()
        self.title(self.say(key), "bold")

    def title(self, text: str, style: str) -> None:
        """The line above what follows."""
        self.text(Styled(escaped(text if self.plain else f"■ {text}"), style), 0)

    def bullet(self, text: str, sources: Sequence[str] = (), indent: int = 2) -> None:
        """A sentence behind a mark, with the numbers of its sources."""
        self.text(self.cited(text, sources), indent, "・")

    def cited(self, text: str, sources: Sequence[str]) -> Styled:
        """``text`` followed by the numbers of ``sources``, quietly."""
        body = Styled(escaped(text))
        if sources:
            numbers = sorted({self._cited.setdefault(source, len(self._cited) + 1) for source in sources})
            body.append("".join(f"[{number}]" for number in numbers), "dim")
        return body

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Styled]], right: Sequence[int], indent: int = 4) -> None:
        """Columns aligned by their width on the screen; the last but one takes what is left."""
        cells = [[Styled(cell, "underline") for cell in header], *rows]
        widths = [max(row[i].columns for row in cells) for i in range(len(header))]
        room = self._console.width - indent - 2 * (len(header) - 1)
        stretch = len(header) - 2
        widths[stretch] = max(min(widths[stretch], room - sum(widths) + widths[stretch]), 16)
        for row in cells:
            for number, part in enumerate(wrap(row[stretch], widths[stretch])):
                line = Styled(" " * indent)
                for i, cell in enumerate(row):
                    held = part if i == stretch else cell if number == 0 else Styled()
                    line = line + held.padded(widths[i], right=i in right) + Styled("  ")
                self._line(line.rstrip())

    # --- knowledge ---

    def step(self, number: int, title: str, text: str, sources: Sequence[str], why: str = "") -> None:
        """One thing to do, with its sources."""
        self.text(Styled(title, "bold"), 2, f"{number:>2}. ")
        self.text(self.cited(text, sources), 6)
        if why:
            self.text(self.say("why", text=why), 6, style="dim")

    def receipt(self, receipt: Receipt) -> None:
        """How one file was read."""
        self.text(receipt.path, style="bold")
        for line in receipt.lines:
            self.bullet(line, indent=4)
        for trouble in receipt.troubles:
            self.text(trouble, 4, "! ", "red")

    def desks(self, desks: Iterable[s.Desk]) -> None:
        """Desks with numbers, hours, what they are for, and how far the number can be trusted."""
        for desk in desks:
            words = desk_in_words(desk, self._lang, self._now)
            self.text(Styled(words["name"], "bold"), 2, "・")
            for line in words["numbers"]:
                self.text(line, 4, style="bold" if desk.confirmed else "")
            for line in (words["hours"], words["open"], words["what"]):
                if line:
                    self.text(line, 4)
            self.text(self.cited(words["trust"], desk.sources), 4)

    def notes(self, notes: Iterable[s.Note]) -> None:
        """Sentences with their sources."""
        for note in notes:
            self.bullet(note.text[self._lang], note.sources)

    def sources(self) -> None:
        """All sources that were named, by number."""
        if not self._cited:
            return
        self.heading("heading-sources")
        listed = (f"[{number}] {self._knowledge.source(ident).cite[self._lang]}" for ident, number in self._cited.items())
        if self.plain:
            for one in listed:
                self.text(one)
        else:
            self.text(Styled("  ".join(listed), "dim"))
