"""Several options become one value.

typer wants every option as a parameter of the command. Commands that share a dozen of them name the value that they
make instead, and get it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

Command = Callable[..., None]


def grouped(name: str, options: Mapping[str, Any], make: Callable[..., Any]) -> Callable[[Command], Command]:
    """Put ``options`` (name → annotation) in the place of a command's parameter ``name``, which gets ``make(**values)``.

    Options that were not given are None; flags and numbers with another default say so in ``make``.
    """

    def decorate(function: Command) -> Command:
        signature = inspect.signature(function, eval_str=True)
        parameters: list[inspect.Parameter] = []
        for parameter in signature.parameters.values():
            if parameter.name != name:
                parameters.append(parameter)
                continue
            parameters += [
                inspect.Parameter(option, inspect.Parameter.KEYWORD_ONLY, default=_default(annotation), annotation=annotation)
                for option, annotation in options.items()
            ]

        @wraps(function)
        def command(**given: Any) -> None:
            value = make(**{option: given.pop(option) for option in options})
            function(**given, **{name: value})

        command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def _default(annotation: Any) -> Any:
    """What stands for an option that was not given: False for a flag, nothing where it is needed, else None."""
    kind = getattr(annotation, "__origin__", annotation)
    if kind is bool:
        return False
    return inspect.Parameter.empty if kind == list[str] else None
