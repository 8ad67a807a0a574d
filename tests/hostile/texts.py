"""Texts that want to act on whatever shows them, or that break the reading of a table."""

from __future__ import annotations

from tests.helpers import SAMPLES
from tests.hostile.case import HEADER, NAME, Case, around, file, quoted, text

LINK = "http://example.invalid/"
ZALGO = "支払" + "\u0301\u0316\u0489" * 300
WIDE = ",".join(f"列{number}" for number in range(5000))
GOOD = f"2026/11/06,{NAME},10000,,950000"
GOOD_ROWS = f"2026/11/02,電気,10000,,960000\n{GOOD}\n" + "".join(
    f"2026/11/{day},水道,10000,,{1_030_000 - day * 10_000}\n" for day in range(9, 19)
)
PLAIN = f"{HEADER}\n{GOOD_ROWS}"
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
OFX = f"""<OFX><BANKTRANLIST><STMTTRN><TRNTYPE>PAYMENT</TRNTYPE><DTPOSTED>20261106</DTPOSTED><TRNAMT>-10000</TRNAMT>
<FITID>1</FITID><NAME>{NAME}</NAME></STMTTRN>
<STMTTRN><TRNTYPE>PAYMENT</TRNTYPE><DTPOSTED>20261107</DTPOSTED><TRNAMT>-500</TRNAMT><FITID>2</FITID>
<NAME>HOSTILE</NAME></STMTTRN></BANKTRANLIST></OFX>
"""
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE OFX [{}]>\n<?OFX OFXHEADER="200" VERSION="211"?>\n'

MEMOS = (
    ("colours", "\x1b[31m赤\x1b[0m\x1b[2J", r"\\x1b\[31m赤"),
    ("a link of the terminal (OSC 8)", f"\x1b]8;;{LINK}\x07押す\x1b]8;;\x1b\\", r"\\x1b\]8;;http"),
    ("the title of the window (OSC 0)", "\x1b]0;題名\x07", r"\\x1b\]0;題名\\x07"),
    ("the clipboard (OSC 52)", "\x1b]52;c;cm0gLXJm\x07", r"\\x1b\]52"),
    ("C1 controls", "\x9b2J\x9d0;x\x9c\x84", r"\\x9b2J"),
    ("backspaces and bells", "支払\b\b\b\a\x7f\x0e", r"\\x08\\x08"),
    ("direction marks", "\u202eザウコモコド\u202c\u2066x\u2069\u200f\u061c", r"\\u202e"),
    ("zero width and soft hyphen", "支\u200b払\u00ad\u2060\ufeff", r"\\u200b"),
    ("tag characters and beyond Unicode", "\U000e0001\U000e0041\ufdd0\U0010ffff", r"\\U000e0001"),
    ("line separators", "支払\u2028次\u2029次\x85次", r"\\u2028"),
    ("hundreds of combining marks", ZALGO, NAME),
    ("rich markup", "[/x][bold red]赤[/bold red][/]", r"\[/x\]\[bold red\]赤"),
    ("a link of rich", f"[link={LINK}]押す[/link] :smile:", r":smile:"),
    ("HTML", f"<script src={LINK}></script><img src=x onerror=alert(1)></td></table>&amp;<b>", r"<script"),
    ("Markdown", f"![x]({LINK}) [x](javascript:alert(1)) | a | b | ``` <b> # ** __", r"\[x\]\(javascript"),
    ("a template", "{{ 7*7 }}{% for x in y %}{{ config }}", r"\{\{ 7\*7 \}\}"),
    ("blanks for format()", "{0.__class__} {memo} %s %n ${HOME}", r"\{memo\} %s"),
    ("a formula", f'=HYPERLINK("{LINK}","押す")', r"=HYPERLINK"),
    ("a command of a spreadsheet", "=cmd|' /C calc'!A0", r"=cmd\|"),
    ("a formula after a tab", "\t=1+1", r"=1\+1"),
    ("a formula after a line break", "\n=1+1", r"=1\+1"),
    ("a formula of full-width signs", "＝ＳＵＭ（Ａ１）", r"＝ＳＵＭ"),
    ("plus, minus and at", "+1-1@SUM(A1)", r"\+1-1@SUM"),
    ("NA", "NA", rf"NA　{NAME}"),
    ("1e5", "1e5", rf"1e5　{NAME}"),
    ("007", "007", rf"007　{NAME}"),
    ("nan", "nan", rf"nan　{NAME}"),
    ("TRUE", "TRUE", rf"TRUE　{NAME}"),
    ("a path of this machine", "file:///etc/passwd /dev/full ../../x", r"etc/passwd"),
    ("a NUL", "支\x00払", r"\\x00"),
    ("vertical tab and form feed", "支払\x0b\x0c", r"\\x0b\\x0c"),
    ("an end of file for DOS", "支払\x1a続き", r"\\x1a続き"),
)
"""Each stands as a memo, before a name and in place of a date."""


def memo_cases() -> list[Case]:
    """Every memo, in a statement."""
    return [text(f"a memo with {name}", around(memo), said) for name, memo, said in MEMOS]


def zengin_case() -> Case:
    """A 全銀 file of commas with an amount that no field of it could hold."""
    lines = (SAMPLES / "zengin_comma.csv").read_text(encoding="cp932").splitlines()
    cells = lines[1].split(",")
    cells[6] = str(2**63)
    content = "\r\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\r\n"
    return Case(
        "a Zengin file with an amount beyond 64 bits", file(content.encode("cp932")), 1, "確かめてほしい引き出し", len(lines)
    )


def place_cases() -> list[Case]:
    """The worst of them in other places."""
    worst = "\x1b[31m<b>\u202e[/x]=1"
    everywhere = around(worst, preamble=f"口座番号,{quoted(worst)}", header=f"{HEADER},{quoted('備考' + worst)}")
    return [
        text("acting text in the heading and the columns", everywhere, r"\\x1b\[31m"),
        text("acting text below the transactions", around("x") + quoted(f"合計{worst}") + "\n", NAME),
        text(
            "acting text as an amount",
            PLAIN.replace("2026/11/02,電気,10000", f"2026/11/02,ペイペイ,{quoted(worst)}"),
            r"ペイペイ",
        ),
    ]


def shape_cases() -> list[Case]:
    """Tables that are no tables any more, with the withdrawal on a line of its own."""
    return [
        text("a memo of 1 MB", PLAIN.replace("電気", "長" * 350_000), NAME),
        text("a memo of 30 kB that is shown", PLAIN.replace("電気", "長" * 10_000 + "　ペイペイ"), r"長長長"),
        text("a line of 1 MB of digits", PLAIN + "9" * 1_000_000 + "\n", NAME),
        text("5,000 columns", f"{HEADER},{WIDE}\n" + GOOD_ROWS.replace("\n", "," * 5000 + "\n"), NAME),
        text("one line of 5,000 columns", PLAIN + "2026/11/19,ガス,1" + "," * 5000 + "\n", "列の数が多すぎます（5,003 列"),
        text("20,000 quotes", PLAIN + "2026/11/19," + '"' * 20_001 + ",1,,1\n", NAME),
        text("a quote that is never closed", PLAIN.replace("電気", '"電気'), r"引用符"),
        text("a quote left open on each of 300 lines", PLAIN + '2026/11/09,"ガス,1,,1\n' * 300, NAME),
        text("300 headers", f"{HEADER}\n" * 300 + GOOD_ROWS, NAME),
        text("line breaks of three kinds", PLAIN.replace("\n", "\r\n", 1).replace("960000\n", "960000\r"), NAME),
        text("a byte order mark in the middle", PLAIN.replace("2026/11/10", "\ufeff2026/11/10"), NAME),
        text("two byte order marks", "\ufeff\ufeff" + PLAIN, NAME),
        text("lone surrogates in UTF-16", "\ufeff" + PLAIN.replace("電気", "電\ud800気"), NAME, encoding="utf-16-le"),
        text("an amount of 5,000 digits", PLAIN.replace("電気,10000", f"電気,{'9' * 5000}"), NAME),
        text("an amount beyond 64 bits", PLAIN.replace("電気,10000", f"電気,{10**30}"), NAME),
        text(
            "dates that never were",
            PLAIN.replace("2026/11/02", "2026/02/30").replace("2026/11/10", "0000/00/00"),
            r"2026/02/30",
        ),
        text("a year of a thousand digits", PLAIN.replace("2026/11/10", f"{'9' * 1000}/11/10"), NAME),
        text("an era that never was", PLAIN.replace("2026/11/10", "令和999年99月99日"), r"令和999年"),
        text("10,000 empty lines", PLAIN + "\n" * 10_000, NAME),
        text("lines of nothing but delimiters", PLAIN + ",,,,\n" * 500 + ";;;;\t\t\t\n" * 500, NAME),
        text("names that nearly match, 5,000 times", PLAIN.replace("電気", "ドコモコウドコモコペイペ" * 5000), NAME),
        text(
            "an OFX file that swells (entities)",
            XML.format('<!ENTITY e0 "x">' + ENTITIES) + OFX.replace("HOSTILE", "&e9;"),
            NAME,
            finds="named",
        ),
        text(
            "an OFX file that names a file",
            XML.format('<!ENTITY f SYSTEM "file:///etc/passwd">') + OFX.replace("HOSTILE", "&f;"),
            NAME,
            finds="named",
        ),
        text("an OFX file of acting text", OFX.replace("HOSTILE", f"ペイペイ \x1b[31m<{'i' * 50}"), NAME),
    ]
