"""What comes along when selfcheck is installed, and its licences. Run: ``python -m tests.licences``; fails on what is not free.

Free is what may be handed on with a program under the MIT licence and asks for no more than to be named: nothing under GPL,
LGPL or AGPL, and nothing whose licence nobody can tell.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from email.message import Message

from packaging.requirements import Requirement

FREE = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "PSF-2.0", "Unlicense",
    "Zlib",
}  # fmt: skip
"""Names of SPDX, and BSD where it is not said which."""
WORDS = {
    "Apache 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0", "BSD License": "BSD", "ISC License": "ISC",
    "ISC License (ISCL)": "ISC", "MIT License": "MIT", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip
"""As metadata had it before SPDX: in the classifiers, or in the field License."""
READ = {
    # "BSD-3-Clause, Apache-2.0, dependency licenses": pypdfium2-*.dist-info/licenses/LICENSES, and BUILD_LICENSES beside it
    # for what PDFium holds (FreeType under FTL, others as BSD, MIT, zlib, Apache-2.0). icu.txt there names the GPL for scripts
    # of ICU's own build, with the exception of Autoconf; libgcc, with its exception for what is compiled, in wheels for musl.
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}  # fmt: skip
"""Where the metadata do not tell, and the file where it was read."""
_COPYLEFT = re.compile(r"\b[AL]?GPL|General Public License", re.IGNORECASE)
EXTRAS = ("", "fleet")


def plain(name: str) -> str:
    """``Jinja2`` as ``jinja2``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str = "selfcheck", extra: str = "") -> set[str]:
    """What an installed package needs on this system, and what that needs in turn."""
    found: set[str] = set()
    new = {(plain(one.name), extra) for one in _requires(name, extra) for extra in one.extras or {""}}
    met: set[tuple[str, str]] = set()
    while new:
        met |= new
        found |= {one for one, _ in new}
        new = {(plain(r.name), more) for one, of in new for r in _requires(one, of) for more in {"", *r.extras}} - met
    return found


def _requires(name: str, extra: str) -> Iterator[Requirement]:
    for one in map(Requirement, importlib.metadata.requires(name) or []):
        if not one.marker or one.marker.evaluate({"extra": extra}):
            yield one


def licence(metadata: Message) -> str:
    """An expression of SPDX, as far as the metadata tell; empty where they do not."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    told = [one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier", []) if one.startswith("License :: ")]
    words = [word for word in told if word != "OSI Approved"] or [(metadata.get("License") or "").strip()]
    if _COPYLEFT.search(metadata.get("License") or ""):
        words.append("GPL")
    return " AND ".join(WORDS.get(word, re.sub(r"\s", "-", word)) for word in words if word)


def is_free(expression: str) -> bool:
    """Whether an expression can be met with free licences alone: one side of an OR, both of an AND."""
    while inner := re.search(r"\(([^()]*)\)", expression):
        expression = expression.replace(inner[0], "MIT" if is_free(inner[1]) else "refused")
    return any(all(one.strip() in FREE for one in choice.split(" AND ")) for choice in expression.split(" OR "))


def refused(name: str = "selfcheck") -> list[str]:
    """What must not be installed with it: ``name: licence``."""
    every = sorted(set().union(*(needed(name, extra) for extra in EXTRAS)))
    found = {one: READ.get(one) or licence(importlib.metadata.metadata(one)) for one in every}
    return [f"{one}: {told or 'unknown'}" for one, told in found.items() if not is_free(told)]


if __name__ == "__main__":
    wrong = refused()
    print(
        "\n".join(wrong) or f"{len(set().union(*(needed(extra=extra) for extra in EXTRAS)))} packages come along, all are free"
    )
    sys.exit(bool(wrong))
