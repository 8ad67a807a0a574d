"""Draw ``docs/report.svg``: the first screen of the report on a sample, as a terminal shows it.

Run from the repository's root: ``.venv/bin/python docs/make_picture.py``. rich's own SVG export counts
full-width characters as one column, so the picture is drawn here.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

import selfcheck
from selfcheck.clock import JAPAN
from selfcheck.report.terminal import print_report

COLUMNS, ROWS = 96, 34
CELL, LINE, MARGIN = 8.4, 19, 18
NOW = dt.datetime(2020, 9, 22, 10, 30, tzinfo=JAPAN)
COLOURS = {1: "#ff6b6b", 2: "#7bd88f", 5: "#e38cff", 6: "#6fd3e8"}
"""By the number of the terminal's colour."""
FONT = "'Noto Sans Mono CJK JP','MS Gothic','Osaka-Mono',monospace"


def main() -> None:
    """Print the report, keep its first lines, and write them as one self-contained SVG."""
    screen = io.StringIO()
    console = Console(file=screen, width=COLUMNS, force_terminal=True, color_system="standard", highlight=False)
    print_report(selfcheck.scan("sample_statements/yucho.csv", now=NOW), console)
    body = [
        part
        for row, line in enumerate(screen.getvalue().splitlines()[:ROWS])
        for part in _line(console, Text.from_ansi(line), row)
    ]
    width, height = COLUMNS * CELL + 2 * MARGIN, ROWS * LINE + 2 * MARGIN
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-family="{FONT}" font-size="15">',
        "<title>selfcheck scan sample_statements/yucho.csv</title>",
        f'<rect width="{width:.0f}" height="{height}" rx="10" fill="#1d2026"/>',
        *body,
        "</svg>",
    ]
    Path("docs/report.svg").write_text("\n".join(svg) + "\n", encoding="utf-8")


def _line(console: Console, line: Text, row: int) -> Iterator[str]:
    """Runs of one style and one character width, each fixed to its columns."""
    column = 0
    for segment in line.render(console):
        for width, chars in groupby(segment.text, key=cell_len):
            text = "".join(chars)
            if text.strip():
                yield _run(text, column, row, width * len(text), segment)
            column += width * len(text)


def _run(text: str, column: int, row: int, cells: int, segment: Segment) -> str:
    style = segment.style or Style()
    colour = COLOURS.get((style.color.number if style.color else None) or 0, "#e6e6e6")
    extra = "".join(
        [
            ' font-weight="bold"' if style.bold else "",
            ' opacity="0.6"' if style.dim else "",
            ' text-decoration="underline"' if style.underline else "",
        ]
    )
    x, y = MARGIN + column * CELL, MARGIN + row * LINE + 14
    place = f'x="{x:.1f}" y="{y}" textLength="{cells * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text {place} fill="{colour}" xml:space="preserve"{extra}>{escape(text)}</text>'


if __name__ == "__main__":
    main()
