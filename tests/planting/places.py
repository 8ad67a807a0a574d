"""Places of a table in which something can be planted."""

from __future__ import annotations

from collections.abc import Callable

Table = list[list[str]]
HEADER = ["取引日", "お取引内容", "お支払金額", "お預り金額", "差引残高"]
MOVES = [
    ("2020/09/01", "電気料", 5000, 0),
    ("2020/09/02", "ドコモコウザ", 30000, 0),
    ("2020/09/03", "給与", 0, 200000),
    ("2020/09/04", "ドコモコウザ", 30000, 0),
    ("2020/09/07", "ＲＴ（ペイペイ", 20000, 0),
    ("2020/09/08", "ガス", 4000, 0),
]


def table() -> Table:
    """A statement: its title, its header, its rows and what stands below."""
    rows: Table = [["入出金明細照会"], list(HEADER)]
    balance = 500000
    for date, memo, out, into in MOVES:
        balance += into - out
        rows.append([date, memo, f"{out:,}" if out else "", f"{into:,}" if into else "", f"{balance:,}"])
    return [*rows, ["以上"]]


def _above(rows: Table, token: str) -> Table:
    return [[token], *rows]


def _labelled(label: str) -> Callable[[Table, str], Table]:
    def plant(rows: Table, token: str) -> Table:
        return [[f"{label}：{token}"], [label, token], [f"{label}{token}様"], *rows]

    return plant


def _cell(row: int, column: int, pattern: str = "{}") -> Callable[[Table, str], Table]:
    """In a cell; ``pattern`` has ``{}`` for the token and ``%`` for what stood there."""

    def plant(rows: Table, token: str) -> Table:
        if column >= len(rows[row]):  # a line that another place has put there
            return rows
        old = rows[row][column]
        rows[row][column] = pattern.replace("{}", token).replace("%", old)
        return rows

    return plant


def _column(header: str, cell: str) -> Callable[[Table, str], Table]:
    def plant(rows: Table, token: str) -> Table:
        rows[1].append(header.replace("{}", token))
        for row in rows[2:-1]:
            row.append(cell.replace("{}", token))
        return rows

    return plant


def _row(at: int, *cells: str) -> Callable[[Table, str], Table]:
    def plant(rows: Table, token: str) -> Table:
        rows.insert(at, [cell.replace("{}", token) for cell in cells])
        return rows

    return plant


PLACES: dict[str, Callable[[Table, str], Table]] = {
    "above the header": _above,
    "behind a label of a name": _labelled("お名前"),
    "behind a label of an account": _labelled("口座番号"),
    "in a comment": _row(1, "# {}"),
    "in the title": _cell(0, 0, "%（{}）"),
    "in a header in brackets": _cell(1, 4, "%({})"),
    "glued to a header": _cell(1, 4, "%{}"),
    "behind a header": _cell(1, 1, "% {}"),
    "a header of its own": _column("{}", ""),
    "a column that nobody knows": _column("通番", "{}"),
    "a memo": _cell(2, 1),
    "behind a kind": _cell(2, 1, "振込 {}"),
    "before a kind": _cell(2, 1, "{} 振込"),
    "behind a service": _cell(3, 1, "% {}"),
    "before a service": _cell(3, 1, "{} %"),
    "glued to a service": _cell(3, 1, "%（{}）"),
    "behind a lookalike": _cell(2, 1, "ペイペイギンコウ {}"),
    "a payee on a rail": _cell(6, 1, "ＲＴ ({})"),
    "behind a day": _cell(3, 0, "% {}"),
    "instead of a day": _cell(3, 0),
    "behind an amount": _cell(3, 2, "% {}"),
    "instead of an amount": _cell(3, 2),
    "behind a balance": _cell(3, 4, "% {}"),
    "instead of a balance": _cell(4, 4),
    "a line without a day": _row(5, "", "{}", "", "", ""),
    "a line that cannot be read": _row(5, "2020/09/99", "{}", "x", "", "{}"),
    "a line of too many cells": _row(5, "2020/09/04", "給料", "", "1", "", "{}", "{}"),
    "in a total": _row(8, "合計", "{}", "89,000", "200,000", ""),
    "a heading between rows": _row(5, "{}"),
    "in the footer": _row(9, "お問い合わせ {}"),
    "a cell below": _row(9, "{}", "{}"),
    "among controls": _cell(2, 1, "振込\x1b[31m{}\x07"),
    "beside unknown letters": _cell(2, 1, "\ue000{}\U0001f600"),
    "a word that names something else": _row(0, "生年月日", "{}"),
}
