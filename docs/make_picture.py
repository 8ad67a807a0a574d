"""Draw ``docs/report.svg``: the first screen of the report on a sample, as a terminal shows it.

Run from the repository's root: ``.venv/bin/python docs/make_picture.py``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

import selfcheck
from selfcheck.report.terminal import print_report

LINES = 36
TODAY = dt.date(2020, 9, 20)


def main() -> None:
    """Print the report, keep its first lines, and write them as one self-contained SVG."""
    screen = io.StringIO()
    console = Console(file=screen, width=96, force_terminal=True, color_system="standard", highlight=False, markup=False)
    print_report(selfcheck.scan("sample_statements/yucho.csv", today=TODAY), console)
    recorder = Console(record=True, width=96, file=io.StringIO(), highlight=False, markup=False)
    for line in screen.getvalue().splitlines()[:LINES]:
        recorder.print(Text.from_ansi(line), soft_wrap=True)
    svg = recorder.export_svg(title="selfcheck scan yucho.csv", theme=MONOKAI, unique_id="report")
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = svg.replace("Fira Code", "Noto Sans Mono CJK JP, MS Gothic, Osaka-Mono").replace(
        "<!-- Generated with Rich https://www.textualize.io -->", ""
    )
    Path("docs/report.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
