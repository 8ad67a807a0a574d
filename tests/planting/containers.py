"""The containers in which a table can lie."""

from __future__ import annotations

import io
import plistlib
import quopri
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

from tests.pdf_writer import Text, pdf
from tests.planting.places import HEADER, Table
from tests.workbooks import opendocument, workbook
from tests.xlsb_writer import xlsb


def csv_file(encoding: str, *, quoted: bool = False, delimiter: str = ",") -> Callable[[Table], tuple[str, bytes]]:
    def make(rows: Table) -> tuple[str, bytes]:
        def written(cell: str) -> str:
            return '"' + cell.replace('"', '""') + '"' if quoted or delimiter in cell else cell

        text = "\r\n".join(delimiter.join(map(written, row)) for row in rows) + "\r\n"
        return "meisai.csv", text.encode(encoding, "replace")

    return make


def _fixed(rows: Table) -> tuple[str, bytes]:
    def line(row: list[str]) -> str:
        if len(row) < len(HEADER):
            return " ".join(row)
        return "".join(_padded(cell, 34 if place == 1 else 16) for place, cell in enumerate(row))

    return "meisai.txt", "\r\n".join(map(line, rows)).encode("cp932", "replace")


def _padded(cell: str, width: int) -> str:
    return cell + " " * max(width - len(cell.encode("cp932", "replace")), 1)


def page_file(rows: Table, extra: str = "", title: str = "明細", tail: str = "") -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{extra}</head>'
        f"<body>{tail}<table>{body}</table></body></html>"
    ).encode("utf-8", "replace")


def mhtml_file(page: bytes, subject: str = "meisai", location: str = "https://bank.example/") -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: {location}\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {location}\r\n\r\n"
    )
    return head.encode("utf-8") + quopri.encodestring(page) + b"\r\n--x--\r\n"


def spreadsheet_file(rows: Table, sheet: str = "明細", author: str = "") -> bytes:
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(cell)}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{names}" xmlns:ss="{names}">'
        f"<DocumentProperties><Author>{escape(author)}</Author></DocumentProperties>"
        f'<Worksheet ss:Name="{escape(sheet)}"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode("utf-8", "replace")


def _ods(rows: Table) -> bytes:
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return opendocument(body)


_X = [40.0, 120.0, 330.0, 410.0, 490.0, 540.0, 560.0]


def _texts(rows: Table) -> list[Text]:
    texts = []
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            shown = cell.encode("cp932", "replace").decode("cp932")
            if shown.strip():
                texts.append(Text(_X[min(place, 6)], 60.0 + 16 * number, shown))
    return texts


def pdf_file(rows: Table) -> tuple[str, bytes]:
    return "meisai.pdf", pdf(_texts(rows), size=(1400, 842))


def zip_file(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def mail_file(name: str, data: bytes, who: str = "bank", subject: str = "meisai", text: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f'"{who}" <a@b.example>', f'"{who}" <c@d.example>', subject
    message.set_content(text or "添付します")
    message.add_attachment(data, maintype="text", subtype="csv", filename=name)
    return message.as_bytes()


def _without_controls(rows: Table) -> Table:
    """What XML cannot hold left out."""
    return [["".join(char for char in cell if char >= " " or char in "\t\n") for cell in row] for row in rows]


CONTAINERS: dict[str, Callable[[Table], tuple[str, bytes]]] = {
    "csv": csv_file("cp932"),
    "csv, quoted": csv_file("cp932", quoted=True),
    "csv, utf-8": csv_file("utf-8"),
    "csv, utf-8 with mark": csv_file("utf-8-sig", quoted=True),
    "csv, utf-16": csv_file("utf-16"),
    "csv, euc-jp": csv_file("euc-jp"),
    "csv, iso-2022-jp": csv_file("iso2022_jp"),
    "tsv": csv_file("cp932", delimiter="\t"),
    "semicolons": csv_file("utf-8", delimiter=";"),
    "fixed width": _fixed,
    "pasted": lambda rows: ("meisai.txt", "\n".join(cell for row in rows for cell in row if cell).encode()),
    "xlsx": lambda rows: ("meisai.xlsx", workbook(_without_controls(rows))),
    "xlsb": lambda rows: ("meisai.xlsb", xlsb(rows)),
    "ods": lambda rows: ("meisai.ods", _ods(_without_controls(rows))),
    "excel, XML of 2003": lambda rows: ("meisai.xml", spreadsheet_file(_without_controls(rows))),
    "html": lambda rows: ("meisai.html", page_file(rows)),
    "html, called a workbook": lambda rows: ("meisai.xls", page_file(rows)),
    "mhtml": lambda rows: ("meisai.mhtml", mhtml_file(page_file(rows))),
    "web archive": lambda rows: ("meisai.webarchive", web_archive_file(page_file(rows))),
    "pdf": pdf_file,
    "zip": lambda rows: ("meisai.zip", zip_file("meisai.csv", csv_file("cp932")(rows)[1])),
    "mail": lambda rows: ("meisai.eml", mail_file("meisai.csv", csv_file("cp932")(rows)[1])),
}


def web_archive_file(page: bytes, url: str = "https://bank.example/") -> bytes:
    resource = {
        "WebResourceData": page,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": url,
    }
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)
