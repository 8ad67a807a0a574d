"""How commands give their answers: to people on a screen, to programs as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from selfcheck.cli.app import console
from selfcheck.cli.consoles import notify_of_lost_letters
from selfcheck.cli.language import language_wished
from selfcheck.cli.options import Format
from selfcheck.cli.paging import paged
from selfcheck.cli.pipes import while_read
from selfcheck.language.sentences import Lang

if TYPE_CHECKING:
    from selfcheck.printing.writer import Writer


@contextmanager
def on_screen(lang: Lang) -> Iterator[None]:
    """Print for people: through the pager where that is wanted, as long as somebody reads, with a word on lost letters."""
    with paged(), while_read():
        yield
    notify_of_lost_letters(language_wished(lang))


def answer(form: Format, lang: Lang, as_dict: Callable[[], dict[str, Any]], print_on: Callable[[Writer], None]) -> None:
    """Print the value that a room gave, in the form that was asked for."""
    if form is Format.JSON:
        from selfcheck.printing.json import print_json

        with while_read():
            print_json(as_dict())
    else:
        from selfcheck.guidance.printed import citing_writer
        from selfcheck.knowledge import load

        with on_screen(lang):
            print_on(citing_writer(console(), lang, load()))
