"""What stands in a statement shows in Markdown and does nothing there: no link, picture, HTML, emphasis or mention.

Looked at with what GitHub itself uses (cmark-gfm) and with another reader that makes links of more (markdown-it, linkify).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import selfcheck
from selfcheck.printing.markdown import in_markdown
from selfcheck.printing.safe import escaped
from selfcheck.report.call_sheet import call_sheet
from selfcheck.report.documents import as_markdown
from selfcheck.report.letter import Addressee, letters_as
from selfcheck.report.report import Report
from tests.hostile.texts import MEMOS

_MARKDOWN_IT = MarkdownIt("gfm-like", {"linkify": True, "html": True})
_FLAGS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
READERS = {
    "cmark-gfm": lambda text: cmarkgfm.github_flavored_markdown_to_html(text, options=_FLAGS),
    "markdown-it": _MARKDOWN_IT.render,
}
ACTING = (
    "a@b.jp", "mailto:a@b.jp", "xmpp:a@b.jp/x", "@user", "x @user", "#123", "owner/name#1", "GH-12", "# x", "#",
    "https://x.jp/a?b=c&d", "ペイペイhttps://x.jp", "http://例え.jp", "ftp://x.jp", "//x.jp/", "://", "javascript:alert(1)",
    "www.example.jp", "WWW.Example.JP", "(www.x.jp)", "*www.x.jp*", "_www.x.jp_", "~www.x.jp", "例え.jp", "meisai.md", "a.zip",
    "<b>x</b>", "<script>", "<https://x.jp>", "<a@b.jp>", "<!-- x", "&amp;", "&#64;", "a&#64;b.jp", "a\\@b.jp", "\\#1",
    "![x](https://x.jp/y.png)", "[x](y)", "[x](y@z.jp)", "[x][y]", "[^1]", "[^1]: note", "[x]: https://x.jp", "[ ] x",
    "`code`", "``a`b``", "`", "``", "a`", "`a", "`@x", "@`", "@x`y``z", "`@x``y@z`", "@x\\`y`",
    "|", "a|b", "a\\|b", "@x|@y", "@x\\|@y", "@x\\", "\\", "\\\\", "| a | b |", "|---|---|",
    "*x*", "**x**", "_x_", "__x__", "~~x~~", "~x~", "$x$", "$$x$$", ":smile:", ":+1:", "アx:smile:", "***", "* * *",
    "- x", "-", "--", "---", "+ x", "1. x", "1.", "12) x", "=", "===", "> x", "    code", "```", "~~~", ": x", ",,,@,,,",
)  # fmt: skip
IN_PLACES = {
    "cell": ("| h | k |\n|--|--|\n| {} | Z |\n", "table thead tr th th tbody tr td td", "hk{}Z"),
    "paragraph": ("{}\n\nZ\n", "p p", "{}Z"),
    "heading": ("### {}\n\nZ\n", "h3 p", "{}Z"),
    "item": ("- {}\n- Z\n", "ul li li", "{}Z"),
    "number": ("1. {}\n2. Z\n", "ol li li", "{}Z"),
    "brackets": ("w ({}) w\n\nZ\n", "p p", "w({})wZ"),
}
BARE = re.compile(r"[@#]|//|www\.|:(?:[+-]1|[a-z][\w+-]*):", re.IGNORECASE)
"""Of what GitHub makes links and pictures when the page is made, wherever it is no code."""


class Page(HTMLParser):
    """Tags, letters, and the letters that are no code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = self.bare = ""
        self._code = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._code += tag == "code"
        self.tags += [tag] if tag != "code" else []

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.text += data
        self.bare += "\n" if self._code else data


def _check(text: str) -> None:
    letters = re.sub(r"\s", "", escaped(text))
    for name, reader in READERS.items():
        for place, (around, tags, shown) in IN_PLACES.items():
            page = Page(reader(around.format(in_markdown(text))))
            assert page.tags == tags.split(), (name, place)
            assert re.sub(r"\s", "", page.text) == shown.format(letters), (name, place)
            assert not BARE.search(page.bare), (name, place)


@pytest.mark.parametrize("text", ACTING)
def test_a_text_shows_its_letters_and_does_nothing(text: str):
    for around in ("{}", "ペイペイ{}", "{}ペイペイ", "支払 {}", "{} 支払", "「{}」"):
        _check(around.format(text))


@given(st.lists(st.sampled_from([*"ab1@#`|\\*_[]()<>!$&~:./-+= 「。アｱ", *ACTING]), min_size=1, max_size=8).map("".join))
@settings(max_examples=40)
def test_so_does_whatever_is_made_of_such_texts(text: str):
    if text.strip():
        _check(text)


@pytest.mark.parametrize(
    "text", ["ドコモコウザ", "ﾄﾞｺﾓｺｳｻﾞ", "RT (PAYPAY)", "2026-11-06", "-1,000", "8:30-21:00", "1,000円。", "ペイペイ、12:30:45"]
)
def test_what_could_become_nothing_stays_as_it_is(text: str):
    assert in_markdown(text) == text


def test_an_address_of_ours_is_a_link_and_nothing_else_is():
    page = Page(READERS["cmark-gfm"](in_markdown("Web: https://x.jp/a_b_c, #9110", links=True)))
    assert page.tags == ["p", "a"]
    assert page.text.strip() == "Web: https://x.jp/a_b_c, #9110"
    assert "#" not in page.bare


PAGES: dict[str, Callable[[Report], str]] = {
    "report": as_markdown,
    "sheet": lambda report: call_sheet(report, "markdown"),
    "letters": lambda report: letters_as("markdown", report, Addressee.BANK),
}


@pytest.mark.parametrize("form", PAGES)
def test_no_page_links_to_what_a_statement_or_its_name_says(form: str, tmp_path: Path):
    tag = "" if sys.platform == "win32" else "<b>"  # which no name has there
    file = tmp_path / f"@user #1 www.example.jp {tag}x.csv"
    memos = [*(memo for memo in ACTING if "," not in memo), *(memo for _, memo, _ in MEMOS if not set(memo) & set('\n,"\r'))]
    rows = "".join(f"2026/11/{1 + at % 28:02},{memo} ドコモコウザ,{10_000 + at},,\n" for at, memo in enumerate(memos))
    file.write_text(f"取引日,摘要,お支払金額,お預り金額,残高\n{rows}", encoding="utf-8")
    report = selfcheck.scan(file)
    assert len(report.findings) > len(memos) * 0.9
    for reader in READERS.values():
        page = reader(PAGES[form](report))
        links = re.findall(r'\b(?:href|src)="([^"]*)"', page)
        assert not [link for link in links if "x.jp" in link or "example" in link or not link.startswith("https://")]
        assert set(Page(page).tags).isdisjoint({"b", "script", "img", "em", "del", "comment"})
