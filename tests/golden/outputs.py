"""What the commands print for every sample, as digests. ``python -m tests.golden.outputs`` writes them anew.

A change of layout or of names must leave them alone; one that is meant to be seen writes them anew, and says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from tests.helpers import ALL_GOLDEN, AS_SELFCHECK, ROOT, run_command, sample_of
from tests.in_process import command

DIGESTS = Path(__file__).with_name("outputs.json")
AT = ("--now", "2026-11-28T23:50")
_SCAN = (
    *(("scan", *AT, "--lang", lang, "--format", form) for lang in ("ja", "en") for form in ("text", "html", "markdown", "csv")),
    ("scan", *AT, "--format", "json", "--lang", "ja"),
    ("scan", *AT, "--format", "json", "--lang", "en"),
    ("scan", *AT, "--plain", "--lang", "ja"),
    ("scan", *AT, "--share", "--lang", "ja", "--uses", "paypay"),
)
_SHEET = tuple(
    ("sheet", *AT, "--lang", lang, "--format", form) for lang in ("ja", "en") for form in ("text", "html", "markdown")
)
_READ = (
    *(("inspect", "--lang", lang, "--year", "2020") for lang in ("ja", "en")),
    ("inspect", "--draft-bank", "mine", "--year", "2020"),
    *(("convert", "--format", form, "--year", "2020") for form in ("csv", "json")),
)
_FACTS = (("incidents",), ("services",), ("banks",), ("explain",), ("explain", "burst"))
_ALONE = (
    *(
        (*words, "--lang", lang)
        for lang in ("ja", "en")
        for words in (
            ("guide", *AT),
            ("guide", *AT, "--bank", "yucho", "--service", "paypay"),
            ("desks", *AT),
            *_FACTS,
            ("explain", "paypay"),
            ("services", "test", "RTK ﾍﾟｲﾍﾟｲ"),
            ("scan", "not-there.csv"),
            ("explain", "not-there"),
            ("incidents", "--bank", "yucho"),
        )
    ),
    *(
        (*words, "--format", "json")
        for words in (
            ("guide", *AT),
            ("desks", *AT),
            *_FACTS,
            ("services", "test", "RTK ﾍﾟｲﾍﾟｲ"),
        )
    ),
    *((name, "--help") for name in ("scan", "inspect", "convert", "sheet", "guide", "services", "mine", "screen")),
    ("--help",),
    ("scan", "--no-such-option"),
)


def commands() -> Iterator[tuple[str, ...]]:
    """Every command line whose output is kept; paths are below the root of the project."""
    for golden in ALL_GOLDEN:
        path = sample_of(golden).relative_to(ROOT).as_posix()
        yield from ((name, path, *rest) for name, *rest in (*_SCAN, *_SHEET, *_READ))
    yield ("scan", "sample_statements", *AT, "--lang", "ja")
    yield from _ALONE


def digest(arguments: tuple[str, ...]) -> str:
    """Of exit code, standard output and standard error; run at the root of the project, without a list of one's own."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        # the language of help is chosen when it is loaded
        run = partial(run_command, start=AS_SELFCHECK) if "--help" in arguments else command
        ran = run(*arguments, LC_ALL="ja_JP.UTF-8", SELFCHECK_MINE="/nowhere/mine.json")
    finally:
        os.chdir(before)
    printed = re.sub(rb'"generated_at": "[^"]*"', b"", ran.stdout)
    return hashlib.sha256(b"\0".join((str(ran.returncode).encode(), printed, ran.stderr))).hexdigest()[:16]


@cache
def kept() -> dict[str, str]:
    """Command line → digest, as kept."""
    found: dict[str, str] = json.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    made = {" ".join(arguments): digest(arguments) for arguments in commands()}
    DIGESTS.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
