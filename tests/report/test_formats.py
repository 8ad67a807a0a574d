"""All formats say the same: the same findings in the same order, whole, safe and without a connection."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

import selfcheck
from selfcheck import Report
from selfcheck.clock import japan_time
from selfcheck.report.documents import as_csv, as_html, as_markdown, document
from selfcheck.report.share import shared
from tests.helpers import GOLDEN, ROOT, SAMPLES, sample_of, simple
from tests.in_process import command

NOW = japan_time("2026-11-24T10:30", None)
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
SECRETS = ("ヤマダ", "ハナコ", "7654321", "90123", "90,123", "meisai", "12345678")
PRIVATE = (
    "口座番号,7654321\n日付,摘要,出金,入金,残高\n2026/11/10,振込　ヤマダ　ハナコ　ペイペイ 12345678,10000,,90123\n"
    "2026/11/11,電気,1000,,89123\n2026/99/11,ヤマダ　ハナコ,1000,,88123\n"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page(HTMLParser):
    """The tags of a page, with its text and the rows of findings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "line", "path", "rect", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("line", "path", "rect", "circle"):
            assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def findings(self) -> list[int]:
        return [int(str(attrs["id"])[8:]) for _, attrs in self.tags if str(attrs.get("id", "")).startswith("finding-")]


@pytest.fixture(scope="module")
def every() -> Report:
    return selfcheck.scan(SAMPLES, now=NOW)


def test_all_formats_carry_the_same_findings_in_the_same_order(every: Report):
    expected = [finding.number for finding in every.findings]
    assert Page(as_html(every)).findings == expected
    assert [int(row["number"]) for row in csv.DictReader(io.StringIO(as_csv(every).decode("utf-8-sig")))] == expected
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", as_markdown(every), re.MULTILINE)] == expected
    told = [(f["statement"], f["line"], f["service"]) for f in every.to_dict()["findings"]]
    assert told == [(f.statement, f.line, f.service) for f in every.findings]
    plain = document(every, "text", on_screen=False, plain=True, full=True).decode()
    assert [int(number) for number in re.findall(r"^番号(\d+)。", plain, re.MULTILINE)] == expected
    table = document(every, "text", on_screen=False, full=True).decode()
    assert [int(n) for n in re.findall(r"^ +(\d+)  (?:\d{4}-\d\d-\d\d|不明) ", table, re.MULTILINE)] == expected


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name.split(".")[0])
def test_the_json_keeps_to_its_schema(file: Path):
    jsonschema.validate(selfcheck.scan(sample_of(file), now=NOW).to_dict(), SCHEMA)


def test_the_schema_refuses_what_is_not_a_report():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": "selfcheck.report/1"}, SCHEMA)


def test_the_page_is_whole_and_has_nothing_that_could_act_or_connect(every: Report):
    page = Page(as_html(every))
    assert page.open == []
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    for tag, attrs in page.tags:
        assert not {name for name in attrs if name.startswith("on") or name in ("src", "style")}, tag
        assert re.match(r"#|tel:[\d%+*]+$|https://", str(attrs.get("href", "#")))
        assert not str(attrs.get("href", "")).startswith("https:") or attrs["rel"] == "noopener noreferrer external"
    (policy,) = (str(attrs["content"]) for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_picture_has_a_title_and_a_text(every: Report):
    pictures = [attrs for tag, attrs in Page(as_html(every)).tags if tag == "svg" and "role" in attrs]
    assert len(pictures) == 5  # four accounts, and what was taken when
    assert all(str(attrs["aria-label"]).strip() for attrs in pictures)


@pytest.mark.parametrize(
    "memo",
    [
        "<b>ペイペイ</b>", "ペイペイ<script>alert(1)</script>", "ペイペイ&lt;", "ペイペイ\x1b[31m\u202e", "=1+1ペイペイ",
        "@ペイペイ", "\tペイペイ", "＝1ペイペイ", "[red]ペイペイ[/x]", "*ペイペイ*|_x_",
    ],
)  # fmt: skip
def test_nothing_in_a_memo_can_act(memo: str, tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_bytes(simple(memo.replace("\t", '"\t"') if "\t" in memo else memo).encode("utf-8"))
    report = selfcheck.scan(file, now=NOW)
    page = as_html(report)
    assert "<b>" not in page
    assert "<script" not in page
    for form in (page, as_markdown(report), as_csv(report).decode("utf-8-sig")):
        assert "\x1b" not in form
        assert "\u202e" not in form
    (row,) = csv.DictReader(io.StringIO(as_csv(report).decode("utf-8-sig")))
    assert not re.match(r"\s*[=+\-@＝＋－＠]", row["memo"])
    assert row["withdrawal"] == "10000"


@pytest.mark.parametrize("output_format", ["text", "html", "markdown", "csv", "json"])
def test_sharing_hides_who_the_holder_is_and_keeps_the_number_of_findings(output_format: str, tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(PRIVATE.encode("cp932"))
    report = selfcheck.scan(file, now=NOW)
    hidden = shared(report)
    text = "".join(document(hidden, output_format, on_screen=False, full=full).decode("utf-8-sig") for full in (False, True))
    assert [secret for secret in SECRETS if secret in text] == []
    assert "ペイペイ" in text
    assert "10000" in text.replace(",", "")
    assert [(f.number, f.level, f.service) for f in hidden.findings] == [
        (f.number, f.level, f.service) for f in report.findings
    ]


def test_sharing_keeps_of_a_header_what_the_bank_prints_for_everybody(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    header = "日付,摘要（お取引内容）,出金(円),入金（お預り）,残高(普通 ７６５４３２１ ﾐﾎﾝ ﾀﾛｳ)"
    file.write_bytes(f"{header}\n2026/9/8,ペイペイ,10000,,90000\n2026/9/9,ガス,1000,,89000\n".encode("cp932"))
    text = json.dumps(shared(selfcheck.scan(file, now=NOW)).to_dict(), ensure_ascii=False)
    assert [secret for secret in ("７６５４３２１", "7654321", "ﾐﾎﾝ", "ﾀﾛｳ") if secret in text] == []
    assert all(cell in text for cell in ("日付", "出金(円)", "入金（お預り）", "残高(普通 ***)"))


def test_sharing_a_sample_leaves_no_balance_path_or_memo(every: Report):
    text = json.dumps(shared(every).to_dict(), ensure_ascii=False)
    for finding in every.findings:
        if finding.balance and finding.balance > 9999:
            assert f"{finding.balance}" not in text
        assert every.statements[finding.statement].path not in text


def test_the_command_writes_every_format_and_shares(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(PRIVATE.encode("cp932"))
    for output_format in ("text", "html", "markdown", "csv", "json"):
        target = tmp_path / f"report.{output_format}"
        result = command("scan", file, "--format", output_format, "--output", target, "--share")
        assert (result.returncode, result.stdout) == (1, b""), result.stderr
        content = target.read_text(encoding="utf-8-sig")
        assert "ペイペイ" in content
        assert not any(secret in content for secret in SECRETS)
        assert command("scan", file, "--format", output_format, "--output", target).returncode == 2


def test_plain_text_has_no_table_no_sign_and_no_colour(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(PRIVATE.encode("cp932"))
    text = command("scan", file, "--plain", FORCE_COLOR="1").stdout.decode()
    assert not re.search(r"^\s*[■▼・]|\x1b", text, re.MULTILINE)
    assert not re.search(r"^ +[^ ]", text, re.MULTILINE)
    assert re.search(r"^\[1\] ", command("scan", file, "--plain", "--full").stdout.decode(), re.MULTILINE)
    assert "番号1。日付は2026年11月10日、金額は10,000 円" in text


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_renders_the_page_and_asks_for_nothing(tmp_path: Path):
    page, log, paper = tmp_path / "report.html", tmp_path / "net.json", tmp_path / "report.pdf"
    page.write_text(as_html(selfcheck.scan(SAMPLES / "yucho.csv", now=NOW)), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    shown = subprocess.run(
        [*command, *quiet, f"--log-net-log={log}", "--dump-dom", page.as_uri()], capture_output=True, timeout=600, check=True
    )
    dom = shown.stdout.decode()
    assert dom.count('<tr id="finding-') == 12
    assert "<circle" in dom
    asked = re.findall(r'"url":"(https?:[^"]+)"', log.read_text(encoding="utf-8", errors="replace"))
    assert [url for url in asked if "google" not in url and "gstatic" not in url] == []
    subprocess.run([*command, f"--print-to-pdf={paper}", page.as_uri()], capture_output=True, timeout=600, check=True)
    assert paper.read_bytes().startswith(b"%PDF")


def on_a_terminal(*arguments: str | Path) -> tuple[bytes, bytes]:
    """Standard output and what was shown on a terminal as standard error."""
    import pty  # not on Windows

    main, side = pty.openpty()
    command = [sys.executable, "-m", "selfcheck", *map(str, arguments)]
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side, env=settings) as process:
        os.close(side)
        seen = b""
        with contextlib.suppress(OSError):
            while part := os.read(main, 65536):
                seen += part
        output = process.stdout.read() if process.stdout else b""
    os.close(main)
    return output, seen


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_long_run_shows_a_bar_on_a_terminal_and_none_through_a_pipe(tmp_path: Path):
    for number in range(25):
        (tmp_path / f"{number:02}.csv").write_text(simple("電気", "ガス", start=10**6 + number), encoding="utf-8")
    output, seen = on_a_terminal("scan", tmp_path, "--no-mine", "--format", "json")
    assert "25 個のうち".encode() in seen
    assert len(json.loads(output)["statements"]) == 25
    assert command("scan", tmp_path, "--no-mine").stderr == b""
    _, few = on_a_terminal("scan", tmp_path / "01.csv", "--no-mine")
    assert few == b""
