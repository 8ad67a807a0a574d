"""What several tests need: statements made on the spot, and the samples with their golden files."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from selfcheck import Statement
from selfcheck.language.sentences import Sentence

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_statements"
ALL_GOLDEN = sorted(SAMPLES.glob("*.golden.json"))
REFUSED = [file for file in ALL_GOLDEN if '"refused"' in file.read_text(encoding="utf-8")]
"""Files that are no bank statement, and are answered with what to download instead."""
GOLDEN = [file for file in ALL_GOLDEN if file not in REFUSED]
YUCHO_HEADER = "取引日,入出金明細ＩＤ,受入金額（円）,払出金額（円）,詳細１,詳細２,現在（貸付）高,"


def _hear() -> None:
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


HEARING = None if sys.platform == "win32" else _hear
"""``preexec_fn`` of a command that is told by signals; one started in the background, or by nohup, would not hear them."""


def said(*sentences: Sentence) -> list[str]:
    """The keys of sentences, all of which can be said in both languages, with nothing left out."""
    for one in sentences:
        for lang in ("ja", "en"):
            assert not re.search(r"\bNone\b|\{\w+\}", one.in_lang(lang))
    return [one.key for one in sentences]


def codes_of(statement: Statement) -> list[str]:
    """The codes of what is told of a file, all of which can be said."""
    said(*(problem.sentence for problem in statement.problems))
    return [problem.code for problem in statement.problems]


def golden(file: Path) -> dict[str, Any]:
    """A golden file's content."""
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def sample_of(file: Path) -> Path:
    """The statement that a golden file describes."""
    stem = file.name.removesuffix(".golden.json")
    return next(path for path in SAMPLES.iterdir() if path.stem == stem and path.suffix != ".json")


def rows(statement: Statement) -> list[dict[str, Any]]:
    """Transactions as golden files write them."""

    def plain(value: Any) -> Any:
        return None if pd.isna(value) else int(value)

    return [
        {
            "line": int(row["line"]),
            "date": row["date"].date().isoformat(),
            "memo": row["memo"],
            **{name: plain(row[name]) for name in ("withdrawal", "deposit", "balance")},
        }
        for row in statement.transactions.to_dict("records")
    ]


def simple(*memos: str, header: str = "日付,摘要,出金,入金,残高", date: str = "2026/11/02", start: int = 1_000_000) -> str:
    """A simple statement in which each memo is a withdrawal of 10,000 yen."""
    lines = [header]
    for number, memo in enumerate(memos, start=1):
        lines.append(f"{date},{memo},10000,,{start - number * 10000}")
    return "\n".join(lines) + "\n"


def yucho(*lines: tuple[str, str, str, int], balance: int = 1_000_000) -> str:
    """A ゆうちょ statement of withdrawals: (date, 詳細１, 詳細２, yen)."""
    preamble = ["お客さま口座情報", '現在高：,"1",円,', "出力日時：令和 02 年 10 月 01 日 09 時 05 分"]
    preamble += ["お客さま口座番号：12345-00000001", "照会対象：全期間", f"明細件数：{len(lines)}", YUCHO_HEADER]
    for number, (date, kind, name, yen) in enumerate(lines, start=1):
        balance -= yen
        preamble.append(f"{date},{date}{number:07},,{yen},{kind},{name},{balance},")
    return "\n".join(preamble) + "\n"


def link_to(link: Path, target: Path) -> None:
    """Make a symbolic link, or skip the test where that is not allowed: not everybody may on Windows."""
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links here")
    if not link.is_symlink():
        pytest.skip("no links here")


AS_MODULE = ("-m", "selfcheck")
AS_SELFCHECK = ("-c", "import sys; sys.argv[0] = 'selfcheck'; from selfcheck.cli import main; main()")
"""How the command is started: its help and its hints say so."""


def run_command(
    *arguments: str | Path, stdin: bytes = b"", start: tuple[str, ...] = AS_MODULE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command as people run it: in a process of its own, which sees the packages that this one sees.

    ``-S``: what other packages of the environment start with every Python (.pth files) is not the command's.
    """
    settings = {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error", **environment}
    settings["PYTHONPATH"] = os.pathsep.join((str(ROOT), *filter(None, sys.path)))
    command = [sys.executable, "-S", *start, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **settings}, timeout=600, check=False)
