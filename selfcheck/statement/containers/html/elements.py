"""An element of a page comes in; what it is to the reader goes out: what it stands for, and whether it is seen.

The kinds are those of the HTML Standard, and the roles of WAI-ARIA by which other elements are made into tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from selfcheck.patterns import regex

Attributes = dict[str, str | None]

BREAKS = {
    *("address", "article", "aside", "blockquote", "br", "button", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li"),
    *("main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "textarea", "title", "ul"),
}
"""Elements before and behind which a new line begins (the HTML Standard's flow content that is drawn as a block)."""
IN_WORDS = {
    *("a", "abbr", "b", "bdi", "em", "font", "i", "img", "mark", "ruby", "s", "small", "strong", "sub", "sup", "u", "wbr"),
}
"""Elements that stand within a word or a sentence."""
_NO_TEXT = {"script", "style", "template", "noscript", "rp", "rt", "svg", "iframe", "object", "datalist"}
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell"), "td"),
    **dict.fromkeys(("columnheader", "rowheader"), "th"),
}
"""WAI-ARIA roles of tables that are made of other elements."""
_NOT_SHOWN = regex(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_NOT_SEEN = regex(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
"""Such an element is not seen, but its room stays."""
_FIELDS_WITHOUT_TEXT = {"button", "checkbox", "color", "file", "image", "password", "radio", "range", "reset", "submit"}


class Element(Struct):
    """An element that has begun and not ended."""

    tag: str = ""
    kind: str = ""
    """What it stands for: its tag, or the part of a table that its role says."""
    attributes: Attributes = field(default_factory=dict)
    is_hidden: bool = False
    """It or something around it is not shown."""
    takes_no_room: bool = False
    """It is not drawn, though what is around it is."""
    is_textless: bool = False
    """It or something around it holds what is no text."""


OUTERMOST = Element()
"""Stands around the first element of a page."""


def element_of(node: Any, around: Element) -> Element:
    """An element (a node of selectolax) within ``around``."""
    tag, attributes = node.tag, node.attributes
    is_drawn = not _is_undrawn(attributes)
    return Element(
        tag=tag,
        kind=tag if tag == "table" else _ROLES.get(attributes.get("role") or "", tag),
        attributes=attributes,
        is_hidden=around.is_hidden or not is_drawn or _NOT_SEEN.search(attributes.get("style") or "") is not None,
        takes_no_room=not is_drawn and not around.is_hidden,
        is_textless=around.is_textless or tag in _NO_TEXT or (tag == "option" and not _is_chosen(node)),
    )


def _is_undrawn(attributes: Attributes) -> bool:
    """Whether an element says of itself that it is not drawn."""
    return "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style") or "") is not None


def _is_chosen(node: Any) -> bool:
    """Whether a choice is the one that its list shows: the one that is marked, else the first."""
    if "selected" in node.attributes:
        return True
    before, behind = node.prev, node.next
    while before is not None:
        if before.tag == "option":
            return False
        before = before.prev
    while behind is not None:
        if "selected" in (behind.attributes if behind.tag == "option" else ()):
            return False
        behind = behind.next
    return True


def _of_input(attributes: Attributes) -> str:
    """What stands in a field."""
    kind = (attributes.get("type") or "text").lower()
    return "" if kind in _FIELDS_WITHOUT_TEXT else attributes.get("value") or ""


def _of_image(attributes: Attributes) -> str:
    """What is said in place of a picture: signs of money in and out are often one."""
    return attributes.get("alt") or ""


TEXT_OF: dict[str, Callable[[Attributes], str]] = {"input": _of_input, "img": _of_image}
"""Tag → the text of an element that stands in its attributes."""
