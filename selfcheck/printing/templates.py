"""A template and its values come in, one self-contained page in HTML or Markdown goes out.

Every value is escaped: by jinja2 in HTML, by `in_markdown` in Markdown, and characters that could act are
made visible in both. An HTML page has no script, and its Content-Security-Policy forbids all but its own
style, which is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from selfcheck.language.own_marks import GENERATOR
from selfcheck.patterns import regex
from selfcheck.printing.markdown import in_markdown
from selfcheck.printing.safe import escaped

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_REACHED = regex(
    r"(?<![\w./-])(?:(?P<number>0\d{1,3}-\d{2,4}-\d{3,4}|0\d{3}-\d{6}|#\d{4})(?![\w-])"
    r"|(?P<address>(?:[a-z0-9-]+\.)+[a-z]{2,}/[a-zA-Z0-9./_~-]*))"
)
"""Telephone numbers of Japan, and addresses without ``https://``."""
_NOT_DIALLED = regex(r"[^0-9+*#]")
"""What stands in a telephone number for the eye alone."""


def html_page(template: str, **values: Any) -> str:
    """A page from ``templates/<template>``."""
    from markupsafe import Markup

    style = _text("style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _html().get_template(template).render(style=Markup(style), policy=policy, generator=GENERATOR, **values)


def markdown_page(template: str, **values: Any) -> str:
    """Markdown from ``templates/<template>``, in which nothing from a statement can act."""
    return _markdown().get_template(template).render(**values)


@cache
def _html() -> Environment:
    environment = _environment(lambda value: escaped(value) if type(value) is str else value)
    environment.filters["dialled"] = _dialled
    environment.filters["linked"] = _linked
    return environment


def _dialled(number: str) -> str:
    """A telephone number as a ``tel:`` address has it: ``#9110`` is ``%239110``."""
    return quote(_NOT_DIALLED.sub("", number), safe="+*")


def _linked(text: str) -> Markup:
    """A sentence of ours with its telephone numbers and addresses as links; never for a text from a file."""
    from markupsafe import Markup

    def link(found: re.Match[str]) -> str:
        number, address = found["number"], found["address"]
        if number:
            return Markup('<a href="tel:{}">{}</a>').format(_dialled(number), number)
        return Markup('<a href="https://{}" rel="noopener noreferrer external">{}</a>').format(address, address)

    return Markup(_REACHED.sub(link, str(Markup.escape(escaped(text)))))


@cache
def _markdown() -> Environment:
    from markupsafe import Markup

    def for_markdown(value: Any) -> Any:
        return value if isinstance(value, Markup) else Markup(in_markdown(str(value)))

    environment = _environment(for_markdown)
    environment.filters["with_links"] = lambda text: Markup(in_markdown(str(text), links=True))
    return environment


def _environment(finalize: Callable[[Any], Any]) -> Environment:
    """Whatever a template prints goes through ``finalize``, and through HTML escaping unless that made it safe."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_text),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _text(name: str) -> str:
    return files("selfcheck.printing").joinpath("templates", name).read_text(encoding="utf-8")
