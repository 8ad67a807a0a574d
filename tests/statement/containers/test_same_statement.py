"""One statement, whatever it is kept in, gives the same transactions and the same findings."""

from __future__ import annotations

import plistlib
import quopri
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

import pytest

import selfcheck
from selfcheck.clock import japan_time
from tests.helpers import rows
from tests.pdf_writer import COLUMNS, Move, moves, pdf, statement
from tests.workbooks import opendocument, workbook
from tests.xlsb_writer import xlsb

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
    return workbook([NAMES, *map(cells, MOVES)])


def as_binary_workbook() -> bytes:
    return xlsb([NAMES, *([move.date, move.memo, move.out, move.into, move.balance] for move in MOVES)])


def as_opendocument() -> bytes:
    rows_of = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in (NAMES, *map(cells, MOVES))
    )
    return opendocument(rows_of)


def as_spreadsheet_xml() -> bytes:
    """What Excel called XML Spreadsheet 2003; banks name it ``.xls``."""
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    table = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in (NAMES, *map(cells, MOVES))
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{names}" xmlns:ss="{names}">'
        f'<Worksheet ss:Name="明細"><Table>{table}</Table></Worksheet></Workbook>'
    ).encode()


def as_page(charset: str = "utf-8") -> bytes:
    """A page with a menu in a table before the statement, and notes in one behind it."""
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in map(cells, MOVES))
    header = "".join(f"<th>{name}</th>" for name in NAMES)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>見本銀行</title><script>var x="ペイペイ"</script></head>'
        "<body><table><tr><td>残高照会</td><td>振込</td><td>ログアウト</td></tr></table><h1>入出金明細</h1>"
        f"<table><thead><tr>{header}</tr></thead><tbody>{table}</tbody></table><table><tr><td>ご注意</td></tr></table></body></html>"
    ).encode("cp932" if charset == "Shift_JIS" else charset)


def as_saved_page() -> bytes:
    packed = quopri.encodestring(as_page()).decode("ascii")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bank.example/\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://bank.example/\r\n\r\n{packed}\r\n--b--\r\n"
    ).encode()


def as_web_archive(form: plistlib.PlistFormat) -> bytes:
    page = {"WebResourceData": as_page(), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": page, "WebSubresources": []}, fmt=form)


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
    "excel, binary": ("meisai.xlsb", as_binary_workbook()),
    "excel, XML of 2003": ("meisai.xls", as_spreadsheet_xml()),
    "opendocument": ("meisai.ods", as_opendocument()),
    "html": ("meisai.html", as_page()),
    "html, in another encoding": ("meisai.html", as_page("Shift_JIS")),
    "html, called a workbook": ("meisai.xls", as_page()),
    "mhtml": ("meisai.mhtml", as_saved_page()),
    "mhtml, of Safari": ("meisai.webarchive", as_web_archive(plistlib.FMT_BINARY)),
    "mhtml, of Safari in XML": ("meisai.webarchive", as_web_archive(plistlib.FMT_XML)),
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
