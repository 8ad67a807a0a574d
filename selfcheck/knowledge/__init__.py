"""The knowledge files come in, checked values go out: what the documents say, as data.

`load` gives one `Knowledge`; each of its parts reads its file when it is first asked for, so that
a command that prints desks does not read services. A file that breaks its schema, repeats an id
or names a source, bank, service or desk that does not exist raises `KnowledgeError`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from selfcheck.errors import KnowledgeError, OptionError
from selfcheck.knowledge import schema as s
from selfcheck.knowledge.names import nearest, plain_bank, plain_name
from selfcheck.language.sentences import Lang, languages, say, sentence
from selfcheck.language.toml import tables

_File = TypeVar("_File", bound=msgspec.Struct)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_WithId = TypeVar("_WithId", bound=_HasId)


def _decode(file: Path, kind: type[_File]) -> _File:
    try:
        return msgspec.convert(tables(file), type=kind)
    except (msgspec.ValidationError, ValueError) as error:
        raise KnowledgeError("knowledge-file", file=file.name, reason=str(error)) from None


def _by_id(entries: Iterable[_WithId], file: str) -> dict[str, _WithId]:
    found: dict[str, _WithId] = {}
    for entry in entries:
        if entry.id in found:
            raise KnowledgeError("knowledge-repeated", file=file, id=entry.id)
        found[entry.id] = entry
    return found


class _HasName(_HasId, Protocol):
    @property
    def name(self) -> s.Text: ...


_WithName = TypeVar("_WithName", bound=_HasName)


def _called(
    wanted: str, names: Sequence[tuple[str, _WithName]], error: str, plain: Callable[[str], str] = plain_name
) -> _WithName:
    """The first entry that is called ``wanted``, as ``plain`` compares names; an `OptionError` says which are near."""
    compared = plain(wanted)
    for name, entry in names:
        if plain(name) == compared:
            return entry
    called = dict(names)
    near = list(dict.fromkeys(called[name].name for name in nearest(wanted, called)))
    raise OptionError(error, id=wanted, near=sentence("near-names", names=near) if near else sentence("no-near-names"))


def _other_names(bank: s.Bank) -> Iterator[str]:
    yield from bank.aliases
    if bank.reading:
        yield bank.reading


def _names(entries: Iterable[_WithName], others: Callable[[_WithName], Iterable[str]]) -> list[tuple[str, _WithName]]:
    """Every name of every entry: ids before names, and names before ``others``, which two entries may share."""
    known = list(entries)
    return [
        *((entry.id, entry) for entry in known),
        *((entry.name[lang], entry) for entry in known for lang in languages()),
        *((name, entry) for entry in known for name in others(entry)),
    ]


class Knowledge(Struct, frozen=True, dict=True):
    """All that is known, read from one folder."""

    folder: Path
    own_services: tuple[s.Service, ...] = ()
    """What the holder adds or extends; see `rules`."""
    own_lookalikes: tuple[s.Lookalike, ...] = ()

    @cached_property
    def sources(self) -> dict[str, s.Source]:
        """Where facts come from, by id."""
        return _by_id(_decode(self.folder / "sources.toml", s.SourceFile).sources, "sources.toml")

    @cached_property
    def services(self) -> dict[str, s.Service]:
        """Payment services, by id."""
        return {**self._folder("services", s.Service), **{own.id: own for own in self.own_services}}

    @cached_property
    def banks(self) -> dict[str, s.Bank]:
        """Banks and the layouts of their files, by id."""
        return self._folder("banks", s.Bank)

    @cached_property
    def layouts(self) -> dict[str, s.LayoutFile]:
        """Layouts that belong to no single bank, by id of their file."""
        return self._folder("layouts", s.LayoutFile)

    @cached_property
    def lookalikes(self) -> s.LookalikeFile:
        """What resembles a service and belongs to none, and affixes."""
        file = _decode(self.folder / "lookalikes.toml", s.LookalikeFile)
        return msgspec.structs.replace(file, lookalikes=(*file.lookalikes, *self.own_lookalikes))

    @cached_property
    def rails(self) -> s.RailFile:
        """Immediate transfers, and payees on them that are harmless."""
        return _decode(self.folder / "rails.toml", s.RailFile)

    @cached_property
    def columns(self) -> s.ColumnWords:
        """The words of header cells."""
        return _decode(self.folder / "columns.toml", s.ColumnWords)

    @cached_property
    def signals(self) -> dict[str, s.Signal]:
        """The reasons that findings give, by id."""
        return _by_id(_decode(self.folder / "signals.toml", s.SignalFile).signals, "signals.toml")

    @cached_property
    def _desk_file(self) -> s.DeskFile:
        return _decode(self.folder / "desks.toml", s.DeskFile)

    @cached_property
    def desks(self) -> dict[str, s.Desk]:
        """Whom to call, by id."""
        return _by_id(self._desk_file.desks, "desks.toml")

    @property
    def desk_order(self) -> tuple[s.DeskKind, ...]:
        """Kinds of desks in the order in which to turn to them."""
        return self._desk_file.order

    @property
    def sheet_kinds(self) -> tuple[s.DeskKind, ...]:
        """Kinds of desks that stand on the call sheet."""
        return self._desk_file.on_sheet

    @cached_property
    def holidays(self) -> dict[int, frozenset[dt.date]]:
        """Public holidays by year, of the years for which they were announced."""
        return {one.year: frozenset(one.days) for one in _decode(self.folder / "holidays.toml", s.HolidayFile).years}

    @cached_property
    def guidance(self) -> s.GuidanceFile:
        """Steps, deadlines, limits and warnings."""
        return _decode(self.folder / "guidance.toml", s.GuidanceFile)

    @cached_property
    def brief(self) -> s.BriefFile:
        """What the first screen says, a line each."""
        return _decode(self.folder / "brief.toml", s.BriefFile)

    @cached_property
    def incidents(self) -> s.Incidents:
        """How much was taken, when, and at which banks, as the documents say."""
        return _decode(self.folder / "incidents.toml", s.Incidents)

    @cached_property
    def chronicle(self) -> s.Chronicle:
        """What the documents say happened, was said and was done."""
        return _decode(self.folder / "chronicle.toml", s.Chronicle)

    @cached_property
    def sheet(self) -> tuple[s.SheetLine, ...]:
        """What a call sheet has: what to say, to ask, to bring and to write down."""
        return _decode(self.folder / "sheet.toml", s.SheetFile).lines

    def _folder(self, name: str, kind: type[_File]) -> dict[str, _File]:
        found: dict[str, _File] = {}
        for file in sorted((self.folder / name).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml"):
                entry = _decode(file, kind)
                identity = str(getattr(entry, "id", ""))
                if identity != file.name.removesuffix(".toml"):
                    raise KnowledgeError("knowledge-file", file=file.name, reason=f"id is {identity!r}")
                found[identity] = entry
        return found

    def service(self, wanted: str) -> s.Service:
        """The service with this id or name, also as statements print it; else `OptionError` that says which are near."""
        printed = _names(self.services.values(), lambda service: (name.text for name in service.names))
        return _called(wanted, printed, "unknown-service")

    def bank(self, wanted: str) -> s.Bank:
        """The bank with this id or any of its names, earlier ones included; else `OptionError` that says which are near."""
        return _called(
            wanted,
            _names(self.banks.values(), _other_names),
            "unknown-bank",
            plain_bank,
        )

    def cite(self, sources: Iterable[str], lang: Lang) -> str:
        """Sources in words, short: publisher and date of each."""
        return say("between-words", lang).join(self.source(ident).cite[lang] for ident in sources)

    def source(self, ident: str) -> s.Source:
        """A source that an entry names; `KnowledgeError` if there is none."""
        try:
            return self.sources[ident]
        except KeyError:
            raise KnowledgeError("knowledge-missing", file="sources.toml", id=ident) from None


@cache
def load() -> Knowledge:
    """The knowledge that comes with the package."""
    return Knowledge(Path(__file__).parent)
