"""Which packages selfcheck needs, and which of them are there.

None is imported to learn its version. That a package says its version does not mean that it is there: the program without
Python carries what all packages say of themselves, and only the packages that a scan loads.

`importlib.metadata` itself brings ``socket`` up to Python 3.12, so it is imported only when it is asked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from msgspec import Struct

from selfcheck.language.sentences import Sentence, sentence

_ONLY_FROM_PYTHON = {"pandas"}
"""What only those use who call selfcheck from Python; the program without Python does without it."""


def is_program() -> bool:
    """Whether this is the program without Python."""
    return bool(getattr(sys, "frozen", False))


class Dependency(Struct, frozen=True):
    """One dependency: the lowest version that will do, and the one that is there (None: there is none).

    ``in_program``: it is asked by the program without Python.
    """

    name: str
    needed: str
    found: str | None
    in_program: bool = False

    @property
    def state(self) -> str:
        """``ok``, ``missing``, ``too-old``, or ``left-out`` of the program without Python, which does not use it."""
        if self.found is None:
            return "left-out" if self.in_program and self.name in _ONLY_FROM_PYTHON else "missing"
        return "too-old" if _release(self.found) < _release(self.needed) else "ok"

    def trouble(self) -> Sentence | None:
        """What to do about it, if anything."""
        if self.state in ("ok", "left-out"):
            return None
        if self.in_program:
            return sentence("doctor-damaged", name=self.name, needed=self.needed)
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
    for requirement in needed:
        match = re.fullmatch(r"([\w.-]+)>=([\w.]+)", requirement.replace(" ", ""))
        if match:  # the others belong to an extra
            yield Dependency(match[1], match[2], _version(match[1]), is_program())


def _version(name: str) -> str | None:
    """The version of a package that says one and can be imported."""
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    try:
        return version(name) if find_spec(name.replace("-", "_")) else None
    except PackageNotFoundError:
        return None


def _release(version: str) -> tuple[int, ...]:
    """``2.2.3rc1`` as (2, 2, 3), without zeros at its end."""
    match = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    numbers = [int(part) for part in match[1].split(".")] if match else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
