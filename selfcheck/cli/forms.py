"""The form of what is written: as ``--format`` says, else as the ending of ``--output`` says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from selfcheck.errors import OptionError

_FORMS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".json": "json",
}
"""Ending of a file → the form that whoever opens it expects. A name with another ending says nothing."""

_Form = TypeVar("_Form", bound=StrEnum)


def form_for(asked: _Form | None, output: Path | None, default: _Form) -> _Form:
    """The form to write; raises `OptionError` where the ending says another than ``asked``, or one that there is not."""
    ending = output.suffix.lower() if output else ""
    named = _FORMS.get(ending)
    if named is None:
        return asked or default
    if asked is not None and asked.value != named:
        raise OptionError("form-contradicts", path=str(output), form=named, asked=asked.value)
    forms = type(default)
    if named not in set(forms):
        endings = [known for known, form in _FORMS.items() if form in set(forms)]
        raise OptionError("form-unknown", path=str(output), endings=" ".join(endings))
    return forms(named)
