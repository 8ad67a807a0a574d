"""The catalogue of sentences: complete in both languages, and neither too small nor too large."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from selfcheck.cli.review import Answer
from selfcheck.knowledge.schema import Event, Text
from selfcheck.language.sentences import catalogue, days_from_to, languages, localised
from selfcheck.matching.matcher import Verdict
from selfcheck.model.findings import Level
from selfcheck.model.statement import Fate
from selfcheck.reference import desk_form
from selfcheck.report import letter
from selfcheck.report.call_sheet import WORDS as SHEET_WORDS
from tests.helpers import ROOT

PACKAGE = ROOT / "selfcheck"
CATALOGUES = {lang: catalogue(lang) for lang in languages()}
CATALOGUE = CATALOGUES["ja"]
CODE = "\n".join(file.read_text(encoding="utf-8") for suffix in ("py", "j2") for file in PACKAGE.rglob(f"*.{suffix}"))
_KINDS = ("account", "date", "amount", "line", "memo")
BUILT = {
    *(f"level-{level}" for level in Level),
    *(
        f"column-{name}"
        for name in ("number", "date", "amount", "memo", "line", "id", "added", "until", "service", "reason", "month")
    ),
    *(
        f"role-{name}"
        for name in ("date", "memo", "withdrawal", "deposit", "transfer", "amount", "direction", "account", "balance")
    ),
    *(f"receipt-{part}-{status}" for part in ("balance", "read") for status in ("consistent", "broken", "not-possible")),
    *(f"days-{days}" for days in ("weekdays", "every-day", "weekends-and-holidays")),
    *(f"delimiter-{name}" for name in ("comma", "tab", "semicolon", "bar")),
    *(f"why-{why}" for why in ("header", "words", "balance", "unsure", "told")),
    *(f"kind-{kind}" for kind in ("wallet", "bill", "after-pay", "unnamed")),
    *(f"verdict-{verdict}" for verdict in Verdict),
    *(f"due-{counts}" for counts in ("from-loss", "from-theft", "from-noticing", "back-from-notice")),
    *(f"weekday-{number}" for number in range(7)),
    *(f"date-form-{form}" for form in ("mdy", "dmy", "usual")),
    *(f"month-{number}" for number in range(1, 13)),
    *(f"age-{unit}" for unit in ("days", "months", "years")),
    *(f"unsure-{kind}" for kind in ("date", "year", "direction", "amount", "balance", "memo", "rows")),
    *(f"doubt-{kind}" for kind in ("date", "year", "direction", "amount", "balance", "memo", "rows")),
    *(f"fact-{kind}" for kind in ("window", "list", *get_args(get_type_hints(Event)["kind"]))),
    *(f"sheet-{key}" for key in (*SHEET_WORDS, "as-of")),
    *(f"explains-{kind}" for kind in ("service", "signal", "bank", "step", "desk", "deadline", "limit", "warning", "source")),
    *(f"explain-{part}" for part in ("means", "why", "mine", "todo")),
    *(f"explain-step-{when}" for when in ("findings", "always", "nothing-found")),
    *(f"source-{kind}" for kind in ("document", "official", "news", "blog", "statement", "inference")),
    *(f"refused-{reason}" for reason in ("no-account", "no-date", "cells", *(f"bad-{kind}" for kind in _KINDS))),
    *(f"screen-no-{role}" for role in ("balance", "deposit")),
    *(f"column-{name}" for name in ("level", "lines", "accounts", "bank", "other-names", "layout")),
    *(f"letter-{key}" for key in (*letter.WORDS, *letter.WHO)),
    *(f"letter-claim-{number + 1}" for number in range(letter.TICKED)),
    *(f"letter-ask-{to}-{number + 1}" for to, asked in letter.ASKED.items() for number in range(asked)),
    *(f"letter-enclosed-{number + 1}" for number in range(max(letter.ENCLOSED.values()))),
    *(f"form-{part}" for part in ("how-1", "how-2", "how-3", "item", "known", "found", *desk_form.BLANKS)),
    *(f"answers-{answer}" for answer in get_args(Answer)),
    *(f"verdict-{verdict}-since" for verdict in ("clean", "notes-only")),
    *(f"column-since-{name}" for name in ("first", "last", "gaps", "raised", "checked")),
    *(f"doctor-{file}" for file in ("mine", "watch")),
    *(f"strength-{strength}" for strength in ("strong", "supporting", "weak", "context", "lowering")),
}
"""Keys that code puts together from parts."""


@pytest.mark.parametrize("lang", CATALOGUES)
def test_a_catalogue_has_every_sentence_once_and_in_the_common_order(lang: str):
    keys = re.findall(r"^([a-z0-9-]+) =", (PACKAGE / "language" / f"{lang}.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert keys == list(CATALOGUES[lang]) == list(CATALOGUE)


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_sentence_has_the_same_blanks_in_every_language_for_every_console(key: str):
    sentences = [sentences[key] for sentences in CATALOGUES.values()]
    assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in sentences}) == 1
    assert not any(re.search("[!！]", text) for text in sentences)
    "".join(sentences).encode("cp932")


def test_code_asks_nowhere_which_language_it_speaks():
    assert re.findall(r"""\blang\s*[!=]=|[!=]=\s*["'](?:ja|en)["']""", CODE) == []


def test_a_text_of_the_knowledge_falls_back_to_english():
    text = Text(ja="はい", en="yes")
    assert [text[lang] for lang in ("ja", "en", "fr")] == ["はい", "yes", "yes"]


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_sentence_is_said_somewhere(key: str):
    assert key in BUILT or f'"{key}"' in CODE or f"'{key}'" in CODE


def test_every_sentence_that_code_says_exists():
    said = set(re.findall(r'(?:say|sentence|Error|refused|heading|yield screen\.say)\(\s*"([a-z0-9-]+)"', CODE))
    assert said - set(CATALOGUE) == set()
    assert set(CATALOGUE) >= BUILT


def test_every_fate_is_counted_in_the_receipt():
    assert {fate.value for fate in Fate} <= set(re.findall(r"\{(\w+)\}", CATALOGUE["receipt-lines"]))


def literals(file: Path) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_no_sentence_stands_outside_the_catalogue(file: Path):
    japanese = [text for text in literals(file) if re.search("[ぁ-ん]{2}.*(?:。|です|ます|ください)", text)]
    english = [
        text
        for text in literals(file)
        if re.search(r"^[A-Z][a-z]* [a-z]+ [a-z]+", text) and not re.search(r"`|\(\?|\(\.\*\)", text)
    ]
    assert japanese == []
    assert english == []


@pytest.mark.parametrize(
    ("last", "ja", "en"),
    [
        ("2020-08-30", "2020年8月30日", "30 August 2020"),
        ("2020-08-31", "2020年8月30日から31日まで", "30 to 31 August 2020"),
        ("2020-09-01", "2020年8月30日から9月1日まで", "30 August to 1 September 2020"),
        ("2021-08-31", "2020年8月30日から2021年8月31日まで", "30 August 2020 to 31 August 2021"),
    ],
)
def test_the_month_and_the_year_of_a_period_are_said_once(last: str, ja: str, en: str):
    period = days_from_to(dt.date(2020, 8, 30), dt.date.fromisoformat(last))
    assert [localised(period, lang) for lang in ("ja", "en")] == [ja, en]
