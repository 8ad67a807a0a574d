"""How many columns of a terminal letters take.

Most terminals give … ① ※ ● × ■ one column. The console of a Japanese Windows gives them two, as its fonts always did, and
breaks a line in the middle of a word that was counted otherwise.
"""

from __future__ import annotations

import os
import unicodedata
from typing import Any

from rich.cells import cell_len

_JAPANESE = 932
"""Code page of a Japanese console."""


class Widths(dict[str, int]):
    """How many columns each character takes, learned once."""

    def __init__(self, *, wide_signs: bool = False) -> None:
        super().__init__()
        self._wide_signs = wide_signs

    def __missing__(self, char: str) -> int:
        is_wide_sign = self._wide_signs and unicodedata.east_asian_width(char) == "A"
        self[char] = width = 2 if is_wide_sign else cell_len(char)
        return width

    def of(self, text: str) -> int:
        """Columns of a text."""
        return sum(map(self.__getitem__, text)) if self._wide_signs else cell_len(text)


def gives_signs_two_columns(system: Any = os) -> bool:
    """Whether this is the console of a Japanese Windows; Windows Terminal counts as all others do."""
    if system.name != "nt" or system.environ.get("WT_SESSION"):
        return False
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it, and mypy looks at Linux
    return bool(kernel.GetConsoleOutputCP() == _JAPANESE)


WIDTHS = Widths(wide_signs=gives_signs_two_columns())
columns = WIDTHS.of
