"""Transactions come in, the bytes of a file of every kind go out; for growth series and as seeds for fuzzing.

All are invented. `WRITERS` names each kind with the ending of its files.
"""

from __future__ import annotations

import datetime as dt
import io
import plistlib
import quopri
import zipfile
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from typing import NamedTuple
from unicodedata import east_asian_width

from tests.pdf_writer import Move, pdf, statement
from tests.workbooks import opendocument, workbook
from tests.xls_writer import xls
from tests.xlsb_writer import xlsb

NAMES = ["取引日", "お取引内容", "お支払金額", "お預り金額", "差引残高"]
_WORDS = ("ｺﾄﾘﾃﾞﾝﾘﾖｸ", "水道料", "振込 スズキ", "ｶﾞｽ ﾀﾞｲ", "コンビニ", "家賃", "ATM", "カード", "書店", "ヒカリ")
_SERVICES = ("ドコモコウザ", "ペイペイ", "メルペイ")
_FIRST = dt.date(2015, 1, 1)


def moves(count: int, *, every: int = 50, start: int = 900_000_000) -> list[Move]:
    """So many transactions over ten years, one in ``every`` by a service; the balance is right."""
    found = []
    for number in range(count):
        day = _FIRST + dt.timedelta(days=number * 3650 // max(count, 1))
        yen, into = 100 + number * 37 % 9000, number % 3 == 2
        memo = _SERVICES[number // every % 3] if number % every == every // 2 else f"{_WORDS[number % 10]}{number % 300}"
        into = into and memo not in _SERVICES
        start += yen if into else -yen
        found.append(Move(f"{day:%Y/%m/%d}", memo, None if into else yen, yen if into else None, start))
    return found


def cells(move: Move) -> list[str]:
    """A row as a bank prints it."""
    return [move.date, move.memo, *(f"{yen:,}" if yen else "" for yen in (move.out, move.into, move.balance))]


def table(rows: Iterable[Move]) -> list[list[str]]:
    """A header and the rows."""
    return [NAMES, *map(cells, rows)]


def delimited(rows: Sequence[Move], delimiter: str = ",", *, quote: str = "", encoding: str = "cp932") -> bytes:
    """Rows of cells; amounts are plain where nothing is quoted."""
    cut = [[f"{quote}{cell}{quote}" if quote else cell.replace(",", "") for cell in row] for row in table(rows)]
    return "".join(delimiter.join(row) + "\r\n" for row in cut).encode(encoding)


def _opendocument(rows: Sequence[Move]) -> bytes:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    return opendocument("".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table(rows)))


def _spreadsheet_xml(rows: Sequence[Move]) -> bytes:
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in table(rows)
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{names}" xmlns:ss="{names}"><Worksheet ss:Name="明細"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def page(rows: Sequence[Move]) -> bytes:
    """A web page with one table."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in map(cells, rows))
    head = "".join(f"<th>{name}</th>" for name in NAMES)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>見本銀行</title></head><body><h1>入出金明細</h1>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    ).encode()


def _saved_page(rows: Sequence[Move]) -> bytes:
    packed = quopri.encodestring(page(rows)).decode("ascii")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bank.example/\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://bank.example/\r\n\r\n{packed}\r\n--b--\r\n"
    ).encode()


def _web_archive(rows: Sequence[Move], form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    main = {"WebResourceData": page(rows), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)


def _pdf(rows: Sequence[Move]) -> bytes:
    return pdf(*(statement(rows[at : at + 40]) for at in range(0, len(rows), 40)))


def _columns(row: Sequence[str]) -> str:
    line = ""
    for at, (cell, width) in enumerate(zip(row, (14, 30, 14, 14, 18), strict=True)):
        room = " " * max(width - sum(2 if east_asian_width(char) in "FWA" else 1 for char in cell), 1)
        line += room + cell if at > 1 else cell + room
    return line.rstrip()


def _fixed_width(rows: Sequence[Move]) -> bytes:
    return "\n".join(map(_columns, table(rows))).encode("cp932")


def _pasted(rows: Sequence[Move]) -> bytes:
    return "\n".join(cell for row in table(rows) for cell in row).encode()


def _bars(rows: Sequence[Move]) -> bytes:
    return "\n".join(f"| {' | '.join(row)} |" for row in table(rows)).encode()


def _labels(rows: Sequence[Move]) -> bytes:
    def notice(move: Move) -> str:
        amount = f"お引出金額：{move.out:,}円" if move.out else f"お預入金額：{move.into:,}円"
        return f"取引日：{move.date}\n内容：{move.memo}\n{amount}\n残高：{move.balance:,}円"

    return "\n\n".join(map(notice, rows)).encode()


def _ofx(rows: Sequence[Move]) -> bytes:
    body = "".join(
        f"<STMTTRN>\n<TRNTYPE>{'DEP' if row.into else 'PAYMENT'}\n<DTPOSTED>{row.date.replace('/', '')}000000[+9:JST]\n"
        f"<TRNAMT>{row.into or -(row.out or 0)}\n<FITID>{number}\n<NAME>{row.memo}\n</STMTTRN>\n"
        for number, row in enumerate(rows, start=1)
    )
    last = rows[-1].balance if rows else 0
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:CSUNICODE\nCOMPRESSION:NONE\n"
        "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS>\n<CURDEF>JPY\n"
        "<BANKACCTFROM><BANKID>9999<BRANCHID>001<ACCTID>1234567<ACCTTYPE>SAVINGS</BANKACCTFROM>\n<BANKTRANLIST>\n"
        f"{body}</BANKTRANLIST>\n<LEDGERBAL><BALAMT>{last}<DTASOF>20260101</LEDGERBAL>\n</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode()


def _zengin(rows: Sequence[Move]) -> bytes:
    first = rows[0] if rows else Move("", "", 0, 0, 0)
    before = first.balance + (first.out or 0) - (first.into or 0)
    head = f"10300209300208010209309999{'ﾃｽﾄｷﾞﾝｺｳ':15}001{'ﾎﾝﾃﾝ':15}00010001234567{'ﾔﾏﾀﾞ ﾀﾛｳ':40}11{before:014}"
    lines = [head.ljust(200)]
    for number, row in enumerate(rows, start=1):
        day = f"02{row.date[5:].replace('/', '')}"
        way, memo = ("1", "ﾌﾘｺﾐ") if row.into else ("2", "ﾄﾞｺﾓｺｳｻﾞ" if row.memo in _SERVICES else f"ﾃﾞﾝﾜ {number}")
        lines.append(f"2{number:08}{day}{day}{way}14{row.into or row.out:012}{0:036}1{0:010}{'':78}{memo:40}".ljust(200)[:200])
    into, out = [row.into for row in rows if row.into], [row.out for row in rows if row.out]
    last = rows[-1].balance if rows else 0
    lines.append(f"8{len(into):06}{sum(into):013}{len(out):06}{sum(out):013}1{last:014}{len(rows):07}".ljust(200))
    lines.append(f"9{len(rows) + 2:010}00001".ljust(200))
    return "".join(f"{line}\r\n" for line in lines).encode("cp932")


def archive(*members: tuple[str, bytes]) -> bytes:
    """A ZIP."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return data.getvalue()


def _zip(rows: Sequence[Move], count: int = 4) -> bytes:
    step = -(-len(rows) // count) or 1
    return archive(*((f"{at:03}.csv", delimited(rows[at * step : at * step + step], quote='"')) for at in range(count)))


def mail(*attached: tuple[str, bytes]) -> bytes:
    """A saved mail with files."""
    message = EmailMessage()
    for name, value in (
        ("From", "a@bank.example"),
        ("To", "b@example.jp"),
        ("Subject", "明細"),
        ("Message-ID", "<1@bank.example>"),
    ):
        message[name] = value
    message["Received"] = "from bank.example"
    message.set_content("明細をお送りします。\n")
    for name, data in attached:
        message.add_attachment(data, maintype="text", subtype="csv", filename=name)
    return message.as_bytes()


class Writer(NamedTuple):
    """A kind of file."""

    suffix: str
    write: Callable[[Sequence[Move]], bytes]


WRITERS: dict[str, Writer] = {
    "csv": Writer(".csv", delimited),
    "quoted": Writer(".csv", lambda rows: delimited(rows, quote='"')),
    "tsv": Writer(".tsv", lambda rows: delimited(rows, "\t", encoding="utf-8")),
    "utf-16": Writer(".txt", lambda rows: delimited(rows, "\t", encoding="utf-16")),
    "xlsx": Writer(".xlsx", lambda rows: workbook(table(rows))),
    "xls": Writer(".xls", lambda rows: xls(table(rows))),
    "xlsb": Writer(".xlsb", lambda rows: xlsb(table(rows))),
    "ods": Writer(".ods", _opendocument),
    "spreadsheet_xml": Writer(".xls", _spreadsheet_xml),
    "html": Writer(".html", page),
    "mhtml": Writer(".mhtml", _saved_page),
    "webarchive": Writer(".webarchive", _web_archive),
    "webarchive_xml": Writer(".webarchive", lambda rows: _web_archive(rows, plistlib.FMT_XML)),
    "pdf": Writer(".pdf", _pdf),
    "fixed_width": Writer(".txt", _fixed_width),
    "pasted": Writer(".txt", _pasted),
    "bars": Writer(".md", _bars),
    "labels": Writer(".txt", _labels),
    "ofx": Writer(".ofx", _ofx),
    "zengin": Writer(".txt", _zengin),
    "zip": Writer(".zip", _zip),
    "mail": Writer(".eml", lambda rows: mail(("meisai.csv", delimited(rows, quote='"')))),
}
