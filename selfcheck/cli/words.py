"""typer's own words come in, Japanese goes out.

typer asks gettext for its headings (Options, Commands …), and gettext has no catalogue for it:
`speak_japanese` answers in gettext's place for those words and leaves all others alone. The help
texts that typer writes itself are replaced in the two command classes below.
"""

from __future__ import annotations

import gettext
from typing import Any

_WORDS = {
    "Arguments": "指定するもの",
    "Options": "オプション",
    "Commands": "コマンド",
    "Error": "エラー",
    "Missing command.": "コマンドがありません。",
    "No such command {name!r}.": "{name!r} というコマンドはありません。",
    "[default: {}]": "[指定しないとき: {}]",
    "[required]": "[必須]",
    "required": "必須",
    "Aborted.": "中断しました。",
    "Aborted!": "中断しました。",
}
_HELP = {
    "help": "この説明を表示して終わります。",
    "install_completion": "入力補完をお使いのシェルに設定します。",
    "show_completion": "入力補完の設定を表示します。",
}
_gettext = gettext.gettext


def _translated(message: str) -> str:
    return _WORDS.get(message) or _gettext(message)


gettext.gettext = _translated

from typer.core import TyperCommand, TyperGroup  # noqa: E402  (typer binds gettext when it is imported)


def _no_type(ctx: Any) -> None:
    """Shown for flags and arguments instead of ``<bool>`` and ``<list[str]>``."""


class _Japanese:
    """Replaces the English help of the options that typer adds, and leaves out types that explain nothing."""

    def get_params(self, ctx: Any) -> list[Any]:
        """All parameters of the command, ``--help`` included."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.help = _HELP.get(param.name, getattr(param, "help", None))
            if param.param_type_name == "argument" or getattr(param, "is_flag", False):
                param.display_type_rich = _no_type
        return params


class JapaneseCommand(_Japanese, TyperCommand):
    """A command whose help is Japanese throughout."""


class JapaneseGroup(_Japanese, TyperGroup):
    """A group of commands whose help is Japanese throughout."""
