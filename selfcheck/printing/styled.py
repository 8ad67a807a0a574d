"""Letters and how they are to look come in; what is printed on a terminal, or without styles, goes out.

rich's own text takes longer to load than a command without a statement may take, and a pipe shows no styles; so it is
made only where a terminal shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcheck.printing.width import columns

if TYPE_CHECKING:
    from rich.text import Text


class Styled:
    """Pieces of text, each with a style of rich (``bold red``), or none."""

    def __init__(self, letters: str = "", style: str = "") -> None:
        self._pieces = [(letters, style)] if letters else []

    def append(self, letters: str, style: str = "") -> Styled:
        """Add a piece at the end; gives the same text."""
        if letters:
            self._pieces.append((letters, style))
        return self

    @property
    def plain(self) -> str:
        """The letters alone."""
        return "".join(letters for letters, _ in self._pieces)

    @property
    def columns(self) -> int:
        """How wide it is, in half-width characters."""
        return columns(self.plain)

    def padded(self, width: int, *, right: bool) -> Styled:
        """With blanks to ``width`` columns: behind it, or before it if it is to stand at the ``right``."""
        blanks = " " * (width - self.columns)
        return (Styled(blanks) + self) if right else (self + Styled(blanks))

    def rstrip(self) -> Styled:
        """Without the blanks at its end."""
        return self[: len(self.plain.rstrip())]

    def rich(self) -> Text:
        """The same for rich's console."""
        from rich.text import Text

        text = Text()
        for letters, style in self._pieces:
            text.append(letters, style)
        return text

    def __add__(self, other: Styled) -> Styled:
        both = Styled()
        both._pieces = [*self._pieces, *other._pieces]
        return both

    def __getitem__(self, part: slice) -> Styled:
        begin, end, _ = part.indices(sum(len(letters) for letters, _ in self._pieces))
        found, at = Styled(), 0
        for letters, style in self._pieces:
            found.append(letters[max(begin - at, 0) : max(end - at, 0)], style)
            at += len(letters)
        return found
