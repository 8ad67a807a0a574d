"""Of the commands only the one that was named is loaded: building all of them takes as long as most of them take to run."""

from __future__ import annotations

import os
from importlib import import_module

from selfcheck.cli.commands import MODULES


def load_commands(command: str) -> None:
    """Load ``command``, or all commands where it is none or a shell asks for their names."""
    named = [module for module, names in MODULES.items() if command in names]
    completing = any(name.endswith("_COMPLETE") for name in os.environ)
    for module in MODULES if completing or not named else named:
        import_module(f"selfcheck.cli.{module}")


def load_all() -> None:
    """Load all commands."""
    load_commands("")
