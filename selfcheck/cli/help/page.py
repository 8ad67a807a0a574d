"""A command comes in, its manual page goes out: usage, what it does, arguments, options, examples.

typer would draw a table, in which Japanese (words without spaces between them) is cut off at the right.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from selfcheck.cli.commands import MODULES
from selfcheck.cli.help.texts import about, examples, exit_codes, key_of, text, word
from selfcheck.patterns import regex
from selfcheck.printing.shell import program_as_typed
from selfcheck.printing.width import columns
from selfcheck.printing.wrap import wrap_plain

_LEAST, _MOST = 40, 100
_SHORT = 12
_NAMES = "|".join(name for names in MODULES.values() for name in names)
_COMMAND = regex(rf"\bselfcheck(?= (?:\[|(?:{_NAMES})\b))")
"""The program, where a command or its options follow."""


def manual(ctx: Any, command: Any) -> str:
    """The page as printed, headings bold."""
    width = min(max(shutil.get_terminal_size().columns, _LEAST), _MOST)
    lines: list[str] = []
    for heading, entries in _sections(ctx, command):
        if entries:
            here = [(_as_typed(typed), _as_typed(said)) for typed, said in entries]
            lines += [typer.style(heading, bold=True), *_section(here, width), ""]
    return "\n".join(lines)


def _sections(ctx: Any, command: Any) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Headings, and below each what to type and what it is for."""
    key = key_of(ctx.command_path) if ctx.parent else "selfcheck"
    return (
        (text("usage"), [(" ".join((ctx.command_path, *_usage(ctx, command))), "")]),
        (text("about"), [("", paragraph) for paragraph in about(key).split("\n\n")]),
        (text("arguments"), [(param.metavar, param.help) for param in command.params if param.param_type_name == "argument"]),
        (text("commands"), [(name, _first(command.commands[name])) for name in _commands(ctx, command)]),
        (text("options"), [_option(param) for param in command.get_params(ctx) if param.param_type_name == "option"]),
        (text("examples"), list(examples(key))),
        (text("exit-codes"), list(exit_codes()) if key in ("selfcheck", "scan") else []),
    )


def _as_typed(text: str) -> str:
    """``selfcheck scan`` as it can be typed here: ``python -m selfcheck scan``."""
    program = program_as_typed()
    return _COMMAND.sub(lambda _: program, text)


def _usage(ctx: Any, command: Any) -> Iterator[str]:
    yield word("options")
    if hasattr(command, "commands"):
        yield f"[{word('command')}]" if command.invoke_without_command else word("command")
    for param in command.params:
        if param.param_type_name == "argument":
            name = f"{param.metavar}{' ...' if param.nargs == -1 else ''}"
            yield name if param.required else f"[{name}]"


def _commands(ctx: Any, command: Any) -> list[str]:
    """Names of the commands below, in the order in which they are listed."""
    names: list[str] = command.list_commands(ctx) if hasattr(command, "commands") else []
    return names


def _first(command: Any) -> str:
    return about(command.name).split("\n\n")[0]


def _option(param: Any) -> tuple[str, str]:
    """What to type, and what for."""
    names = ", ".join(sorted(param.opts, key=len, reverse=True))  # click keeps them in a set
    choices = param.type_descriptor.choices if param.type_descriptor.is_choice else None
    value = "|".join(str(getattr(choice, "value", choice)) for choice in choices) if choices else param.metavar
    typed = names if param.is_flag else f"{names} {value}"
    notes = []
    if param.required:
        notes.append(text("required"))
    default = getattr(param.default, "value", param.default)
    if isinstance(default, str | int) and default is not False and default != "":
        notes.append(text("default").format(value=default))
    if param.multiple:
        notes.append(text("repeatable"))
    return typed, f"{param.help}{''.join(notes)}"


def _section(entries: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """What to type and, beside it where that is short, else below it, what it means."""
    room = max(columns(typed) for typed, _ in entries) + 2
    beside = 2 < room <= _SHORT
    indent = " " * ((2 + room) if beside else 2 if room == 2 else 6)
    for typed, said in entries:
        lines = [f"{indent}{line}" for line in wrap_plain(said, width - len(indent) - 1)] if said else []
        if beside and lines:
            lines[0] = f"  {typed}{lines[0][2 + columns(typed) :]}"
        elif typed:
            yield f"  {typed}"
        yield from lines
