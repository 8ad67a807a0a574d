"""Of the commands only the one that was named is loaded: building all of them takes as long as most of them take to run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module

from selfcheck.cli.commands import MODULES


def load_commands(arguments: Sequence[str]) -> None:
    """Load the command that ``arguments`` name, or all where they name none."""
    named = [module for module, names in MODULES.items() if arguments and arguments[0] in names]
    completing = any(name.endswith("_COMPLETE") for name in os.environ)
    for module in MODULES if completing or not named else named:
        import_module(f"selfcheck.cli.{module}")


def load_all() -> None:
    """Load all commands."""
    load_commands(())
