"""A deadline comes in; what it means for the withdrawals at hand goes out, in words.

A day that seems to have passed is a reason to ask today, and is never said to have ended a right.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcheck.language.sentences import Lang, say

if TYPE_CHECKING:
    from selfcheck.knowledge.schema import DeadlineRule
    from selfcheck.model.guidance import Deadline


def deadline_in_words(deadline: Deadline, rule: DeadlineRule, today: dt.date, lang: Lang) -> str:
    """The nearest withdrawal that the rule still covers, and how many seem to lie outside."""
    coming = [line for line in deadline.lines if line.days_left(today) >= 0]
    past = len(deadline.lines) - len(coming)
    parts = []
    if coming:
        near = coming[0]
        details = {"date": near.date, "last": near.last_day, "left": near.days_left(today), "since": near.days_since}
        key = "due-today" if near.last_day == today else f"due-{rule.counts}"
        parts.append(say(key, lang, **details))
        # Withdrawals of one day have one last day, and are one matter to the holder.
        if later := sum(line.last_day > near.last_day for line in coming):
            parts.append(say("due-others", lang, count=later))
    if past:
        oldest = deadline.oldest
        parts.append(say("due-past", lang, count=past, date=oldest.date, since=oldest.days_since))
    return say("between-sentences", lang).join(parts)


def length_in_words(rule: DeadlineRule, lang: Lang) -> str:
    """``30日``, ``2年``."""
    return say("length-years", lang, count=rule.years) if rule.years else say("length-days", lang, count=rule.days)
