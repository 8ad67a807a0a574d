"""Tables and layouts: headers anywhere, broken quotes, odd lines, and every line with one fate."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from selfcheck import Fate, Statement
from selfcheck.statement.inputs import Input
from selfcheck.statement.options import Options
from selfcheck.statement.reader import read_input
from tests.helpers import GOLDEN, codes_of, rows, sample_of, simple

TODAY = dt.date(2026, 11, 22)
FOUR = [("電気", 5000, None), ("給与", None, 200000), ("ドコモコウザ", 30000, None), ("水道", 4000, None)]


def read_text(folder: Path, text: str, encoding: str = "cp932", **options: object) -> Statement:
    file = folder / "meisai.csv"
    file.write_bytes(text.encode(encoding))
    return read_input(Input(str(file)), Options(TODAY, **options)).statements[0]  # type: ignore[arg-type]


def table(header: str, line: str, *, newest_first: bool = False) -> str:
    """The four transactions in a layout; ``line`` is filled with date, memo, out, in, signed, balance."""
    balance, lines = 100000, []
    for day, (memo, out, into) in enumerate(FOUR, start=1):
        balance += (into or 0) - (out or 0)
        lines.append(
            line.format(
                d=dt.date(2026, 3, day), memo=memo, out=out or "", into=into or "", signed=(into or 0) - (out or 0), bal=balance
            )
        )
    return "\n".join([header, *(lines[::-1] if newest_first else lines)]) + "\n"


UNKNOWN_LAYOUTS = {
    "plain": ("日付,摘要,出金,入金,残高", "{d:%Y/%m/%d},{memo},{out},{into},{bal}"),
    "polite": ("お取引日,お取引内容,お引き出し額,お預け入れ額,差し引き残高", "{d:%Y/%m/%d},{memo},{out},{into},{bal}"),
    "deposit first": ("取引日,お預り金額,お支払金額,残高,摘要", "{d:%Y%m%d},{into},{out},{bal},{memo}"),
    "units": ("日　付,摘　要,出金額（円）,入金額（円）,残　高（円）", "{d:%Y.%m.%d},{memo},{out},{into},{bal}"),
    "numbered": ("通番,取引日,起算日,取扱店,出金,入金,残高,摘要", "1,{d:%Y/%m/%d},{d:%Y/%m/%d},123,{out},{into},{bal},{memo}"),
    "signed": ("年月日,入出金額,残高,摘要", "{d:%Y/%m/%d},{signed},{bal},{memo}"),
    "english": ("Date,Description,Withdrawals (JPY),Deposits (JPY),Balance (JPY)", "{d:%Y-%m-%d},{memo},{out},{into},{bal}"),
    "tabs": ("日付\t摘要\t支払金額\t預り金額\t差引残高", "{d:%Y/%m/%d}\t{memo}\t{out}\t{into}\t{bal}"),
    "semicolons": ("日付;摘要;支払金額;預り金額;差引残高", "{d:%Y/%m/%d};{memo};{out};{into};{bal}"),
    "yen marks": (
        "取扱日,お支払金額,お預り金額,取引区分,残高,摘要",
        '{d.year}年{d:%m}月{d:%d}日,"\\{out}","\\{into}",振替,"\\{bal}",{memo}',  # Windows' strftime wants ASCII
    ),
    "no words for money": ("日付,内容,A,B,C", "{d:%Y/%m/%d},{memo},{out},{into},{bal}"),
    "out and in as single words": ("日付,支払,預り,残高,摘要", "{d:%y.%m.%d},{out},{into},{bal},{memo}"),
    "era dates": ("取引日,摘要,払出金額,受入金額,現在高", "R08.{d:%m.%d},{memo},{out},{into},{bal}"),
    "eras written out": (
        "お取引日,お支払金額,お預り金額,残高,お取引内容",
        "令和8年{d.month}月{d.day}日,{out},{into},{bal},{memo}",
    ),
    "split dates": ("年,月,日,摘要,出金額,入金額,残高", "{d:%Y},{d.month},{d.day},{memo},{out},{into},{bal}"),
    "weekdays": ("日付,内容,引出額,預入額,差引残高", "{d:%Y/%m/%d}(水),{memo},{out},{into},{bal}"),
    "two dates and codes": (
        "店番,口座番号,取引日,記帳日,区分コード,出金金額,入金金額,取引後残高,適用",
        "001,1234567,{d:%Y-%m-%d},{d:%Y-%m-%d},12,{out},{into},{bal},{memo}",
    ),
    "unused side is zero": ("日付,摘要,出金,入金,残高", "{d:%Y/%m/%d},{memo},{out:0>1},{into:0>1},{bal}"),
    "full-width digits and a trailing comma": ("日付,摘要,出金,入金,残高,", "{d:%Y/%m/%d},{memo},{out},{into},{bal},"),
    "memo in two columns": ("取引日,種類,お相手,出金,入金,残高", "{d:%Y/%m/%d},,{memo},{out},{into},{bal}"),
    "money in and out with plain English words": (
        "Date,Details,Money out,Money in,Balance",
        "{d:%d %b %Y},{memo},{out},{into},{bal}",
    ),
    "yen suffix": ("日付,お取扱内容,お支払額,お受取額,残高", "{d:%Y/%m/%d},{memo},{out}円,{into}円,{bal}円"),
    "借方 and 貸方 of the bank": ("日付,摘要,貸方,借方,残高", "{d:%Y/%m/%d},{memo},{out},{into},{bal}"),
}


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("name", UNKNOWN_LAYOUTS)
def test_an_unknown_layout_is_read_by_its_words_values_and_arithmetic(name: str, newest_first: bool, tmp_path: Path):
    header, line = UNKNOWN_LAYOUTS[name]
    statement = read_text(tmp_path, table(header, line, newest_first=newest_first))
    assert statement.layout == "inferred"
    found = [(row["date"], row["memo"], row["withdrawal"], row["deposit"]) for row in rows(statement)]
    expected = [(f"2026-03-{day:02}", memo, out, into) for day, (memo, out, into) in enumerate(FOUR, start=1)]
    assert found == (expected[::-1] if newest_first else expected)
    assert statement.balance_check.status == "consistent"


def test_a_file_without_a_header_is_read_by_values_and_arithmetic(tmp_path: Path):
    text = table("", "{d:%Y/%m/%d},{memo},{out},{into},{bal}").lstrip("\n")
    statement = read_text(tmp_path, text)
    assert [row["withdrawal"] for row in rows(statement)] == [5000, None, 30000, 4000]


def test_a_broken_balance_is_shown_with_line_and_figures(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", "水道", "ガス").replace("980000", "970000"))
    check = statement.balance_check
    assert check.status == "broken"
    assert [(b.line, b.expected, b.found) for b in check.breaks] == [(3, 980000, 970000), (4, 960000, 970000)]


def test_a_stray_quote_does_not_hide_the_next_lines(tmp_path: Path):
    text = simple("電気", "水道", "ドコモコウザ", "ガス").replace("水道", '"水道')
    statement = read_text(tmp_path, text)
    assert [row["memo"] for row in rows(statement)] == ["電気", "水道", "ドコモコウザ", "ガス"]
    assert [(problem.line, problem.code) for problem in statement.problems] == [(3, "stray-quote")]


def test_a_quoted_memo_may_span_lines(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", '"ドコモ\nコウザ"', "ガス"))
    assert [row["line"] for row in rows(statement)] == [2, 3, 5]
    assert statement.lines[Fate.TRANSACTION] == 4


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ('2026/11/02,"水道,10000,,980000', '2026/11/02,"ガス,10000,,970000'),
        ('2026/11/02,"水道,10000,,980000', '2026/11/02,ガス",10000,,970000'),
        ('2026/11/02,"水道,10000', '2026/11/02,"ガス,10000,,970000'),
        ('2026/11/02,"水道', '2026/11/02,ガス",10000,,970000'),
    ],
)
def test_two_stray_quotes_that_close_each_other_swallow_no_line(one: str, two: str, tmp_path: Path):
    lines = simple("電気", "水道", "ガス", "給食", "電話").splitlines()
    lines[2:4] = [one, two]
    statement = read_text(tmp_path, "\n".join(lines) + "\n")
    assert {2, 4, 5, 6} <= {row["line"] for row in rows(statement)}
    assert (3, "stray-quote") in [(problem.line, problem.code) for problem in statement.problems]


@pytest.mark.parametrize(
    "memo", ['"東京\nA, B"', '"東京, 大阪\nA, B"', '"東京\n2026/11/02 分"', '"彼の""店""\n大阪"', '"東京\n""大阪"" A, B"']
)
def test_a_quoted_memo_of_several_lines_is_joined_whatever_stands_in_it(memo: str, tmp_path: Path):
    for columns in ([0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [0, 2, 3, 4, 1]):
        made = [["日付", "摘要", "出金", "入金", "残高"]]
        made += [["2026/11/02", text, "10000", "", f"{990000 - 10000 * at}"] for at, text in enumerate(["電気", memo, "ガス"])]
        text = "".join(",".join(row[at] for at in columns) + "\n" for row in made)
        statement = read_text(tmp_path, text)
        assert [row["withdrawal"] for row in rows(statement)] == [10000] * 3
        assert statement.problems == ()


def test_an_unquoted_comma_in_a_memo_does_not_cost_the_line(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", "ヤマダ,ショウテン", "ガス"))
    assert rows(statement)[1]["memo"] == "ヤマダ,ショウテン"
    assert statement.balance_check.status == "consistent"


def test_a_name_in_the_unused_amount_cell_belongs_to_the_memo(tmp_path: Path):
    text = "日付,摘要,お支払い金額,お預かり金額,残高\n2026/09/08,振替,30000,ドコモコウザ,470000\n"
    text += "2026/09/25,振込,ヤマダ（カ,210000,680000\n"
    statement = read_text(tmp_path, text)
    assert [(r["memo"], r["withdrawal"], r["deposit"]) for r in rows(statement)] == [
        ("振替 ドコモコウザ", 30000, None),
        ("振込 ヤマダ（カ", None, 210000),
    ]


def test_what_cannot_be_read_as_a_transaction_is_a_problem_with_a_reason(tmp_path: Path):
    text = (
        simple("電気", "水道", "ガス", "電話")
        .replace("2026/11/02,水道", "2026/13/45,水道")
        .replace("ガス,10000", "ガス,壱万円")
    )
    statement = read_text(tmp_path, text)
    assert [(p.line, p.code) for p in statement.problems] == [(3, "unreadable-date"), (4, "unreadable-amount")]
    assert statement.status == "partly-read"
    assert len(statement.transactions) == 2


def test_totals_and_notes_after_the_data_are_footer(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", "水道") + "合計,,20000,,\n※ご不明な点は窓口へ\n\n")
    assert statement.status == "read"
    assert (statement.lines[Fate.FOOTER], statement.lines[Fate.BLANK]) == (2, 1)


def test_a_total_is_compared_with_what_was_read(tmp_path: Path):
    right = read_text(tmp_path, simple("電気", "水道") + "合計,,20000,,\n")
    assert right.problems == ()
    wrong = read_text(tmp_path, simple("電気", "水道") + "合計,,30000,,\n")
    assert [(p.line, p.code) for p in wrong.problems] == [(4, "total-differs")]


def test_a_line_cut_off_at_the_end_of_the_file_is_a_problem(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", "水道") + "2026/11")
    assert [(p.line, p.code) for p in statement.problems] == [(4, "unreadable-date")]


def test_a_declared_number_of_lines_is_checked(tmp_path: Path):
    sample = sample_of(next(file for file in GOLDEN if file.name == "yucho.golden.json"))
    lines = sample.read_text(encoding="cp932").splitlines()
    del lines[20]
    statement = read_text(tmp_path, "\n".join(lines))
    assert "count-differs" in codes_of(statement)
    assert statement.status == "partly-read"


def test_a_year_that_is_not_printed_is_the_latest_that_has_passed_and_is_marked(tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", date="12月30日") + "1月5日,水道,10000,,980000\n")
    assert [row["date"] for row in rows(statement)] == ["2025-12-30", "2026-01-05"]
    assert "year-inferred" in [problem.code for problem in statement.problems]


@pytest.mark.parametrize("year", [0, 1, 1899, 2201, 2262, 9999, 10000])
def test_a_year_that_no_bank_prints_dates_nothing(year: int, tmp_path: Path):
    statement = read_text(tmp_path, simple("電気", date="9月8日"), year=year)
    assert statement.status == "unreadable"
    assert len(statement.transactions) == 0


def test_values_that_pandas_would_take_for_something_else_stay_text(tmp_path: Path):
    statement = read_text(tmp_path, simple("NA", "1e5", "007", "nan", "None", "TRUE"))
    assert list(statement.transactions["memo"]) == ["NA", "1e5", "007", "nan", "None", "TRUE"]


def test_the_transactions_have_the_promised_columns_and_types(tmp_path: Path):
    frame = read_text(tmp_path, simple("電気")).transactions
    assert list(frame.columns) == ["line", "date", "memo", "withdrawal", "deposit", "balance"]
    assert frame["date"].dtype.kind == "M"
    assert {str(frame[name].dtype) for name in ("withdrawal", "deposit", "balance")} == {"Int64"}
