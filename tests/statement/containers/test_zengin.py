"""Zengin files, with line breaks, without and with commas."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from tests.statement.containers.test_containers import AS_READ, LINES, TODAY, read, transactions, zengin


@pytest.mark.parametrize("end", ["", "\r\n", "\n"])
def test_a_zengin_file_is_read_with_and_without_line_breaks(end: str, tmp_path: Path):
    statement = read(tmp_path, "nyushukkin.txt", end.join(zengin(*LINES)).encode("cp932"))
    assert (statement.container, statement.layout) == ("zengin", "zengin")
    assert transactions(statement) == AS_READ
    assert statement.balance_check.status == "consistent"
    assert statement.status == "read"
    assert sum(statement.lines.values()) == (5 if end else 1)


def test_a_zengin_file_with_commas_is_read(tmp_path: Path):
    from selfcheck.statement.containers.zengin import _cut

    text = "\r\n".join(",".join(_cut(one)) for one in zengin(*LINES)) + "\r\n"
    statement = read(tmp_path, "nyushukkin.csv", text.encode("cp932"))
    assert transactions(statement) == AS_READ
    assert statement.balance_check.status == "consistent"


@pytest.mark.parametrize("digits", [str(10**15), str(2**63), "9" * 5000])
@pytest.mark.parametrize(
    ("line", "cell", "code"), [(1, 6, "unreadable-amount"), (3, 4, "zengin-record"), (3, 6, "zengin-record")]
)
def test_an_amount_of_a_zengin_file_that_no_bank_has_is_a_problem_on_its_line(
    line: int, cell: int, code: str, digits: str, tmp_path: Path
):
    from selfcheck.statement.containers.zengin import _cut

    records = [_cut(one) for one in zengin(*LINES)]
    records[line][cell] = digits
    (tmp_path / "x.csv").write_bytes("\r\n".join(",".join(one) for one in records).encode("cp932"))
    report = selfcheck.scan(tmp_path / "x.csv", today=TODAY)
    (statement,) = report.statements
    assert (line + 1, code) in [(problem.line, problem.code) for problem in statement.problems]
    assert [(finding.line, finding.service) for finding in report.raised] == [(2, "docomo-koza")]


def test_the_trailer_of_a_zengin_file_is_compared_with_what_was_read(tmp_path: Path):
    records = zengin(*LINES, ("080926", "2", 1000, "ﾃﾞﾝｷ"))
    del records[2]
    statement = read(tmp_path, "x.txt", "\r\n".join(records).encode("cp932"))
    assert "trailer-differs" in [problem.code for problem in statement.problems]
    assert statement.balance_check.status == "broken"
    assert statement.status == "partly-read"


def test_years_without_an_era_are_heisei_or_reiwa_whichever_the_file_was_made_in(tmp_path: Path):
    records = [one.replace("080930", "280530").replace("080908", "280503") for one in zengin(LINES[0])]
    assert transactions(read(tmp_path, "x.txt", "\r\n".join(records).encode("cp932")))[0][0] == "2016-05-03"
