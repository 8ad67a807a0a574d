"""Everything that a report prints, in every form and language, shared; and a copy in every encoding in which it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from selfcheck.printing.json import as_json
from selfcheck.report.call_sheet import call_sheet
from selfcheck.report.documents import document
from selfcheck.report.report import Report
from selfcheck.report.share import shared
from selfcheck.report.sheet_in_words import sheet_as_list

FORMS = ("json", "csv", "html", "markdown")
ENCODINGS = ("utf-8", "cp932", "utf-16", "euc-jp", "iso2022_jp")


def values_of(report: Report) -> str:
    """What every form is made of, as JSON and as the full text."""
    hidden = shared(report)
    return "\n".join(
        (
            document(hidden, "json", on_screen=False).decode(),
            document(hidden, "text", on_screen=False, plain=True, full=True).decode(),
            as_json({"sheets": sheet_as_list(hidden)}).decode(),
        )
    )


def every_form(report: Report) -> Iterator[tuple[str, str]]:
    """Each form with what it shows."""
    for lang in ("ja", "en"):
        hidden = shared(replace(report, lang=lang))
        for form in FORMS:
            yield f"{form} {lang}", document(hidden, form, on_screen=False).decode("utf-8-sig")
        for plain, full in ((False, False), (True, False), (False, True), (True, True)):
            yield f"text {lang}", document(hidden, "text", on_screen=False, plain=plain, full=full).decode()
        for form in ("text", "markdown", "html"):
            yield f"sheet {form} {lang}", call_sheet(hidden, form)


def readings(copy: bytes) -> Iterator[str]:
    """A copy as text, however it is read."""
    for encoding in ENCODINGS:
        yield copy.decode(encoding, "ignore")
