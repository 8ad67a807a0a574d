"""An error of typer's comes in (an option that is none, a value that will not do), a sentence goes out."""

from __future__ import annotations

import re
from typing import Any

import typer

from selfcheck.language.sentences import Sentence, sentence


def explained(error: typer.TyperException) -> Sentence:
    """What was wrong with the command line; what is not known stays in typer's own words."""
    known: Any = error
    kind = type(error).__name__
    param = getattr(known, "param", None)
    if kind == "NoSuchOption":
        near = list(known.possibilities or ())
        return sentence("usage-near-option", option=known.option_name, near=near) if near else _no_option(known)
    if kind == "MissingParameter" and param is not None:
        return sentence("usage-missing", name=_name(param))
    if kind == "BadOptionUsage":
        return sentence("usage-no-value", option=known.option_name)
    if kind == "BadParameter" and param is not None:
        choices = param.type_descriptor.choices if param.type_descriptor.is_choice else None
        if choices:
            return sentence("usage-choices", name=_name(param), choices=[str(getattr(one, "value", one)) for one in choices])
        return sentence("usage-bad-value", name=_name(param))
    message = error.format_message()
    unknown = re.match("No such command '(.*)'", message)
    if unknown:
        return sentence("usage-no-command", name=unknown[1])
    if "unexpected extra argument" in message:
        return sentence("usage-extra", names=message.partition("(s) (")[2].removesuffix(")"))
    return sentence("usage-error", message=message)


def _no_option(error: Any) -> Sentence:
    return sentence("usage-no-option", option=error.option_name)


def _name(param: Any) -> str:
    return str(param.metavar if param.param_type_name == "argument" else param.opts[0])
