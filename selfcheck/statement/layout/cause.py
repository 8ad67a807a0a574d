"""What probably happened to a cell that cannot be read: the sentence that makes a refusal useful."""

from __future__ import annotations

import re

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.patterns import regex
from selfcheck.statement.layout.currency import currency_in
from selfcheck.statement.values import plain_text

_PATTERNS = (
    (regex(r"#{2,}"), "cause-hashes"),
    (regex(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+", re.IGNORECASE), "cause-exponent"),
    (
        regex(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]\d{2,4}", re.IGNORECASE),
        "cause-english-month",
    ),
    (regex(r"[34]\d{4}(?:\.\d+)?"), "cause-serial"),
    (regex(r"[x×*●■]{2,}", re.IGNORECASE), "cause-masked"),
    (regex(r"[-+]?\d[\d,]*\.\d*[1-9]\d*"), "cause-fraction"),
    (regex(r".*(?:\?{2,}|\ufffd|[縺繧繝]).*"), "cause-garbled"),
)


def cause_of(cell: str, words: ColumnWords) -> Sentence | str:
    """A sentence (with a space behind it where the language has one), or nothing."""
    plain = plain_text(cell)
    if code := currency_in(plain, words):
        return sentence("cause-currency", currency=code)
    return next((sentence(key) for pattern, key in _PATTERNS if pattern.fullmatch(plain)), "")
