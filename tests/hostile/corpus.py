"""Every hostile input: what is made of it, the exit code it leads to, and what the person reads.

``python -m tests.hostile.corpus`` prints them as a table.
"""

from __future__ import annotations

import re

from tests.hostile.case import Case
from tests.hostile.containers import archive_cases, refused_cases
from tests.hostile.places import place_of_file_cases
from tests.hostile.texts import memo_cases, place_cases, shape_cases, zengin_case

CASES: tuple[Case, ...] = (
    *memo_cases(),
    *place_cases(),
    *shape_cases(),
    zengin_case(),
    *refused_cases(),
    *archive_cases(),
    *place_of_file_cases(),
)

if __name__ == "__main__":
    for case in CASES:
        said = re.sub(r"\\(\W)", r"\1", case.said).replace("|", "\\|")
        print(f"| {case.name} | {case.code} | {said} |")
