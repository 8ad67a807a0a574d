"""Which packages selfcheck needs, and which of them are there.

None is imported to learn its version. `importlib.metadata` itself brings ``socket`` up to Python 3.12, so it is imported
only when it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from selfcheck.language.sentences import Sentence, sentence


class Dependency(Struct, frozen=True):
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


def requirements() -> list[str] | None:
    """What the installed package says it needs; None where it was not installed as a package."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        return requires("selfcheck") or []
    except PackageNotFoundError:
        return None


def dependencies(needed: Iterable[str] | None) -> list[Dependency] | None:
    """Every requirement that is no extra, with the version that is installed."""
    return None if needed is None else list(_dependencies(needed))


def _dependencies(needed: Iterable[str]) -> Iterator[Dependency]:
    from importlib.metadata import PackageNotFoundError, version

    for requirement in needed:
        match = re.fullmatch(r"([\w.-]+)>=([\w.]+)", requirement.replace(" ", ""))
        if match:  # the others belong to an extra
            try:
                found: str | None = version(match[1])
            except PackageNotFoundError:
                found = None
            yield Dependency(match[1], match[2], found)


def _release(version: str) -> tuple[int, ...]:
    """``2.2.3rc1`` as (2, 2, 3), without zeros at its end."""
    match = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    numbers = [int(part) for part in match[1].split(".")] if match else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
