"""Transactions come in; what is to be said of lines into which a bank put many goes out.

Who has not had a passbook updated for long finds one line for dozens of payments: 一括, 合算, 未記帳分合算. To whom that
money went is not printed there, and a payment service may be among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from selfcheck.language.sentences import sentence
from selfcheck.model.problems import MERGED
from selfcheck.model.statement import Problem
from selfcheck.model.transactions import Transactions
from selfcheck.patterns import regex

_BESIDE = regex(r"[0-9][0-9,]*(?:件|ケン)?|お?(?:出金|入金|支払い?|引き?出し?|預か?り)|[^\w\n]")
"""How many they were, and which way the money went: 合算 35件, 合計記帳(出金)."""
_SMALL = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")


def merged_withdrawals(transactions: Transactions, words: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for withdrawals whose memo is nothing but one of ``words``."""
    known, texts = frozenset(map(_bare, words)), transactions.texts
    together = _bare("\n".join(dict.fromkeys(text.memo for text in texts)))
    if not any(word in together for word in known):  # as in nearly every statement
        return ()
    numbers = {number for number, text in enumerate(texts) if _bare(text.memo) in known}
    taken = [row for row in transactions.rows(transactions.of_texts(numbers)) if (row.withdrawal or 0) > 0]
    if not taken:
        return ()
    yen = sum(row.withdrawal or 0 for row in taken)
    return (Problem(0, MERGED, sentence(MERGED, count=len(taken), line=taken[0].line, yen=yen)),)


def _bare(memo: str) -> str:
    return _BESIDE.sub("", unicodedata.normalize("NFKC", memo).translate(_SMALL))
