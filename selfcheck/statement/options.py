"""How files are to be read where they do not say so themselves: one value, made once and handed down."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class Options(Struct, frozen=True):
    """What a person said about the files of a run; see `selfcheck.read`."""

    today: dt.date
    """The day that no inferred date may pass."""
    encoding: str | None = None
    year: int | None = None
    """Of lines that print none."""
    bank: str | None = None
    """An id of knowledge/banks."""
    columns: str | None = None
    """Which column is what: ``date=1,memo=3,withdrawal=4``."""
    password: str = ""
    """Opens what is locked; never stored, never shown."""
    ocr: bool = False
    """Whether pictures are read, with tesseract."""
    alone: bool = False
    """Whether no other file is read in this run, so that it need not be told from others."""

    def __repr__(self) -> str:
        """Without the password."""
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name != "password")
        return f"Options({', '.join(shown)})"


def options_for(
    today: dt.date,
    *,
    encoding: str | None = None,
    year: int | None = None,
    bank: str | None = None,
    columns: str | None = None,
    password: str = "",
    ocr: bool = False,
) -> Options:
    """The options as a person gives them: ``bank`` may be an id or a name. Raises `OptionError` for an unknown one."""
    from selfcheck.knowledge import load

    return Options(today, encoding, year, load().bank(bank).id if bank else None, columns, password, ocr)
