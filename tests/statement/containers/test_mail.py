"""A saved mail is opened: its text and the files attached to it are read like files of their own."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

import selfcheck
from selfcheck.report.report import Report
from tests.helpers import SAMPLES

NOTICE = """いつもご利用ありがとうございます。

取引日：2020/09/03
内容：ドコモコウザ
お引出金額：30,000円
残高：470,000円

取引日：2020/09/04
内容：電気料
お引出金額：3,000円
残高：467,000円
"""
TABLE = (
    "<p>ご利用明細</p><table><tr><th>日付</th><th>摘要</th><th>出金</th><th>残高</th></tr>"
    "<tr><td>2020/9/3</td><td>ドコモコウザ</td><td>30,000</td><td>470,000</td></tr>"
    "<tr><td>2020/9/4</td><td>電気料</td><td>3,000</td><td>467,000</td></tr></table>"
)


def mail(text: str, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "見本銀行 <oshirase@bank.example>", "taro@example.com"
    message["Subject"], message["Message-ID"] = "ご利用のお知らせ", "<1@bank.example>"
    message["Received"] = "from bank.example; Fri, 4 Sep 2020 09:00:00 +0900"
    message.set_content(text, charset=charset)
    return message


def scanned(message: EmailMessage, folder: Path) -> Report:
    (folder / "oshirase.eml").write_bytes(message.as_bytes())
    return selfcheck.scan(folder / "oshirase.eml")


def raised(report: Report) -> list[tuple[str, int | None]]:
    return [(str(finding.date), finding.withdrawal) for finding in report.raised]


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
def test_a_notice_in_the_text_is_read_in_its_encoding(charset: str, tmp_path: Path):
    report = scanned(mail(NOTICE, charset), tmp_path)
    assert raised(report) == [("2020-09-03", 30_000)]
    assert report.statements[0].path.endswith("oshirase.eml/本文.txt")


def test_of_a_text_that_is_sent_twice_the_page_with_the_table_counts_once(tmp_path: Path):
    message = mail("ご利用明細\n2020/9/3 ドコモコウザ 30,000 470,000\n")
    message.add_alternative(TABLE, subtype="html")
    report = scanned(message, tmp_path)
    assert raised(report) == [("2020-09-03", 30_000)]
    assert [statement.container for statement in report.statements] == ["html"]


@pytest.mark.parametrize("sample", ["yucho.csv", "simple_xlsx.xlsx", "pdf_page.pdf"])
def test_what_is_attached_is_read_as_by_itself(sample: str, tmp_path: Path):
    content = (SAMPLES / sample).read_bytes()
    message = mail("添付をご覧ください。")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"明細_{sample}")
    report = scanned(message, tmp_path)
    by_itself = selfcheck.scan(SAMPLES / sample)
    assert raised(report) == raised(by_itself)
    assert f"oshirase.eml/明細_{sample}" in report.statements[0].path


def test_an_archive_that_is_attached_is_told(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.csv", "日付,摘要,出金\n2020/9/3,ドコモコウザ,1\n")
    message = mail("添付をご覧ください。")
    message.add_attachment((tmp_path / "x.zip").read_bytes(), maintype="application", subtype="zip", filename="meisai.zip")
    report = scanned(message, tmp_path)
    assert report.exit_code in (3, 4)
    assert "zip-nested" in {one.sentence.key for one in report.skipped} | {
        problem.code for statement in report.statements for problem in statement.problems
    }


def test_a_mail_without_a_statement_says_so(tmp_path: Path):
    report = scanned(mail("こんにちは。\n"), tmp_path)
    assert report.exit_code == 4
    assert [problem.code for problem in report.statements[0].problems] == ["empty-mail"]


def test_parts_in_parts_without_end_are_bounded(tmp_path: Path):
    depth = 3000
    head = "Received: x\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n"
    deep = "".join(f"--b{at}\nContent-Type: multipart/mixed; boundary=b{at + 1}\n\n" for at in range(depth))
    (tmp_path / "x.eml").write_text(head + deep)
    report = selfcheck.scan(tmp_path / "x.eml")
    assert report.exit_code == 4
