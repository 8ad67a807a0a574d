"""The installation and the knowledge come in; what is missing, old or loaded goes out, as a screen or JSON.

No dependency is imported to learn its version. `importlib.metadata` itself brings ``socket`` up to Python 3.12, so which
network modules are loaded is looked at before it is imported here.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfcheck.age import OLD_AFTER, older
from selfcheck.errors import Exit
from selfcheck.knowledge import Knowledge, load
from selfcheck.language.sentences import Lang, Sentence, sentence
from selfcheck.printing.json import print_json
from selfcheck.printing.printer import Printer
from selfcheck.printing.writer import Writer
from selfcheck.reference.network_modules import NETWORK, Loaded, network_modules
from selfcheck.version import VERSION


@dataclass(frozen=True)
class Part:
    """One dependency: the lowest version that will do, and the one that is there (None: there is none)."""

    name: str
    needed: str
    found: str | None

    @property
    def state(self) -> str:
        """``ok``, ``missing`` or ``too-old``."""
        if self.found is None:
            return "missing"
        return "too-old" if _release(self.found) < _release(self.needed) else "ok"

    def trouble(self) -> Sentence | None:
        """What to do about it, if anything."""
        if self.state == "ok":
            return None
        if self.found is None:
            return sentence("doctor-missing", name=self.name, needed=self.needed)
        return sentence("doctor-too-old", name=self.name, needed=self.needed, found=self.found)


def doctor(console: Printer | None, lang: Lang, today: dt.date, mine: Path) -> Exit:
    """Print what was found; console None asks for JSON.

    RAISED if something is to be mended, PARTLY if the dependencies cannot be told.
    """
    loaded = network_modules(sys.modules)
    found = parts(requirements())
    knowledge = load()
    troubles = [trouble for part in found or () if (trouble := part.trouble())]
    troubles += [
        sentence("doctor-network", name=one.name, holders=", ".join(one.holders) or "?")
        for one in loaded
        if not one.is_pythons_own
    ]
    code = Exit.RAISED if troubles else Exit.CLEAN if found is not None else Exit.PARTLY
    facts = {
        "ok": code is Exit.CLEAN,
        "selfcheck": VERSION,
        "python": sys.version.split()[0],
        "platform": sysconfig.get_platform(),
        "console": {"encoding": sys.stdout.encoding, "language": lang},
        "dependencies": [vars(part) | {"state": part.state} for part in found] if found is not None else None,
        "knowledge": knowledge_dates(knowledge),
        "stale": {
            "older_than_days": OLD_AFTER,
            "desks": [{"id": desk.id, "as_of": desk.as_of.isoformat()} for desk in older(knowledge.desks.values(), today)],
        },
        "writes": {"mine": _from_home(mine), "exists": mine.exists()},
        "network": {one: next((list(held.holders) for held in loaded if held.name == one), None) for one in NETWORK},
        "troubles": [trouble.in_lang(lang) for trouble in troubles],
    }
    if console is None:
        print_json(facts)
    else:
        _print(Writer(console, lang, knowledge), facts, loaded)
    return code


def _print(writer: Writer, facts: dict[str, Any], loaded: Sequence[Loaded]) -> None:
    """The same for people."""
    writer.heading("heading-doctor")
    writer.bullet(writer.say("doctor-versions", **{name: facts[name] for name in ("selfcheck", "python", "platform")}))
    writer.bullet(writer.say("doctor-console", **facts["console"]))
    writer.heading("heading-parts")
    for part in facts["dependencies"] or ():
        if part["state"] == "ok":
            writer.bullet(writer.say("doctor-part", **part))
    if facts["dependencies"] is None:
        writer.text(writer.say("doctor-no-metadata"), 2, "! ")
    writer.heading("heading-knowledge")
    writer.bullet(writer.say("doctor-knowledge", **facts["knowledge"]))
    stale = len(facts["stale"]["desks"])
    writer.bullet(writer.say("desks-stale", days=OLD_AFTER, count=stale, total=facts["knowledge"]["desks"]))
    if stale:
        writer.bullet(writer.say("doctor-stale-hint"))
    writer.heading("heading-writes")
    there = writer.say("doctor-there" if facts["writes"]["exists"] else "doctor-not-there")
    writer.bullet(writer.say("doctor-mine", path=facts["writes"]["mine"], there=there))
    writer.bullet(writer.say("doctor-writes"))
    writer.heading("heading-network")
    if not loaded:
        writer.bullet(writer.say("doctor-no-network", names=", ".join(NETWORK)))
    for one in loaded:
        if one.is_pythons_own:
            writer.bullet(writer.say("doctor-network-python", name=one.name, holders=", ".join(one.holders)))
    writer.blank()
    for trouble in facts["troubles"]:
        writer.text(trouble, 2, "! ", "red")
    if facts["ok"]:
        writer.text(writer.say("doctor-well"), 0)


def knowledge_dates(knowledge: Knowledge) -> dict[str, Any]:
    """How much is known, and from when."""
    dates = [source.date for source in knowledge.sources.values() if source.date]
    return {
        "services": len(knowledge.services),
        "banks": len(knowledge.banks),
        "desks": len(knowledge.desks),
        "sources": len(knowledge.sources),
        "undated": len(knowledge.sources) - len(dates),
        "oldest": min(dates).isoformat(),
        "newest": max(dates).isoformat(),
    }


def requirements() -> list[str] | None:
    """What the installed package says it needs; None where it was not installed as a package."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        return requires("selfcheck") or []
    except PackageNotFoundError:
        return None


def parts(needed: Iterable[str] | None) -> list[Part] | None:
    """Every requirement that is no extra, with the version that is installed."""
    return None if needed is None else list(_parts(needed))


def _parts(needed: Iterable[str]) -> Iterator[Part]:
    from importlib.metadata import PackageNotFoundError, version

    for requirement in needed:
        match = re.fullmatch(r"([\w.-]+)>=([\w.]+)", requirement.replace(" ", ""))
        if match:  # the others belong to an extra
            try:
                found: str | None = version(match[1])
            except PackageNotFoundError:
                found = None
            yield Part(match[1], match[2], found)


def _release(version: str) -> tuple[int, ...]:
    """``2.2.3rc1`` as (2, 2, 3), without zeros at its end."""
    match = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    numbers = [int(one) for one in match[1].split(".")] if match else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _from_home(path: Path) -> str:
    """A path without the name of the person whose home it is in, since this output is shown to others."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
