"""A header that is not of the statement above it, with or without rows, costs that statement nothing, and is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report
from selfcheck.model.statement import Fate
from tests.helpers import GOLDEN, golden, rows, sample_of

CARD = "ご利用日,ご利用店名,ご利用金額,支払区分"
BOUGHT = "2020/09/01,ドコモコウザ,5000,1"
KNOWN_CARD = (
    "種別（ショッピング、キャッシング、その他）,ご利用年月日,ご利用場所,ご利用内容,"
    "ご利用金額（キャッシングでは元金になります）,支払区分,お支払開始月,備考"
)
DOLLARS = "日付,摘要,出金(USD),入金(USD),残高(USD)"
OWN = ""
TAILS = {
    "the header of a card": [CARD],
    "a list of a card": [CARD, BOUGHT],
    "a known list of a card": [KNOWN_CARD, "ショッピング,2020年9月1日,喫茶,,2318,1回払い,2020年10月,"],
    "an account in dollars": [DOLLARS, "2020/09/01,喫茶,50,,100"],
    "another header": ["日付,摘要,金額"],
    "words of a card that name one column": ["ご利用日,ご利用店名,ご利用金額"],
    "its own header": [OWN],
}
SAMPLES = [file for file in GOLDEN if sample_of(file).suffix == ".csv"]
BANK = "日付,摘要,出金,入金,残高"
ROWS = [f"2020/08/{day:02},{'ペイペイ' if day == 1 else '電気'},100,,{9000 - 100 * day}" for day in range(1, 9)]


def scanned(folder: Path, *lines: str) -> Report:
    file = folder / "meisai.csv"
    file.write_text("\n".join(lines) + "\n", encoding="cp932")
    return selfcheck.scan(file, today=dt.date(2020, 12, 1))


def told(report: Report) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in report.statements[0].problems]


def raised(report: Report) -> list[tuple[int, str]]:
    return sorted((finding.line, finding.service) for finding in report.raised)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name.removesuffix(".golden.json"))
def test_a_tail_takes_nothing_from_a_sample(file: Path, tail: str, tmp_path: Path):
    expected, sample = golden(file), sample_of(file)
    today = dt.date.fromisoformat(expected["today"]) if "today" in expected else None
    before = selfcheck.read(sample, today=today)
    encoding = expected["encoding"].removesuffix("-sig")
    printed = sample.read_bytes().decode(encoding)
    end = "\r\n" if "\r\n" in printed else "\n"
    own = printed.splitlines()[(before.header_line or 1) - 1].removeprefix("\ufeff")
    longer = tmp_path / sample.name
    lines = [printed.rstrip("\r\n"), *(line or own for line in TAILS[tail]), ""]
    longer.write_bytes(end.join(lines).encode(encoding))
    report = selfcheck.scan(longer, today=today)
    assert rows(report.statements[0]) == expected["transactions"]
    found = raised(report)
    assert [one for one in found if one[0] < len(printed.splitlines()) + 1] == raised(selfcheck.scan(sample, today=today))
    unread = report.statements[0].lines[Fate.PROBLEM] - before.lines[Fate.PROBLEM]
    assert unread == len(TAILS[tail]) if len(TAILS[tail]) > 1 else unread <= 1


@pytest.mark.parametrize("count", [1, 2, 8])
def test_a_long_list_of_a_card_below_a_short_statement_is_told_and_searched(count: int, tmp_path: Path):
    report = scanned(tmp_path, BANK, *ROWS[:count], CARD, *[BOUGHT] * 30)
    assert len(report.statements[0].records) == count
    assert told(report) == [(count + 2, "section-unread")]
    assert raised(report) == [(2, "paypay"), *((line, "docomo-koza") for line in range(count + 3, count + 33))]
    assert report.exit_code == 1


@pytest.mark.parametrize("header", [CARD, "日付,摘要,金額"])
def test_a_foreign_header_between_rows_whose_balance_runs_on_changes_nothing(header: str, tmp_path: Path):
    report = scanned(tmp_path, BANK, *ROWS[:3], header, *ROWS[3:])
    assert len(report.statements[0].records) == 8
    assert report.statements[0].balance_check.status == "consistent"
    assert told(report) == [(5, "header-unknown")]


def test_a_foreign_header_on_every_page_is_told_every_time(tmp_path: Path):
    report = scanned(tmp_path, BANK, *ROWS[:3], CARD, *ROWS[3:6], CARD, *ROWS[6:])
    assert len(report.statements[0].records) == 8
    assert told(report) == [(5, "header-unknown"), (9, "header-unknown")]
    twice = scanned(tmp_path, BANK, *ROWS, CARD, BOUGHT, CARD, BOUGHT)
    assert told(twice) == [(10, "section-unread"), (12, "section-unread")]


def test_the_statement_goes_on_below_a_list_of_a_card(tmp_path: Path):
    again = scanned(tmp_path, BANK, *ROWS[:3], CARD, BOUGHT, BANK, *ROWS[3:])
    assert len(again.statements[0].records) == 8
    assert told(again) == [(5, "section-unread")]
    other = scanned(tmp_path, BANK, *ROWS[:3], CARD, BOUGHT, "取引日,入金,出金,残高,内容", "2020/09/09,,100,5000,メルペイ")
    assert [row.line for row in other.statements[0].records.rows(range(4))] == [2, 3, 4, 8]
    assert told(other) == [(5, "section-unread"), (7, "layout-changed")]


@pytest.mark.parametrize("tail", [[CARD, BOUGHT], ["日付,摘要,金額"]])
@pytest.mark.parametrize("header", [[], ["いつ,なに,でた,はいった,のこり"]])
def test_rows_without_a_known_header_are_kept_above_a_foreign_one(header: list[str], tail: list[str], tmp_path: Path):
    report = scanned(tmp_path, *header, *ROWS, *tail)
    assert len(report.statements[0].records) == 8
    assert raised(report)[0] == (len(header) + 1, "paypay")


@pytest.mark.parametrize(
    "above",
    [
        [],
        ["カードご利用明細", "お名前,テスト タロウ"],
        ["お支払日,お支払金額", "2020/10/27,23180"],
        ["お支払日,お支払口座,お支払金額", "2020/10/27,テスト銀行 普通 1234567,23180"],
        [BANK],
    ],
)
@pytest.mark.parametrize("header", [CARD, KNOWN_CARD])
def test_a_list_of_a_card_with_what_stands_above_it_is_still_none(header: str, above: list[str], tmp_path: Path):
    bought = BOUGHT if header == CARD else "ショッピング,2020年9月1日,喫茶,,2318,1回払い,2020年10月,"
    report = scanned(tmp_path, *above, header, bought, bought)
    assert told(report) == [(0, "is-card-statement")]
    assert report.exit_code == 4


def test_a_large_file_is_read_as_a_small_one_above_a_list_of_a_card(tmp_path: Path):
    many = [f"2020/08/{number % 28 + 1:02},電気,1,,{90_000 - number}" for number in range(9000)]
    report = scanned(tmp_path, BANK, *many, CARD, BOUGHT)
    assert len(report.statements[0].records) == 9000
    assert told(report) == [(9002, "section-unread")]
    assert raised(report) == [(9003, "docomo-koza")]
