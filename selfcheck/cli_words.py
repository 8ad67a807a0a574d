"""typer's own words come in, Japanese goes out.

typer asks gettext for its headings (Options, Commands …) when it is imported, and gettext finds no
catalogue for it. This module, imported first, answers in gettext's place for those few words and
leaves everything else as it was.
"""

from __future__ import annotations

import gettext

_JAPANESE = {
    "Arguments": "指定するもの",
    "Options": "オプション",
    "Commands": "コマンド",
    "Error": "エラー",
    "Missing command.": "コマンドがありません。",
    "No such command {name!r}.": "{name!r} というコマンドはありません。",
    "[default: {}]": "[何も指定しないとき: {}]",
    "[required]": "[必須]",
    "required": "必須",
    "Aborted.": "中断しました。",
}
_original = gettext.gettext


def _translated(message: str) -> str:
    return _JAPANESE.get(message) or _original(message)


gettext.gettext = _translated
import typer  # noqa: E402
import typer.core  # noqa: E402, F401

gettext.gettext = _original
