"""What stands above a list: its title may say which way the money went where no row does (■お引出し明細, 振込入金明細照会)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.layouts import Layout

_LONGEST = 30
"""Letters of a title; a longer text is a sentence."""
_OF_A_LIST = regex(r"明細|一覧|照会|履歴|リスト|記録|list|history|^\W*[■□●○◆◇▼▲★☆【《<\[]", re.IGNORECASE)
_BOTH_WAYS = regex("入出金|出入金|入払|受払|入出")


def directed(layout: Layout, above: Sequence[Sequence[str]], words: ColumnWords) -> Layout:
    """The layout with the direction that the nearest title ``above`` gives a single amount; as it was if none does."""
    columns = layout.columns
    single = [index for index in (columns.withdrawal, columns.deposit) if index is not None]
    if not (columns.unsure or columns.titled) or len(single) != 1:
        return layout
    way = next(filter(None, (_way(row, words) for row in reversed(above))), "")
    if not way:
        return layout
    out, into = (single[0], None) if way == "out" else (None, single[0])
    told = replace(columns, withdrawal=out, deposit=into, unsure=False, titled=True, why="words")
    return replace(layout, columns=told)


def turns(layout: Layout, row: Sequence[str], words: ColumnWords) -> Layout | None:
    """The layout from a title between rows on (《受入の部》), where titles tell the direction and this one tells another."""
    if not layout.columns.titled:
        return None
    further = directed(layout, [row], words)
    return further if further.columns != layout.columns else None


def _way(row: Sequence[str], words: ColumnWords) -> str:
    """``out`` or ``in`` if a row is a title that names one of the two."""
    text = unicodedata.normalize("NFKC", "".join(row)).strip()
    if not 0 < len(text) <= _LONGEST:
        return ""
    plain = canonical(_BOTH_WAYS.sub("", text))
    out, into = (_names(plain, text, kind) for kind in (words.title_out_words, words.title_in_words))
    return "" if out == into else "out" if out else "in"


def _names(plain: str, text: str, words: Sequence[str]) -> bool:
    """Whether a title holds one of these words: as all of it, or as what it is a list of."""
    kinds = list(map(canonical, words))
    return plain in kinds or (bool(_OF_A_LIST.search(text)) and any(kind in plain for kind in kinds))
