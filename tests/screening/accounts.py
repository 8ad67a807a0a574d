"""Invented accounts: the statements of some customers, as files that `scan` reads and as lines that `screen` reads."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

import selfcheck
from selfcheck import Statement
from selfcheck.assessment.assess import assess
from selfcheck.knowledge import load
from selfcheck.matching.matcher import Matcher

PLAIN = ("電気料金", "給与　カ）コトリ", "振込　スズキ", "カード", "ﾃﾞﾝｷﾀﾞｲ", "ペイペイギンコウ", "キャッシュカード", "ｺﾝﾋﾞﾆ")
NAMED = ("ドコモコウザ", "ＲＴＫ　ペイペイ", "ディーバライ", "メルペイ", "ｷﾔﾂｼﾕ", "ﾗｲﾝﾍﾟｲ", "PAYPAL", "シハライヒシヨ")
SPECIAL = ("返金", "取消　ドコモコウザ", "ドコモコウ", "ペイペ", "プリン", "D払い　組戻")
MATCHER = Matcher(load())
Found = list[tuple[object, ...]]


def statement(seed: int, folder: Path) -> Path:
    """A statement in one of the usual forms; some run backwards, some have a wrong balance or none."""
    chance = random.Random(seed)
    day, balance = dt.date(2019, 12, 1) + dt.timedelta(days=chance.randrange(200)), chance.randrange(50_000, 900_000)
    rows = []
    memo, yen = "", 0
    for _ in range(chance.randrange(3, 60)):
        if chance.random() < 0.3 and memo in NAMED:
            day += dt.timedelta(days=chance.choice((0, 1)))  # and the same again
        else:
            day += dt.timedelta(days=chance.choice((0, 0, 1, 3, 9, 40)))
            memo = chance.choice(chance.choice((PLAIN, PLAIN, NAMED, SPECIAL)))
            yen = chance.choice((1, 500, 10_000, 30_000, 30_000, 100_000, 299_000))
        into = memo in (*PLAIN[1:3], *SPECIAL) and chance.random() < 0.6
        balance += yen if into else -yen
        if chance.random() < 0.02:
            balance, yen = balance - (yen if into else -yen), 0
        rows.append(
            (
                day.strftime("%Y/%m/%d"),
                memo,
                str(yen) if not into or not yen else "",
                str(yen) if into or not yen else "",
                str(balance),
            )
        )
    if seed % 5 == 0:
        row = chance.randrange(len(rows))
        rows[row] = (*rows[row][:4], str(int(rows[row][4]) + 7))
    if seed % 3 == 0:
        rows.reverse()
    if seed % 7 == 0:
        rows = [(*row[:4], "") for row in rows]
    file = folder / f"account{seed}.csv"
    lines = ["日付,摘要,お支払金額,お預り金額,残高", *map(",".join, rows)]
    file.write_text("\r\n".join(lines) + "\r\n", encoding="cp932")
    return file


def lines_of(files: list[Path]) -> pd.DataFrame:
    """The lines of all of them in one table; each file is an account of its own."""
    return pd.concat([selfcheck.read(file).transactions.assign(account=file.stem) for file in files], ignore_index=True)


def scanned(files: list[Path], bank: str | None = None) -> Found:
    """What `scan` finds in each of them by itself, of lines that are transactions."""
    found: Found = []
    for file in files:
        read = selfcheck.read(file, bank=bank)
        found += findings_of(read, dict.fromkeys(read.transactions["line"], file.stem))
    return sorted(found)


def findings_of(statement: Statement, account: Mapping[int, str]) -> Found:
    """What `scan` finds in a statement, of lines that are transactions; ``account`` says whose a line is."""
    return sorted(
        (account[one.line], one.line, one.date, one.memo, one.withdrawal, one.service, str(one.level), signals)
        for one in assess([statement], MATCHER, load())
        if one.date and (signals := tuple(reason.signal for reason in one.reasons))
    )


def as_found(table: pd.DataFrame) -> Found:
    """The rows of a table of findings."""
    found = []
    for account, line, date, memo, withdrawal, service, level, signals in table.to_numpy(dtype=object).tolist():
        yen = None if pd.isna(withdrawal) else int(withdrawal)
        found.append((account, line, pd.Timestamp(date).date(), memo, yen, service, level, tuple(signals)))
    return sorted(found)
