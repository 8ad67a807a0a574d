"""An error of typer's comes in (an option that is none, a value that will not do), a sentence goes out.

typer 0.29 has these classes in a private place; they are known by their names, and what is not known stays in typer's words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from selfcheck.language.sentences import Sentence, sentence


def explained(error: typer.TyperException) -> Sentence:
    """What was wrong with the command line."""
    explain = _EXPLAINED.get(type(error).__name__, _other)
    return explain(error)


def _no_option(error: Any) -> Sentence:
    from selfcheck.knowledge.names import nearest

    options = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts] if error.ctx else []
    near = nearest(error.option_name, options, most=1)
    if near:
        return sentence("usage-near-option", option=error.option_name, near=near)
    return sentence("usage-no-option", option=error.option_name)


def _missing(error: Any) -> Sentence:
    return sentence("usage-missing", name=_name(error.param)) if error.param is not None else _other(error)


def _no_value(error: Any) -> Sentence:
    return sentence("usage-no-value", option=error.option_name)


def _bad_value(error: Any) -> Sentence:
    if error.param is None:
        return _other(error)
    kind = error.param.type_descriptor
    if kind.is_choice:
        choices = [str(getattr(choice, "value", choice)) for choice in kind.choices]
        return sentence("usage-choices", name=_name(error.param), choices=choices)
    return sentence("usage-bad-value", name=_name(error.param))


def _other(error: Any) -> Sentence:
    message = error.format_message()
    if "unexpected extra argument" in message:
        return sentence("usage-extra", names=message.partition("(s) (")[2].removesuffix(")"))
    return sentence("usage-error", message=message)


_EXPLAINED: dict[str, Callable[[Any], Sentence]] = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _no_value,
    "BadParameter": _bad_value,
}


def _name(param: Any) -> str:
    return str(param.metavar if param.param_type_name == "argument" else param.opts[0])
