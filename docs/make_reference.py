"""Write ``docs/reference.md`` and ``docs/reference.en.md``: every command and what is known, from the code and the data.

Run from the repository's root: ``.venv/bin/python docs/make_reference.py``. A test fails when the files are not
what this would write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from selfcheck.cli.app import app
from selfcheck.cli.help.texts import about, examples, key_of
from selfcheck.cli.loading import load_all
from selfcheck.guidance.wording import hours_in_words
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang, say

FILES: dict[Lang, Path] = {"ja": Path("docs/reference.md"), "en": Path("docs/reference.en.md")}
_TITLES: dict[Lang, tuple[str, ...]] = {
    "ja": ("早見表", "コマンド", "サービス", "理由（しるし）", "銀行", "窓口", "期限"),
    "en": ("Reference", "Commands", "Services", "Signals", "Banks", "Desks", "Deadlines"),
}
_MADE: dict[Lang, str] = {
    "ja": "このページは docs/make_reference.py が作ります。直すときは、もとのコードと知識ファイルを直してください。",
    "en": "This page is written by docs/make_reference.py. To mend it, mend the code and the knowledge files.",
}


def reference(lang: Lang) -> str:
    """The whole page; made in a process of its own, since the help speaks the language of its locale."""
    env = {**os.environ, "LC_ALL": {"ja": "ja_JP.UTF-8", "en": "en_US.UTF-8"}[lang], "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, __file__, lang], env=env, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _page(lang: Lang) -> str:
    title, *headings = _TITLES[lang]
    parts = (_commands(), _services(lang), _signals(lang), _banks(lang), _desks(lang), _deadlines(lang))
    lines = [f"# {title}", "", _MADE[lang], ""]
    for heading, part in zip(headings, parts, strict=True):
        lines += [f"## {heading}", "", *part, ""]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: Any) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _table(head: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _commands() -> Iterator[str]:
    """Every command with its options and examples, as its help has them."""
    load_all()
    yield from _command("selfcheck", "selfcheck", typer.main.get_command(app))


def _command(path: str, key: str, command: Any) -> Iterator[str]:
    yield from (f"### `{path}`", "", about(key), "")
    for param in command.params:
        if param.param_type_name == "argument":
            yield f"- `{param.metavar}` {param.help}"
        elif not {"--install-completion", "--show-completion"} & set(param.opts):
            metavar = f" {param.metavar}" if param.metavar and not param.is_flag else ""
            yield f"- `{', '.join(param.opts)}{metavar}` {param.help}"
    typed = [f"{line}   # {what}" for line, what in examples(key)]
    yield from ("", "```sh", *typed, "```", "") if typed else ("",)
    for name, sub in sorted(getattr(command, "commands", {}).items()):
        yield from _command(f"{path} {name}", key_of(f"{path} {name}"), sub)


def _services(lang: Lang) -> Iterator[str]:
    for service in load().services.values():
        seen = [name.text for name in service.names if name.confidence != "D"]
        printed = ", ".join(seen or [name.text for name in service.names[:2]])
        yield f"- **{service.name[lang]}** (`{service.id}`, {say(f'kind-{service.kind}', lang)}): {service.about[lang]}"
        yield f"  - {say('list-names', lang, names=printed)}"


def _signals(lang: Lang) -> Iterator[str]:
    def rows() -> Iterator[tuple[Any, ...]]:
        for signal in load().signals.values():
            fill = {name: f"{getattr(signal, name):,}" for name in ("yen", "small", "count", "days", "within", "percent")}
            yield f"`{signal.id}`", signal.strength, signal.name[lang], signal.means[lang].format(**fill)

    yield from _table(("id", "strength", "", ""), rows())


def _banks(lang: Lang) -> Iterator[str]:
    def rows() -> Iterator[tuple[Any, ...]]:
        for bank in load().banks.values():
            layouts = ", ".join(layout.id for layout in bank.layouts) or "-"
            yield f"`{bank.id}`", bank.name[lang], ", ".join(bank.aliases), layouts

    yield from _table(("id", "", "", "layouts"), rows())


def _desks(lang: Lang) -> Iterator[str]:
    def rows() -> Iterator[tuple[Any, ...]]:
        for desk in load().desks.values():
            numbers = ", ".join(phone.number for phone in desk.phones) or desk.url or "-"
            key = "sheet-as-of" if desk.confirmed else "desk-unconfirmed-no-phone"
            yield desk.name[lang], numbers, hours_in_words(desk, lang) or "", say(key, lang, as_of=desk.as_of)

    yield from _table(("", say("desk-phone", lang), say("desk-hours", lang), ""), rows())


def _deadlines(lang: Lang) -> Iterator[str]:
    for rule in sorted(load().guidance.deadlines, key=lambda rule: rule.days):
        length = say("length-years", lang, count=rule.years) if rule.years else say("length-days", lang, count=rule.days)
        yield f"- {say('deadline', lang, length=length, who=rule.who, counts=rule.counts_from)} {rule.text[lang]}"


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.stdout.buffer.write(_page("en" if sys.argv[1] == "en" else "ja").encode("utf-8"))
    else:
        for language, file in FILES.items():
            file.write_text(reference(language), encoding="utf-8")
