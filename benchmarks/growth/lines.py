"""Series of findings and of accounts: what lines show together, over files and over accounts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.growth.series import HEADER, Call, Series, asked, csv, day, delimited, moves, scan, scanned, taking

_MANY = ("ドコモコウザ", "ペイペイ", "メルペイ", "ラインペイ", "ディーバライ", "キヤツシユ", "ペイパル", "ユメカ")


def _refunds(memo: str, *, where: str) -> Callable[[int], str]:
    """As many refunds as withdrawals, all of one amount; ``where``: behind them all, turn about, on one day, on top."""

    def write(size: int) -> str:
        taken, back, left = [], [], 10**10
        for number in range(size):
            when = "2026/9/8" if where == "one day" else f"2026/{9 + number * 2 // size}/{number * 56 // size % 28 + 1}"
            left -= 3000
            taken.append(f"{when},ペイペイ,3000,,{left}")
        for number in range(size):
            when = "2026/9/8" if where == "one day" else f"2026/{10 + number * 2 // size}/{number * 56 // size % 28 + 1}"
            left += 3000
            back.append(f"{when},{memo},,3000,{left}")
        if where == "turn about":
            left, rows = 10**10, []
            for number in range(size):
                rows += [f"{day(number, size)},ペイペイ,3000,,{left - 3000}", f"{day(number, size)},{memo},,3000,{left}"]
            return csv(rows)
        return csv([*taken, *back] if where != "on top" else [*taken, *back][::-1])

    return write


def _mine(folder: Path, size: int) -> Call:
    """Every line is a finding that stands on the holder's list."""
    (folder / "x.csv").write_text(taking(lambda number: "ペイペイ", size), encoding="utf-8")
    call = scan(folder / "x.csv")
    entries = [{"hash": f"{number:064x}", "service": "paypay", "reason": "x", "added": "2026-11-01"} for number in range(size)]
    (folder / "mine.json").write_text(json.dumps({"schema": "selfcheck.mine/1", "key": "00" * 32, "entries": entries}))
    return Call([*(word for word in call.command if word != "--no-mine"), "--mine", str(folder / "mine.json")])


def _mine_add(folder: Path, size: int) -> Call:
    (folder / "x.csv").write_text(taking(lambda number: "ペイペイ", size), encoding="utf-8")
    return asked("mine add", folder / "x.csv", "--number", f"1-{size}", "--mine", folder / "mine.json")


def _review(folder: Path, size: int) -> Call:
    """All withdrawals of a service are said to be one's own.

    One by one, the whole list is written after every answer, so that none is lost: 4,000 answers take 19 s, 2,000 take 6.
    """
    (folder / "x.csv").write_text(taking(lambda number: "ペイペイ", size), encoding="utf-8")
    words = [*scan(folder / "x.csv").command, "--review", "--mine", str(folder / "mine.json"), "--lang", "en"]
    return Call([word for word in words if word != "--no-mine"], "yes\n\n")


def _numbered(size: int) -> str:
    """One file of many accounts."""
    parts = []
    for number in range(size):
        parts += [
            f"口座番号,{number:07}",
            HEADER,
            f"2026/9/8,ペイペイ,100,,{9900 + number}",
            f"2026/9/9,水道,100,,{9800 + number}",
            "",
        ]
    return "\n".join(parts) + "\n"


def _files(text: Callable[[int], str]) -> Callable[[Path, int], Call]:
    """Many files, each of a few lines."""

    def make(folder: Path, size: int) -> Call:
        for number in range(size):
            (folder / f"{number:05}.csv").write_text(text(number), encoding="utf-8")
        return scan(folder)

    return make


def _one_account(number: int) -> str:
    """Statements without a number, all of the same days: different accounts."""
    left = 10**7 + number * 1000
    return csv(
        [
            f"2026/9/{at + 1},{'ペイペイ' if at == 3 else '水道'},{100 + number},,{left - (100 + number) * (at + 1)}"
            for at in range(10)
        ]
    )


def _with_number(number: int) -> str:
    return f"口座番号,{number:07}\n" + _one_account(number)


def _month(number: int) -> str:
    """Statements without a number, one after the other."""
    left = 10**9 - number * 1000
    year, month = 1990 + number // 12 % 36, number % 12 + 1
    return csv([f"{year}/{month}/{at + 1},水道,100,,{left - 100 * (at + 1)}" for at in range(10)])


def _overlapping(number: int) -> str:
    """Downloads of one account that share half of their lines with the next."""
    rows = [
        f"{day(at, 40_000)},{'ペイペイ' if at % 20 == 3 else '水道'},100,,{10**9 - 100 * at}"
        for at in range(number * 5, number * 5 + 10)
    ]
    return csv(rows)


def _same_lines(number: int) -> str:
    """Files that differ in one line only."""
    return csv([*(f"2026/9/{at + 1},水道,100,,{10**9 - 100 * at}" for at in range(9)), f"2026/9/20,電気{number},100,,{number}"])


def _since_last(folder: Path, size: int) -> Call:
    """A file of which all but the last tenth was checked before."""
    import subprocess

    whole = delimited(moves(size, every=10), quote='"').splitlines(keepends=True)
    place, watch = folder / "meisai.csv", folder / "watch.json"
    place.write_bytes(b"".join(whole[: size * 9 // 10 + 1]))
    call = Call([*scan(place).command, "--since-last", "--watch", str(watch)])
    subprocess.run(call.command, capture_output=True, check=False)
    place.write_bytes(b"".join(whole))
    return call


def _watched_accounts(folder: Path, size: int) -> Call:
    """Many accounts were checked before; now one file more."""
    import subprocess

    for number in range(size):
        (folder / f"{number:05}.csv").write_text(_with_number(number), encoding="utf-8")
    call = Call([*scan(folder).command, "--since-last", "--watch", str(folder / "watch.json")])
    subprocess.run(call.command, capture_output=True, check=False)
    return call


def _screen(accounts: Callable[[int], int], memo: str = "") -> Callable[[Path, int], Call]:
    """``screen`` of a table of so many accounts."""

    def make(folder: Path, size: int) -> Call:
        count, rows = accounts(size), ["account,date,memo,withdrawal,deposit,balance"]
        left = dict.fromkeys(range(count), 10**10)
        for number in range(size):
            which, back = number % count, bool(memo) and number // count % 2 == 1
            left[which] += 3000 if back else -3000
            text = (memo if back else "ペイペイ") if memo else ("ペイペイ" if number % 50 == 7 else f"水道{number % 500}")
            when = (
                f"{2020 + number * 5 // size}-{number * 60 // size % 12 + 1:02}-{number % 28 + 1:02}"
                if count > 1
                else _iso(number, size)
            )
            rows.append(f"{which:07},{when},{text},{'' if back else 3000},{3000 if back else ''},{left[which]}")
        (folder / "lines.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return asked("screen", folder / "lines.csv", "--output", folder / "found.csv", "--force", "--jobs", "1")

    return make


def _iso(number: int, of: int) -> str:
    year, month, first = day(number, of).split("/")
    return f"{year}-{int(month):02}-{int(first):02}"


def _findings(name: str, first: int, write: Callable[[int], str]) -> Series:
    return Series("finding", name, "lines", first, scanned(write))


SERIES = (
    _findings("every line one, of one service", 4_000, lambda size: taking(lambda _: "ペイペイ", size)),
    _findings("every line one, of many services", 4_000, lambda size: taking(lambda number: _MANY[number % 8], size)),
    _findings("every line the same", 4_000, lambda size: csv(["2026/9/8,ペイペイ,3000,,"] * size)),
    _findings(
        "a small amount, then large ones",
        4_000,
        lambda size: taking(lambda _: "ペイペイ", size, lambda at: 30_000 if at else 1),
    ),
    _findings(
        "small and large in turn", 4_000, lambda size: taking(lambda _: "ペイペイ", size, lambda at: 30_000 if at % 2 else 1)
    ),
    _findings(
        "all on one day", 4_000, lambda size: csv([f"2026/9/8,ペイペイ,3000,,{10**10 - 3000 * at}" for at in range(size)])
    ),
    _findings("refunds behind all withdrawals", 2_000, _refunds("ペイペイ", where="behind")),
    _findings("refunds of one day", 2_000, _refunds("ペイペイ", where="one day")),
    _findings("refunds on top, newest first", 2_000, _refunds("ペイペイ", where="on top")),
    _findings("refunds turn about", 2_000, _refunds("ペイペイ", where="turn about")),
    _findings("refunds that name nobody", 2_000, _refunds("返金", where="one day")),
    _findings("refunds that name another", 2_000, _refunds("メルペイ", where="one day")),
    Series("finding", "all looked for on one's own list", "entries", 4_000, _mine),
    Series("finding", "mine add of all", "entries", 2_000, _mine_add),
    Series("finding", "--review of all", "findings", 4_000, _review),
    Series("account", "one file, many numbers", "accounts", 1_000, scanned(_numbered)),
    Series("account", "files without a number, of the same days", "files", 250, _files(_one_account)),
    Series("account", "files with a number each", "files", 250, _files(_with_number)),
    Series("account", "files without a number, month by month", "files", 250, _files(_month)),
    Series("account", "files that overlap", "files", 250, _files(_overlapping)),
    Series("account", "files that differ in one line", "files", 250, _files(_same_lines)),
    Series("account", "--since-last, a longer file", "lines", 10_000, _since_last),
    Series("account", "--since-last, many accounts", "accounts", 125, _watched_accounts),
    Series("screen", "one account", "lines", 20_000, _screen(lambda size: 1)),
    Series("screen", "one account, refunds", "lines", 8_000, _screen(lambda size: 1, "ペイペイ")),
    # From a size on at which lines are exchanged: to begin with that is a step, and no growth.
    Series("screen", "accounts of 100 lines", "lines", 400_000, _screen(lambda size: size // 100)),
    Series("screen", "accounts of 2 lines", "lines", 200_000, _screen(lambda size: size // 2)),
)
