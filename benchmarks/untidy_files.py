"""Statements as untidy as people have them, invented at random; see `untidy`, which has them read."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

TODAY = dt.date(2026, 11, 28)
SERVICES = ("ﾄﾞｺﾓｺｳｻﾞ", "ペイペイ", "メルペイ", "ﾃﾞｲ-ﾊﾞﾗｲ", "ＰＡＹＰＡＬ", "KYASH", "ラインペイ")
OTHERS = (
    "電気料金",
    "ｽｲﾄﾞｳ",
    "給与",
    "カ)ミホンショウジ",
    "ATM",
    "ガス代",
    "家賃",
    "ﾃﾞﾝﾜ",
    "保険料",
    "利息",
    "振込手数料",
    "コンビニ",
)


@dataclass(frozen=True)
class Line:
    """A transaction: yen, and the balance after it."""

    day: dt.date
    memo: str
    out: int
    into: int
    balance: int


@dataclass
class Made:
    """A file and what it was made of."""

    data: bytes
    lines: Sequence[Line]
    choices: dict[str, str] = field(default_factory=dict)


DATES: dict[str, Callable[[dt.date], str]] = {
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dots": lambda d: f"{d:%Y.%m.%d}",
    "kanji": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "weekday": lambda d: f"{d:%Y/%m/%d}({'月火水木金土日'[d.weekday()]})",
    "time": lambda d: f"{d:%Y/%m/%d} 12:34:56",
    "compact": lambda d: f"{d:%Y%m%d}",
    "era": lambda d: f"R{d.year - 2018}.{d.month}.{d.day}",
    "era kanji": lambda d: f"令和{d.year - 2018}年{d.month}月{d.day}日",
    "era short": lambda d: f"令{d.year - 2018}.{d.month}.{d.day}",
    "full width": lambda d: f"{d:%Y/%m/%d}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789/"}),
    "month first": lambda d: f"{d.month}/{d.day}/{d.year}",
    "day first": lambda d: f"{d:%d/%m/%Y}",
    "day first dots": lambda d: f"{d:%d.%m.%Y}",
    "english": lambda d: f"{d:%d-%b-%Y}",
    "english words": lambda d: f"{d:%B} {d.day}, {d.year}",
    "short year": lambda d: f"{d:%y/%m/%d}",
    "no year": lambda d: f"{d.month}/{d.day}",
    "no year kanji": lambda d: f"{d.month}月{d.day}日",
    "serial": lambda d: str((d - dt.date(1899, 12, 30)).days),
    "english no year": lambda d: f"{d.day}-{d:%b}",
    "mmdd": lambda d: f"{d:%m%d}",
}
AMOUNTS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "commas": lambda yen: f"{yen:,}",
    "yen sign": lambda yen: f"¥{yen:,}",
    "backslash": lambda yen: f"\\{yen:,}",
    "yen": lambda yen: f"{yen:,}円",
    "full width": lambda yen: f"{yen:,}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"}),
    "spaces": lambda yen: f"{yen:,}".replace(",", " "),
    "apostrophes": lambda yen: f"{yen:,}".replace(",", "'"),
    "decimals": lambda yen: f"{yen}.00",
    "padded": lambda yen: f"   {yen:,}",
    "plus": lambda yen: f"+{yen:,}",
    "myriads": lambda yen: f"{yen // 10_000}万{yen % 10_000:,}円" if yen >= 10_000 else f"{yen}円",
}
MINUS: dict[str, Callable[[str], str]] = {
    "before": lambda text: f"-{text}",
    "triangle": lambda text: f"▲{text}",
    "open triangle": lambda text: f"△{text}",
    "brackets": lambda text: f"({text})",
    "full width": lambda text: f"－{text}",
}
WORDS = {
    "date": ("日付", "取引日", "お取引日", "年月日", "取扱日付", "勘定日", "Date", "ﾋﾂﾞｹ", "ご利用日", "起算日"),
    "memo": ("摘要", "お取引内容", "内容", "取引内容", "Description", "ﾃｷﾖｳ", "お取り扱い内容", "備考"),
    "out": ("出金", "お引出し", "支払金額", "お支払金額", "お引出金額(円)", "Withdrawal", "出金額", "ｼﾕﾂｷﾝ", "払戻金額"),
    "in": ("入金", "お預入れ", "預り金額", "お預り金額", "お預入金額(円)", "Deposit", "入金額", "ﾆﾕｳｷﾝ", "受入金額"),
    "amount": ("金額", "入出金額", "取引金額", "Amount"),
    "direction": ("入払区分", "区分", "入出金区分", "取引区分"),
    "balance": ("残高", "差引残高", "お取引後残高", "残高(円)", "Balance", "ｻﾞﾝﾀﾞｶ", "現在残高"),
    "debit": ("借方", "借方金額", "Debit"),
    "credit": ("貸方", "貸方金額", "Credit"),
    "year": ("年", "西暦"),
    "month": ("月",),
    "day": ("日",),
}
SETS = {
    "pair": ("date", "memo", "out", "in", "balance"),
    "pair in first": ("date", "in", "out", "memo", "balance"),
    "signed": ("date", "memo", "amount", "balance"),
    "direction": ("date", "direction", "amount", "balance", "memo"),
    "pair without balance": ("date", "memo", "out", "in"),
    "signed without balance": ("date", "amount", "memo"),
    "unsigned": ("date", "memo", "amount", "balance"),
    "balance first": ("date", "balance", "out", "in", "memo"),
    "debit and credit": ("date", "memo", "debit", "credit", "balance"),
    "split date": ("year", "month", "day", "memo", "out", "in", "balance"),
    "no header": ("date", "memo", "out", "in", "balance"),
}
AROUND = ("nothing", "title", "title and total", "carried", "blank lines", "header again", "months", "note", "units", "sums")
MORE = ("nothing", "number", "branch", "time", "empty columns", "number and remarks", "fee of nothing", "state", "kind")
WRAPPINGS = ("none", "none", "none", "quoted", "formula", "apostrophe", "line in one cell", "trailing comma", "space behind")
ACCIDENTS = ("none", "none", "none", "none", "UTF-8 taken for cp932", "UTF-8 taken for cp1252", "cp932 taken for cp1252",
             "two encodings", "a mark in the middle", "NULs at the end", "memo over two lines",
             "lone carriage returns", "no-break spaces")  # fmt: skip


def transactions(chance: random.Random) -> list[Line]:
    """A few weeks of an account, oldest first."""
    day = TODAY - dt.timedelta(days=chance.randrange(40, 300))
    balance, lines = chance.randrange(3_000_000, 9_000_000), []
    for _ in range(chance.randrange(6, 30)):
        day = min(day + dt.timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 7))), TODAY)
        named = chance.random() < 0.15
        into = chance.randrange(1000, 300_000) if not named and chance.random() < 0.25 else 0
        out = 0 if into else chance.randrange(100, 90_000)
        balance += into - out
        lines.append(Line(day, chance.choice(SERVICES if named else OTHERS), out, into, balance))
    return lines


def made(seed: int) -> Made:
    """One file."""
    chance = random.Random(seed)
    lines = transactions(chance)
    pick = {
        "dates": chance.choice(list(DATES)),
        "amounts": chance.choice(list(AMOUNTS)),
        "minus": chance.choice(list(MINUS)),
        "set": chance.choice(list(SETS)),
        "order": chance.choice(("oldest first", "oldest first", "newest first")),
        "around": chance.choice(AROUND),
        "more": chance.choice(MORE),
        "wrapping": chance.choice(WRAPPINGS),
        "delimiter": chance.choice((",", ",", ",", "\t", ";")),
        "encoding": chance.choice(("cp932", "cp932", "utf-8", "utf-8-sig", "utf-16", "euc_jp")),
        "empty": chance.choice(("", "", "0", "-", " ")),
        "ditto": chance.choice(("no", "no", "no", "blank", "〃")),
        "accident": chance.choice(ACCIDENTS),
    }
    shown = lines if pick["order"] == "oldest first" else lines[::-1]
    rows = _table(shown, pick, chance)
    rows = _around(rows, shown, pick)
    written = [_written(row, pick) for row in rows]
    text = "\r\n".join(written) + "\r\n"
    try:
        return Made(_hurt(text, pick), shown, pick)
    except UnicodeError:  # ¥ and － are not in every encoding, and not every accident can happen to every text
        return Made(text.encode("utf-8"), shown, {**pick, "encoding": "utf-8", "accident": "none"})


def _hurt(text: str, pick: dict[str, str]) -> bytes:
    """The bytes of a text, after the accident."""
    lines = text.splitlines(keepends=True)
    half = len(lines) // 2
    accident, encoding = pick["accident"], pick["encoding"]
    garbled = {
        "UTF-8 taken for cp932": ("utf-8", "cp932", "utf-8"),
        "UTF-8 taken for cp1252": ("utf-8", "cp1252", "utf-8"),
        "cp932 taken for cp1252": ("cp932", "cp1252", "utf-8"),
    }
    if accident in garbled:
        first, second, third = garbled[accident]
        return text.encode(first).decode(second).encode(third)
    if accident == "two encodings":
        return "".join(lines[:half]).encode("cp932") + "".join(lines[half:]).encode("utf-8")
    if accident == "a mark in the middle":
        return "".join(lines[:half]).encode("utf-8-sig") + "".join(lines[half:]).encode("utf-8-sig")
    if accident == "lone carriage returns":
        return text.replace("\r\n", "\r").encode(encoding)
    if accident == "no-break spaces":
        return text.replace(" ", "\u00a0").encode("utf-8")
    return text.encode(encoding) + (b"\0" * 12 if accident == "NULs at the end" and encoding != "utf-16" else b"")


def _table(lines: Sequence[Line], pick: dict[str, str], chance: random.Random) -> list[list[str]]:
    names = {role: chance.choice(words) for role, words in WORDS.items()}
    money, empty = AMOUNTS[pick["amounts"]], pick["empty"]
    roles = SETS[pick["set"]]
    rows, before = [[names[role] for role in roles]], ""
    for line in lines:
        yen = money(line.out or line.into)
        signed = yen if line.into or pick["set"] in ("direction", "unsigned") else MINUS[pick["minus"]](yen.strip(" +"))
        day = DATES[pick["dates"]](line.day)
        shown = day if day != before or pick["ditto"] == "no" else {"blank": "", "〃": "〃"}[pick["ditto"]]
        cells = {
            "date": shown, "memo": _memo(line, pick), "out": yen if line.out else empty, "in": yen if line.into else empty,
            "amount": signed, "direction": "出金" if line.out else "入金", "balance": money(line.balance),
            "debit": yen if line.out else empty, "credit": yen if line.into else empty,
            "year": str(line.day.year), "month": str(line.day.month), "day": str(line.day.day),
        }  # fmt: skip
        before = day
        rows.append([cells[role] for role in roles])
    rows = [_with_more(row, number, pick["more"]) for number, row in enumerate(rows)]
    if pick["set"] == "no header":
        return rows[1:]
    units = ["円" if name in WORDS["out"] + WORDS["in"] else "" for name in rows[0]]
    return [rows[0], units, *rows[1:]] if pick["around"] == "units" else rows


def _memo(line: Line, pick: dict[str, str]) -> str:
    return f"振替\n{line.memo}" if pick["accident"] == "memo over two lines" else line.memo


def _with_more(row: list[str], number: int, more: str) -> list[str]:
    head = number == 0
    return {
        "nothing": row,
        "number": ["No." if head else str(number), *row],
        "branch": [*row, "取扱店" if head else "本店"],
        "time": [row[0], "時刻" if head else "10:20", *row[1:]],
        "empty columns": [*row, "", ""],
        "number and remarks": ["番号" if head else f"{number:04}", *row, "メモ" if head else ""],
        "fee of nothing": [*row, "手数料" if head else "0"],
        "state": [*row, "状態" if head else "完了"],
        "kind": [row[0], "取引種別" if head else "振替", *row[1:]],
    }[more]


def _around(rows: list[list[str]], lines: Sequence[Line], pick: dict[str, str]) -> list[list[str]]:
    first, last = min(line.day for line in lines), max(line.day for line in lines)
    title = [
        ["普通預金 入出金明細"],
        [f"期間：{first.year}年{first.month}月{first.day}日～{last.year}年{last.month}月{last.day}日"],
        [],
    ]
    width, money = len(rows[0]), AMOUNTS[pick["amounts"]]
    total = ["合計", *[""] * (width - 1)]
    if pick["around"] == "header again" and pick["set"] != "no header":
        middle = len(rows) // 2
        return [*rows[:middle], [], rows[0], *rows[middle:]]
    if pick["around"] == "months":
        return [[f"{first.year}年{first.month}月分"], *rows]
    return {
        "nothing": rows,
        "header again": rows,
        "units": rows,
        "sums": [*rows, ["日計", *[""] * (width - 1)], ["累計", *[""] * (width - 1)]],
        "title": [*title, *rows],
        "title and total": [*title, *rows, total],
        "carried": [rows[0], *([_carried(rows, lines, money)] if pick["order"] == "oldest first" else []), *rows[1:]],
        "blank lines": [row for place, row in enumerate(rows) for row in ([row, []] if place % 5 == 4 else [row])],
        "note": [*rows, [], ["※この明細は見本です。"]],
    }[pick["around"]]


def _carried(rows: list[list[str]], lines: Sequence[Line], money: Callable[[int], str]) -> list[str]:
    """The balance brought forward, without a date."""
    start = money(lines[0].balance + lines[0].out - lines[0].into)
    shown = money(lines[0].balance)
    return ["繰越" if cell == lines[0].memo else start if cell == shown else "" for cell in rows[1]]


def _written(row: Sequence[str], pick: dict[str, str]) -> str:
    between, wrapping = pick["delimiter"], pick["wrapping"]
    must = [between in cell or '"' in cell or "\n" in cell for cell in row]
    cells = [f'"{cell}"' if needed or (wrapping == "quoted" and cell) else cell for cell, needed in zip(row, must, strict=True)]
    if wrapping == "formula":
        cells = [f'="{cell}"' if cell and not needed else quoted for cell, quoted, needed in zip(row, cells, must, strict=True)]
    if wrapping == "apostrophe":
        cells = [
            f"'{cell}" if cell[:1].isdigit() and not needed else quoted
            for cell, quoted, needed in zip(row, cells, must, strict=True)
        ]
    text = between.join(cells)
    if wrapping == "line in one cell" and text:
        text = '"' + text.replace('"', '""') + '"'
    return text + between if wrapping == "trailing comma" and text else text
