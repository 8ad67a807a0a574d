"""What was checked before, and what is missing in between, in words: for the verdict of a check of the new lines alone."""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.language.sentences import say, sentence
from selfcheck.model.since_last import AccountSince, Missing
from selfcheck.report.receipt import file_name
from selfcheck.report.report import Report

_MOST_ACCOUNTS = 4
"""Accounts of which it is said one by one; of more, JSON tells."""


def is_new_alone(report: Report) -> bool:
    """Whether something was checked before, so that a clean result speaks of what is new."""
    return bool(report.since_last and any(account.since or account.left_out for account in report.since_last.accounts))


def checked_before(report: Report) -> Iterator[str]:
    """Since when, and how many withdrawals are left out."""
    since = report.since_last
    if since is None:
        return
    if since.unreadable:
        yield say("since-unreadable", report.lang, reason=since.unreadable, program=report.command.program)
    for account in since.accounts[:_MOST_ACCOUNTS]:
        yield _of_account(account, report)
    if rest := since.accounts[_MOST_ACCOUNTS:]:
        left_out = sum(account.left_out for account in rest)
        yield say("since-more", report.lang, count=len(rest), left_out=left_out)


def missing_in_between(report: Report) -> Iterator[str]:
    """What to download as well."""
    since = report.since_last
    for account in since.accounts if since else ():
        for missing in account.missing:
            yield _of_missing(missing, account, report)


def _of_account(account: AccountSince, report: Report) -> str:
    lang = report.lang
    assert report.since_last
    which = "" if len(report.since_last.accounts) == 1 else say("since-which", lang, file=_files(account, report))
    if account.known == "unsure":
        said = say("since-unsure", lang, program=report.command.program)
    elif account.since is None and not account.left_out:
        said = say("since-first", lang)
    else:
        key = "since-later" if account.since else "since-no-day"
        said = say(key, lang, since=account.since or "") + say("between-sentences", lang)
        said += say("since-left-out", lang, count=account.left_out) if account.left_out else say("since-none-left-out", lang)
    if account.partly:
        said += say("between-sentences", lang) + say("since-partly", lang)
    return which + said


def _of_missing(missing: Missing, account: AccountSince, report: Report) -> str:
    lang = report.lang
    months = say("between-words", lang).join(
        sentence("month-of-year", year=month[:4], month=sentence(f"month-{int(month[5:])}")).in_lang(lang)
        for month in missing.months
    )
    details = {"months": months, "first": missing.first, "last": missing.last, "file": _files(account, report)}
    what = say("missing-months" if months else "missing-days", lang, **details)
    todo = say("missing-proven" if missing.proven else "missing-pause", lang, program=report.command.program, id=account.id)
    return what + say("between-sentences", lang) + todo


def _files(account: AccountSince, report: Report) -> str:
    names = (file_name(report.statements[index].path) for index in account.statements[:2])
    return say("between-words", report.lang).join(names)
