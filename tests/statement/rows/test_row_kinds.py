"""What a row is: a transaction, more of one, a total, a payment that failed; and what tells which way the money went."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.report.report import Report
from selfcheck.statement.bulk.large import LARGE

HEADER = "日付,摘要,出金,入金,残高"
PAID = "2026/9/7,{},30000,,470000"
WAGES = "2026/9/25,{},,210000,680000"


def report_of(folder: Path, *lines: str, encoding: str = "cp932") -> Report:
    file = folder / "meisai.csv"
    file.write_text("\n".join((*lines, "")), encoding=encoding, newline="")
    report = selfcheck.scan(file, today=dt.date(2026, 11, 28))
    (statement,) = report.statements
    assert sum(statement.lines.values()) == "\n".join(lines).count("\n") + 1
    return report


def rows_of(report: Report) -> list[tuple[int, str]]:
    frame = report.statements[0].transactions
    return list(zip(frame["line"].tolist(), frame["memo"].tolist(), strict=True))


def test_a_payee_on_a_line_of_its_own_below_belongs_to_the_transaction(tmp_path: Path):
    report = report_of(
        tmp_path, HEADER, PAID.format("口座振替"), ",ドコモコウザ,,,", WAGES.format("振込"), ",ｱｵｿﾞﾗ,,,", ",ｼﾖｳﾃﾝ,,,"
    )
    assert rows_of(report) == [(2, "口座振替 ドコモコウザ"), (4, "振込 ｱｵｿﾞﾗ ｼﾖｳﾃﾝ")]
    assert [(finding.service, finding.line) for finding in report.raised] == [("docomo-koza", 2)]
    assert report.statements[0].lines["transaction"] == 5


@pytest.mark.parametrize("kind", ["", "口座振替"])
def test_a_payee_on_a_line_of_its_own_above_belongs_to_the_transaction(kind: str, tmp_path: Path):
    report = report_of(tmp_path, HEADER, ",ドコモコウザ,,,", PAID.format(kind), ",ｱｵｿﾞﾗ,,,", WAGES.format(kind))
    assert rows_of(report) == [(3, f"ドコモコウザ {kind}".strip()), (5, f"ｱｵｿﾞﾗ {kind}".strip())]
    assert [(finding.service, finding.line) for finding in report.raised] == [("docomo-koza", 3)]


def test_a_single_line_of_text_between_two_goes_where_a_memo_is_missing(tmp_path: Path):
    report = report_of(tmp_path, HEADER, WAGES.format("給与"), ",ドコモコウザ,,,", "2026/9/26,,30000,,650000")
    assert rows_of(report) == [(2, "給与"), (4, "ドコモコウザ")]


@pytest.mark.parametrize(
    "note", [",※手数料は別です,,,", ",ご利用ありがとうございました。,,,", "以上,,,,", ",合計,,,", ",30000,,,"]
)
def test_notes_and_totals_belong_to_no_transaction(note: str, tmp_path: Path):
    report = report_of(tmp_path, HEADER, PAID.format("ヤチン"), WAGES.format("給与"), note)
    assert rows_of(report) == [(2, "ヤチン"), (3, "給与")]


def test_text_behind_a_blank_line_belongs_to_no_transaction(tmp_path: Path):
    report = report_of(tmp_path, HEADER, PAID.format("ヤチン"), WAGES.format("給与"), "", ",ドコモコウザについて,,,")
    assert rows_of(report) == [(2, "ヤチン"), (3, "給与")]


CARRIED = [
    "前月繰越",
    "前月より繰越",
    "次期へ繰越",
    "＊＊＊ 月計 ＊＊＊",
    "【累計】",
    "9月計",
    "ｾﾞﾝｹﾞﾂ ｸﾘｺｼ",
    "ｹﾞﾂｹｲ",
    "差引残高（翌月へ繰越）",
    "Opening Balance",
    "合　計",
]


@pytest.mark.parametrize("memo", CARRIED)
@pytest.mark.parametrize("money", [",,470000", "470000,,470000", ",470000,470000", "30000,0,470000"])
def test_a_dated_total_or_carried_balance_is_no_transaction(money: str, memo: str, tmp_path: Path):
    report = report_of(tmp_path, HEADER, PAID.format("ヤチン"), f"2026/9/8,{memo},{money}", WAGES.format("給与"))
    assert rows_of(report) == [(2, "ヤチン"), (4, "給与")]
    assert not report.statements[0].problems


@pytest.mark.parametrize(
    "memo", ["残高不足手数料", "合計金物店", "累計堂", "クリコシシヨウテン", "繰越返済 ローン", "トータルケア"]
)
def test_a_payee_whose_name_begins_like_a_total_is_a_transaction(memo: str, tmp_path: Path):
    assert rows_of(report_of(tmp_path, HEADER, PAID.format(memo), WAGES.format("給与")))[0] == (2, memo)


@pytest.mark.parametrize(
    "state", ["失敗", "キャンセル", "取消", "取り消し", "処理中", "ｴﾗｰ", "DECLINED", "Pending", "Cancelled", "REVERTED"]
)
@pytest.mark.parametrize("header", ["取引日,摘要,金額,状態", "Date,Memo,Amount,Status", "取引日,摘要,金額,備考２"])
def test_what_failed_took_no_money(header: str, state: str, tmp_path: Path):
    report = report_of(
        tmp_path, header, "2026/9/7,PAYPAY,-10000,完了", f"2026/9/8,KYASH,-5000,{state}", "2026/9/9,ｷﾕｳﾖ,200000,完了"
    )
    assert [line for line, _ in rows_of(report)] == [2, 4]
    assert [finding.service for finding in report.raised] == ["paypay"]
    assert "kyash" in [finding.service for finding in report.findings]


@pytest.mark.parametrize(
    ("head", "types"), [("H,9月分明細,20261001", "DDDT"), ("1,普通,1234567,20260901", "2228"), ("", "2229")]
)
def test_records_of_another_type_are_no_problems(head: str, types: str, tmp_path: Path):
    paid = ["2026/09/07,PAYPAY,1000,,99000", "2026/09/08,電気,1000,,98000", "2026/09/09,給与,,7000,105000"]
    lines = [f"{kind},{row}" for kind, row in zip(types, [*paid, "3,2000,7000"], strict=True)]
    (statement,) = report_of(tmp_path, *([head] if head else []), *lines).statements
    assert len(statement.transactions) == 3
    assert not statement.problems


def test_a_row_of_the_same_type_that_cannot_be_read_stays_a_problem(tmp_path: Path):
    lines = ["D,2026/9/7,PAYPAY,1000,,99000", "D,2026/9/8,電気,1000,,98000", "D,2026/99/9,水道,1000,,97000"]
    (statement,) = report_of(tmp_path, "区分,日付,摘要,出金,入金,残高", *lines).statements
    assert [problem.line for problem in statement.problems] == [4]


def test_a_correction_in_the_memo_is_a_transaction(tmp_path: Path):
    report = report_of(tmp_path, HEADER, PAID.format("PAYPAY"), "2026/9/8,取消,,30000,500000", "2026/9/9,電気,1000,,499000")
    assert len(rows_of(report)) == 3


TITLES = {
    "■お引出し明細": "out",
    "出金明細（2026年9月）": "out",
    "普通預金　お支払明細照会": "out",
    "振込入金明細照会": "in",
    "■お預入れ明細": "in",
    "Deposits": "in",
    "普通預金　入出金明細": "",
    "お支払・お預入れ明細": "",
    "お引出し口座は普通預金です": "",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_tells_which_way_the_money_went(title: str, tmp_path: Path):
    report = report_of(tmp_path, title, "取引日,内容,金額", "2026/9/7,PAYPAY,1000", "2026/9/8,KYASH,2000")
    frame = report.statements[0].transactions
    assert frame["deposit" if TITLES[title] == "in" else "withdrawal"].tolist() == [1000, 2000]
    unclear = "direction-unclear" in [problem.code for problem in report.statements[0].problems]
    assert unclear is not bool(TITLES[title])


def test_each_section_has_a_title_of_its_own(tmp_path: Path):
    section = ("取引日,内容,金額", "2026/9/7,PAYPAY,1000", "合計,,1000", "")
    report = report_of(tmp_path, "■お引出し明細", *section, "■お預入れ明細", *section, "■お引出し明細", *section, "以上")
    frame = report.statements[0].transactions
    assert frame["withdrawal"].fillna(0).tolist() == [1000, 0, 1000]
    assert frame["deposit"].fillna(0).tolist() == [0, 1000, 0]


@pytest.mark.parametrize(
    "kinds",
    [
        ("口座引落", "ＡＴＭ入金", "ＡＴＭ出金"),
        ("自動引落し", "給与振込", "カード支払"),
        ("手数料", "利息", "口座振替"),
        ("[出金]", "[入金]", "[出金]"),
    ],
)
def test_kinds_tell_which_way_the_money_went(kinds: tuple[str, str, str], tmp_path: Path):
    cells = [f"{kind}x,".replace("x,", "ヤチン,") if kind.startswith("[") else f"{kind}," for kind in kinds]
    header = "取引日,取引内容,金額,相手" if kinds[0].startswith("[") else "取引日,取引種別,金額,相手"
    rows = [f"2026/9/{day},{cell}{day}000,ﾒﾙﾍﾟｲ" for day, cell in enumerate(cells, start=7)]
    frame = report_of(tmp_path, header, *rows).statements[0].transactions
    assert frame["withdrawal"].fillna(0).tolist() == [7000, 0, 9000]
    assert frame["deposit"].fillna(0).tolist() == [0, 8000, 0]
    if kinds[0].startswith("["):
        assert frame["memo"][0].startswith("[出金]ヤチン")


def test_a_line_break_in_every_memo_is_read(tmp_path: Path):
    report = report_of(
        tmp_path,
        HEADER,
        '"2026/9/7","振替\nドコモコウザ","30000","","470000"',
        '"2026/9/8","振込\nｱｵｿﾞﾗ\nｶ)","","1000","471000"',
    )
    assert [line for line, _ in rows_of(report)] == [2, 4]
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


@pytest.mark.parametrize("odd", ["2026/12/30,月計,1000,,{}", "2026/12/30,振替,1000,,{}\n,ドコモコウザ,,,"])
def test_a_large_file_is_read_as_a_small_one_is(odd: str, tmp_path: Path):
    rows, balance = [], 900_000_000
    for number in range(9_000):
        balance -= 1000
        rows.append(f"2026/{number % 12 + 1}/{number % 28 + 1},電気料金,1000,,{balance}")
    text = (HEADER, *rows, odd.format(balance - 1000))
    assert sum(map(len, text)) > LARGE
    report = report_of(tmp_path, *text, encoding="utf-8")
    assert len(rows_of(report)) == 9_000 + ("振替" in odd)
    assert [finding.service for finding in report.raised] == (["docomo-koza"] if "振替" in odd else [])
