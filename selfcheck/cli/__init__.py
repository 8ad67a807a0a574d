"""The command line ``selfcheck``: one module for each family of commands, which call the rooms behind them.

No logic stands here. `main` is the command.
"""

from __future__ import annotations

import gc

gc.set_threshold(200_000, 50, 100)
"""A run is short and makes few cycles; looking for them while modules are loaded is a tenth of its time."""

from selfcheck.cli.main import main  # noqa: E402

__all__ = ["main"]
