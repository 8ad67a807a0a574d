"""Regular expressions that are compiled when they are first asked for.

A run uses a few of the two hundred that stand in the modules; to compile all of them took a quarter of a scan of a small
statement.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Late:
    """An expression; what it is asked for stands in the instance from then on, so that it is as quick as a compiled one."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``re.compile(text, flags)``, later. A fault in ``text`` shows itself at the first use, so each needs a test."""
    return cast("re.Pattern[AnyStr]", _Late(text, flags))
