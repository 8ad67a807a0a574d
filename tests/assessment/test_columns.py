"""Where a bank's column ends is seen in the statement as a whole: what counts there, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from tests.helpers import simple


def services(folder: Path, *memos: str) -> list[str]:
    file = folder / "meisai.csv"
    file.write_text(simple(*memos), encoding="utf-8")
    return [finding.service for finding in selfcheck.scan(file).findings]


def in_two_cells(folder: Path, *cells: tuple[str, str]) -> list[str]:
    file = folder / "meisai.csv"
    rows = [f"2026/09/{day:02},{left},{right},1000,,{100_000 - 1000 * day}" for day, (left, right) in enumerate(cells, start=1)]
    file.write_text("\n".join(["日付,摘要,摘要内容,出金額,入金額,残高", *rows, ""]), encoding="utf-8")
    return [finding.service for finding in selfcheck.scan(file).findings]


@pytest.mark.parametrize(
    ("memo", "service"), [("SMBC(ｶ)ﾌｱﾐﾏﾃﾞｼ", "famipay"), ("SMBC(ｶ)ﾋﾞﾘﾝｸﾞｼ", "payb"), ("ｸﾚｼﾞﾂﾄ ﾃﾞｲ-ﾊﾞ", "d-barai")]
)
def test_a_short_beginning_counts_where_the_column_ends_with_it(memo: str, service: str, tmp_path: Path):
    assert services(tmp_path, memo, "ﾃﾞﾝｷ", "ｽｲﾄﾞｳ") == [service]
    assert services(tmp_path, memo, "ﾃﾞﾝｷﾀﾞｲ ﾄｳｷﾖｳﾃﾞﾝﾘﾖｸ 9ｶﾞﾂﾌﾞﾝ") == []


def test_a_short_name_with_which_words_begin_counts_unless_the_column_cuts_it(tmp_path: Path):
    assert services(tmp_path, "ｸﾚｼﾞﾂﾄ PRING", "ﾃﾞﾝｷ") == ["pring"]
    assert services(tmp_path, "ｸﾚｼﾞﾂﾄ PRING", "ﾃﾞﾝｷﾀﾞｲ ﾄｳｷﾖｳﾃﾞﾝﾘﾖｸ") == ["pring"]
    assert services(tmp_path, "ｸﾚｼﾞﾂﾄ PRING", "ﾃﾞﾝｷﾀﾞｲ ﾄｳｷﾖ") == []


@pytest.mark.parametrize(("left", "right", "service"), [("ﾃﾞｲ-ﾊﾞ", "ﾗｲ", "d-barai"), ("DF.ﾄﾞｺ", "ﾓｺｳｻﾞ", "docomo-koza")])
def test_a_name_that_goes_on_in_the_next_cell_counts_if_the_first_is_full(left: str, right: str, service: str, tmp_path: Path):
    full = f"SMBC {left}"
    assert in_two_cells(tmp_path, (full, right), ("ﾃﾞﾝｷ", "ﾄｳｷﾖｳ")) == [service]
    assert in_two_cells(tmp_path, (full, right), ("ﾃﾞﾝｷﾀﾞｲ 9ｶﾞﾂﾌﾞﾝ", "ﾄｳｷﾖｳ")) == []


def test_a_line_that_could_not_be_read_may_hold_an_unknown_payee(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    rows = ["2026/09/01,電気,1000,,99000", "2026/99/99,即時振替　ミヂカ,30000,,69000", "2026/09/03,水道,1000,,68000", ""]
    file.write_text("\n".join(["日付,摘要,出金額,入金額,残高", *rows]), encoding="utf-8")
    (finding,) = selfcheck.scan(file).findings
    assert (finding.service, finding.line, finding.level) == ("unnamed", 3, "check")


@pytest.mark.parametrize("name", ["anapay", "unnamed", "nosuch"])
def test_a_service_that_is_none_is_no_payee_to_use(name: str, tmp_path: Path):
    with pytest.raises(selfcheck.OptionError, match=name):
        selfcheck.scan(tmp_path / "none.csv", uses=[name])


def test_a_name_as_printed_may_be_that_of_a_known_service(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_text(simple("ＲＴＫ　ペイペイ"), encoding="utf-8")
    (finding,) = selfcheck.scan(file, uses=["ﾍﾟｲﾍﾟｲ"]).findings
    assert (finding.service, finding.level) == ("paypay", "note")


def test_a_column_narrower_than_eight_letters_is_none_that_cuts(tmp_path: Path):
    assert services(tmp_path, "ﾄﾞｺﾓｺｳ", "ﾃﾞﾝｷ") == ["docomo-koza"]  # three quarters of a name that is like nothing else
    assert services(tmp_path, "ﾃﾞｲ-ﾊﾞ", "ﾃﾞﾝｷ") == []
    assert services(tmp_path, "X ﾃﾞｲ-ﾊﾞ", "ﾃﾞﾝｷ") == ["d-barai"]


def test_a_payee_that_the_holder_uses_is_known_by_its_printed_name(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_text(simple("即時振替　ミヂカ", "即時振替　アナペイ", "即時振替"), encoding="utf-8")
    levels = {one.memo: one.level.value for one in selfcheck.scan(file, uses=["ﾐﾁﾞｶ"]).findings}
    assert levels == {"即時振替　ミヂカ": "note", "即時振替　アナペイ": "check", "即時振替": "check"}
