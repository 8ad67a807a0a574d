"""The command as people run it: exit codes, JSON, bad input, and what it does not import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import selfcheck
from tests.helpers import SAMPLES, run_command, simple
from tests.in_process import command


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("cp932"))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "clean.csv", simple("電気", "水道"))


@pytest.fixture
def raised(tmp_path: Path) -> Path:
    return write(tmp_path / "raised.csv", simple("電気", "ドコモコウザ"))


@pytest.fixture
def partly(tmp_path: Path) -> Path:
    return write(
        tmp_path / "partly.csv", simple("電気", "水道", "ガス", start=2_000_000).replace("2026/11/02,水道", "2026/99/02,水道")
    )


def test_the_samples_are_scanned_and_something_is_raised():
    assert run_command("scan", SAMPLES).returncode == 1


def test_exit_codes_tell_what_happened(clean: Path, raised: Path, partly: Path, tmp_path: Path):
    empty = write(tmp_path / "empty.csv", "")
    assert command("scan", clean).returncode == 0
    assert command("scan", raised).returncode == 1
    assert command("scan", clean, partly).returncode == 3
    assert command("scan", clean, empty).returncode == 3
    assert command("scan", raised, partly, empty).returncode == 1
    assert command("scan", empty).returncode == 4
    assert command("scan", tmp_path / "missing.csv").returncode == 4


@pytest.mark.parametrize(
    "arguments",
    [["scan"], ["scan", "--nonsense", "x"], ["nonsense"], ["scan", "x", "--uses", "nonsense"],
     ["scan", "x", "--bank", "nonsense"], ["scan", "x", "--today", "tomorrow"], ["scan", "x", "--format", "xml"],
     ["guide", "--service", "nonsense"]],
)  # fmt: skip
def test_a_wrong_call_is_a_sentence_and_exit_code_2(arguments: list[str]):
    result = command(*arguments)
    assert result.returncode == 2
    assert result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert result.stdout == b""


def test_an_unknown_encoding_is_a_wrong_call(clean: Path):
    assert command("scan", clean, "--encoding", "klingon").returncode == 2


def test_json_is_what_the_contract_says(raised: Path, partly: Path):
    result = command("scan", raised, partly, "--format", "json", "--today", "2026-11-22")
    report = json.loads(result.stdout)
    assert set(report) == {"schema", "version", "generated_at", "statements", "skipped", "findings", "guidance", "summary"}
    assert report["schema"] == "selfcheck.report/1"
    statement = report["statements"][1]
    assert statement["path"] == str(partly)
    assert statement["status"] == "partly-read"
    assert statement["container"] == "csv"
    assert statement["encoding"] == "cp932"
    assert statement["bank"] is None
    assert statement["layout"] == "inferred"
    assert statement["columns"]["withdrawal"] == ["出金"]
    assert statement["period"] == {"from": "2026-11-02", "to": "2026-11-02"}
    assert statement["lines"] == {"preamble": 0, "header": 1, "transaction": 2, "footer": 0, "blank": 0, "problem": 1}
    assert statement["balance_check"]["breaks"] == [{"line": 4, "expected": 1980000, "found": 1970000}]
    assert [(p["line"], p["code"]) for p in statement["problems"]] == [(3, "unreadable-date")]
    (finding,) = report["findings"]
    assert {key: finding[key] for key in ("statement", "line", "date", "memo", "withdrawal", "deposit", "balance")} == {
        "statement": 0,
        "line": 3,
        "date": "2026-11-02",
        "memo": "ドコモコウザ",
        "withdrawal": 10000,
        "deposit": None,
        "balance": 980000,
    }
    assert (finding["service"], finding["matched"]) == ("docomo-koza", "ドコモコウザ")
    assert all(set(reason) == {"signal", "message", "source"} for reason in finding["reasons"])
    assert set(report["guidance"]) >= {"steps", "desks", "deadlines"}
    assert report["summary"] == {"alert": 0, "check": 1, "note": 0}


def test_the_python_report_is_the_same_json(raised: Path):
    from_command = json.loads(command("scan", raised, "--format", "json").stdout)
    from_python = selfcheck.scan(raised).to_dict()
    for report in (from_command, from_python):
        report.pop("generated_at")
    assert json.loads(json.dumps(from_python)) == from_command


def test_one_bad_file_does_not_stop_the_others(raised: Path, tmp_path: Path):
    write(tmp_path / "a_bad.csv", "")
    (tmp_path / "b_picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "c_folder.csv").mkdir()
    report = json.loads(command("scan", tmp_path, "--format", "json").stdout)
    assert [statement["status"] for statement in report["statements"]] == ["read"]
    assert [(Path(file["path"]).name, file["reason"]) for file in report["skipped"]] == [
        ("a_bad.csv", "not-a-statement"),
        ("b_picture.csv", "not-opened"),
    ]
    assert report["summary"]["check"] == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "空"), (b"%PDF-1.4 ...", "PDF"), (b"PK\x03\x04" + bytes(50), "ZIP"), (b"\x89PNG\r\n\x1a\n", "画像"),
     (b"PK\x03\x04" + bytes(30) + b"[Content_Types].xml xl/workbook.xml", "Excel"), ("こんにちは\n".encode(), "日付と金額"),
     ("日付,摘要,出金,入金,残高\n".encode(), "取引")],
)  # fmt: skip
def test_a_file_that_is_no_statement_is_answered_with_what_to_do(content: bytes, word: str, tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    result = command("scan", file)
    assert result.returncode == 4
    assert word in "".join(result.stdout.decode().split())  # broken where a long path lets it be
    assert "Traceback" not in result.stderr.decode()


def test_a_folder_without_statements_says_so(tmp_path: Path):
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    result = command("scan", tmp_path)
    assert result.returncode == 4
    assert ".csv .tsv .txt" in result.stdout.decode()


def test_folders_are_searched_below_and_other_files_left_alone(tmp_path: Path):
    (tmp_path / "2026" / "11").mkdir(parents=True)
    write(tmp_path / "2026" / "11" / "x.CSV", simple("電気"))
    write(tmp_path / "2026" / "y.tsv", simple("水道"))
    write(tmp_path / "z.txt", simple("ガス"))
    write(tmp_path / "w.md", "# 家計簿")
    (tmp_path / ".hidden.csv").write_text(simple("ドコモコウザ"), encoding="utf-8")
    report = selfcheck.scan(tmp_path)
    assert len(report.statements) == 3
    assert [(Path(file.path).name, file.reason) for file in report.skipped] == [("w.md", "not-a-statement")]


def test_a_pattern_that_the_shell_left_alone_is_expanded(raised: Path):
    assert command("scan", raised.parent / "rai*.csv").returncode == 1


def test_a_file_given_twice_is_read_once(raised: Path):
    assert len(selfcheck.scan([raised, raised.parent, raised]).statements) == 1


def test_standard_input_is_read(raised: Path):
    result = run_command("scan", "-", "--format", "json", stdin=raised.read_bytes())
    assert result.returncode == 1
    assert json.loads(result.stdout)["statements"][0]["path"] == "-"


@pytest.mark.parametrize("name", ["guide", "desks", "services", "banks"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_knowledge_is_printed_without_a_statement(name: str, lang: str):
    text = command(name, "--lang", lang)
    assert text.returncode == 0
    assert len(text.stdout.decode()) > 1000
    assert json.loads(command(name, "--lang", lang, "--format", "json").stdout)


def test_the_fsa_room_is_printed_with_number_and_hours():
    text = command("desks").stdout.decode()
    for part in ("0570-016811", "03-5251-6811", "03-3506-6699", "平日 10:00～17:00"):
        assert part in text


WITHOUT_A_STATEMENT = ("--help", "--version", "guide", "desks", "services", "banks")
USUAL_SCAN = f"scan {SAMPLES / 'yucho.csv'} --no-mine"
"""Reads no other container, and no more lines than rows can hold."""
HEAVY = ("pandas", "numpy", "chardet", "email.message", "zipfile", "selectolax", "pypdfium2", "jinja2", "xml.parsers.expat")
LOADED = f"""
import json, sys
import selfcheck.cli
loaded = {{}}
for name in sys.argv[1:]:
    sys.argv = ["selfcheck", *name.split()]
    try: selfcheck.cli.main()
    except SystemExit: pass
    loaded[name] = [module for module in {HEAVY} if module in sys.modules]
print(json.dumps(loaded), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    """Command → the heavy modules that were there when it had ended; one process for all, each after the ones before it."""
    settings = {**os.environ, "PYTHONUTF8": "1"}
    called = [sys.executable, "-c", LOADED, *WITHOUT_A_STATEMENT, USUAL_SCAN]
    done = subprocess.run(called, capture_output=True, timeout=600, check=True, env=settings)
    found: dict[str, list[str]] = json.loads(done.stderr)
    return found


@pytest.mark.parametrize("name", [*WITHOUT_A_STATEMENT, USUAL_SCAN])
def test_a_usual_command_loads_nothing_heavy(name: str, loaded: dict[str, list[str]]):
    assert loaded[name] == []


def test_help_is_japanese():
    text = run_command("scan", "--help").stdout.decode()
    for english in ("Show this message", "Options", "Arguments", "default:"):
        assert english not in text


def test_the_version_is_shown():
    assert run_command("--version").stdout.decode().strip() == f"selfcheck {selfcheck.__version__}"


@pytest.mark.parametrize("columns", ["60", "80", "100", "140"])
def test_no_line_is_wider_than_the_screen_or_ends_in_a_space(columns: str, tmp_path: Path):
    from rich.cells import cell_len

    file = write(tmp_path / "x.csv", simple("自払 ﾄﾞｺﾓｺｳｻﾞ", "ＲＴＫ　ペイペイ" * 12, "電気"))
    for line in command("scan", file, COLUMNS=columns).stdout.decode().splitlines():
        assert line == line.rstrip()
        assert cell_len(line) <= int(columns) or str(file) in line or "/" in line


def test_a_cp932_console_shows_every_character_of_ours(raised: Path):
    assert "ドコモ" in run_command("scan", raised, PYTHONIOENCODING="cp932").stdout.decode("cp932")
    for arguments in (["scan", raised], ["scan", SAMPLES], ["guide"], ["services"], ["banks"], ["desks"]):
        result = command(*arguments, PYTHONIOENCODING="cp932")
        assert "?" not in result.stdout.decode("cp932").replace("?c", "")
        assert result.stderr == b""


HOSTILE = "\x1b[31mドコモコウザ\x1b]8;;http://example.invalid\x07[bold][/x]\u202eドコモ\x9b2J"


def test_nothing_in_a_memo_acts_on_the_terminal(tmp_path: Path):
    file = tmp_path / "hostile.csv"
    file.write_bytes(simple(HOSTILE).encode("utf-8"))
    for length in ((), ("--full",)):
        output = command("scan", file, *length).stdout.decode()
        for active in ("\x1b", "\x07", "\u202e", "\x9b"):
            assert active not in output
    assert "\\x1b[31m" in output
    assert "[bold][/x]" in output


@pytest.mark.skipif(sys.platform == "win32", reason="no name of a file holds such characters there")
def test_nothing_in_a_file_name_acts_on_the_terminal(tmp_path: Path):
    file = tmp_path / "x\x1b[2J\n[bold].csv"
    file.write_bytes(simple("ドコモコウザ").encode("utf-8"))
    output = command("scan", file, "--full").stdout.decode()
    assert "\x1b" not in output
    assert "\\x1b[2J\\x0a[bold].csv" in output
