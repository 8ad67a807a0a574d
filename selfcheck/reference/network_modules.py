"""The loaded modules come in; those among them that can reach a network, and whoever loaded them, go out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FunctionType, ModuleType

from msgspec import Struct

NETWORK = ("socket", "ssl", "http.client", "urllib.request", "asyncio")
"""Without one of these no Python code of the standard library reaches a network."""


class Loaded(Struct, frozen=True):
    """A network module that is loaded, and the modules that hold it or something of it."""

    name: str
    holders: tuple[str, ...]

    @property
    def is_pythons_own(self) -> bool:
        """Whether nothing but Python's own library holds it."""
        return bool(self.holders) and all(name.split(".")[0] in sys.stdlib_module_names for name in self.holders)


def network_modules(modules: Mapping[str, ModuleType]) -> list[Loaded]:
    """Which network modules are loaded, and by whom."""
    return [Loaded(name, _holders(modules, modules[name])) for name in NETWORK if modules.get(name)]


def _holders(modules: Mapping[str, ModuleType], wanted: ModuleType) -> tuple[str, ...]:
    """Modules that hold ``wanted`` or a class or function of it; parent packages and its own parts do not count."""

    def is_of(value: object) -> bool:
        return value is wanted or (isinstance(value, type | FunctionType) and value.__module__ == wanted.__name__)

    inside = f"{wanted.__name__}."
    return tuple(
        name
        for name, module in sorted(modules.items())
        if isinstance(module, ModuleType)
        and name.lstrip("_") != wanted.__name__
        and not name.startswith(inside)
        and not inside.startswith(f"{name}.")
        and any(map(is_of, list(vars(module).values())))
    )
