"""The accounts of one OFX file: each is an account of its own, in findings, refunds, overlaps and what was checked before."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck.model.statement import Break
from selfcheck.statement.containers.ofx_statements import OfxStatement, name_accounts
from tests.helpers import rows

GOLDEN = Path(__file__).parent / "ofx"
FILES = sorted(GOLDEN.glob("*.ofx"))
TODAY = dt.date(2026, 10, 20)


def golden(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_account_is_read_as_it_was_written_by_hand(file: Path, end: str, tmp_path: Path):
    copy = tmp_path / file.name
    copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8", newline=end)
    statement = selfcheck.read(copy)
    read = [
        [row["line"], row["date"], row["memo"], row["withdrawal"], row["deposit"], record.text.number]
        for row, record in zip(rows(statement), statement.records.every(), strict=True)
    ]
    expected = golden(file)
    assert read == expected["transactions"]
    assert [[problem.line, problem.code] for problem in statement.problems] == expected["problems"]
    check = statement.balance_check
    assert [check.status, check.checked, check.proven] == expected["balance"]
    assert sum(statement.lines.values()) == len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_findings_are_those_of_each_account(file: Path):
    report = selfcheck.scan([file], today=TODAY)
    assert sorted([finding.line, finding.level.value] for finding in report.findings) == golden(file)["findings"]


def test_two_accounts_at_two_banks_with_one_number_are_two():
    report = selfcheck.scan([GOLDEN / "two_banks.ofx"], today=TODAY)
    assert len({finding.account for finding in report.findings}) == 2


def test_a_refund_in_another_account_undoes_nothing():
    report = selfcheck.scan([GOLDEN / "two_banks.ofx"], today=TODAY)
    reasons = {finding.line: {reason.signal for reason in finding.reasons} for finding in report.findings}
    assert "refunded" in reasons[16]
    assert "refunded" not in reasons[10]


def month(first: str, last: str, *moves: str, number: str = "7654321") -> str:
    return (
        "OFXHEADER:100\n\n<OFX><STMTTRNRS><STMTRS><CURDEF>JPY"
        f"<BANKACCTFROM><BANKID>9998<ACCTID>{number}</BANKACCTFROM>\n<BANKTRANLIST><DTSTART>{first}<DTEND>{last}\n"
        + "".join(moves)
        + "</BANKTRANLIST></STMTRS></STMTTRNRS></OFX>\n"
    )


def move(day: str, yen: int, ident: str, name: str = "ﾍﾟｲﾍﾟｲ") -> str:
    return f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{day}<TRNAMT>{-yen}<FITID>{ident}<NAME>{name}</STMTTRN>\n"


AUGUST = [move("20260830", 3000, "A7"), move("20260901", 5000, "A8"), move("20260901", 5000, "A9")]
LATER = move("20260908", 7000, "B1")


def raised(tmp_path: Path, *texts: str) -> tuple[list[tuple[int, int | None]], list[str]]:
    for place, text in enumerate(texts):
        (tmp_path / f"{place}.ofx").write_text(text, encoding="utf-8")
    report = selfcheck.scan(tmp_path, today=TODAY)
    codes = [problem.code for statement in report.statements for problem in statement.problems]
    return [(finding.statement, finding.withdrawal) for finding in report.raised], codes


def test_what_two_downloads_have_is_counted_once(tmp_path: Path):
    found, codes = raised(tmp_path, month("20260801", "20260901", *AUGUST), month("20260901", "20260930", *AUGUST[1:], LATER))
    assert sorted(found) == [(0, 3000), (0, 5000), (0, 5000), (1, 7000)]
    assert codes == ["overlap"]


def test_one_equal_transaction_of_two_accounts_is_two(tmp_path: Path):
    found, codes = raised(
        tmp_path, month("20260801", "20260901", *AUGUST), month("20260801", "20260901", *AUGUST, number="1111111")
    )
    assert (len(found), codes) == (6, [])


def test_numbers_that_begin_anew_in_every_download_tell_nothing(tmp_path: Path):
    first = [move("20260901", 5000, "1"), move("20260902", 4000, "2"), move("20260903", 3000, "3")]
    second = [move("20260901", 5000, "1"), move("20260903", 3000, "2"), move("20260908", 7000, "3")]
    found, codes = raised(tmp_path, month("20260901", "20260903", *first), month("20260901", "20260908", *second))
    assert (len(found), codes) == (6, [])


def test_one_number_for_all_tells_nothing(tmp_path: Path):
    same = [move("20260901", 5000, "0"), move("20260901", 5000, "0")]
    found, codes = raised(tmp_path, month("20260901", "20260901", *same), month("20260901", "20260908", *same, LATER))
    assert (len(found), codes) == (5, [])


def test_a_line_that_holds_more_than_what_is_repeated_stays(tmp_path: Path):
    first = month("20260801", "20260901", *AUGUST).replace("\n", "")
    second = month("20260901", "20260930", *AUGUST[1:], LATER).replace("\n", "")
    found, _ = raised(tmp_path, first, second)
    assert (1, 7000) in found


def two_months(text: str) -> str:
    return (GOLDEN / "two_months.ofx").read_text(encoding="utf-8").replace(*text.split(" → "))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("<TRNAMT>200000 → <TRNAMT>200001", "broken"),
        ("<BALAMT>280000 → <BALAMT>274000", "broken"),
        ("<BALAMT>280000 → <BALAMT>280000.00", "consistent"),
        ("<DTSTART>20260831000000 → <DTSTART>20260902000000", "not-possible"),
        ("<DTEND>20260930235959 → <DTEND>20260929235959", "not-possible"),
        ("<DTASOF>20260930235959 → <DTASOF>20260831235959", "not-possible"),
        ("<DTSTART> → <DTSTARTED>", "not-possible"),
        ("<BALAMT>280000 → <BALAMT>many", "not-possible"),
        ("<TRNAMT>200000 → <TRNAMT>many", "not-possible"),
        ("<LEDGERBAL><BALAMT>280000 → <AVAILBAL><BALAMT>280000", "not-possible"),
    ],
)
def test_balances_prove_only_what_the_list_between_them_says_to_hold(change: str, status: str, tmp_path: Path):
    file = tmp_path / "a.ofx"
    file.write_text(two_months(change), encoding="utf-8")
    assert selfcheck.read(file).balance_check.status == status


def test_a_balance_that_does_not_follow_is_told_on_its_line(tmp_path: Path):
    file = tmp_path / "a.ofx"
    file.write_text(two_months("<TRNAMT>200000 → <TRNAMT>200001"), encoding="utf-8")
    statement = selfcheck.read(file)
    assert statement.balance_check.breaks == (Break(18, 280001, 280000),)
    assert statement.status == "partly-read"


def test_a_month_in_which_nothing_moved_proves_nothing(tmp_path: Path):
    text = (GOLDEN / "two_months.ofx").read_text(encoding="utf-8").splitlines()
    quiet = "\n".join([*text[:13], *text[17:]]).replace("<BALAMT>280000", "<BALAMT>92000")
    (tmp_path / "a.ofx").write_text(quiet, encoding="utf-8")
    check = selfcheck.read(tmp_path / "a.ofx").balance_check
    assert (check.status, check.checked, check.proven) == ("not-possible", 0, 0)


def test_what_a_card_owes_grows_with_what_is_spent(tmp_path: Path):
    text = two_months("<BALAMT>280000 → <BALAMT>-96000").replace("BANKACCTFROM", "CCACCTFROM")
    (tmp_path / "a.ofx").write_text(text, encoding="utf-8")
    assert selfcheck.read(tmp_path / "a.ofx").balance_check.status == "consistent"


def test_a_file_that_ends_between_two_accounts_is_cut_off(tmp_path: Path):
    text = (GOLDEN / "two_banks.ofx").read_text(encoding="utf-8")
    (tmp_path / "a.ofx").write_text(text[: text.index("<STMTTRNRS>", text.index("812000"))], encoding="utf-8")
    assert [problem.code for problem in selfcheck.read(tmp_path / "a.ofx").problems] == ["ofx-cut-off"]


def test_a_number_too_short_to_tell_has_its_bank_before_it(tmp_path: Path):
    (tmp_path / "a.ofx").write_text(month("20260801", "20260901", *AUGUST, number="1"), encoding="utf-8")
    (record, *_) = selfcheck.read(tmp_path / "a.ofx").records.every()
    assert record.text.number == "9998-1"


def test_one_number_with_its_branch_and_without_is_one_account(tmp_path: Path):
    text = (GOLDEN / "two_months.ofx").read_text(encoding="utf-8").replace("<BRANCHID>101", "", 1)
    (tmp_path / "a.ofx").write_text(text, encoding="utf-8")
    assert {row.text.number for row in selfcheck.read(tmp_path / "a.ofx").records.every()} == {"7654321"}


def test_what_stands_behind_a_statement_within_another_is_of_the_outer_one_each_time(tmp_path: Path):
    text = (GOLDEN / "nested.ofx").read_text(encoding="utf-8")
    end = text.index("</STMTTRNRS>") + len("</STMTTRNRS>")
    again = text[text.index("<STMTTRNRS>") : end].replace("1111111", "4444444").replace("2222222", "5555555")
    (tmp_path / "a.ofx").write_text(text[:end] + again + text[end:], encoding="utf-8")
    numbers = [record.text.number[0] for record in selfcheck.read(tmp_path / "a.ofx").records.every()]
    assert numbers == ["1", "2", "1", "4", "5", "4", "3"]


@pytest.mark.parametrize(("others", "is_one"), [(1, True), (18, True), (19, False)])
def test_a_number_without_its_branch_is_that_of_its_bank_where_few_banks_have_it(others: int, is_one: bool):
    full = {"ACCTID": "7654321", "BRANCHID": "101", "ACCTTYPE": "SAVINGS"}
    several = [OfxStatement(full | {"BANKID": str(bank)}) for bank in range(1 + others)]
    short = OfxStatement({"ACCTID": "7654321", "BANKID": "0"})
    name_accounts([*several, short])
    assert (short.account == several[0].account) is is_one
    assert len({statement.account for statement in several}) == 1 + others


def test_an_account_that_names_no_currency_is_not_taken_for_yen_where_another_is_not(tmp_path: Path):
    text = (GOLDEN / "two_banks.ofx").read_text(encoding="utf-8").replace("<CURDEF>JPY", "<CURDEF>USD", 1)
    (tmp_path / "a.ofx").write_text(text.replace("<CURDEF>JPY", ""), encoding="utf-8")
    assert {problem.code for problem in selfcheck.read(tmp_path / "a.ofx").problems} == {"ofx-currency"}


@pytest.mark.parametrize("tag", ["<STMTTRN>", "<STMTRS>", "<BANKTRANLIST>", "</STMTTRN>", "</STMTRS>", "<ACCTID>", "<TRNAMT>"])
@pytest.mark.parametrize("file", [file for file in FILES if file.stem != "nested"], ids=lambda file: file.stem)
def test_a_tag_that_stands_twice_changes_nothing(file: Path, tag: str, tmp_path: Path):
    copy = tmp_path / file.name
    copy.write_text(file.read_text(encoding="utf-8").replace(tag, tag + tag), encoding="utf-8")
    one, other = selfcheck.read(file), selfcheck.read(copy)
    assert one.records.every() == other.records.every()
    assert [problem.code for problem in one.problems] == [problem.code for problem in other.problems]


def test_an_empty_element_of_xml_is_no_damage(tmp_path: Path):
    text = (GOLDEN / "bank_and_card.ofx").read_text(encoding="utf-8").replace("<TRNUID>1</TRNUID>", "<TRNUID/><X />")
    (tmp_path / "a.ofx").write_text(text, encoding="utf-8")
    assert not selfcheck.read(tmp_path / "a.ofx").problems
