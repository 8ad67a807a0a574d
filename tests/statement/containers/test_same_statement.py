"""One statement, whatever it is kept in, gives the same transactions and the same findings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

import openpyxl
import pytest

import selfcheck
from selfcheck.clock import japan_time
from tests.helpers import rows
from tests.pdf_writer import COLUMNS, Move, moves, pdf, statement

MOVES = moves(
    "電気料", "給与 ミホンシヨウジ", "ドコモコウザ", "ＲＴ（ペイペイ", "ＮＴＴドコモ", "ｶﾞｽ ﾀﾞｲ", "ドコモコウザ", step=5_000
)
NAMES = [*COLUMNS]


def cells(move: Move) -> list[str]:
    return [move.date, move.memo, *(f"{yen:,}" if yen else "" for yen in (move.out, move.into, move.balance))]


def as_csv() -> bytes:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (NAMES, *map(cells, MOVES))]
    return "\r\n".join(lines).encode("cp932")


def as_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (NAMES, *map(cells, MOVES)):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    return pdf(statement(MOVES[:4]), statement(MOVES[4:]))


def padded(row: Sequence[str], fill: str) -> str:
    """Cells in columns, the amounts at the right edge of theirs."""
    line = ""
    for at, (cell, width) in enumerate(zip(row, (14, 30, 12, 12, 14), strict=True)):
        room = width - sum(2 if east_asian_width(char) in "FWA" else 1 for char in cell)
        space = fill * (room // len(fill.encode("cp932"))) + " " * (room % len(fill.encode("cp932")))
        line += space + cell if at > 1 else cell + space
    return line.rstrip()


def as_fixed_width(fill: str) -> bytes:
    return "\n".join(padded(row, fill) for row in (NAMES, *map(cells, MOVES))).encode("cp932")


def as_cells() -> bytes:
    return "\n".join(cell for row in (NAMES, *map(cells, MOVES)) for cell in row).encode()


def as_bars() -> bytes:
    table = [NAMES, ["---"] * len(NAMES), *map(cells, MOVES)]
    return "\n".join(f"| {' | '.join(row)} |" for row in table).encode()


def as_drawn(bar: str, rule: str, corners: str) -> bytes:
    """A table drawn with lines, a rule between all rows."""
    across = [corners[at : at + 3].replace("x", rule * 8) for at in (0, 3, 6)]
    lines = [across[0]]
    for row in (NAMES, *map(cells, MOVES)):
        lines += [bar + bar.join(f" {cell} " for cell in row) + bar, across[1]]
    return "\n".join([*lines[:-1], across[2], ""]).encode()


def as_labels() -> bytes:
    def notice(move: Move) -> str:
        amount = f"お引出金額：{move.out:,}円" if move.out else f"お預入金額：{move.into:,}円"
        return f"取引日：{move.date}\n内容：{move.memo}\n{amount}\n残高：{move.balance:,}円"

    return "\n\n".join(map(notice, MOVES)).encode()


KEPT = {
    "csv": ("meisai.csv", as_csv()),
    "excel": ("meisai.xlsx", as_workbook()),
    "pdf": ("meisai.pdf", as_pdf()),
    "fixed-width": ("meisai.txt", as_fixed_width(" ")),
    "fixed-width, full-width spaces": ("meisai.txt", as_fixed_width("　")),
    "pasted, cell by cell": ("meisai.txt", as_cells()),
    "pasted, between bars": ("meisai.md", as_bars()),
    "pasted, drawn with lines": ("meisai.txt", as_drawn("│", "─", "┌x┐├x┤└x┘")),
    "pasted, drawn with heavy lines": ("meisai.txt", as_drawn("┃", "━", "┏x┓┣x┫┗x┛")),
    "pasted, drawn with double lines": ("meisai.txt", as_drawn("║", "═", "╔x╗╠x╣╚x╝")),
    "pasted, drawn with signs": ("meisai.txt", as_drawn("|", "-", "+x++x++x+")),
    "pasted, with labels": ("meisai.txt", as_labels()),
}


@pytest.mark.parametrize("kept", KEPT)
def test_the_same_statement_gives_the_same_transactions_and_findings(kept: str, tmp_path: Path):
    name, content = KEPT[kept]
    file = tmp_path / name
    file.write_bytes(content)
    report = selfcheck.scan(file, now=japan_time("2020-09-30T10:30", None))
    (found,) = report.statements
    assert found.container == kept.partition(",")[0]
    assert (found.status, found.balance_check.status) == ("read", "consistent")
    transactions = [{**row, "line": 0} for row in rows(found)]
    assert transactions == [
        {
            "line": 0,
            "date": move.date.replace("/", "-"),
            "memo": move.memo,
            "withdrawal": move.out,
            "deposit": move.into,
            "balance": move.balance,
        }
        for move in MOVES
    ]
    raised = sorted(
        (finding.date.isoformat(), finding.service, finding.memo, finding.withdrawal)
        for finding in report.raised
        if finding.date
    )
    assert raised == [
        ("2020-09-03", "docomo-koza", "ドコモコウザ", 15_000),
        ("2020-09-04", "paypay", "ＲＴ（ペイペイ", 20_000),
        ("2020-09-07", "docomo-koza", "ドコモコウザ", 35_000),
    ]
