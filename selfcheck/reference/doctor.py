"""The state of the installation: what is installed, known, written and loaded, and what is to be mended."""

from __future__ import annotations

import datetime as dt
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from selfcheck.errors import Exit
from selfcheck.guidance.desks import OLD_AFTER, older
from selfcheck.guidance.wording import age_of_desks
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import Lang, Sentence, sentence
from selfcheck.printing.writer import Writer
from selfcheck.reference.dependencies import Dependency, dependencies, is_program, requirements
from selfcheck.reference.network_modules import NETWORK, Loaded, network_modules
from selfcheck.version import VERSION


class Checkup(Struct, frozen=True):
    """What was found."""

    encoding: str
    """Of the console."""
    dependencies: tuple[Dependency, ...] | None
    """None where selfcheck was not installed as a package and nothing says what it needs."""
    knowledge: dict[str, Any]
    """`knowledge_dates`."""
    desks: tuple[s.Desk, ...]
    stale: tuple[s.Desk, ...]
    """Those of them whose information is old."""
    mine: Path
    """Where the holder's list would lie."""
    mine_exists: bool
    watch: Path
    """Where it would be kept what was checked."""
    watch_exists: bool
    loaded: tuple[Loaded, ...]

    @property
    def troubles(self) -> list[Sentence]:
        """What is to be mended, and how."""
        return list(self._troubles())

    def _troubles(self) -> Iterator[Sentence]:
        for part in self.dependencies or ():
            if trouble := part.trouble():
                yield trouble
        for module in self.loaded:
            if not module.is_pythons_own:
                yield sentence("doctor-network", name=module.name, holders=", ".join(module.holders) or "?")

    @property
    def code(self) -> Exit:
        """RAISED if something is to be mended, PARTLY if the dependencies cannot be told."""
        if self.troubles:
            return Exit.RAISED
        return Exit.PARTLY if self.dependencies is None else Exit.CLEAN


def examine(knowledge: Knowledge, today: dt.date, mine: Path, watch: Path) -> Checkup:
    """Look at this installation; network modules first, since what else is asked may load one."""
    loaded = tuple(network_modules(sys.modules))
    found = dependencies(requirements())
    return Checkup(
        encoding=sys.stdout.encoding,
        dependencies=None if found is None else tuple(found),
        knowledge=knowledge_dates(knowledge),
        desks=tuple(knowledge.desks.values()),
        stale=tuple(older(knowledge.desks.values(), today)),
        mine=mine,
        mine_exists=mine.exists(),
        watch=watch,
        watch_exists=watch.exists(),
        loaded=loaded,
    )


def checkup_as_dict(checkup: Checkup, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck doctor``."""
    parts = checkup.dependencies
    holders = {module.name: list(module.holders) for module in checkup.loaded}
    return {
        "ok": checkup.code is Exit.CLEAN,
        **_versions(),
        "without_python": is_program(),
        "console": {"encoding": checkup.encoding, "language": lang},
        "dependencies": None if parts is None else [_part_as_dict(part) for part in parts],
        "knowledge": checkup.knowledge,
        "stale": {
            "older_than_days": OLD_AFTER,
            "desks": [{"id": desk.id, "as_of": desk.as_of.isoformat()} for desk in checkup.stale],
        },
        "writes": {
            "mine": _from_home(checkup.mine),
            "exists": checkup.mine_exists,
            "watch": _from_home(checkup.watch),
            "watch_exists": checkup.watch_exists,
        },
        "network": {name: holders.get(name) for name in NETWORK},
        "troubles": [trouble.in_lang(lang) for trouble in checkup.troubles],
    }


def _part_as_dict(part: Dependency) -> dict[str, Any]:
    return {"name": part.name, "needed": part.needed, "found": part.found, "state": part.state}


def print_checkup(checkup: Checkup, writer: Writer) -> None:
    """The same for people, what is to be mended last."""
    writer.heading("heading-doctor")
    writer.bullet(writer.say("doctor-versions-program" if is_program() else "doctor-versions", **_versions()))
    writer.bullet(writer.say("doctor-console", encoding=checkup.encoding, language=writer.lang))
    _print_dependencies(checkup, writer)
    _print_knowledge(checkup, writer)
    writer.heading("heading-writes")
    files = (("mine", checkup.mine, checkup.mine_exists), ("watch", checkup.watch, checkup.watch_exists))
    for name, path, exists in files:
        there = writer.say("doctor-there" if exists else "doctor-not-there")
        writer.bullet(writer.say(f"doctor-{name}", path=_from_home(path), there=there))
    writer.bullet(writer.say("doctor-writes"))
    _print_network(checkup, writer)
    writer.blank()
    for trouble in checkup.troubles:
        writer.text(trouble.in_lang(writer.lang), 2, "! ", "red")
    if checkup.code is Exit.CLEAN:
        writer.text(writer.say("doctor-well"), 0)


def _print_dependencies(checkup: Checkup, writer: Writer) -> None:
    writer.heading("heading-parts")
    if checkup.dependencies is None:
        writer.text(writer.say("doctor-no-metadata"), 2, "! ")
    for part in checkup.dependencies or ():
        if part.state in ("ok", "left-out"):  # the others are among the troubles
            writer.bullet(writer.say("doctor-part" if part.found else "doctor-left-out", **_part_as_dict(part)))


def _print_knowledge(checkup: Checkup, writer: Writer) -> None:
    writer.heading("heading-knowledge")
    writer.bullet(writer.say("doctor-knowledge", **checkup.knowledge))
    writer.bullet(age_of_desks(checkup.desks, writer.lang))
    if checkup.stale:
        writer.command(writer.say("doctor-stale-hint"), writer.say("doctor-stale-command"))


def _print_network(checkup: Checkup, writer: Writer) -> None:
    writer.heading("heading-network")
    if not checkup.loaded:
        writer.bullet(writer.say("doctor-no-network", names=", ".join(NETWORK)))
    for module in checkup.loaded:
        if module.is_pythons_own:
            writer.bullet(writer.say("doctor-network-python", name=module.name, holders=", ".join(module.holders)))


def _versions() -> dict[str, str]:
    return {"selfcheck": VERSION, "python": sys.version.split()[0], "platform": sysconfig.get_platform()}


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


def _from_home(path: Path) -> str:
    """A path without the name of the person whose home it is in, since this output is shown to others."""
    try:
        home = Path.home()
    except RuntimeError:  # nothing says where it is
        return str(path)
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
