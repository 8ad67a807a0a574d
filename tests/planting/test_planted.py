"""Whatever tells somebody, wherever in whatever file it stands: neither a shared report nor a copy shows it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import selfcheck
from selfcheck.errors import SelfcheckError
from selfcheck.sanitize.copy import sanitized
from selfcheck.statement.options import Options
from tests.in_process import command
from tests.planting.containers import CONTAINERS
from tests.planting.others import OTHERS
from tests.planting.places import PLACES, table
from tests.planting.prints import every_form, readings, values_of
from tests.planting.tokens import ALL, TOKENS, seen

OPTIONS = Options(dt.date(2026, 11, 22))
REFUSED = ("ofx", "全銀", "zip", "mail", "text that is no statement", "something broken")
"""No copy is made of these, and a sentence says so."""
_turn = cycle(TOKENS)


def shown(folder: Path, name: str, data: bytes) -> str:
    """What is shared of a file, and what is in its copy."""
    file = folder / name
    file.write_bytes(data)
    texts = [values_of(selfcheck.scan(file))]
    with suppress(SelfcheckError):  # what has no copy
        texts += readings(sanitized(file, OPTIONS).data)
    return "\n".join(texts)


def of_place(container: str, place: str, token: str) -> tuple[str, bytes]:
    return CONTAINERS[container](PLACES[place](table(), token))


PLANTED = [(container, place, name) for container in CONTAINERS for place in PLACES for name in TOKENS]
SOME = PLANTED[:: len(TOKENS) * 7 + 1]
MORE = PLANTED[3 :: len(TOKENS) * 2 - 3]
"""Enough for every run; ``PLANTED``, sixteen thousand, takes an hour."""
IN_TABLES = [(place, name) for place in PLACES for name in ("all", next(_turn))]


@pytest.mark.parametrize(("place", "name"), IN_TABLES)
def test_nothing_planted_in_a_table_is_shown(place: str, name: str, tmp_path: Path):
    token = ALL if name == "all" else TOKENS[name]
    assert seen(token, shown(tmp_path, *of_place("csv", place, token))) == []


@pytest.mark.parametrize(("container", "place", "name"), SOME)
def test_nor_in_any_container(container: str, place: str, name: str, tmp_path: Path):
    assert seen(TOKENS[name], shown(tmp_path, *of_place(container, place, TOKENS[name]))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("container", "place", "name"), MORE)
def test_nor_other_tokens_in_other_places(container: str, place: str, name: str, tmp_path: Path):
    assert seen(TOKENS[name], shown(tmp_path, *of_place(container, place, TOKENS[name]))) == []


@pytest.mark.parametrize(("other", "name"), [(other, next(_turn)) for other in OTHERS for _ in range(3)])
def test_nor_beside_the_table(other: str, name: str, tmp_path: Path):
    assert seen(TOKENS[name], shown(tmp_path, *OTHERS[other](TOKENS[name]))) == []


@pytest.mark.parametrize(
    "place", ["a memo", "glued to a service", "a payee on a rail", "in a header in brackets", "behind an amount"]
)
def test_no_form_of_a_report_shows_it_in_any_language(place: str, tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(of_place("csv", place, ALL)[1])
    for form, text in every_form(selfcheck.scan(file)):
        assert seen(ALL, text) == [], form


@given(
    container=st.sampled_from([name for name in CONTAINERS if name not in ("pdf", "xlsb")]),
    places=st.lists(st.sampled_from([*PLACES]), min_size=1, max_size=3, unique=True),
    words=st.lists(st.sampled_from([*TOKENS.values()]), min_size=1, max_size=3),
    between=st.sampled_from([" ", "　", "", "・", "/", "（", "様 ", ":", "ドコモコウザ", " 振込 "]),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_any_of_several_in_several_places(
    container: str, places: list[str], words: list[str], between: str, tmp_path: Path
):
    rows = table()
    for place in places if between not in ("", "・", "/", " ", "　", ":") else [one for one in places if "instead" not in one]:
        rows = PLACES[place](rows, between.join(words))
    text = shown(tmp_path, *CONTAINERS[container](rows))
    assert [part for word in words for part in seen(word, text)] == []


@pytest.mark.parametrize("name", ["kanji", "kana", "mail"])
def test_neither_notices_nor_hints_nor_the_record_of_what_was_checked_tell_of_it(name: str, tmp_path: Path):
    token = TOKENS[name]
    home = tmp_path / token
    home.mkdir()
    file = home / f"{token}.csv"
    file.write_bytes(of_place("csv", "behind a service", token)[1])
    given = ("--share", "--verbose", "--also", token.split("@")[0], "--uses", "paypay", "--since-last")
    for form in ("text", "json", "html"):
        watch = home / f"{form}.json"
        result = command("scan", file, *given, "--watch", watch, "--format", form)
        assert result.returncode in (0, 1, 3), result.read
        assert seen(token, result.read) == []
    result = command("sheet", file, "--share", "--verbose", "--also", token.split("@")[0])
    assert seen(token, result.read) == []


def test_what_has_no_copy_is_refused_with_a_sentence_that_does_not_repeat_it(tmp_path: Path):
    for other, make in OTHERS.items():
        if other.startswith(REFUSED):
            name, data = make(TOKENS["kanji"])
            file = tmp_path / name
            file.write_bytes(data)
            result = command("sanitize", file, "--output", tmp_path / "copy.csv")
            assert result.returncode in (2, 4), other
            assert not (tmp_path / "copy.csv").exists()


def test_the_services_are_still_found_wherever_something_was_planted(tmp_path: Path):
    """The table shows something: its findings are those without it."""
    file = tmp_path / "meisai.csv"
    file.write_bytes(of_place("csv", "behind a lookalike", TOKENS["kana"])[1])
    report = selfcheck.scan(file)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(sanitized(file, OPTIONS).data)
    again = selfcheck.scan(copy)
    assert [(f.line, f.service) for f in again.findings] == [(f.line, f.service) for f in report.findings]
    assert len(report.findings) >= 3
