"""The name of a file comes in; the bank that it names, to be asked about, goes out.

A name that somebody gave a file proves nothing: it is a question and never a fact. A bank's whole name (七十七銀行, shiga-bank)
counts wherever it stands as a word; a short one, which may be a town's (千葉, mizuho), only where nothing else is in the file's
name but days, numbers and words such as 明細.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.knowledge.names import plain_letters
from selfcheck.patterns import regex

_KINDS = "銀行|ギンコウ|ginkou?|bank|信用金庫|信金"
_IS_WHOLE = regex(rf"(?:{_KINDS})$|^bank of ")
_BETWEEN = regex(r"[\s_\-.]+")
_BESIDE = regex(
    rf"{_KINDS}|ダイレクト|ネット|通帳|入出金|取引|利用|明細書?|履歴|口座|普通預金|普通|預金|年|月|日|分"
    r"|meisai|rireki|torihiki|statements?|account|transactions?|download|copy|コピー|[\d\s_\-.,()\[\]~～]+"
)
"""What may stand beside a short name."""
_LETTER_BEFORE = r"(?<![^\W\d_ノ])"
_NOTHING_BEFORE = r"(?<![^\W_])"
"""Nor a digit: 77銀行 is not in 177銀行."""
_NO_LATIN_BEHIND = r"(?![a-z])"
_FEWEST_LATIN = 4
"""Letters of a short name; ja and iyo may be anything."""


@cache
def bank_named_in(path: str, knowledge: Knowledge) -> s.Bank | None:
    """The one bank that the file's name names; None where there is none, or more than one."""
    stem = _plain(PurePath(path.replace("\\", "/")).stem)
    found = list(_found(stem, knowledge)) or list(_found_alone(stem, knowledge))
    longest = [name for name, _ in found if not any(name in other and name != other for other, _ in found)]
    banks = {bank for name, bank in found if name in longest}
    return knowledge.banks[banks.pop()] if len(banks) == 1 else None


def _found(stem: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Whole names in ``stem``, each with its bank."""
    letters = stem.replace(" ", "")
    for name, bank in _names(knowledge):
        if _IS_WHOLE.search(name) and name.replace(" ", "") in letters and _as_a_word(name).search(stem):
            yield name, bank


def _as_a_word(name: str) -> re.Pattern[str]:
    """``name`` where no other word goes on before or behind it; its own words may be written together."""
    before = _NOTHING_BEFORE if name[0].isdecimal() or name[0].isascii() else _LETTER_BEFORE
    return re.compile(before + " ?".join(map(re.escape, name.split())) + (_NO_LATIN_BEHIND if name[-1].isascii() else ""))


def _found_alone(stem: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Short names beside which nothing of their own stands in ``stem``."""
    for name, bank in _names(knowledge):
        if name not in stem or (name.isascii() and len(name) < _FEWEST_LATIN):
            continue
        beside = _as_a_word(name).split(stem, maxsplit=1)
        if len(beside) > 1 and not any(_BESIDE.sub("", part) for part in beside):
            yield name, bank


@cache
def _names(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Every name, earlier name and id, and the id and the reading with the word for a bank behind them."""
    found: dict[tuple[str, str], None] = {}
    for bank in knowledge.banks.values():
        ident = bank.id.removesuffix("-bank")
        romaji = (f"{ident} {kind}" for kind in ("bank", "ginko", "ginkou"))
        read = (f"{bank.reading}ぎんこう",) if bank.reading else ()
        for name in (bank.name.ja, bank.name.en, *bank.aliases, bank.id, *romaji, *read):
            found[_plain(name), bank.id] = None
    return tuple(found)


def _plain(name: str) -> str:
    """Letters alike, and every separator a blank."""
    return _BETWEEN.sub(" ", plain_letters(name)).strip()
