"""A mail is its text and what is attached to it; a saved page is one of its kinds."""

from __future__ import annotations

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers import in_child
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.mail import MAIL
from selfcheck.statement.containers.mhtml import MHTML
from tests.statement.containers.test_archives import parts


def mail(*attached: tuple[str, str, bytes], text: str = "x", more: bytes = b"") -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Message-ID"] = "<1@x>"
    message["MIME-Version"] = "1.0"
    message.set_content(text)
    for kind, name, content in attached:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes() + more


def test_a_mail_is_its_text_and_what_is_attached():
    made = mail(("text/csv", "a.csv", b"1,2"), ("image/png", "b.png", b"p"))
    assert MAIL.recognises(Source("x", made))
    assert [(part.name, part.content) for part in parts(MAIL, made)] == [
        ("本文.txt", b"x\n"),
        ("a.csv", b"1,2"),
        ("b.png", b"p"),
    ]
    inline = mail(("image/png", "b.png", b"p")).replace(b"attachment;", b"inline;")
    assert [part.name for part in parts(MAIL, inline)] == ["本文.txt"]


def test_a_page_in_a_mail_is_called_its_text_too():
    made = mail().replace(b"text/plain", b"text/html")
    assert [part.name for part in parts(MAIL, made)] == ["本文.html"]
    other = mail().replace(b"text/plain", b"text/x-own")
    assert [part.name for part in parts(MAIL, other)] == ["text.x-own"]


@pytest.mark.parametrize(
    ("head", "is_mail"),
    [
        (b"Message-ID: <1>\nMIME-Version: 1.0\n\nx", True),
        (b"Received: a\n b\nmessage-id: <1>\n\n", True),
        (b"Message-ID: <1>\nSubject: x\n\n", False),
        (b"x\nMessage-ID: <1>\nMIME-Version: 1.0\n", False),
    ],
)
def test_a_mail_is_known_by_two_lines_of_its_head(head: bytes, is_mail: bool):
    assert MAIL.recognises(Source("x", head)) is is_mail


def test_a_mail_of_too_many_files_says_which_were_left():
    made = mail(*(("text/csv", f"{number}.csv", b"1") for number in range(100)))
    found = parts(MAIL, made)
    assert len(found) == 101
    assert [part.name for part in found if isinstance(part.content, UnreadableError)] == ["99.csv"]


@pytest.mark.parametrize(
    ("head", "is_saved"),
    [
        (b"From: <Saved by Blink>\nContent-Type: multipart/related;\n", True),
        (b"Snapshot-Content-Location: http://x\ncontent-type:multipart/alternative\n", True),
        (b"Content-Type: multipart/related;\n", False),
        (b"From: <Saved by Blink>\nContent-Type: text/html\n", False),
        (b"bplist00xxWebMainResource", True),
        (b"bplist00xx", False),
        (b"<?xml version='1.0'?><!DOCTYPE plist x>WebMainResource", True),
        (b"xWebMainResource", False),
    ],
)
def test_a_saved_page_is_known_by_its_head(head: bytes, is_saved: bool):
    assert MHTML.recognises(Source("x", head)) is is_saved


def test_frames_of_a_saved_page_are_bounded(monkeypatch: pytest.MonkeyPatch):
    table = "<table><tr><th>日付<th>摘要<th>出金<tr><td>2026/9/{}<td>電気<td>1,000</table>"
    pages = "".join(f"--x\nContent-Type: text/html; charset=utf-8\n\n{table.format(day)}\n" for day in (1, 2, 3))
    data = f"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n{pages}--x--\n".encode()
    assert len(parts(MHTML, data)) == 3
    if not in_child.forks():
        pytest.skip("a process that starts anew has its own bound")
    monkeypatch.setattr("selfcheck.statement.containers.mhtml_pages._MOST_PAGES", 2)
    assert len(parts(MHTML, data)) == 2
