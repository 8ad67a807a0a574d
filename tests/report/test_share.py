"""What a shared report keeps, part by part."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

import selfcheck
from selfcheck.clock import JAPAN
from selfcheck.language.sentences import sentence
from selfcheck.model.findings import Reason
from selfcheck.model.since_last import AccountSince, SinceLast
from selfcheck.model.statement import Problem, Skipped
from selfcheck.report.report import Report
from selfcheck.report.share import MASK, shared
from tests.helpers import simple, yucho

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=JAPAN)


def scanned(folder: Path, text: str, name: str = "meisai.csv", encoding: str = "utf-8", **options: object) -> Report:
    (folder / name).write_bytes(text.encode(encoding))
    return selfcheck.scan(folder / name, now=NOW, **options)  # type: ignore[arg-type]


def test_days_amounts_levels_and_numbers_stay_and_names_and_balances_do_not(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ ヤマダ", "ガス", "ドコモコウザ", "ペイペイ"))
    hidden = shared(given)
    for name in ("number", "statement", "line", "date", "withdrawal", "deposit", "service", "matched", "level"):
        assert [getattr(one, name) for one in hidden.findings] == [getattr(one, name) for one in given.findings], name
    assert {one.balance for one in hidden.findings} == {None}
    assert {(one.identity, one.account_number) for one in hidden.findings} == {("", "")}
    assert {one.account for one in hidden.findings} == {"account-1"}
    assert f"ペイペイ {MASK}" in [one.memo for one in hidden.findings]
    assert hidden.exit_code == given.exit_code
    assert hidden.summary == given.summary


def test_what_came_in_stays_beside_what_went_out(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ") + "2026/11/05,ペイペイ,,3000,993000\n")
    assert [(one.withdrawal, one.deposit) for one in shared(given).findings] == [(10000, None), (None, 3000)]


def test_of_a_memo_in_which_the_name_stands_otherwise_only_the_name_stays(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ"))
    (finding,) = given.findings
    (hidden,) = shared(replace(given, findings=(replace(finding, memo="ヤマダ ペ イペイ"),))).findings
    assert hidden.memo == "ペイペイ"


def test_of_a_statement_stays_how_it_was_read(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ", "ガス").replace("残高", "残高 1234567"))
    (old,), (new,) = given.statements, shared(given).statements
    kept = ("status", "container", "encoding", "encoding_evidence", "bank", "layout", "lines", "delimiter", "why",
            "header_line", "pages", "period")  # fmt: skip
    for name in kept:
        assert getattr(new, name) == getattr(old, name), name
    assert new.path == "明細1"
    assert new.header == ("日付", "摘要", "出金", "入金", f"残高 {MASK}")
    assert new.columns == {**old.columns, "balance": (f"残高 {MASK}",)}
    assert (new.digest, new.others, new.readings) == ("", (), {})
    assert [(row.text.memo, row.text.number, row.balance) for row in new.records.every()] == [(MASK, "", None)] * 2
    assert shared(replace(given, lang="en")).statements[0].path == "statement 1"


def test_columns_without_a_header_keep_their_numbers_and_a_header_of_digits_does_not(tmp_path: Path):
    bare = "".join(f"2026/11/0{day},ペイペイ,1000,,{9000 - 1000 * day}\n" for day in range(1, 6))
    assert shared(scanned(tmp_path, bare)).statements[0].columns["memo"] == ("2",)
    (statement,) = scanned(tmp_path, simple("ペイペイ")).statements
    given = scanned(tmp_path, simple("ペイペイ"))
    odd = replace(statement, header=("1234567",), columns={"memo": ("1234567",)})
    assert shared(replace(given, statements=(odd,))).statements[0].columns == {"memo": (MASK,)}


def test_breaks_of_a_balance_keep_their_lines_and_no_sums(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ", "ガス", "ガス").replace("980000", "123456"))
    check = shared(given).statements[0].balance_check
    before = given.statements[0].balance_check
    assert before.breaks
    assert [(one.line, one.expected, one.found) for one in check.breaks] == [(one.line, 0, 0) for one in before.breaks]
    assert (check.status, check.checked, check.order) == (before.status, before.checked, before.order)


def test_problems_tell_counts_and_days_and_none_of_the_files_words_and_sums(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ"))
    day = dt.date(2026, 11, 2)
    details = {"encoding": "cp932", "count": 3, "most": 9, "first": day, "last": day, "cell": "ヤマダ", "declared": 12345}
    nested = sentence("x", inner=sentence("y", currency="ヤマダ", count=2), count="ヤマダ")
    problems = tuple(Problem(line, "gap", one) for line, one in enumerate((sentence("gap", **details), nested)))
    (statement,) = given.statements
    skipped = (Skipped("/home/yamada/a.csv", "not-opened", sentence("gap", path="/home/yamada")),)
    hidden = shared(replace(given, statements=(replace(statement, problems=problems),), skipped=skipped))
    first, second = hidden.statements[0].problems
    assert first.sentence.details == {**details, "cell": MASK, "declared": MASK}
    assert (first.line, second.line, second.code) == (0, 1, "gap")
    assert second.sentence.details["count"] == MASK
    assert second.sentence.details["inner"].details == {"currency": MASK, "count": 2}
    assert hidden.skipped == (Skipped("明細2", "not-opened", sentence("gap", path=MASK)),)


def test_reasons_keep_sums_days_and_services_and_no_other_words(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ"))
    (finding,) = given.findings
    service = given.knowledge.services["paypay"].name
    details = {
        "yen": 5000, "date": dt.date(2026, 11, 2), "left": 777, "year": "2026", "printed": "ペイペイ ヤマダ",
        "service": service, "names": ["ドコモコウザ", "ヤマダ"],
        "what": sentence("z", rail="ＲＴ", payee="ヤマダ", year="2026"),
    }  # fmt: skip
    reason = Reason("account-drained", details, ())
    hidden = shared(replace(given, findings=(replace(finding, reasons=(reason,)),)))
    made = hidden.findings[0].reasons[0].details
    assert made["left"] == MASK
    assert made["printed"] == f"ペイペイ {MASK}"
    assert made["names"] == ["ドコモコウザ", MASK]
    assert (made["yen"], made["date"], made["year"], made["service"]) == (5000, dt.date(2026, 11, 2), "2026", service)
    assert made["what"].details == {"rail": "ＲＴ", "payee": MASK, "year": "2026"}


def test_what_the_holder_looks_for_besides_has_no_name(tmp_path: Path):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[[services]]\nid = "paypay"\nnames = ["ヤマダペイ"]\n\n'
        '[[services]]\nid = "yamada"\nname = "ヤマダ"\nnames = ["ヤマダバンク"]\n',
        encoding="utf-8",
    )
    text = simple("ヤマダペイ", "ヤマダバンク", "ペイペイ", "タロウペイ")
    given = scanned(tmp_path, text, rules=rules, also=["タロウペイ"])
    assert {one.service for one in given.findings} == {"paypay", "yamada", "own:タロウペイ"}
    hidden = shared(given)
    assert {one.service for one in hidden.findings} == {"paypay", "own-1", "own-2"}
    assert {hidden.knowledge.services[one].name["ja"] for one in ("own-1", "own-2")} == {MASK}
    assert hidden.knowledge.services["paypay"] == selfcheck.scan(tmp_path / "meisai.csv", now=NOW).knowledge.services["paypay"]
    matched = {one.line: one.matched for one in hidden.findings}
    assert matched == {2: MASK, 3: MASK, 4: "ペイペイ", 5: MASK}
    assert {service for page in hidden.guidance.pages for service in page.services} <= {"paypay", "own-1", "own-2"}
    assert shared(scanned(tmp_path, text)).knowledge is scanned(tmp_path, text).knowledge


def test_an_unknown_payee_is_masked_and_its_rail_stays(tmp_path: Path):
    given = scanned(tmp_path, yucho(("20260702", "ＲＴ", "(ヤマダ　タロウ)", 30000)), encoding="cp932")
    (finding,) = shared(given).findings
    assert (finding.service, finding.matched) == ("unnamed", MASK)
    assert "ヤマダ" not in finding.memo
    assert finding.memo.startswith("ＲＴ")


def test_what_was_checked_before_keeps_days_and_counts(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ"))
    account = AccountSince(
        id="k-1", statements=(0,), known="number", since=None, until=None, missing=(), left_out=0, partly=False
    )
    since = shared(replace(given, since_last=SinceLast((account,), given.findings, "ヤマダ"))).since_last
    assert since == SinceLast((replace(account, id=MASK),), (), MASK)
    assert shared(replace(given, since_last=SinceLast((), (), ""))).since_last == SinceLast((), (), "")
    assert shared(given).since_last is None


def test_commands_name_neither_files_nor_options_nor_where_the_program_lies(tmp_path: Path):
    given = scanned(tmp_path, simple("ペイペイ"), uses=["paypay"])
    command = replace(given.command, program="/home/yamada/selfcheck", spoken=("--lang", "en"))
    hidden = shared(replace(given, command=command)).command
    assert (hidden.paths, hidden.options, hidden.checked, hidden.program) == ((), (), (), "selfcheck")
    assert hidden.spoken == ("--lang", "en")


def test_two_accounts_are_told_apart_by_numbers(tmp_path: Path):
    for name in ("a.csv", "b.csv"):
        text = simple("ペイペイ", start=500000 if name == "a.csv" else 900000)
        (tmp_path / name).write_text(f"口座番号,{name[0]}1234567\n{text}", encoding="utf-8")
    hidden = shared(selfcheck.scan([tmp_path / "a.csv", tmp_path / "b.csv"], now=NOW))
    assert [one.path for one in hidden.statements] == ["明細1", "明細2"]
    assert {one.account for one in hidden.findings} <= {"account-1", "account-2"}


def test_what_the_holder_wrote_about_a_lookalike_or_a_service_is_not_shown(tmp_path: Path):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[lookalikes]]\ntexts = ["ペイペイヤマダ"]\nwhat = "ヤマダ家の店"\n', encoding="utf-8")
    given = scanned(tmp_path, simple("ペイペイ"), rules=rules, also=["コトリペイ"])
    (finding,) = given.findings
    (lookalike,) = given.knowledge.own_lookalikes
    (service,) = given.knowledge.own_services
    reason = Reason(finding.reasons[0].signal, {"what": lookalike.what, "name": service.name, "about": service.about}, ())
    (hidden,) = shared(replace(given, findings=(replace(finding, reasons=(reason,)),))).findings
    assert set(hidden.reasons[0].details.values()) == {MASK}
