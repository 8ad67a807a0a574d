"""Parts of which everything on a terminal is made: titles, paragraphs, bullets, tables, numbered sources.

Nothing here draws boxes, and nothing is padded to the right: what is printed can be piped, mailed
and read aloud. What a source is called only the caller knows (`guidance.printed` prints the knowledge).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from selfcheck.language.sentences import Lang, say
from selfcheck.printing.printer import Printer
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.width import columns
from selfcheck.printing.wrap import wrap, wrap_plain

_BETWEEN = "  "
"""What stands between two columns of a table."""
_ROOMY = 16
"""Of the last column but one, in which memos stand: so the small tables of one report stand alike."""
_NARROWEST = 8
"""Columns of the screen below which no column of a table is wrapped: four Japanese letters."""


def fitted(widths: Sequence[int], room: int, may_shrink: Sequence[int]) -> list[int]:
    """Widths of columns that together take at most ``room``, as far as those that may shrink allow it.

    The widest gives way first: (30, 20, 6) in 40 columns become (17, 17, 6).
    """
    found = list(widths)
    while sum(found) > room and (wide := [i for i in may_shrink if found[i] > _NARROWEST]):
        found[max(wide, key=found.__getitem__)] -= 1
    return found


class Writer:
    """Prints in one language, and numbers sources as they are first named, to list them at the end.

    ``citation`` turns the id of a source into what is listed for it. ``plain``: no marks, no indents, no colours, for
    screen readers and mail.
    """

    def __init__(self, console: Printer, lang: Lang, citation: Callable[[str], str] = str, *, plain: bool = False) -> None:
        self.lang = lang
        self.plain = plain
        self._console = console
        self._citation = citation
        self._cited: dict[str, int] = {}

    @property
    def width(self) -> int:
        """Columns of what is printed on."""
        return self._console.width

    def say(self, key: str, **details: object) -> str:
        """A sentence of the catalogue in the screen's language."""
        return say(key, self.lang, **details)

    def join(self, parts: Iterable[str]) -> str:
        """Parts as a list within a sentence."""
        return self.say("between-words").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences one after the other: English wants a space between them, Japanese none."""
        return self.say("between-sentences").join(filter(None, parts))

    def blank(self) -> None:
        """An empty line."""
        self._line(Styled(""))

    def text(self, text: Styled | str, indent: int = 2, mark: str = "", style: str = "") -> None:
        """A paragraph, hanging behind ``mark``; what could act in it is made visible."""
        body = Styled(escaped(text), style) if isinstance(text, str) else text
        if self.plain:
            indent, mark = 0, mark if any(map(str.isdigit, mark)) else ""
        lead = " " * indent + mark.lstrip() if self.plain else " " * indent + mark
        width = self._console.width - columns(lead)
        if self._console.color_system is None:
            for letters in wrap_plain(body.plain, width):
                self._console.file.write(f"{lead}{letters}".rstrip() + "\n")
                lead = " " * columns(lead)
            return
        for line in wrap(body, width):
            self._line(Styled(lead) + line)
            lead = " " * columns(lead)

    def command(self, label: str, command: str) -> None:
        """A command to copy behind what it is for, on a line of its own where it has no room; never broken, however long."""
        if columns(f"  {label} {command}") <= self.width:
            self.text(f"{label} {command}")
            return
        self.text(label)
        self._line(Styled(" " * (0 if self.plain else 4) + escaped(command)))

    def _line(self, line: Styled) -> None:
        """One line; where no style can be shown, its letters."""
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

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[Styled]],
        right: Sequence[int],
        indent: int = 4,
        whole: Sequence[int] = (),
    ) -> None:
        """Columns aligned by their width on the screen, those in ``right`` (numbers) at the right.

        Where they have not enough room, the widest of the others are wrapped within their column, but for those that are
        to be copied ``whole``.
        """
        cells = [[Styled(cell, "underline") for cell in header], *rows]
        room = self._console.width - indent - len(_BETWEEN) * (len(header) - 1)
        natural = [max(row[i].columns for row in cells) for i in range(len(header))]
        natural[-2] = max(natural[-2], _ROOMY)
        widths = fitted(natural, room, [i for i in range(len(header)) if i not in right and i not in whole])
        for row in cells:
            self._row(row, widths, right, indent)

    def _row(self, row: Sequence[Styled], widths: Sequence[int], right: Sequence[int], indent: int) -> None:
        """One row, on as many lines as its longest cell needs."""
        parts = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for level in range(max(map(len, parts))):
            line = Styled(" " * indent)
            for i, part in enumerate(parts):
                piece = part[level] if level < len(part) else Styled()
                line = line + piece.padded(widths[i], right=i in right) + Styled(_BETWEEN)
            self._line(line.rstrip())

    def sources(self) -> None:
        """All sources that were named, by number."""
        if not self._cited:
            return
        self.heading("heading-sources")
        listed = (f"[{number}] {self._citation(source)}" for source, number in self._cited.items())
        if self.plain:
            for source in listed:
                self.text(source)
        else:
            self.text(Styled("  ".join(listed), "dim"))
