"""Every target: what is held to its promises, with which inputs to begin, and which words to put into them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzzing import holds
from benchmarks.fuzzing.changes import LONGEST
from benchmarks.fuzzing.packing import CHUNKED, COMPOUND, LISTED, MAILED, ZIPPED, Packing
from benchmarks.written import WRITERS, delimited, moves
from tests.helpers import GOLDEN, SAMPLES, sample_of

_TEXT = """
日付 お取引日 摘要 出金 入金 お支払金額 お預り金額 残高 差引残高 年 月 日 合計 明細件数：3 金額
2026/11/02 20261102 R8.11.2 令和8年11月2日 11月2日 11/02 0 10000 1,000 -5 ▲30,000 (1) 円 1, 2, 8, 9,
ドコモコウザ ﾄﾞｺﾓｺｳｻﾞ ト゛コモ ペイペイ ﾍﾟｲﾍﾟｲ PAYPAY ＰａｙＰａｙ ペイペイギンコウ ドコモコウ プリン キヤツシユ
自払 ＲＴ 口座振替 （カ カ） 株式会社 (ｶ ＊ ・ ー - ﾞ ゛ チャージ ギンコウ ǅ ﬁ ㍿ ¼ İ ß
" "" , ; ,,, &#0; \x1b$B \x1b(B \x1a \ufeff \u3099 \u200b \0
"""
_WORDS = (*_TEXT.split(), "\t", "\n", "\r\n", "\r", '",\n"', " ", "　")
TOKENS = sorted({word.encode(codec, "ignore") for word in _WORDS for codec in ("utf-8", "cp932", "euc-jp")} - {b""})
_OFX = (
    "<OFX> </OFX> <STMTTRN> </STMTTRN> <TRNAMT>-1 <TRNAMT>1,5 <NAME>ペイペイ <MEMO> <DTPOSTED>20261102 <CURDEF>USD <BALAMT>1 "
    "<LEDGERBAL> <ACCTID>1 &amp; &#x3042; <stmttrn> <PAYEE><NAME>x</PAYEE> <TRNTYPE>DEP ENCODING:UTF-8 CHARSET:932"
)
_HTML = (
    '<table> </table> <tr> </tr> <td> </td> <th> <td rowspan="3"> <td colspan="2"> <td colspan="99999999"> <br> <p> <div> '
    '<script> </script> <style> <!-- --> <thead> <tbody> <meta_charset="utf-8"> <frame> <select><option> <input_value="1"> '
    "&nbsp; &yen; &#65509; <dl><dt><dd> <ul><li> <html> <body> <![CDATA[ ]]> <plaintext> <template> <svg> <math>"
)
_XML = (
    '<?xml_version="1.0"?> <!DOCTYPE_x> <!ENTITY_a_"b"> &a; <Row> </Row> <Cell> </Cell> <Data> ss:Index="9" ss:Type="Number" '
    'ss:MergeAcross="1" <Workbook> <Table> <c_r="XFD1048576"> <row_r="1048576"> t="s" t="inlineStr" <v>1</v> <is><t>x</t></is> '
    '<si><t>x</t></si> s="1" table:number-columns-repeated="99" table:number-rows-repeated="9999" <text:p>x</text:p> '
    'office:value-type="date" office:date-value="2026-11-02"'
)
_MIME = (
    "Content-Type:_text/html Content-Type:_multipart/mixed;_boundary=b Content-Transfer-Encoding:_base64 "
    "Content-Transfer-Encoding:_quoted-printable --b --b0 --b0-- =3D =\\n =?utf-8?B?44Ga?= charset=utf-8 charset=x "
    "Content-Disposition:_attachment;_filename=a.csv From:_x Received:_x Message-ID:_x"
)
_PDF = (
    "obj endobj stream endstream xref trailer startxref %%EOF /Pages /Kids[1_0_R] /Length_0 BT ET Tj TJ Tm Td <0001> /Font "
    "/Rotate_90 /Encrypt /XObject Do"
)
_TOML = (
    '[[names]] name_=_"コトリペイ" fit_=_"word" [[services]] id_=_"x" [[lookalikes]] text_=_"x" names_=_["x"] = [ ] " \\" # '
    "matches_=_[] not_=_[] \\u0000"
)
_JSON = (
    '{ } [ ] : , " "hash" "service" "entries" "accounts" "key" "schema" "selfcheck.mine/1" "selfcheck.watch/1" null -1 1e999'
)


def _tokens(words: str) -> list[bytes]:
    return [*TOKENS, *(word.replace("_", " ").encode() for word in words.split())]


class Target(NamedTuple):
    """One part of the program."""

    holds: holds.Holds
    seeds: Callable[[], list[bytes]]
    tokens: Sequence[bytes] = TOKENS
    packing: Packing | None = None
    longest: int = LONGEST


def _samples() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix not in (".json", ".md")]


def _texts() -> list[bytes]:
    return [one.decode("cp932", "replace").encode() for one in _samples()] + [b'a,"b\nc",d\n' * 3, b'a,"b,c\n' * 3, b"a;b\tc\n"]


def _memos() -> list[bytes]:
    file = Path(__file__).parents[2] / "tests/matching/memos.toml"
    cases = tomllib.loads(file.read_text(encoding="utf-8"))
    names = [name.text for service in holds.load().services.values() for name in service.names]
    return [text.encode() for text in (*(case["memo"] for group in cases.values() for case in group), *names)]


def _long() -> list[bytes]:
    from tests.statement.bulk.test_bulk import long

    samples = [sample_of(file) for file in GOLDEN if sample_of(file).suffix in (".csv", ".tsv", ".txt")]
    return [b"".join(long(sample).splitlines(keepends=True)[:60])[:LONGEST] for sample in samples]


def _rules() -> list[bytes]:
    return [
        '[[names]]\nname = "コトリペイ"\n'.encode(),
        '[[services]]\nid = "x"\nname = "ことり"\nnames = ["コトリペイ"]\n[[lookalikes]]\ntext = "コトリ"\n'.encode(),
        (Path(__file__).parents[2] / "docs/own-names.md").read_bytes().partition(b"```toml")[2].partition(b"```")[0],
    ]


def _kept() -> list[bytes]:
    entry = b'{"hash": "00", "service": "paypay", "reason": "x", "added": "2026-11-01", "month": "2026-10"}'
    period = b'{"first": "2026-11-01", "last": "2026-11-02", "opening": "", "closing": "unread", "ending": ["00"]}'
    account = b'{"account": "00", "checked": "2026-11-01", "periods": [' + period + b'], "findings": ["00"], "id": "00"}'
    return [
        b'{"schema": "selfcheck.mine/1", "key": "00", "entries": [' + entry + b"]}",
        b'{"schema": "selfcheck.watch/1", "key": "00", "accounts": [' + account + b"]}",
    ]


def _pictures() -> list[bytes]:
    from tests.hostile.containers import picture

    head = b"\xff\xd8\xff\xe1\x00\x16Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    frame = b"\xff\xc0\0\x11\x08\0\x01\0\x01\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xda\0\x0c\xff\xd9"
    return [picture(), head + frame]


def _kind(*kinds: str, words: str = "", packing: Packing | None = None, longest: int = LONGEST) -> Target:
    """The container of these kinds of files."""

    def seeds() -> list[bytes]:
        suffixes = {WRITERS[kind].suffix for kind in kinds} - {".txt", ".xls"}
        made = [WRITERS[kind].write(moves(count, every=3)) for kind in kinds for count in (1, 8)]
        return [*made, *(path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in suffixes)]

    return Target(holds.reads("meisai" + WRITERS[kinds[0]].suffix), seeds, _tokens(words), packing, longest)


TARGETS: dict[str, Target] = {
    "decode": Target(holds.decodes, _samples),
    "table": Target(holds.cuts, _texts),
    "matcher": Target(holds.matches, _memos, longest=600),
    "bulk": Target(holds.reads_in_bulk, _long),
    "reader": Target(holds.reads("meisai.csv"), _samples),
    "delimited": _kind("csv", "quoted", "tsv", "utf-16"),
    "fixed_width": _kind("fixed_width"),
    "pasted": _kind("pasted", "bars", "labels", words="| --- │ ─ ： 取引日： 内容："),
    "ofx": _kind("ofx", words=_OFX),
    "zengin": _kind("zengin"),
    "html": _kind("html", words=_HTML),
    "mhtml": _kind("mhtml", words=f"{_HTML} {_MIME}", packing=MAILED),
    "webarchive": _kind("webarchive", "webarchive_xml", words=_HTML, packing=LISTED),
    "spreadsheet_xml": _kind("spreadsheet_xml", words=_XML),
    "xlsx": _kind("xlsx", words=_XML, packing=ZIPPED, longest=40_000),
    "xls": _kind("xls", packing=COMPOUND, longest=40_000),
    "xlsb": _kind("xlsb", packing=ZIPPED, longest=40_000),
    "ods": _kind("ods", words=_XML, packing=ZIPPED, longest=40_000),
    "pdf": _kind("pdf", words=_PDF, longest=40_000),
    "zip": _kind("zip", packing=ZIPPED),
    "mail": _kind("mail", words=_MIME, packing=MAILED),
    "picture": Target(holds.shows_pictures, _pictures, packing=CHUNKED),
    "rules": Target(holds.takes_rules, _rules, _tokens(_TOML), longest=2_000),
    "kept": Target(holds.takes_kept, _kept, _tokens(_JSON), longest=2_000),
    "sanitize": Target(holds.copies, lambda: [delimited(moves(9, every=3)), *_samples()]),
    "scan": Target(holds.scans, lambda: [delimited(moves(9, every=3), quote='"'), *_samples()]),
}
