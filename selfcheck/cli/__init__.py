"""The command line ``selfcheck``: one module for each family of commands, which call the rooms behind them.

No logic stands here. `main` is the command.
"""

from __future__ import annotations

import gc
import os

gc.set_threshold(200_000, 50, 100)
"""A run is short and makes few cycles; looking for them while modules are loaded is a tenth of its time."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""numpy's library of linear algebra, which nothing here asks for anything, would start a thread for every core."""

try:
    from selfcheck.cli.main import main
except KeyboardInterrupt:  # Ctrl-C before there is anybody who could say so
    raise SystemExit(130) from None

__all__ = ["main"]
