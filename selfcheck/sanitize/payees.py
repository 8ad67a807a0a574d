"""A cell of an immediate transfer comes in; where it names a payee that is known to keep no money for strangers goes out.

Firms for securities, tax offices and the like are anybody's; the copy must show a note for them, as the original does.
"""

from __future__ import annotations

import re
from functools import cache

from selfcheck.allowed.text import Span
from selfcheck.knowledge import load
from selfcheck.matching.fold import fold, fold_with_spans

_LEAST_OF_CUT = 3
"""Letters of a payee that the bank cut."""


def payees_in(cell: str) -> list[Span]:
    """Where the words of such payees stand, or at the end the beginning of one."""
    folded = fold_with_spans(cell)
    found = [match.span() for text in _payees() for match in re.finditer(re.escape(text), folded.text)]
    if not found:
        ends = [len(folded.text) - length for length in _cut_at_the_end(folded.text)]
        found = [(start, len(folded.text)) for start in ends]
    return [folded.printed(*span) for span in found]


@cache
def _payees() -> tuple[str, ...]:
    return tuple(fold(text) for payee in load().rails.payees for text in payee.texts)


def _cut_at_the_end(folded: str) -> list[int]:
    """Letters of the longest beginning with which a text ends."""
    lengths = [length for text in _payees() for length in range(_LEAST_OF_CUT, len(text)) if folded.endswith(text[:length])]
    return [max(lengths)] if lengths else []
