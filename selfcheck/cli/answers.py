"""How a command that was asked for text or JSON gives its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selfcheck.cli.app import console
from selfcheck.cli.options import Format
from selfcheck.language.sentences import Lang
from selfcheck.printing.writer import Writer


def answer(form: Format, lang: Lang, as_dict: Callable[[], dict[str, Any]], print_on: Callable[[Writer], None]) -> None:
    """Print the value that a room gave, in the form that was asked for."""
    if form is Format.JSON:
        from selfcheck.printing.json import print_json

        print_json(as_dict())
    else:
        from selfcheck.guidance.printed import citing_writer
        from selfcheck.knowledge import load

        print_on(citing_writer(console(), lang, load()))
