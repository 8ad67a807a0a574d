"""How steps, desks and notes look on a screen: every line there is, and only a confirmed number in bold."""

from __future__ import annotations

import datetime as dt
import io

from msgspec.structs import replace
from rich.console import Console

from selfcheck.clock import JAPAN
from selfcheck.guidance.printed import citing_writer, print_desks, print_notes, print_step
from selfcheck.knowledge import load
from selfcheck.printing.printer import Kept

KNOWLEDGE = load()
DESK = KNOWLEDGE.desks["fsa-room"]
TUESDAY = dt.datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)


def test_a_desk_has_a_line_for_each_of_what_is_known_of_it():
    paper = Kept(200)
    print_desks(citing_writer(paper, "ja", KNOWLEDGE), [DESK], TUESDAY)
    numbers = [f"    電話: {DESK.phones[0].number}", f"    電話: {DESK.phones[1].number}（IP電話から）", f"    FAX: {DESK.fax}"]
    name, *lines = paper.file.getvalue().splitlines()
    assert name == f"  ・{DESK.name.ja}"
    assert lines[:5] == [*numbers, "    受付: 平日 10:00～17:00", "    いま受け付けています（17:00まで）。"]
    assert "".join(line.strip() for line in lines[5:-1]) == f"{DESK.for_what.ja}{DESK.cannot.ja if DESK.cannot else ''}"
    assert lines[-1].startswith("    （2020年9月24日の情報）[1]")


def test_only_a_confirmed_number_stands_out():
    for confirmed in (True, False):
        screen = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=200)
        print_desks(citing_writer(screen, "ja", KNOWLEDGE), [replace(DESK, confirmed=confirmed)], TUESDAY)
        assert isinstance(screen.file, io.StringIO)
        line = next(line for line in screen.file.getvalue().splitlines() if DESK.phones[0].number in line)
        assert ("\x1b[1m" in line) == confirmed


def test_a_step_is_numbered_and_says_why_where_that_is_asked_for():
    paper = Kept(80)
    writer = citing_writer(paper, "ja", KNOWLEDGE)
    print_step(writer, 3, "銀行に電話する", "すぐにかけます。", DESK.sources[:1], "早いほど止まります。")
    print_step(writer, 12, "記録する", "書きとめます。", ())
    writer.sources()
    assert paper.file.getvalue().splitlines() == [
        "   3. 銀行に電話する",
        "      すぐにかけます。[1]",
        "      理由: 早いほど止まります。",
        "  12. 記録する",
        "      書きとめます。",
        "",
        "■ 出典",
        f"  [1] {KNOWLEDGE.source(DESK.sources[0]).cite.ja}",
    ]


def test_a_note_is_a_sentence_with_its_sources():
    paper = Kept(400)
    note = KNOWLEDGE.guidance.limits[0]
    print_notes(citing_writer(paper, "en", KNOWLEDGE), [note])
    said = paper.file.getvalue()
    assert said.startswith(f"  ・{note.text.en}")
    assert ("[1]" in said) == bool(note.sources)
