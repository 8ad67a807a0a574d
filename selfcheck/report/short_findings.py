"""Groups of findings and a width come in; the rows of the first screen that show them go out.

On a wide screen what is said of a group stands beside its lines, on a narrow one (and in plain sentences) around them::

       1  2020-08-30    1,000円  ﾄﾞｺﾓｺｳｻﾞ   ドコモ口座  8件  600,000円  6年前
       2  2020-08-31  100,000円  ﾄﾞｺﾓｺｳｻﾞ   1,000円のあと、3日以内に100,000円
         （ほかに 6件  499,000円）
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.wrap import wrap, wrap_plain
from selfcheck.printing.writer import Writer
from selfcheck.report.findings_in_words import FindingGroup, FindingLine
from selfcheck.report.styles import STYLES

_INDENT = 3
_GAP = 2
_WIDEST_MEMO = 24
"""Columns; the whole memo stands in the full report."""
_CUT = 2
"""Columns of the mark of what was cut."""
_NARROWEST_ASIDE = 34
"""Columns beside the lines below which they would be broken into shreds."""


class Detail(Struct, frozen=True):
    """How much is shown."""

    lines: int
    """Of each group; the rest is counted."""
    reasons: int
    """Groups whose strongest reason is said."""
    groups: int
    """Groups that are shown; the rest is counted by service."""


DETAILS = (
    Detail(5, 4, 8), Detail(4, 4, 8), Detail(3, 4, 6), Detail(2, 3, 6), Detail(1, 3, 5), Detail(1, 2, 4), Detail(1, 1, 2),
)  # fmt: skip
"""From the most to the least."""


def finding_rows(groups: Sequence[FindingGroup], detail: Detail, writer: Writer, width: int) -> list[Styled]:
    """All rows, none wider than ``width``."""
    shown = groups[: detail.groups]
    columns = _Columns([line for group in shown for line in group.lines[: detail.lines]])
    aside = width - columns.width - _GAP
    rows: list[Styled] = []
    for number, group in enumerate(shown):
        reason = group.short_reason if number < detail.reasons else ""
        said = [_total(group, writer), *([reason] if reason else [])]
        lines = _lines(group, detail.lines, columns, writer)
        if writer.plain or aside < _NARROWEST_ASIDE:
            rows += _around(group, lines, said, width)
        else:
            rows += _beside(group, lines, said, columns.width, aside)
    return [*rows, *_counted(groups[detail.groups :], writer, width)]


class _Columns:
    """How wide number, date, amount and memo are."""

    def __init__(self, lines: Sequence[FindingLine]) -> None:
        self.number = max(len(str(line.number)) for line in lines)
        self.date = max(Styled(line.date).columns for line in lines)
        self.amount = max(Styled(line.amount).columns for line in lines)
        self.memo = min(max(Styled(escaped(line.memo)).columns for line in lines), _WIDEST_MEMO)

    @property
    def width(self) -> int:
        """Of a row of them."""
        return _INDENT + self.number + self.date + self.amount + self.memo + 3 * _GAP

    def row(self, line: FindingLine) -> Styled:
        """One finding."""
        gap = Styled(" " * _GAP)
        cells = (
            Styled(str(line.number)).padded(self.number, right=True),
            Styled(line.date).padded(self.date, right=False),
            Styled(line.amount).padded(self.amount, right=True),
            _memo(line, self.memo).padded(self.memo, right=False),
        )
        return Styled(" " * _INDENT) + cells[0] + gap + cells[1] + gap + cells[2] + gap + cells[3]


def _memo(line: FindingLine, width: int) -> Styled:
    """The memo as printed, the name standing out; what is longer is cut and marked so, but never within the name."""
    start, end = line.name
    before, name, after = (escaped(line.memo[part]) for part in (slice(start), slice(start, end), slice(end, None)))
    if Styled(before + name + after).columns > width and Styled(before + name).columns > width - _CUT:
        before = "…" if before else ""
    memo = Styled(before).append(name, "bold underline").append(after)
    return memo if memo.columns <= width else wrap(memo, width - _CUT)[0].append("…")


def _lines(group: FindingGroup, most: int, columns: _Columns, writer: Writer) -> list[Styled]:
    """The first lines of a group, what is unsure of each, and how many more there are."""
    rows: list[Styled] = []
    for line in group.lines[:most]:
        if writer.plain:
            rows.append(Styled(plain_line(line, writer)))
        else:
            rows.append(columns.row(line))
        rows += [Styled(" " * (_INDENT + columns.number + _GAP)).append(doubt, "red") for doubt in line.doubts]
    if rest := group.lines[most:]:
        text = writer.say("brief-more", count=len(rest), yen=sum(line.yen for line in rest))
        rows.append(Styled(" " * (0 if writer.plain else _INDENT + columns.number)).append(text))
    return rows


def plain_line(line: FindingLine, writer: Writer) -> str:
    """A finding as a sentence."""
    details = {"date": line.day or line.date, "amount": line.amount, "memo": escaped(line.memo)}
    return writer.say("plain-line", number=str(line.number), line=str(line.line), **details)


def _total(group: FindingGroup, writer: Writer) -> str:
    key = "brief-group" if group.yen else "brief-group-no-sum"
    total = writer.say(key, service=group.service, count=len(group.lines), yen=group.yen)
    return writer.say("brief-aged", total=total, age=group.age) if group.age else total


def _beside(group: FindingGroup, lines: Sequence[Styled], said: Sequence[str], at: int, width: int) -> list[Styled]:
    """Lines on the left, what is said of them on the right."""
    right = [
        Styled(part, STYLES[group.level] if number == 0 else "")
        for number, text in enumerate(said)
        for part in wrap_plain(text, width)
    ]
    rows = []
    for number in range(max(len(lines), len(right))):
        left = lines[number] if number < len(lines) else Styled()
        rows.append((left.padded(at + _GAP, right=False) + right[number]) if number < len(right) else left)
    return rows


def _around(group: FindingGroup, lines: Sequence[Styled], said: Sequence[str], width: int) -> list[Styled]:
    """What the group comes to above its lines, the reason below."""
    total, *reason = said
    rows = [Styled("  ").append(part, STYLES[group.level]) for part in wrap_plain(total, width - 2)]
    return [*rows, *lines, *(Styled(f"     {part}") for text in reason for part in wrap_plain(text, width - 5))]


def _newest(group: FindingGroup) -> dt.date:
    return max((line.day for line in group.lines if line.day), default=dt.date.min)


def _counted(groups: Sequence[FindingGroup], writer: Writer, width: int) -> list[Styled]:
    """What is left, by service, as one paragraph."""
    if not groups:
        return []
    services: dict[str, list[FindingGroup]] = {}
    for group in groups:
        services.setdefault(group.service, []).append(group)
    parts = []
    for service, own in services.items():
        count, yen = sum(len(group.lines) for group in own), sum(group.yen for group in own)
        if count == 1 and yen:
            parts.append(writer.say("brief-one", service=service, date=own[0].lines[0].date, yen=yen))
            continue
        total = writer.say("brief-group" if yen else "brief-group-no-sum", service=service, count=count, yen=yen)
        age = max(own, key=_newest).age
        parts.append(writer.say("brief-aged", total=total, age=age) if age else total)
    text = writer.say("brief-others", services=writer.say("between-items").join(parts))
    return [Styled(f"  {part}") for part in wrap_plain(text, width - 2)]
