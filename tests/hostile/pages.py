"""Saved pages, and mails, that mean harm."""

from __future__ import annotations

import base64
import plistlib
from typing import Any

from tests.hostile.workbooks import Makers

ROW = "<tr><td>2026/11/02</td><td>ドコモコウザ</td><td>10000</td><td></td><td>990000</td></tr>"
TABLE = f"<table><tr><th>日付</th><th>摘要</th><th>出金</th><th>入金</th><th>残高</th></tr>{ROW}</table>"


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


PAGES: Makers = {
    "page that begins with comments": lambda: b"<!---->" * 5000 + b"x" * 100,
    "page of scripts that do not end": lambda: _page("<script>" * 100_000),
    "page of rows that do not end": lambda: b"<tr " * 16000 + b"x",
    "page nested a million deep": lambda: _page("<div>" * 1_000_000),
    "page of tables in tables": lambda: _page("<table><tr><td>" * 5000 + TABLE),
    "page of letters that never end": lambda: _page("<b><i><a href=x>" * 100_000 + TABLE),
    "page of paragraphs that only end": lambda: _page("</p>" * 1_000_000),
    "page of choices": lambda: _page(TABLE + "<select>" + "<option>x" * 60_000 + "</select>"),
    "page of cells that span all": lambda: _page(
        "<table>" + "<tr><td colspan=1000 rowspan=65534>x</td></tr>" * 5000 + "</table>" + TABLE
    ),
    "page of an element with many attributes": lambda: _page(
        "<div " + " ".join(f"a{at}=1" for at in range(15_000)) + ">" + TABLE
    ),
    "page of many elements with many attributes": lambda: _page(
        ("<p " + " ".join(f"a{at}=1" for at in range(1_900)) + ">") * 600 + TABLE
    ),
    "page of entities": lambda: _page("&CounterClockwiseContourIntegral;" * 300_000 + TABLE),
    "page of broken tags": lambda: _page("<" * 3_000_000),
    "page of comments that do not end": lambda: _page("<!--" * 500_000),
    "page of forms in tables": lambda: _page("<table><form><tr><select><table>" * 20_000),
    "page of frames and svg": lambda: _page("<svg><foreignObject><math><mi><p>" * 50_000 + TABLE),
    "page of tables beside each other": lambda: _page(
        "<table><tr><td>2026/11/02</td><td>電気</td><td>1,000円</td></tr></table>" * 20_000
    ),
    "page of noughts": lambda: _page("\0" * 1_000_000 + TABLE),
    "page of a line of many words": lambda: _page("< " * 200_000),
    "page of captions": lambda: _page(("<table><caption>x" * 90 + TABLE + "</table>" * 90) * 20),
}


def _mail(body: str, kind: str = "text/plain", *more: str) -> bytes:
    head = [
        "From: a@example.com",
        "To: b@example.com",
        "Message-ID: <1@example.com>",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        *more,
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def _multipart(depth: int, lines: int) -> bytes:
    out = [f'--b{at}\r\nContent-Type: multipart/mixed; boundary="b{at + 1}"\r\n\r\n' for at in range(depth)]
    return _mail("".join(out) + "x\r\n" * lines, 'multipart/mixed; boundary="b0"')


def attached(name: str, content: bytes) -> bytes:
    """A mail with a file attached."""
    text = base64.encodebytes(content).decode().replace("\n", "\r\n")
    head = "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
    part = f'{head}Content-Disposition: attachment; filename="{name}"\r\n\r\n{text}\r\n--b--\r\n'
    return _mail(part, 'multipart/mixed; boundary="b"')


def _frames(depth: int) -> bytes:
    """A saved page of frames that show the same frames, twice each: two to the power of ``depth`` of them."""
    frame: dict[str, Any] = {"WebSubframeArchives": []}
    for _ in range(depth):
        frame = {"WebSubframeArchives": [frame, frame]}
    return plistlib.dumps(
        {"WebMainResource": {"WebResourceData": 1}, "WebSubframeArchives": [frame, frame]}, fmt=plistlib.FMT_BINARY
    )


MAILS: Makers = {
    "mail nested deep": lambda: _multipart(5000, 100),
    "mail of many lines in many parts": lambda: _multipart(150, 300_000),
    "mail with a long header": lambda: _mail("x", "text/plain", "Subject: " + "=?utf-8?q?a?= " * 100_000),
    "mail with a name in many pieces": lambda: _mail(
        "x" * 99, "text/plain;" + "".join(f" name*{at}*=%41;" for at in range(20_000))
    ),
    "mail with names in quotation marks": lambda: _mail("x" * 99, "text/plain; name=" + '"\\' * 40_000),
    "mail of ten thousand parts": lambda: _mail("--b\r\n\r\nx\r\n" * 10_000, 'multipart/mixed; boundary="b"'),
    "mail of rubbish in base64": lambda: _mail("=" * 3_000_000, "text/csv", "Content-Transfer-Encoding: base64"),
    "mail packed by an old program": lambda: _mail(
        "begin 644 x\r\n" + "M" * 200_000 + "\r\nend", "text/csv", "Content-Transfer-Encoding: x-uuencode"
    ),
    "page saved in frames without end": lambda: _frames(40),
    "page saved in lists without end": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE plist><plist>WebMainResource' + b"<array>" * 100_000
    ),
}
