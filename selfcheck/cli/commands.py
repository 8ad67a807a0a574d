"""The name of a command comes in; the module that holds it is loaded, and no other.

Building all commands takes as long as most of them take to run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module

MODULES = {
    "statements": ("scan", "inspect", "convert", "sanitize"),
    "sheet": ("sheet",),
    "guide": ("guide", "desks"),
    "reference": ("incidents", "services", "banks", "explain"),
    "mine": ("mine",),
    "doctor": ("doctor",),
    "screen": ("screen",),
}
"""Module → its commands, in the order in which ``--help`` lists them."""


def load_commands(arguments: Sequence[str]) -> None:
    """Load the command that ``arguments`` name, or all where they name none."""
    named = [module for module, names in MODULES.items() if arguments and arguments[0] in names]
    completing = any(name.endswith("_COMPLETE") for name in os.environ)
    for module in MODULES if completing or not named else named:
        import_module(f"selfcheck.cli.{module}")


def load_all() -> None:
    """Load all commands."""
    load_commands(())
