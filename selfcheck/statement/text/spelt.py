"""Text in which a program spelt letters as their numbers comes in; with the letters themselves it goes out.

What is saved from the middle of a page, a mail or a program's log has ドコモ as ``%E3%83%89…`` (addresses), ``=E3=83=89…``
(quoted-printable), ``\\u30c9…`` (JSON) or ``\\xe3\\x83\\x89…`` (Python). It is undone only where every spelling in the text
is a letter, and the letters are Japanese: a statement may print 50%EF or =E3 once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.patterns import regex
from selfcheck.statement.text.encodings import CANDIDATES, strictly
from selfcheck.statement.text.letters import cells_of, weight

_SIGNS = ("%", "=", "\\u", "\\x")
_MAY_BE_SPELT = regex(r"(?:\\u[0-9a-fA-F]{4}){2}|(?:\\x[0-9a-fA-F]{2}){2}|(?:%[0-9a-fA-F]{2}){2}|(?:=[0-9A-F]{2}){2}")
_DELIMITERS = regex('[\x00-\x1f,;"]')
"""A spelt comma or line end belongs to a memo; put back, it would cut the line elsewhere."""
_ENOUGH = 8
"""Bytes of Japanese that no spelling gives by chance."""
_JAPANESE = 0.45
"""Weight per byte of what is Japanese; half-width kana weigh 0.5 (`plausibility`)."""


class _Spelling(Struct, frozen=True):
    """One way to spell letters in ASCII."""

    shown: str
    """The letter ド in it."""
    run: re.Pattern[str]
    letters: Callable[[str, str], str | None]
    """The letters of a run in an encoding."""


def _of_bytes(run: str, encoding: str) -> str | None:
    return strictly(encoding, bytes.fromhex(re.sub(r"\\x|[%=]", "", run)))


def _of_units(run: str, encoding: str) -> str | None:
    del encoding
    return bytes.fromhex(run.replace("\\u", "")).decode("utf-16-be", "replace")


_SPELLINGS = (
    _Spelling(r"\u30c9", regex(r"(?:\\u[0-9a-fA-F]{4})+"), _of_units),
    _Spelling(r"\xe3\x83\x89", regex(r"(?:\\x[0-9a-fA-F]{2})+"), _of_bytes),
    _Spelling("%E3%83%89", regex(r"(?:%[0-9a-fA-F]{2})+"), _of_bytes),
    _Spelling("=E3=83=89", regex(r"(?:=[0-9A-F]{2})+"), _of_bytes),
)


def spelt_out(text: str) -> tuple[str, list[Problem]]:
    """The text with its letters, and what is to be said of it; as it was where no letters are spelt."""
    if not any(sign in text for sign in _SIGNS) or not _MAY_BE_SPELT.search(text):
        return text, []
    for spelling in _SPELLINGS:
        for encoding in CANDIDATES:
            if letters := _letters(text, spelling, encoding):
                return letters, [Problem(0, "letters-restored", sentence("letters-spelt-out", spelling=spelling.shown))]
    return text, []


def _letters(text: str, spelling: _Spelling, encoding: str) -> str | None:
    """The text with its letters; None unless all runs are letters, and Japanese."""
    pattern = spelling.run
    known = {run: spelling.letters(run, encoding) for run in dict.fromkeys(pattern.findall(text))}
    whole = [letters for letters in known.values() if letters is not None]
    if len(whole) < len(known) or not _are_japanese(whole):
        return None
    return pattern.sub(lambda found: known[found[0]] or "", text)


def _are_japanese(runs: Sequence[str]) -> bool:
    """Whether these are letters of memos, and Japanese enough."""
    weights = [weight(cell) for cell in cells_of("\n".join(runs))]
    size = sum(letter.size for letter in weights)
    is_enough = size >= _ENOUGH and sum(letter.total for letter in weights) >= _JAPANESE * size
    return is_enough and not any(map(_DELIMITERS.search, runs))
