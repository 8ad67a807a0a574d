"""What was typed, as it is meant: ``selfcheck 明細.csv`` is ``selfcheck scan 明細.csv``, ``selfcheck help scan`` its help."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.cli.commands import MODULES

COMMON = ("--quiet", "-q", "--verbose", "-v", "--no-pager")
"""Flags that every command has, wherever they are typed."""
_OF_PROGRAM = ("--help", "-h", "--version", "-V", "--install-completion", "--show-completion")
_COMMANDS = frozenset(name for names in MODULES.values() for name in names)
_PATH_SIGNS = frozenset("/\\.*?\"'「:")
"""What a path has and a command has not: folders, an ending, a pattern, quotation marks, a drive."""


def meant(arguments: Sequence[str]) -> list[str]:
    """The arguments for typer: flags that every command has first, then a command, then what belongs to it."""
    behind = list(arguments).index("--") if "--" in arguments else len(arguments)
    common = [word for word in arguments[:behind] if word in COMMON]
    rest = _language_last([word for word in arguments[:behind] if word not in COMMON])
    return [*common, *_with_command([*rest, *arguments[behind:]])]


def command_of(arguments: Sequence[str]) -> str:
    """The command among `meant` arguments; empty where there is none."""
    return next((word for word in arguments if word not in COMMON), "")


def _language_last(words: list[str]) -> list[str]:
    """``--lang en`` behind the command: typed before it, it would be an option of the program itself, which has none such."""
    first = words[0] if words else ""
    length = 2 if first == "--lang" else int(first.startswith("--lang="))
    is_before_command = len(words) > length and words[length] in _COMMANDS
    return [*words[length:], *words[:length]] if is_before_command else words


def _with_command(arguments: list[str]) -> list[str]:
    if not arguments or arguments[0] in _COMMANDS:
        return arguments
    of_program = [word for word in arguments if word in _OF_PROGRAM]
    if of_program and _COMMANDS.isdisjoint(arguments):
        return of_program  # --lang was heard before, and is no option of the program itself
    first = arguments[0]
    if first == "help":
        return [*arguments[1:], "--help"]
    if first.startswith("-") or looks_like_path(first):  # "-" alone is standard input; an option without a command is scan's
        return ["scan", *arguments]
    return arguments


def looks_like_path(word: str) -> bool:
    """Whether ``word`` is a path rather than a command that was typed wrongly."""
    from selfcheck.cli.paths import is_there, meant_path

    return bool(_PATH_SIGNS & set(word)) or is_there(meant_path(word))
