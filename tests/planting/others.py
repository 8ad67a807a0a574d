"""Places outside of tables, or that only one container has: beside quotes, in names of files, titles, headers and fields."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.helpers import SAMPLES
from tests.planting.containers import (
    CONTAINERS,
    csv_file,
    mail_file,
    mhtml_file,
    page_file,
    pdf_file,
    spreadsheet_file,
    web_archive_file,
    zip_file,
)
from tests.planting.places import MOVES, Table, table
from tests.workbooks import workbook


def _behind_quotes(token: str) -> tuple[str, bytes]:
    lines = [",".join(f'"{cell}"' for cell in row) for row in table()]
    lines[3] = lines[3].replace('"ドコモコウザ"', f'"ドコモコウザ"{token}')
    lines[5] = lines[5] + token
    return "meisai.csv", "\r\n".join(lines).encode("cp932", "replace")


def _within_quotes(token: str) -> tuple[str, bytes]:
    lines = [",".join(f'"{cell}"' for cell in row) for row in table()]
    lines[3] = lines[3].replace("ドコモコウザ", f'ドコモコウザ ""{token}""')
    lines[5] = lines[5].replace("ドコモコウザ", f"ドコモコウザ\r\n{token}\r\n")
    return "meisai.csv", "\r\n".join(lines).encode("cp932", "replace")


def _open_quote(token: str) -> tuple[str, bytes]:
    lines = [",".join(row) for row in table()]
    lines[2] = lines[2].replace("電気料", f'"{token}')
    return "meisai.csv", "\r\n".join(lines).encode("cp932", "replace")


def _undecodable(token: str) -> tuple[str, bytes]:
    rows = table()
    rows[2][1] = f"@@{token}@@"
    name, data = CONTAINERS["csv"](rows)
    return name, data.replace(b"@@", b"\xff\x80\xfd")


def _ofx(token: str, *, xml: bool) -> tuple[str, bytes]:
    safe = escape(token)

    def close(name: str) -> str:
        return f"</{name}>" if xml else ""

    moves = "".join(
        f"<STMTTRN><TRNTYPE>DEBIT{close('TRNTYPE')}<DTPOSTED>{day.replace('/', '')}{close('DTPOSTED')}"
        f"<TRNAMT>-{yen}{close('TRNAMT')}<FITID>{safe}{number}{close('FITID')}<CHECKNUM>{safe}{close('CHECKNUM')}"
        f"<NAME>{name} {safe}{close('NAME')}<MEMO>{safe}{close('MEMO')}</STMTTRN>\n"
        for number, (day, name, yen, _) in enumerate(MOVES)
        if yen
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>'
        if xml
        else "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:UTF-8\nCHARSET:CSUNICODE\n\n"
    )
    body = (
        f"{head}<OFX><SIGNONMSGSRSV1><SONRS><FI><ORG>{safe}{close('ORG')}<FID>{safe}{close('FID')}</FI></SONRS></SIGNONMSGSRSV1>"
        f"<BANKMSGSRSV1><STMTTRNRS><TRNUID>{safe}{close('TRNUID')}<STMTRS><CURDEF>JPY{close('CURDEF')}"
        f"<BANKACCTFROM><BANKID>{safe}{close('BANKID')}<ACCTID>{safe}{close('ACCTID')}<ACCTTYPE>SAVINGS{close('ACCTTYPE')}"
        f"</BANKACCTFROM><BANKTRANLIST>\n{moves}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
    return "meisai.ofx", body.encode()


def _zengin(token: str) -> tuple[str, bytes]:
    """全銀: the holder, the account, and what stands in each record."""
    lines = (SAMPLES / "zengin.txt").read_bytes().split(b"\r\n")
    said = token.encode("cp932", "replace")[:14].ljust(14)
    lines[0] = lines[0].replace("ﾔﾏﾀﾞ ﾀﾛｳ".encode("cp932").ljust(14), said)
    changed = [lines[0]]
    for line in lines[1:]:
        changed.append(line[:81] + said + line[95:] if line.startswith(b"2") else line)
    return "meisai.txt", b"\r\n".join(changed)


def _pdf_metadata(token: str) -> tuple[str, bytes]:
    name, data = pdf_file(table())
    said = token.encode("utf-16")
    return name, data.replace(b"<</Type/Catalog", b"<</Author<" + said.hex().encode() + b">/Type/Catalog", 1)


def _named(name: str, inner: Callable[[Table], tuple[str, bytes]]) -> Callable[[str], tuple[str, bytes]]:
    def make(token: str) -> tuple[str, bytes]:
        return name.replace("{}", token.replace("/", "-")), inner(table())[1]

    return make


OTHERS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "csv: behind closing quotes": _behind_quotes,
    "csv: within quotes, over lines": _within_quotes,
    "csv: behind a quote that never closes": _open_quote,
    "csv: beside bytes that are no text": _undecodable,
    "csv: its name": _named("{}.csv", CONTAINERS["csv"]),
    "xlsx: its name": _named("{}.xlsx", CONTAINERS["xlsx"]),
    "xlsx: a sheet": lambda token: ("meisai.xlsx", workbook(table(), table(), called=_sheet(token))),
    "xml of 2003: sheet and author": lambda token: ("meisai.xml", spreadsheet_file(table(), token, token)),
    "html: title": lambda token: ("meisai.html", page_file(table(), title=escape(token))),
    "html: comment": lambda token: ("meisai.html", page_file(table(), extra=f"<!-- {token} -->")),
    "html: script and style": lambda token: (
        "meisai.html", page_file(table(), extra=f'<script>var x="{token}"</script><style>/* {token} */</style>'),
    ),
    "html: attribute": lambda token: (
        "meisai.html", page_file(table(), extra=f'<meta name="author" content="{token}">', tail=f'<p title="{token}">x</p>'),
    ),
    "html: beside the table": lambda token: ("meisai.html", page_file(table(), tail=f"<p>{token}</p><h1>{token} 様</h1>")),
    "html: a table of its own": lambda token: (
        "meisai.html", page_file(table(), tail=f"<table><tr><td>お名前</td><td>{token}</td></tr></table>"),
    ),
    "mhtml: subject and address": lambda token: (
        "meisai.mhtml", mhtml_file(page_file(table()), token, f"https://bank.example/{token}"),
    ),
    "web archive: address": lambda token: ("meisai.webarchive", web_archive_file(page_file(table()), f"https://bank.example/?q={token}")),
    "pdf: metadata": _pdf_metadata,
    "ofx, SGML: every field": lambda token: _ofx(token, xml=False),
    "ofx, XML: every field": lambda token: _ofx(token, xml=True),
    "全銀: holder and memos": _zengin,
    "zip: a member's name": lambda token: (
        "meisai.zip", zip_file(f"{token.replace('/', '-')}.csv", csv_file("cp932")(table())[1]),
    ),
    "zip: a member that is no statement": lambda token: ("meisai.zip", zip_file("x.csv", token.encode())),
    "mail: from, to, subject, text": lambda token: (
        "meisai.eml", mail_file("meisai.csv", csv_file("cp932")(table())[1], token, token, token),
    ),
    "mail: name of what is attached": lambda token: ("meisai.eml", mail_file(token + ".csv", csv_file("cp932")(table())[1])),
    "text that is no statement": lambda token: ("meisai.csv", f"{token}\n{token},x\n".encode()),
    "something broken": lambda token: ("meisai.xlsx", b"PK\x03\x04" + token.encode()),
}  # fmt: skip


def _sheet(token: str) -> str:
    """As Excel allows it."""
    return "".join(char for char in token if char not in "[]:*?/\\")[:28]
