"""A copy, line by line: what it keeps of money, days and layout where a file is not as files usually are."""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain, repeat
from pathlib import Path

import pytest

import selfcheck
from selfcheck.sanitize import words
from selfcheck.sanitize.copy import sanitized
from selfcheck.statement.options import Options
from tests.helpers import yucho

OPTIONS = Options(dt.date(2026, 11, 22))
HEADER = "日付,摘要,出金,入金,残高"


def copied(folder: Path, *lines: str, encoding: str = "utf-8") -> list[str]:
    """The lines of a copy, which is read as the file is."""
    file, copy = folder / "a.csv", folder / "b.csv"
    file.write_bytes("\r\n".join(lines).encode(encoding))
    copy.write_bytes(sanitized(file, OPTIONS).data)
    old, new = selfcheck.scan(file), selfcheck.scan(copy)
    assert [(f.line, f.service) for f in new.findings] == [(f.line, f.service) for f in old.findings]
    before, after = old.statements[0], new.statements[0]
    assert after.status == before.status
    assert after.balance_check == before.balance_check or before.balance_check.breaks
    assert [one.line for one in after.balance_check.breaks] == [one.line for one in before.balance_check.breaks]
    assert sorted((one.line, one.code) for one in after.problems) == sorted((one.line, one.code) for one in before.problems)
    assert list(after.records.days()) == list(before.records.days())
    assert after.lines == before.lines
    return copy.read_bytes().decode(encoding).split("\r\n")


ROWS = ("2020/9/1,ドコモコウザ,30000,,470000", "2020/9/2,ガス,5000,,465000", "2020/9/3,給料,,200000,665000")


def test_a_balance_that_breaks_breaks_in_the_copy(tmp_path: Path):
    copied(tmp_path, HEADER, *ROWS, "2020/9/4,水道,4000,,650000", "2020/9/5,水道,4000,,700000", "2020/9/6,水道,4000,,696000")


def test_totals_and_the_balance_before_are_those_of_the_copy(tmp_path: Path):
    made = copied(tmp_path, HEADER, ",前月繰越,,,500000", *ROWS, ",合計,35000,200000,", ",次月繰越,,,665000", "以上 12345")
    out, into, balances = ([int(line.split(",")[place]) for line in made[2:5] if line.split(",")[place]] for place in (2, 3, 4))
    assert made[5].split(",") == ["", "合計", f"{sum(out)}", f"{sum(into)}", ""]
    assert made[6].split(",")[4] == f"{balances[-1]}"
    assert made[1].split(",")[4] == f"{balances[0] + out[0]}"
    assert re.fullmatch(r"以上 (?!12345)\d{5}", made[7])
    assert min(balances) > 0


def test_an_amount_and_its_fee_are_taken_together(tmp_path: Path):
    rows = ["2020/9/1,ドコモコウザ,30000,110,,469890", "2020/9/2,ガス,5000,220,,464670", "2020/9/3,給料,,,200000,664670"]
    copied(tmp_path, "日付,摘要,出金,手数料,入金,残高", *rows)


def test_a_second_day_beside_a_transaction_is_its_day(tmp_path: Path):
    rows = ["2020/9/1,1937/3/14,ドコモコウザ,30000,,470000", "2020/9/2,1937/3/14,ガス,5000,,465000"]
    made = copied(tmp_path, "日付,備考,摘要,出金,入金,残高", *rows)
    assert [line.split(",")[1] for line in made[1:]] == ["2020/9/1", "2020/9/2"]


def test_a_day_that_cannot_be_read_cannot_be_read_in_the_copy(tmp_path: Path):
    copied(tmp_path, HEADER, *ROWS, "2020/13/45,水道,4000,,661000", "2020/9/6,水道,4000,,657000")


def test_quoted_cells_over_lines_keep_their_columns(tmp_path: Path):
    made = copied(tmp_path, HEADER, '2020/9/1,"ドコモコウザ\r\n山田太郎, 様",30000,,470000', *ROWS[1:])
    assert "山田" not in "".join(made)
    assert made[1].startswith('2020/9/1,"ドコモコウザ')


@pytest.mark.parametrize("quote", ['"ガス', 'ガ"ス', '"ガス"x'])
def test_a_stray_quote_swallows_nothing(quote: str, tmp_path: Path):
    made = copied(tmp_path, HEADER, ROWS[0], ROWS[1].replace("ガス", quote), ROWS[2])
    assert "x" not in made[2]


def test_thousands_without_quotes_and_rows_in_one_cell_are_read_as_before(tmp_path: Path):
    copied(
        tmp_path,
        HEADER,
        "2020/9/1,ドコモコウザ,30,000,,470,000",
        "2020/9/2,ガス,5,000,,465,000",
        "2020/9/3,給料,,200,000,665,000",
    )
    inner = (ROWS[0].replace("30000", '""30,000""'), ROWS[1])
    copied(tmp_path, *(f'"{line}"' for line in (HEADER, *inner)))


def test_two_lists_side_by_side_keep_their_days_and_sums(tmp_path: Path):
    row = "2020/9/1,ドコモコウザ,30000,,470000,,2020/9/2,ペイペイ,5000,,465000"
    copied(tmp_path, f"{HEADER},,{HEADER}", row, "2020/9/3,ガス,1000,,469000,,2020/9/4,ガス,2000,,463000")


def test_times_weekdays_eras_and_serial_days_stay(tmp_path: Path):
    for first in ("2020/9/1 10:30", "2020/9/1(火)", "R2.9.1", "44075", "1 Sep 2020", "令和2年9月1日"):
        second = (
            first.replace("44075", "44076")
            .replace("9/1", "9/2")
            .replace("1 S", "2 S")
            .replace(".1", ".2")
            .replace("月1", "月2")
        )
        days = (first, second.replace("火", "水"))
        made = copied(tmp_path, HEADER, *(f"{day}{row[8:]}" for day, row in zip(days, ROWS, strict=False)))
        assert tuple(line.split(",")[0] for line in made[1:]) == days


def test_headings_date_their_rows_and_days_above_the_header_are_the_statements(tmp_path: Path):
    made = copied(tmp_path, "生年月日 昭和12年3月14日", HEADER, "【2020年9月分】,,,,", *(row[5:] for row in ROWS))
    assert made[2] == "【2020年9月分】,,,,"
    assert "12年" not in made[0]


def test_a_known_payee_on_a_rail_stays_one_and_a_person_does_not(tmp_path: Path):
    rows = ["2020/9/1,即時振替 マツイシヨウケン,30000,,470000", "2020/9/2,即時振替 ヤマダタロウ,5000,,465000"]
    made = copied(tmp_path, HEADER, *rows)
    assert "ヤマダ" not in made[2]
    assert made[2].startswith("2020/9/2,即時振替 ")


def test_a_name_over_two_cells_stays_over_two_cells(tmp_path: Path):
    rows = [f"2020/9/{day},ｶﾞｽｶﾞｽｶﾞｽ ﾍﾟｲ,ﾍﾟｲ ﾔﾏﾀﾞ,1000,,{500000 - 1000 * day}" for day in range(1, 6)]
    made = copied(tmp_path, "日付,摘要,備考,出金,入金,残高", *rows)
    assert "ﾔﾏﾀﾞ" not in "".join(made)


def test_nor_does_an_invented_word_make_something_else_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    invented = chain(["ｱﾄﾊﾞ", "ｺｺｺｺ"], repeat("ｺｺｺ"))  # ペイペイあと払い is no PayPay balance
    monkeypatch.setattr(words, "invented_word", lambda word, taken: next(invented) if word == "ﾔﾏﾀﾞ" else word[::-1])
    rows = [f"2020/9/{day},ｺｺｺｺｺｺ ﾍﾟｲ,ﾍﾟｲ ﾔﾏﾀﾞ,1000,,{500000 - 1000 * day}" for day in range(1, 6)]
    made = copied(tmp_path, "日付,摘要,備考,出金,入金,残高", *rows)
    assert "ｱﾄﾊﾞ" not in made[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "euc-jp"])
def test_bytes_that_are_no_characters_are_none_in_the_copy(encoding: str, tmp_path: Path):
    file, copy = tmp_path / "x.csv", tmp_path / "y.csv"
    rows = [f"2020/9/{day},ガス,1000,,{400000 - 1000 * day}" for day in range(4, 30)]
    given = "\r\n".join((HEADER, *ROWS, *rows)).encode(encoding)
    file.write_bytes(given.replace("給料".encode(encoding).removeprefix(b"\xef\xbb\xbf"), b"\xff\x80WASHIO"))
    copy.write_bytes(sanitized(file, OPTIONS).data)
    assert b"WASHIO" not in copy.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        copy.read_bytes().decode(encoding)
    codes = [[one.code for one in selfcheck.read(one).problems] for one in (file, copy)]
    assert codes[0] == codes[1]
    assert "broken-character" in codes[0]


def test_letters_that_only_one_computer_has_do_not_stay(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_bytes("\r\n".join((HEADER, *ROWS)).encode("cp932").replace("ガス".encode("cp932"), b"\xf0\x40\xf0\x41"))
    assert b"\xf0\x40" not in sanitized(file, OPTIONS).data


def test_the_same_word_is_the_same_word_all_through_the_copy(tmp_path: Path):
    rows = [f"2020/9/{day},ヤマダ タロウ 836-5729,1000,,{500000 - 1000 * day}" for day in range(1, 4)]
    made = {line.split(",")[1] for line in copied(tmp_path, HEADER, *rows)[1:]}
    assert len(made) == 1
    assert not {"ヤマダ", "タロウ"} & set(made.pop().split())


def test_the_count_of_lines_that_a_bank_declares_stays_if_it_is_right(tmp_path: Path):
    file = tmp_path / "x.csv"
    given = yucho(*[("20200902", "自払", "ﾔﾏﾀﾞ", 1000)] * 13, ("20200903", "ＲＴ", "(PAYPAY)", 3000))
    file.write_bytes(given.encode("cp932"))
    made = sanitized(file, OPTIONS).data.decode("cp932")
    assert "明細件数：14\n" in made
    assert "1 件数 14" not in made
    file.write_bytes(given.replace("明細件数：14", "明細件数：99").encode("cp932"))
    made = sanitized(file, OPTIONS).data.decode("cp932")
    assert re.search("明細件数：(?!99|14)\\d\\d\n", made)
    file.write_bytes(given.replace("照会対象：全期間", "14 明細件数").encode("cp932"))
    assert "14 明細件数" not in sanitized(file, OPTIONS).data.decode("cp932")


def test_an_encoding_that_was_told_is_that_of_the_copy(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_bytes("\r\n".join((HEADER, *ROWS)).encode("euc-jp"))
    told = Options(dt.date(2026, 11, 22), encoding="cp932")
    assert "ドコモコウザ".encode("euc-jp") not in sanitized(file, told).data
    assert "ドコモコウザ".encode("euc-jp") in sanitized(file, Options(dt.date(2026, 11, 22), encoding="euc-jp")).data


def test_letters_that_the_encoding_of_the_file_has_not_are_none_in_the_copy(tmp_path: Path):
    """Wide encodings have no broken bytes."""
    file = tmp_path / "x.csv"
    file.write_bytes("\r\n".join((HEADER, *ROWS)).encode("utf-16"))
    made = sanitized(file, OPTIONS).data
    assert made.startswith(b"\xff\xfe")
    assert made.decode("utf-16").startswith(HEADER)


def test_days_that_do_not_exist_do_not_keep_those_behind_them(tmp_path: Path):
    made = copied(tmp_path, "2020/13/45 1937/3/14", HEADER, *ROWS)
    assert "1937" not in made[0]
    assert made[0].endswith(" 2020/9/1")


def test_the_lines_of_a_copy_are_as_many_and_a_record_ends_where_the_next_begins(tmp_path: Path):
    made = copied(tmp_path, HEADER, '2020/9/1,"ドコモコウザ\r\nヤマダ",30000,,470000', *ROWS[1:], "", "以上")
    assert [line.split(",")[0] for line in made[3:5]] == ["2020/9/2", "2020/9/3"]
    assert made[5:] == ["", "以上"]
    assert re.fullmatch(r'[ア-ノ]{3}",\d{5},,\d+', made[2])


def test_fees_are_less_than_the_amounts_beside_them(tmp_path: Path):
    header = "日付,摘要,出金,手数料,入金,残高"
    rows = [f"2020/9/{day},ガス,1,1,,{500000 - 2 * day}" for day in range(1, 9)]
    for line in copied(tmp_path, header, *rows)[1:]:
        assert all(int(cell) >= 0 for cell in line.split(",")[2:4] if cell)


def test_a_page_with_several_tables_becomes_a_csv_of_those_that_are_statements(tmp_path: Path):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(",")) + "</tr>" for row in (HEADER, *ROWS))
    page = f"<html><meta charset=utf-8><table><tr><td>山田</td><td>様</td></tr></table><table>{body}</table></html>"
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    made = sanitized(tmp_path / "x.html", OPTIONS).data.decode("utf-8-sig")
    assert made.startswith(HEADER)
    assert "山田" not in made
