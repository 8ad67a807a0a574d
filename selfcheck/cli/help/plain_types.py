"""What was typed for an option comes in, its value goes out.

typer 0.29 loads pydantic for this, which takes longer than most commands. A parameter of a plain type gets its value
here instead; where typer keeps that elsewhere one day, it does it itself again.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import typer

_PLAIN = (str, int, bool, Path)


class _Plain:
    """Turns words into values of one type."""

    def __init__(self, kind: Any, least: float | None, most: float | None) -> None:
        self._kind: Any = kind
        self._least, self._most = least, most

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value; of several, a list."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if isinstance(value, list | tuple):
            return [self._single(part, param, ctx) for part in value]
        return self._single(value, param, ctx)

    def _single(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            found = value if isinstance(value, self._kind) else self._kind(value)
            if self._kind is Path:
                found = at_home(found)
        except ValueError:
            raise typer.BadParameter(str(value), ctx=ctx, param=param) from None
        if (self._least is not None and found < self._least) or (self._most is not None and found > self._most):
            raise typer.BadParameter(str(value), ctx=ctx, param=param)
        return found


def at_home(path: Path) -> Path:
    """``~/report.html`` in the home folder: shells leave it alone within quotation marks and behind ``--output=``."""
    if not str(path).startswith("~") or path.exists():
        return path
    try:
        home = Path(path.parts[0]).expanduser()
    except RuntimeError:  # nobody is called so
        return path
    return home.joinpath(*path.parts[1:]) if home.is_dir() else path  # Windows names a place for everybody


def lighten(param: Any) -> None:
    """Let ``param`` get its value here, if its type is plain."""
    descriptor = getattr(param, "type_descriptor", None)
    kind, info = getattr(descriptor, "annotation", None), getattr(descriptor, "parameter_info", None)
    kind = get_args(kind)[0] if get_origin(kind) is list else kind
    known = isinstance(kind, type) and (kind in _PLAIN or issubclass(kind, Enum))
    if known and getattr(param, "_runtime_param", param) is None:
        param._runtime_param = _Plain(kind, getattr(info, "min", None), getattr(info, "max", None))
