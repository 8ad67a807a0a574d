"""The text of one of our own TOML files comes in, its tables go out.

rtoml reads the knowledge in a seventh of the time that the standard library takes, which every command would wait
for. Files of other people (`rules`) are read by the standard library, whose reasons are clearer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rtoml


def tables(file: Path) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8. Raises `ValueError` if it is none."""
    return rtoml.loads(file.read_bytes().decode("utf-8"))
