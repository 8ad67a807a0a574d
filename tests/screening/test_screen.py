"""`selfcheck.screen`: the lines of many accounts give what `scan` gives for each of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import selfcheck
from selfcheck import InputError, OptionError
from selfcheck.model.transactions import NOTHING
from selfcheck.scan import read_all
from selfcheck.screening.accounts import FINDINGS
from selfcheck.screening.table import typed
from selfcheck.statement.options import Options
from tests.helpers import GOLDEN, sample_of
from tests.screening.accounts import as_found, findings_of, lines_of, scanned, statement

COLUMNS = {role: (role,) for role in ("account", "line", "date", "memo", "withdrawal", "deposit", "balance")}


def one_line(**values: Any) -> pd.DataFrame:
    line = {"account": "1", "date": "2020-09-08", "memo": "ﾄﾞｺﾓｺｳｻﾞ", "withdrawal": 30_000, "deposit": None, **values}
    return pd.DataFrame({name: pd.Series([value]) for name, value in line.items()})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("accounts")
    return [statement(seed, folder) for seed in range(150)]


@pytest.mark.slow
def test_many_accounts_give_what_scan_gives_for_each(files: list[Path]):
    found = as_found(selfcheck.screen(lines_of(files)))
    assert found == scanned(files)
    assert len({one[6] for one in found}) == 3, "all levels are compared"
    seen = {signal for one in found for signal in one[7]}  # type: ignore[attr-defined]
    assert {"burst", "probe", "first-use", "account-drained", "monthly-cap", "refunded", "money-in", "memo-cut"} <= seen
    assert "money-in-unproven" in seen, "also of an account whose balance breaks"


@pytest.mark.slow
def test_lines_of_accounts_may_stand_among_each_other(files: list[Path]):
    lines = lines_of(files)
    mixed = lines.sort_values("line", kind="stable")
    assert as_found(selfcheck.screen(mixed)) == as_found(selfcheck.screen(lines))


def test_the_bank_counts_as_for_scan(files: list[Path]):
    assert as_found(selfcheck.screen(lines_of(files[:20]), bank="ゆうちょ銀行")) == scanned(files[:20], bank="ゆうちょ銀行")


@pytest.mark.parametrize("file", [sample_of(file) for file in GOLDEN], ids=lambda file: file.stem)
def test_the_lines_of_a_sample_give_the_findings_of_scan(file: Path):
    for read in read_all([file], Options(dt.date(2026, 11, 22))).statements:
        accounts = [f"[{row.text.account}]" for row in read.records.every()]
        lines = read.transactions.assign(account=accounts)
        assert as_found(selfcheck.screen(lines, bank=read.bank)) == findings_of(
            read, dict(zip(lines["line"], accounts, strict=True))
        )


def test_what_is_declared_used_becomes_a_note():
    found = selfcheck.screen(one_line(memo="ペイペイ"), uses=["paypay"])
    assert found["level"].tolist() == ["note"]


def test_own_names_are_looked_for():
    assert selfcheck.screen(one_line(memo="コトリペイ"), also=["コトリペイ"])["service"].tolist() == ["own:コトリペイ"]
    assert selfcheck.screen(one_line(memo="コトリペイ")).empty


def test_findings_have_the_promised_columns_and_types_also_without_any():
    for table in (selfcheck.screen(one_line()), selfcheck.screen(one_line().iloc[:0])):
        assert tuple(table.columns) == FINDINGS
        assert table["line"].dtype == "int64"
        assert table["withdrawal"].dtype == "Int64"
        assert pd.api.types.is_datetime64_any_dtype(table["date"].dtype)


def test_the_account_column_may_have_another_name_and_numbers():
    table = one_line().rename(columns={"account": "口座"}).assign(口座=123.0)
    assert selfcheck.screen(table, account="口座")["account"].tolist() == ["123"]


def test_months_that_begin_anew_with_line_1_are_one_account():
    def month(begin: int, number: int) -> pd.DataFrame:
        table = pd.concat([one_line(date=f"2020-{number:02}-0{day}", withdrawal=yen) for day, yen in ((1, 1000), (2, 20000))])
        return table.assign(line=[1, 2], memo=["ATM", "ペイペイ"], balance=[begin - 1000, begin - 21000])

    table = pd.concat([month(100_000, 8), month(79_000, 9)], ignore_index=True)
    found = selfcheck.screen(table)
    assert found["line"].tolist() == [2, 2]
    assert found["date"].dt.month.tolist() == [8, 9]


def test_lines_in_no_order_are_put_in_order_where_the_balance_shows_how(files: list[Path]):
    ordered = lines_of([file for seed, file in enumerate(files) if seed % 5 and seed % 7])
    shuffled = ordered.sample(frac=1, random_state=1)
    assert as_found(selfcheck.screen(shuffled)) == as_found(selfcheck.screen(ordered))


# --- values as tables have them ---


DAY = dt.date(2020, 9, 8)
AT_NIGHT = dt.datetime(2020, 9, 8, 23, 59)
DATES = [DAY, AT_NIGHT, pd.Timestamp(AT_NIGHT, tz="Asia/Tokyo"), "2020/9/8", "令和2年9月8日", 20200908]


@pytest.mark.parametrize("date", DATES, ids=str)
def test_a_date_may_be_a_date_a_text_or_a_number(date: object):
    assert selfcheck.screen(one_line(date=date))["date"].dt.date.tolist() == [DAY]


def test_a_day_told_in_another_zone_is_the_day_in_japan():
    day = pd.Timestamp("2020-09-07T15:00", tz="UTC")
    assert selfcheck.screen(one_line(date=day))["date"].dt.date.tolist() == [DAY]
    assert selfcheck.screen(one_line(date=day).astype({"date": object}))["date"].dt.date.tolist() == [DAY]


@pytest.mark.parametrize("yen", [30_000, 30_000.0, np.int64(30_000), Decimal("30000.00"), "30,000", "￥30,000円"], ids=str)
def test_an_amount_may_be_a_number_or_a_text(yen: object):
    assert selfcheck.screen(one_line(withdrawal=yen))["withdrawal"].tolist() == [30_000]


def test_a_zero_on_the_side_that_is_not_used_is_nothing():
    lines, _ = typed(one_line(withdrawal=0, deposit=500), COLUMNS)
    assert lines["withdrawal"].tolist() == [NOTHING]
    assert lines["deposit"].tolist() == [500]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("account", "", "no-account"),
        ("account", None, "no-account"),
        ("account", " ", "no-account"),
        ("account", ["1"], "bad-account"),
        ("account", True, "bad-account"),
        ("date", "9月8日", "bad-date"),
        ("date", "2020-13-01", "bad-date"),
        ("date", "01/02/03", "bad-date"),
        ("date", True, "bad-date"),
        ("date", pd.NaT, "no-date"),
        ("date", "", "no-date"),
        ("withdrawal", "三万", "bad-amount"),
        ("withdrawal", 100.5, "bad-amount"),
        ("withdrawal", np.uint64(2**63), "bad-amount"),
        ("withdrawal", Decimal("sNaN"), "bad-amount"),
        ("withdrawal", float("inf"), "bad-amount"),
        ("withdrawal", 10**17, "bad-amount"),
        ("withdrawal", [1], "bad-amount"),
        ("deposit", True, "bad-amount"),
        ("balance", "x", "bad-amount"),
        ("line", "x", "bad-line"),
        ("memo", b"x", "bad-memo"),
        ("memo", {"x": 1}, "bad-memo"),
    ],
    ids=repr,
)
def test_what_cannot_be_read_is_refused_with_its_column(column: str, value: object, reason: str):
    table = pd.concat([one_line(), one_line(**{column: value})], ignore_index=True)
    lines, refused = typed(table, COLUMNS)
    (one,) = refused.refusals("x.csv", lambda memo: "ｺｳｻﾞ" in memo)
    assert (one.column, one.reason, one.count, one.line) == (column, reason, 1, 2)
    assert one.naming == (0 if column == "memo" else 1)
    assert len(lines) == 1
    for lang in ("ja", "en"):
        assert "x.csv" in one.sentence.in_lang(lang)
    with pytest.raises(InputError) as told:
        selfcheck.screen(table)
    assert column in str(told.value)


def test_a_row_is_refused_once_for_whatever_is_wrong_with_it():
    lines, refused = typed(one_line(account="", date="x", withdrawal="y"), COLUMNS)
    assert lines.empty
    assert [one.reason for one in refused.refusals("", bool)] == ["no-account"]


@pytest.mark.parametrize("column", ["account", "date", "memo", "withdrawal"])
def test_a_missing_column_is_named_with_those_that_are_there(column: str):
    with pytest.raises(InputError) as told:
        selfcheck.screen(one_line().drop(columns=column))
    assert column in str(told.value)
    assert "deposit" in str(told.value)


@pytest.mark.parametrize("column", ["memo", "balance"])
def test_a_column_that_stands_twice_is_refused(column: str):
    table = one_line(balance=1)
    with pytest.raises(InputError) as told:
        selfcheck.screen(pd.concat([table, table[[column]]], axis=1))
    assert column in str(told.value)


def test_what_is_no_table_is_refused():
    with pytest.raises(InputError):
        selfcheck.screen([{"account": "1"}])  # type: ignore[arg-type]


def test_halves_of_characters_are_shown_as_escapes():
    table = one_line().assign(memo=pd.Series(["ペイペイ \ud800"], dtype=object))
    assert selfcheck.screen(table)["memo"].tolist() == ["ペイペイ \\ud800"]


def test_deposit_balance_and_line_may_be_missing():
    found = selfcheck.screen(one_line().drop(columns="deposit"))
    assert found[["line", "service"]].to_numpy().tolist() == [[1, "docomo-koza"]]


def test_unknown_banks_and_services_are_refused():
    for options in ({"bank": "コトリ銀行"}, {"uses": ["kotori"]}):
        with pytest.raises(OptionError):
            selfcheck.screen(one_line(), **options)


def test_the_table_is_left_as_it_was():
    table = one_line()
    before = table.copy(deep=True)
    selfcheck.screen(table)
    pd.testing.assert_frame_equal(table, before)
